"""The desk's menu in the trade's words, and short addresses for where an editor goes most."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from masthead.articles.models import ArticleIndex

WORDS = {"explorer": _("All pages"), "images": _("Pictures")}
LEFT_OUT = frozenset({"snippets"})
"""Contributors and series have entries of their own."""
ABROAD = "whats-new-in-wagtail"


class ArrangersItem(MenuItem):
    """The front page, for those who may arrange it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("slots.arrange_front")


class PermittedItem(MenuItem):
    """An entry for those who may change what it leads to: writers add people as they credit them, and need no list."""

    def __init__(self, label: Any, url: str, *, model: str, icon_name: str, order: int) -> None:
        super().__init__(label, url, icon_name=icon_name, order=order)
        app_label, name = model.split(".")
        self.permissions = [f"{app_label}.{verb}_{name}" for verb in ("change", "delete")]

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(permission) for permission in self.permissions)


def our_entries() -> list[MenuItem]:
    """Articles and issues stand before Wagtail's own entries, contributors and series after the pictures."""
    people, series = (
        reverse("wagtailsnippets_contributors_contributor:list"),
        reverse("wagtailsnippets_articles_series:list"),
    )
    return [
        MenuItem(_("Articles"), reverse("desk_articles"), icon_name="doc-full", order=50),
        MenuItem(_("Issues"), reverse("desk_issues"), icon_name="folder-open-inverse", order=60),
        MenuItem(_("Calendar"), reverse("desk_calendar"), icon_name="calendar-alt", order=62),
        ArrangersItem(_("Front page"), reverse("desk_front"), icon_name="home", order=70),
        PermittedItem(
            _("Newsletters"), reverse("desk_newsletters"), model="newsletters.newsletter", icon_name="mail", order=72
        ),
        PermittedItem(_("Contributors"), people, model="contributors.contributor", icon_name="group", order=310),
        PermittedItem(_("Series"), series, model="articles.series", icon_name="list-ol", order=320),
    ]


def put_in_our_words(items: list[MenuItem]) -> None:
    """Rename and leave out Wagtail's entries, in place."""
    items[:] = [item for item in items if item.name not in LEFT_OUT and not item.name.startswith(ABROAD)]
    for item in items:
        item.label = WORDS.get(item.name, item.label)


def new_article(_request: HttpRequest) -> HttpResponseRedirect:
    """``/desk/articles/new/``: an empty article."""
    return redirect("wagtailadmin_pages:add", "articles", "article", _index(ArticleIndex).pk)


def _index(kind: type[ArticleIndex]) -> Page:
    found = kind.objects.first()
    if found is None:
        raise Http404
    return found
