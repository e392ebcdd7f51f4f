"""The pictures that the magazine draws of itself, and the web manifest that names its icons."""

from __future__ import annotations

import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.machines import actions
from masthead.machines.drawing import icons
from masthead.machines.drawing.icons import ICONS
from masthead.machines.drawing.style import Style
from masthead.machines.queries.drawn import (
    OF_THE_MAGAZINE,
    card_fingerprint,
    facts_of_row,
    icon_fingerprint,
    icon_path,
    initial_of,
    style_for,
)
from masthead.machines.views import answers
from masthead.magazine.queries import this_magazine
from masthead.published.models import PublishedArticle

PNG = "image/png"


@require_safe
def card(request: HttpRequest, number: str, fingerprint: str) -> HttpResponseBase:
    """The card of a published article, or the magazine's own. Under an earlier name the present one, to be asked for again. Two queries."""
    magazine = this_magazine()
    facts = None
    if int(number) != OF_THE_MAGAZINE:
        row = PublishedArticle.objects.filter(pk=int(number)).first()
        if row is None:
            return answers.nothing()
        facts = facts_of_row(row)
    drawn = actions.kept_card(facts, magazine)
    return _picture(request, drawn, is_present=fingerprint == card_fingerprint(facts, magazine))


@require_safe
def icon(request: HttpRequest, name: str, fingerprint: str) -> HttpResponseBase:
    """An icon. One query."""
    if name not in ICONS:
        return answers.nothing()
    magazine = this_magazine()
    drawn = _icon(name, initial_of(magazine), style_for(magazine))
    return _picture(request, drawn, is_present=fingerprint == icon_fingerprint(magazine))


@require_safe
def favicon(request: HttpRequest) -> HttpResponseBase:
    """The icon for whoever asks without having read a page. One query."""
    magazine = this_magazine()
    return answers.document(request, _favicon(initial_of(magazine), style_for(magazine)), "image/vnd.microsoft.icon")


@require_safe
def apple_touch_icon(request: HttpRequest) -> HttpResponseBase:
    """The same for iOS. One query."""
    magazine = this_magazine()
    drawn = _icon("apple-touch-180", initial_of(magazine), style_for(magazine))
    return answers.document(request, drawn, PNG)


@require_safe
def manifest(request: HttpRequest) -> HttpResponseBase:
    """The web manifest (https://www.w3.org/TR/appmanifest/). One query."""
    magazine = this_magazine()
    style = style_for(magazine)
    said = {
        "id": "/",
        "name": magazine.name,
        "description": magazine.description or magazine.tagline,
        "lang": magazine.language,
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "background_color": style.paper,
        "theme_color": style.paper,
        "icons": [
            {
                "src": icon_path(each.name, magazine),
                "sizes": f"{each.size}x{each.size}",
                "type": PNG,
                "purpose": each.purpose,
            }
            for each in ICONS.values()
            if each.purpose
        ],
    }
    content = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False).encode()
    return answers.document(request, content, "application/manifest+json; charset=utf-8")


@lru_cache(maxsize=32)
def _icon(name: str, letter: str, style: Style) -> bytes:
    return icons.icon(letter, ICONS[name], style)


@lru_cache(maxsize=4)
def _favicon(letter: str, style: Style) -> bytes:
    return icons.favicon(letter, style)


def _picture(request: HttpRequest, drawn: bytes, *, is_present: bool) -> HttpResponseBase:
    """To be shown by other sites too; under its present name to be kept for ever."""
    if is_present:
        return answers.open_to_all(answers.for_ever(HttpResponse(drawn, content_type=PNG)))
    return answers.open_to_all(answers.document(request, drawn, PNG))
