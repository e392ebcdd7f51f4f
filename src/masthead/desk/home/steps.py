"""The first five steps of a new magazine, which tick themselves off."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from masthead.articles.models import ArticleIndex, Section
from masthead.desk.board.queries import may_begin
from masthead.issues.models import Issue
from masthead.magazine.queries import this_magazine
from masthead.pictures.models import Picture
from masthead.planning.models import Piece
from masthead.staff.models import User

SETTINGS = "magazine.change_magazine"
FEW = 5
"""Public articles from which on nobody is a beginner."""


@dataclass(frozen=True)
class FirstStep:
    """One step: what, where, and whether it is done."""

    title: str
    words: str
    address: str = field(metadata={"help": "empty for somebody who may not do it"})
    is_done: bool


def first_steps(user: User) -> list[FirstStep]:
    """The five, for somebody who may publish; none once all are done, or when the magazine is under way. Ten queries at most."""
    if len(Piece.objects.filter(is_live=True).order_by("-went_live_at").values_list("pk")[:FEW]) == FEW:
        return []
    index = ArticleIndex.objects.first()
    if index is None or not index.permissions_for_user(user).can_publish_subpage():
        return []
    steps = [_name(user), _section(index, user), _article(), _picture(), _issue(user)]
    steps = [step for step in steps if step is not None]
    return [] if all(step.is_done for step in steps) else steps


def _name(user: User) -> FirstStep:
    magazine = this_magazine()
    return FirstStep(
        _("Say what the magazine is"),
        _("Its name, a line under it, and who publishes it."),
        reverse("wagtailsettings:edit", args=("magazine", "magazine")) if user.has_perm(SETTINGS) else "",
        is_done=bool(magazine.is_set_up and magazine.name and (magazine.tagline or magazine.description)),
    )


def _section(index: Page, user: User) -> FirstStep:
    parent = index.get_parent()
    may_add = parent.permissions_for_user(user).can_add_subpage()
    return FirstStep(
        _("Make a section"),
        _("A standing part of the magazine: Culture, Politics, Letters."),
        reverse("wagtailadmin_pages:add", args=("articles", "section", parent.pk)) if may_add else "",
        is_done=Section.objects.exists(),
    )


def _article() -> FirstStep:
    return FirstStep(
        _("Write an article, or drop a Word file"),
        _("It stays a draft until you publish it."),
        reverse("desk_new_article"),
        is_done=Piece.objects.exists(),
    )


def _picture() -> FirstStep:
    return FirstStep(
        _("Upload a picture and say whose it is"),
        _("Without a credit and a description no picture goes before readers."),
        reverse("desk_pictures_upload"),
        is_done=Picture.objects.filter(lacks_credit=False, lacks_alt=False).exists(),
    )


def _issue(user: User) -> FirstStep:
    return FirstStep(
        _("Begin an issue, or publish by itself"),
        _("An issue gathers pieces under a cover and launches as one; an article can also go live alone."),
        reverse("desk_new_issue") if may_begin(user) else reverse("desk_articles"),
        is_done=Issue.objects.exists() or Piece.objects.filter(is_live=True).exists(),
    )
