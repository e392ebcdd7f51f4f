"""What an editor begins most, by right: the buttons on top of the home."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from masthead.articles.models import ArticleIndex
from masthead.desk.board.queries import latest_issue, may_begin
from masthead.manuscripts.queries import may_receive
from masthead.staff.models import User


@dataclass(frozen=True)
class Button:
    """One of them."""

    label: str
    address: str
    icon: str


def buttons_for(user: User) -> list[Button]:
    """Those that lead somewhere for ``user``, the first being what is done most. Six queries at most."""
    found = []
    if may_write(user):
        found.append(Button(_("New article"), reverse("desk_new_article"), "plus"))
    if may_receive(user):
        found.append(Button(_("From a Word file"), reverse("manuscripts_list"), "upload"))
    if user.has_perm("pictures.add_picture"):
        found.append(Button(_("Upload pictures"), reverse("desk_pictures_upload"), "image"))
    if may_begin(user):
        found.append(_next_issue())
    return found


def _next_issue() -> Button:
    """The issue after the latest, with its structure; the first issue where there is none. One query."""
    latest = latest_issue()
    query = f"?like={latest.pk}" if latest else ""
    return Button(_("New issue"), reverse("desk_new_issue") + query, "folder-open-inverse")


def may_write(user: User) -> bool:
    """Whether somebody may begin an article. Two queries."""
    index = ArticleIndex.objects.first()
    return index is not None and bool(index.permissions_for_user(user).can_add_subpage())
