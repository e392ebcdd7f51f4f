"""Reads about contributors, and the byline computed from credits."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Protocol

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from masthead.contributors.models import Contributor, Role
from masthead.text.slugs import slug_from

MOST_SUGGESTED = 8
MOST_COMPARED = 500
ALIKE = 0.84
"""How alike two names are told apart from a slip of the pen: “Ines Corbeau” and “Inez Corbeau” are 0.92 alike."""


class CreditLike(Protocol):
    """What a byline needs of a credit."""

    role: str

    @property
    def contributor(self) -> Contributor:
        """Who is credited."""


def contributor_with_slug(slug: str) -> Contributor | None:
    """The contributor at an address, with the portrait; None when there is none. One query."""
    return Contributor.objects.select_related("portrait").filter(slug=slug).first()


def suggestions(words: str, most: int = MOST_SUGGESTED) -> QuerySet[Contributor]:
    """Whom somebody may mean who typed ``words``, those whose name begins so first, then from A to Z. One query.

    A name is found by the beginning of any of its words, and without its accents.
    """
    address = slug_from(words, fallback="")
    found = Q(name__istartswith=words) | Q(name__icontains=f" {words}")
    if address:
        found |= Q(slug__startswith=address) | Q(slug__contains=f"-{address}")
    begins = Q(name__istartswith=words) | (Q(slug__startswith=address) if address else Q())
    rank = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Contributor.objects.filter(found).annotate(rank=rank).order_by("rank", "name", "pk")[:most]


def similar_to(name: str, most: int = 3) -> list[Contributor]:
    """Contributors of nearly this name, the most alike first: the same but for accents and capitals, or one slip away. One query.

    Compared are those who share the first two letters of one of its words, at most 500.
    """
    address = slug_from(name, fallback="")
    shared = Q(pk__in=[])
    for word in address.split("-"):
        shared |= Q(slug__startswith=word[:2]) | Q(slug__contains=f"-{word[:2]}")
    compared = (
        (SequenceMatcher(None, address, person.slug).ratio(), person)
        for person in Contributor.objects.filter(shared).order_by("pk")[:MOST_COMPARED]
    )
    alike = sorted((pair for pair in compared if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [person for _ratio, person in alike[:most]]


def named(names: Iterable[str]) -> str:
    """Names as running text: “A”, “A and B”, “A, B and C”."""
    *first, last = list(names) or [""]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def byline_of(credits: Iterable[CreditLike]) -> str:
    """The byline: the names credited with words, in order; with the translators after them."""
    by_role: dict[str, list[str]] = {}
    for credit in credits:
        by_role.setdefault(credit.role, []).append(credit.contributor.name)
    words, translators = named(by_role.get(Role.WORDS, [])), named(by_role.get(Role.TRANSLATION, []))
    if translators and words:
        return _("%(words)s, translated by %(translators)s") % {"words": words, "translators": translators}
    return words
