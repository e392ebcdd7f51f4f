"""Arranging the front. Every verb is one transaction with its permission, its version and its audit entry.

``expected_version`` is the version the editor saw; None asks for no comparison (command line, tests).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.models import Article
from masthead.audit import actions as audit
from masthead.errors import ActionForbidden, MastheadError
from masthead.slots import queries
from masthead.slots.models import LIMITS, Arrangement, Place, Slot
from masthead.staff.models import User

PERMISSION = "slots.arrange_front"
COPIED = (
    *("place", "order", "article_id", "uses_own_words", "kicker", "headline"),
    *("standfirst", "picture_id", "quote_text", "quote_by"),
)
OWN_WORDS = ("uses_own_words", "kicker", "headline", "standfirst", "picture", "quote_text", "quote_by")


class ArrangedMeanwhile(MastheadError):
    """Somebody else changed the arrangement since the editor looked at it."""


class AlreadyBegun(MastheadError):
    """Readers see the arrangement, or have seen it; it does not change any more."""


class CannotStandThere(MastheadError):
    """What shall be placed, said or scheduled is not possible; the message says why."""


@dataclass(frozen=True)
class Placement:
    """What :func:`place` did: the slot, and the headline of what gave way because the place was full (else empty)."""

    slot: Slot
    gave_way: str = ""


def begin(*, like: Arrangement | None = None, name: str = "", acting_user: User | None) -> Arrangement:
    """A new draft: a copy of ``like``, or empty."""
    _require(acting_user)
    with transaction.atomic():
        draft = Arrangement.objects.create(name=name.strip(), changed_by_label=_label(acting_user))
        if like is not None:
            rows = [{name: getattr(slot, name) for name in COPIED} for slot in like.slots.all()]
            Slot.objects.bulk_create([Slot(arrangement=draft, **row) for row in rows])
        audit.record("begin-arrangement", draft, acting_user=acting_user, detail={"like": like.pk if like else None})
    return draft


def place(
    arrangement: Arrangement,
    article: Article,
    to: str,
    *,
    position: int | None = None,
    expected_version: int | None,
    acting_user: User | None,
) -> Placement:
    """Put ``article`` into a place at ``position`` (0 is first; None is last), or move it there. In a full place the last one gives way.

    Raises:
        CannotStandThere: there is no such place.
    """
    if to not in LIMITS:
        raise CannotStandThere(_("The front has no place called “%(place)s”.") % {"place": to}, permanent=True)
    with _changing(arrangement, "place-on-front", expected_version, acting_user, article=article.pk, place=to):
        slot = arrangement.slots.filter(article=article).first() or Slot(arrangement=arrangement, article=article)
        others = [row for row in arrangement.slots.filter(place=to).order_by("order", "pk") if row.pk != slot.pk]
        slot.place = to
        full = len(others) >= LIMITS[Place(to)]
        gone = others.pop() if full else None
        if gone:
            gone.delete()
        others.insert(len(others) if position is None else max(0, position), slot)
        slot.save()
        _number(others)
    return Placement(slot, gave_way=gone.headline or gone.article.title if gone else "")


def remove(slot: Slot, *, expected_version: int | None, acting_user: User | None) -> None:
    """Take a slot away; what stands there is then found by itself."""
    arrangement = slot.arrangement
    with _changing(arrangement, "remove-from-front", expected_version, acting_user, article=slot.article_id):
        slot.delete()
        _number(list(arrangement.slots.filter(place=slot.place).order_by("order", "pk")))


def describe(slot: Slot, words: dict[str, Any], *, expected_version: int | None, acting_user: User | None) -> None:
    """Give a slot words or a picture of its own: any of ``OWN_WORDS``; what is not given stays.

    Raises:
        CannotStandThere: the picture has no credit or no alt text.
    """
    picture = words.get("picture")
    if picture is not None and not (picture.has_credit and picture.has_alt):
        message = _("“%(title)s” has no credit or no alt text. Give it both first.") % {"title": picture.title}
        raise CannotStandThere(message, permanent=True)
    given = {name: value for name, value in words.items() if name in OWN_WORDS}
    detail = {"article": slot.article_id, "fields": sorted(given)}
    with _changing(slot.arrangement, "describe-slot", expected_version, acting_user, **detail):
        for name, value in given.items():
            setattr(slot, name, value)
        slot.save(update_fields=list(given))


def launch(
    arrangement: Arrangement,
    *,
    at: datetime | None = None,
    until: datetime | None = None,
    expected_version: int | None,
    acting_user: User | None,
) -> Arrangement:
    """Let readers see the arrangement: now, or from ``at`` on; until ``until``, when what stood before comes back, or for good.

    Raises:
        CannotStandThere: the moments make no sense, or another arrangement begins at the very same moment, or a slot's picture
            has lost its credit.
    """
    now = timezone.now()
    starts_at = at or now
    if at is not None and at <= now:
        raise CannotStandThere(_("That moment has passed. Choose a later one, or launch it now."), permanent=True)
    if until is not None and until <= starts_at:
        raise CannotStandThere(_("It would end before it begins."), permanent=True)
    verb = "schedule-front" if at else "launch-front"
    with _changing(arrangement, verb, expected_version, acting_user, starts_at=starts_at.isoformat()) as fresh:
        _require_no_clash(fresh, starts_at)
        for slot in queries.slots_of(fresh):
            _require_complete(slot)
        fresh.starts_at, fresh.ends_at = starts_at, until
        fresh.launched_by_label = _label(acting_user)
        fresh.save(update_fields=["starts_at", "ends_at", "launched_by_label"])
    return arrangement


def withdraw(arrangement: Arrangement, *, acting_user: User | None) -> Arrangement:
    """Undo a launch or a schedule: the arrangement is a draft again, and readers see what stood before it."""
    _require(acting_user)
    with transaction.atomic():
        fresh = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
        if fresh.starts_at is not None:
            detail = {"starts_at": fresh.starts_at.isoformat()}
            fresh.starts_at = fresh.ends_at = None
            fresh.save(update_fields=["starts_at", "ends_at"])
            _touch(fresh, acting_user)
            audit.record("withdraw-front", fresh, acting_user=acting_user, detail=detail)
    return fresh


def discard(arrangement: Arrangement, *, acting_user: User | None) -> None:
    """Throw a draft away, or one that has not begun.

    Raises:
        AlreadyBegun: readers have seen it.
    """
    _require(acting_user)
    with transaction.atomic():
        fresh = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
        _require_not_begun(fresh)
        audit.record("discard-arrangement", fresh, acting_user=acting_user)
        fresh.delete()


@contextmanager
def _changing(
    arrangement: Arrangement, verb: str, expected_version: int | None, acting_user: User | None, **detail: Any
) -> Iterator[Arrangement]:
    """One change: the right to it, the version, one transaction, the trace. Brings ``arrangement`` up to date afterwards."""
    _require(acting_user)
    with transaction.atomic():
        fresh = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
        _require_not_begun(fresh)
        if expected_version is not None and fresh.version != expected_version:
            message = _("%(name)s changed this arrangement at %(time)s, after you opened it. Nothing was done.")
            moment = timezone.localtime(fresh.changed_at).strftime("%H:%M")
            hint = _("This is how it stands now; do it again if it is still wanted.")
            raise ArrangedMeanwhile(message % {"name": fresh.changed_by_label, "time": moment}, hint)
        yield fresh
        _touch(fresh, acting_user)
        audit.record(verb, fresh, acting_user=acting_user, detail=detail)
    arrangement.refresh_from_db()


def _touch(arrangement: Arrangement, acting_user: User | None) -> None:
    arrangement.version += 1
    arrangement.changed_at = timezone.now()
    arrangement.changed_by_label = _label(acting_user)
    arrangement.save(update_fields=["version", "changed_at", "changed_by_label"])


def _require(acting_user: User | None) -> None:
    if acting_user is not None and not acting_user.has_perm(PERMISSION):
        raise ActionForbidden(_("You may not arrange the front page."), hint=_("Ask an editor."))


def _require_not_begun(arrangement: Arrangement) -> None:
    if arrangement.has_begun(timezone.now()):
        message = _("Readers see this arrangement, or have seen it, so it stays as it is.")
        raise AlreadyBegun(message, _("Begin a new one from it."), permanent=True)


def _require_no_clash(arrangement: Arrangement, starts_at: datetime) -> None:
    other = Arrangement.objects.filter(starts_at=starts_at).exclude(pk=arrangement.pk).first()
    if other:
        message = _("“%(other)s” begins at the very same moment.") % {"other": other}
        raise CannotStandThere(message, _("Choose another moment, or withdraw that one."), permanent=True)


def _require_complete(slot: Slot) -> None:
    title = slot.article.title
    if slot.place == Place.QUOTE and not slot.quote_text.strip():
        raise CannotStandThere(_("The quote from “%(title)s” has no words yet.") % {"title": title}, permanent=True)
    if slot.uses_own_words and slot.picture and not (slot.picture.has_credit and slot.picture.has_alt):
        message = _("The picture beside “%(title)s” has no credit or no alt text.") % {"title": title}
        raise CannotStandThere(message, permanent=True)


def _number(slots: list[Slot]) -> None:
    for order, slot in enumerate(slots):
        slot.order = order
    Slot.objects.bulk_update(slots, ["order"])


def _label(acting_user: User | None) -> str:
    return acting_user.label if acting_user else audit.SYSTEM_LABEL
