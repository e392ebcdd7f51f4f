"""The first five steps of a new magazine, which tick themselves off."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from masthead.articles.models import ArticleIndex, Section
from masthead.issues.models import Issue
from masthead.magazine.queries import this_magazine
from masthead.pictures.models import Picture
from masthead.planning.models import Piece
from masthead.staff.models import User

FEW = 5
"""Public articles from which on nobody is a beginner."""


@dataclass(frozen=True)
class FirstStep:
    """One step: what, where, and whether it is done."""

    title: str
    words: str
    address: str
    is_done: bool


def first_steps(user: User) -> list[FirstStep]:
    """The five, for somebody who may publish; none once all are done, or when the magazine is under way. Seven queries at most."""
    if len(Piece.objects.filter(is_live=True).order_by("-went_live_at").values_list("pk")[:FEW]) == FEW:
        return []
    index = ArticleIndex.objects.first()
    if index is None or not index.permissions_for_user(user).can_publish_subpage():
        return []
    steps = [_name(), _section(index), _article(), _picture(), _issue()]
    steps = [step for step in steps if step is not None]
    return [] if all(step.is_done for step in steps) else steps


def _name() -> FirstStep:
    magazine = this_magazine()
    return FirstStep(
        _("Say what the magazine is"),
        _("Its name, a line under it, and who publishes it."),
        reverse("wagtailsettings:edit", args=("magazine", "magazine")),
        is_done=bool(magazine.is_set_up and magazine.name and (magazine.tagline or magazine.description)),
    )


def _section(index: Page) -> FirstStep:
    parent = index.get_parent()
    return FirstStep(
        _("Make a section"),
        _("A standing part of the magazine: Culture, Politics, Letters."),
        reverse("wagtailadmin_pages:add", args=("articles", "section", parent.pk)),
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


def _issue() -> FirstStep:
    return FirstStep(
        _("Begin an issue, or publish by itself"),
        _("An issue gathers pieces under a cover and launches as one; an article can also go live alone."),
        reverse("desk_new_issue"),
        is_done=Issue.objects.exists() or Piece.objects.filter(is_live=True).exists(),
    )
