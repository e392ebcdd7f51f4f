"""Who is known to readers: credited in something published, an expert, on the masthead, or the signer of an issue's letter."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from masthead.contributors.models import Contributor
from masthead.issues.models import Issue
from masthead.published import keys
from masthead.published.models import ListCount


def is_credited() -> Exists:
    """The condition, on contributors, that something published credits them."""
    return has_articles(keys.OF_CONTRIBUTORS)


def has_articles(prefix: str) -> Exists:
    """The condition that something published stands in the list of a row; ``prefix`` is that of the lists' keys."""
    key = Concat(Value(prefix), Cast(OuterRef("pk"), CharField()))
    return Exists(ListCount.objects.filter(list_key=key, count__gt=0))


def is_known_to_readers() -> Q:
    """The condition, on contributors, that they stand in the list of all: credited, an expert, or on the masthead."""
    return Q(is_expert=True) | ~Q(masthead_heading="") | Q(is_credited())


def is_known(contributor: Contributor) -> bool:
    """Whether readers may know of somebody: a record at the desk alone is nobody's business. No query for an expert, else one or two."""
    if (
        contributor.is_expert
        or contributor.masthead_heading
        or Contributor.objects.filter(is_credited(), pk=contributor.pk).exists()
    ):
        return True
    return Issue.objects.filter(letter_by=contributor, live=True).exclude(editors_letter="").exists()
