"""What readers find under an article, beside its form: the picks of the draft, then what was found, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import BaseSidePanel

from masthead.articles.models import Article
from masthead.published import queries as published
from masthead.recommendations import queries as recommendations

SHOWN = 6


@dataclass(frozen=True)
class Followed:
    """An article that follows, and why."""

    title: str
    reason: str
    edit_address: str
    is_pick: bool = False


class FollowingPanel(BaseSidePanel):
    """“More articles” on the right. Three queries."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it."""

        aria_label = gettext_lazy("Toggle more articles")
        icon_name = "list-ol"

    name = "following"
    title = gettext_lazy("More articles")
    template_name = "desk/writing/_following.html"
    order = 65

    def __init__(self, page: Article, request: HttpRequest) -> None:
        super().__init__(page, request)

    @cached_property
    def followed(self) -> list[Followed]:
        """The picks, then what was found, none twice; as many as readers see. Picks that are not public yet are named as such."""
        picks = [pick.picked_id for pick in self.object.related_picks.all()] if self.object.pk else []
        lines = recommendations.lines_of(recommendations.reading_list_of(self.object.pk))
        cards = published.cards_by_id([*picks, *(line.article_id for line in lines)])
        reasons = {line.article_id: line.reason for line in lines} | dict.fromkeys(picks, _("your pick"))
        order = [number for number in dict.fromkeys([*picks, *(line.article_id for line in lines)]) if number in cards]
        return [
            Followed(
                cards[number].card_title,
                reasons[number],
                reverse("wagtailadmin_pages:edit", args=(number,)),
                is_pick=number in picks,
            )
            for number in order[:SHOWN]
        ]

    def get_context_data(self, parent_context: Any) -> Any:
        """What the template shows."""
        return {**super().get_context_data(parent_context), "followed": self.followed, "is_public": self.object.live}

    @property
    def media(self) -> Media:
        """The form's styles."""
        return Media(css={"all": ["desk/writing.css"]})
