"""The desk's home: where to begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from masthead.articles.models import ArticleIndex
from masthead.publishing import queries as publishing


class Beginning(Component):
    """Ways to what an editor does most, and how much waits in the repair list."""

    name = "beginning"
    template_name = "desk/_home_beginning.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Three queries."""
        user = parent_context["request"].user
        index = ArticleIndex.objects.first()
        may_mend = user.has_perm("pictures.change_picture")
        return {
            "may_write": index is not None and index.permissions_for_user(user).can_add_subpage(),
            "may_add_pictures": user.has_perm("pictures.add_picture"),
            "repair_count": publishing.subjects_to_repair().count() if may_mend else 0,
        }
