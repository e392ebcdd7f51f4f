"""What the picture screens read: the list with its filters, and its counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from masthead.pictures.clearance import not_cleared_on, unproven
from masthead.pictures.models import Batch, Picture
from masthead.staff.models import User

PER_PAGE = 40
MOST_COUNTED = 1000
MOST_FOUND = 500
ENDING_DAYS = 30
SHOWN = {
    "": _("All"),
    "not-cleared": _("Not cleared"),
    "no-credit": _("Without credit"),
    "no-alt": _("Without alt text"),
    "no-licence": _("Not licensed"),
    "ended": _("Rights ended"),
    "ending": _("Rights end within 30 days"),
    "mine": _("Mine"),
    "unused": _("Unused"),
}
COUNTED = ("no-credit", "no-alt", "no-licence", "ended", "ending")


@dataclass(frozen=True)
class Asked:
    """Which pictures are asked for, and where in them."""

    show: str = ""
    words: str = ""
    before: int | None = None
    """Older than this picture."""
    after: int | None = None
    """Newer than this picture."""


@dataclass(frozen=True)
class PageOfPictures:
    """Some of them, newest first; ``older`` and ``newer`` are the ids to go on from, ``None`` at the ends."""

    pictures: list[Picture]
    older: int | None
    newer: int | None


def pictures_shown(asked: Asked, user: User) -> QuerySet[Picture]:
    """The pictures asked for, newest first."""
    found = Picture.objects.filter(_condition(asked.show, user))
    if asked.show == "unused":
        found = found.filter(~Exists(_references()))
    if asked.words:
        hits = Picture.objects.search(asked.words, order_by_relevance=False)[:MOST_FOUND]
        found = found.filter(pk__in=[picture.pk for picture in hits])
    return found.order_by("-pk")


def page_of(asked: Asked, user: User) -> PageOfPictures:
    """A page of the pictures asked for. It reads on from a picture and never counts, so that the last page costs what the first does."""
    found = pictures_shown(asked, user)
    if asked.after is not None:
        newer = list(found.filter(pk__gt=asked.after).order_by("pk")[: PER_PAGE + 1])
        pictures = newer[:PER_PAGE][::-1]
        return PageOfPictures(
            pictures,
            older=pictures[-1].pk if pictures else None,
            newer=pictures[0].pk if len(newer) > PER_PAGE else None,
        )
    older = list((found.filter(pk__lt=asked.before) if asked.before is not None else found)[: PER_PAGE + 1])
    pictures = older[:PER_PAGE]
    has_more = len(older) > PER_PAGE
    return PageOfPictures(
        pictures,
        older=pictures[-1].pk if has_more else None,
        newer=pictures[0].pk if pictures and asked.before is not None else None,
    )


def counts(user: User) -> dict[str, str]:
    """How many each repair list has, at most “1000+”: by its name in ``SHOWN``; empty ones are left out. Five queries."""
    found = {}
    for show in COUNTED:
        number = pictures_shown(Asked(show), user).order_by()[: MOST_COUNTED + 1].count()
        if number:
            found[show] = f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)
    return found


def uses_counted(pictures: Iterable[Picture]) -> dict[int, int]:
    """How often each picture is referred to by what is in the tables. One query."""
    known = {picture.pk: picture for picture in pictures}
    counted = ReferenceIndex.get_count_references_to_in_bulk(list(known.values())) if known else {}
    return {picture.pk: number for picture, number in counted.items()}


def batches_of(user: User) -> QuerySet[Batch]:
    """Somebody's batches that still hold pictures, the newest first; each with ``picture_count`` and ``waiting_count``."""
    waiting = Q(pictures__in=Picture.objects.filter(not_cleared_on(timezone.localdate())))
    return (
        Batch.objects.filter(user=user)
        .annotate(
            picture_count=Count("pictures", distinct=True),
            waiting_count=Count("pictures", filter=waiting, distinct=True),
        )
        .filter(picture_count__gt=0)
        .order_by("-begun_at", "-pk")
    )


def _condition(show: str, user: User) -> Q:
    today = timezone.localdate()
    conditions = {
        "not-cleared": not_cleared_on(today),
        "no-credit": Q(lacks_credit=True),
        "no-alt": Q(lacks_alt=True),
        "no-licence": Q(lacks_licence=True) | unproven(),
        "ended": Q(rights_expire_on__lt=today),
        "ending": Q(rights_expire_on__range=(today, today + timedelta(days=ENDING_DAYS))),
        "mine": Q(uploaded_by_user=user),
    }
    return conditions.get(show, Q())


def _references() -> QuerySet[ReferenceIndex]:
    pictures = ContentType.objects.get_for_model(Picture)
    return ReferenceIndex.objects.filter(to_content_type=pictures, to_object_id=Cast(OuterRef("pk"), CharField()))
