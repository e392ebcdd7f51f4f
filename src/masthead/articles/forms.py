"""The article's form: whoever is bound to sections chooses among theirs."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from masthead.articles.access import sections_open_to


class ArticleForm(WagtailAdminPageForm):
    """Wagtail's, with the sections that are open to whoever fills it in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "slug" in self.fields:
            self.fields["slug"].required = False  # a headline is enough to begin with: the model makes an address of it
        field, user = self.fields.get("section"), self.for_user
        self.open_to = sections_open_to(user) if field and user else None
        if field is not None and self.open_to is not None:
            field.queryset = field.queryset.filter(pk__in=self.open_to).order_by("path")
            field.initial = self.initial["section"] = self.instance.section_id or getattr(
                field.queryset.first(), "pk", None
            )

    def clean(self) -> dict[str, Any]:
        """Put what was given no section into the first of theirs: a piece without one is out of their reach."""
        said: dict[str, Any] = super().clean()
        if self.open_to is not None and not said.get("section") and "section" not in self.errors:
            said["section"] = self.fields["section"].queryset.first()
        return said
