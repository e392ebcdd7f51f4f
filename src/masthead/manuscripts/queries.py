"""Reads of waiting manuscripts. Every one asks who wants to know."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from masthead.articles.models import ArticleIndex, Section
from masthead.contributors.models import Contributor
from masthead.manuscripts.models import Manuscript
from masthead.staff.models import User


def may_receive(user: User) -> bool:
    """Whether somebody may make articles, and so bring manuscripts. Two or three queries."""
    index = ArticleIndex.objects.first()
    return index is not None and bool(index.permissions_for_user(user).can_add_subpage())


def may_see_all(user: User) -> bool:
    """Whether somebody sees the manuscripts of others: whoever may publish articles."""
    index = ArticleIndex.objects.first()
    return index is not None and bool(index.permissions_for_user(user).can_publish())


def visible_to(user: User) -> QuerySet[Manuscript]:
    """The manuscripts that somebody may see, newest first: their own, or all of them for editors."""
    if not may_receive(user):
        return Manuscript.objects.none()
    everything = Manuscript.objects.select_related("owner", "article")
    return everything if may_see_all(user) else everything.filter(owner=user)


def waiting_for(user: User) -> QuerySet[Manuscript]:
    """Those of them that can still become articles."""
    return visible_to(user).filter(state=Manuscript.State.WAITING).defer("reading", "answers")


def earlier_of(manuscript: Manuscript, user: User) -> Manuscript | None:
    """An earlier manuscript of the same bytes that is waiting, or whose article is still there."""
    same = visible_to(user).filter(sha256=manuscript.sha256).exclude(pk=manuscript.pk)
    is_there = Q(state=Manuscript.State.WAITING) | Q(article__isnull=False)
    return same.filter(is_there, pk__lt=manuscript.pk).defer("reading", "answers").first()


def contributors_named(names: Sequence[str]) -> dict[str, Contributor]:
    """The contributors of these names, by the name case-folded. One query; none for no names."""
    wanted = {name.casefold() for name in names if name}
    if not wanted:
        return {}
    asked = Q()
    for name in wanted:
        asked |= Q(name__iexact=name)
    exact = Q(name__in=[name for name in names if name])
    return {each.name.casefold(): each for each in Contributor.objects.filter(asked | exact).order_by("-pk")}


def sections() -> QuerySet[Section]:
    """The sections an article may be put in, by their place."""
    return Section.objects.live().order_by("path")


def section_named(name: str) -> Section | None:
    """The section that a manuscript names; None when there is none of that name."""
    wanted = name.strip()
    return sections().filter(title__iexact=wanted).first() if wanted else None
