"""The plan beside an article's form."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from masthead.articles.models import Article
from masthead.planning import queries
from masthead.planning.models import Assignment, Piece, Step


class PlanPanel(BaseSidePanel):
    """Where the piece stands, who has it, and a way to its plan. Two queries."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it, with how many assignments are open."""

        aria_label = _("Toggle plan")
        icon_name = "tasks"
        counter_classname = "w-bg-info-100"

        def get_context_data(self, parent_context: Any) -> Any:
            """Wagtail's, with our count."""
            return {**super().get_context_data(parent_context), "count": len(self.panel.assignments)}

    name = "plan"
    title = _("Plan")
    template_name = "desk/planning/_panel.html"
    order = 60

    def __init__(self, page: Article, request: HttpRequest) -> None:
        super().__init__(page, request)

    @cached_property
    def piece(self) -> Piece | None:
        """None for an article that was never saved."""
        return queries.pieces_for([self.object.pk]).get(self.object.pk) if self.object.pk else None

    @cached_property
    def assignments(self) -> list[Assignment]:
        """Those that are open, read once for toggle and panel."""
        return queries.open_assignments([self.object.pk]).get(self.object.pk, []) if self.object.pk else []

    def get_context_data(self, parent_context: Any) -> Any:
        """What the template shows."""
        piece = self.piece
        return {
            **super().get_context_data(parent_context),
            "piece": piece,
            "step": Step(piece.step).label if piece and piece.step else "",
            "assignments": self.assignments,
        }

    @property
    def media(self) -> Media:
        """Our styles."""
        return Media(css={"all": ["desk/planning.css"]})
