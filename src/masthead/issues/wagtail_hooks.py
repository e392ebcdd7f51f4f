"""What the room adds to Wagtail: the words for an issue's history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from masthead.issues.drafts import LOG_ACTION


@hooks.register("register_log_actions")
def name_arranging(actions: Any) -> None:
    """Arranging on the board, as the page's history names it."""
    actions.register_action(LOG_ACTION, _("Arrange"), _("Arranged on the issue board"))
