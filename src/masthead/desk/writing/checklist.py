"""The checklist beside a page's form: what the door will say, each line a way to the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import PageActionMenu, PublishMenuItem
from wagtail.admin.ui.side_panels import BaseSidePanel

from masthead.articles.checks import TK_IN_COPY
from masthead.publishing.findings import Finding, Severity
from masthead.publishing.pages import MagazinePage
from masthead.publishing.queries import findings_at_the_door


@dataclass(frozen=True)
class Line:
    """One finding as the desk shows it. ``place`` is the block's id or the field's name: Wagtail's content path."""

    message: str
    place: str
    anchor: str
    mend_address: str
    is_word: bool = False
    """Whether it is about a word of the copy, which the way there selects."""


@dataclass(frozen=True)
class Checklist:
    """What blocks publishing, what the door only mentions, and what an exemption covers."""

    blocks: tuple[Line, ...] = ()
    warnings: tuple[Line, ...] = ()
    inherited: tuple[Line, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether nothing at all is to be said."""
        return not (self.blocks or self.warnings or self.inherited)


def checklist_of(page: MagazinePage) -> Checklist:
    """The checklist of a page as it stands in memory; empty for one that was never saved. As many queries as the door asks."""
    if not page.pk:
        return Checklist()
    findings = list({(found.key, found.message): found for found in findings_at_the_door(page)}.values())

    def of(severity: Severity) -> tuple[Line, ...]:
        return tuple(_line(finding) for finding in findings if finding.severity == severity)

    return Checklist(of(Severity.BLOCKS), of(Severity.WARNS), of(Severity.INHERITED))


def _line(finding: Finding) -> Line:
    kind, _colon, number = finding.subject.partition(":")
    is_picture = kind == "picture" and number.isdecimal() and finding.code != "picture-missing"
    return Line(
        message=finding.message,
        place=finding.block_id or finding.field,
        anchor=f"#panel-{finding.field}-section" if finding.field else "",
        mend_address=reverse("wagtailimages:edit", args=(number,)) if is_picture else "",
        is_word=finding.code == TK_IN_COPY,
    )


class ChecklistPanel(BaseSidePanel):
    """The first panel on the right."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it, with how much blocks."""

        aria_label = _("Toggle checklist")
        icon_name = "list-ul"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> Any:
            """Wagtail's, with our count."""
            return {**super().get_context_data(parent_context), "count": len(self.panel.checklist.blocks)}

    name = "checklist"
    title = _("Checklist")
    template_name = "desk/writing/_checklist.html"
    order = 50

    def __init__(self, page: MagazinePage, request: HttpRequest) -> None:
        super().__init__(page, request)

    @cached_property
    def checklist(self) -> Checklist:
        """Read once for toggle, panel and button."""
        return checklist_of(self.object)

    def get_context_data(self, parent_context: Any) -> Any:
        """What the template shows."""
        return {
            **super().get_context_data(parent_context),
            "checklist": self.checklist,
            "is_saved": bool(self.object.pk),
        }

    @property
    def media(self) -> Media:
        """Our styles; the script is loaded as a module by the form's template."""
        return Media(css={"all": ["desk/writing.css"]})


class PublishWithCount(PublishMenuItem):
    """“Publish: 2 to do”: the count of what blocks stands on the button, which still tries when it is pressed."""

    template_name = "desk/writing/_publish_button.html"

    def __init__(self, item: PublishMenuItem, block_count: int) -> None:
        super().__init__(order=item.order)
        self.block_count = block_count

    def get_context_data(self, parent_context: Any) -> Any:
        """Wagtail's, with our count."""
        return {**super().get_context_data(parent_context), "block_count": self.block_count}


def take_publish_button(menu: PageActionMenu, block_count: int) -> str:
    """Take the publish button out of a menu, if it is in it, and draw it with the count: it stands beside the menu, not within."""
    items = [menu.default_item, *menu.menu_items]
    found = next((item for item in items if isinstance(item, PublishMenuItem)), None)
    if found is None or len(items) == 1:
        return ""
    menu.default_item, *menu.menu_items = [item for item in items if item is not found]
    return str(PublishWithCount(found, block_count).render_html(menu.context))
