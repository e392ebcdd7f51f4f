"""Reads about contributors, and the byline computed from credits."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _

from masthead.contributors.models import Contributor, Role


class CreditLike(Protocol):
    """What a byline needs of a credit."""

    role: str

    @property
    def contributor(self) -> Contributor:
        """Who is credited."""


def contributor_with_slug(slug: str) -> Contributor | None:
    """The contributor at an address, with the portrait; None when there is none. One query."""
    return Contributor.objects.select_related("portrait").filter(slug=slug).first()


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
