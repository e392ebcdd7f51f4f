"""The ways in which the desk shows a draft of an article as readers will meet it."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from masthead.publishing.pages import MagazinePage

ARTICLE, PHONE = "article", "phone"
MODES: tuple[tuple[str, str | Promise], ...] = (
    (ARTICLE, _("Article")),
    (PHONE, _("On a phone")),
    ("card", _("Card")),
    ("search", _("Search result")),
    ("social", _("Social card")),
    ("text", _("Plain text")),
)


class PreviewedPage(MagazinePage):
    """Answers Wagtail's questions about previews. A mode that is none is the article."""

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        """The names and labels of the modes; the first is what a preview begins with."""
        return list(MODES)

    @property
    def default_preview_size(self) -> str:
        """The article as on a desk; ``desk/writing/previews.js`` narrows the panel for what is small."""
        return "desktop"

    def get_preview_template(self, request: HttpRequest, mode_name: str | None) -> str:  # noqa: ARG002 - Wagtail passes it
        """The readers' own template for the article, else the one that is named as the mode."""
        modes = {name for name, _label in MODES[1:]}
        return f"front/previews/{mode_name}.html" if mode_name in modes else str(self.template)

    def serve_preview(self, request: HttpRequest, mode_name: str | None) -> HttpResponse:
        """As Wagtail does; the phone holds the article in a frame, which a reader's page would not allow."""
        serve = super().serve_preview
        if mode_name == PHONE:
            serve = csp_update({"frame-src": [SELF]})(serve)
        answer: HttpResponse = serve(request, mode_name)
        return answer
