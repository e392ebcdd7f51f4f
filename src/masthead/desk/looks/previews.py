"""Readers' pages in a theme that nobody has saved. Nothing is kept, by us or by a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from masthead.articles.models import Article
from masthead.desk.looks.drafts import Draft, draft_of
from masthead.desk.looks.views import require
from masthead.front.context import Furniture
from masthead.front.queries.front import front_page
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.front.queries.furniture import redressed
from masthead.front.queries.guide import style_guide
from masthead.front.queries.previews import view_of
from masthead.issues.models import Issue
from masthead.magazine.queries import this_magazine
from masthead.magazine.sheets import sheet_of
from masthead.magazine.themes import Theme
from masthead.published import keys
from masthead.published import queries as published

LOOKED_THROUGH = 20
"""Newest articles among which one with a picture is looked for."""


class Shown(NamedTuple):
    """A page: its template, its context, and its path."""

    template: str
    view: Any
    path: str


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """``/desk/look/preview/front/?look=quiet&accent=%238a1c1c``: front, article, issue or guide in the draft that the address says.

    Where nothing of that kind is public the guide is shown.
    """
    require(request)
    maker = MAKERS.get(kind)
    if maker is None:
        raise Http404
    draft = _draft(request)
    sheet_address = f"{reverse('desk_look_sheet')}?{draft.query}"
    around = redressed(read_furniture(), draft.theme, sheet_address, mode=draft.shown["mode"])
    shown = maker(around, draft.theme) or _guide(around, draft.theme)
    context = {"view": shown.view, "furniture": around, "here": shown.path}
    response = HttpResponse(render_to_string(shown.template, context))
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """``/desk/look/sheet.css``: the draft that the address says, as a style sheet."""
    require(request)
    draft = _draft(request)
    response = HttpResponse(sheet_of(draft.theme, draft.shown["mode"]), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def _draft(request: HttpRequest) -> Draft:
    said = request.GET.dict() if "look" in request.GET else None
    return draft_of(said, this_magazine().theme_now)


def _front(around: Furniture, _theme: Theme) -> Shown | None:
    return Shown("front/front.html", front_page(around.magazine, around.sections), "/")


def _article(around: Furniture, _theme: Theme) -> Shown | None:
    """The newest article that begins with a picture, else the newest."""
    rows = published.newest(keys.ALL, LOOKED_THROUGH)
    row = next((row for row in rows if row.hero_picture_id), rows[0] if rows else None)
    page = Article.objects.filter(pk=row.pk).first() if row else None
    return Shown("front/article.html", view_of(page, around), row.path) if row and page else None


def _issue(around: Furniture, _theme: Theme) -> Shown | None:
    row = published.latest_issue()
    page = Issue.objects.filter(pk=row.pk).first() if row else None
    return Shown("front/issue.html", view_of(page, around), row.path) if row and page else None


def _guide(_around: Furniture, theme: Theme) -> Shown:
    return Shown("front/guide.html", style_guide(theme), "/")


MAKERS: dict[str, Callable[[Furniture, Theme], Shown | None]] = {
    "front": _front,
    "article": _article,
    "issue": _issue,
    "guide": _guide,
}
