"""The journal, replayed into a database that is older than it. Again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from masthead.newsletters import journal
from masthead.newsletters.models import Consent, Newsletter, Subscriber, Subscription
from masthead.newsletters.suppressing import LASTING, Reason, lift_digest, put_down

Key = tuple[str, int | None]


@dataclass
class _Standing:
    """What holds after the last line, by hash and newsletter."""

    suppressed: dict[Key, journal.Entry] = field(default_factory=dict)
    confirmed: dict[Key, journal.Entry] = field(default_factory=dict)
    lifted: set[Key] = field(default_factory=set)


def replay(data_dir: Path) -> int:
    """Bring suppressions and subscriptions to where the journal says; how many lines it has.

    All lines, since clocks are no witness of what a backup holds; what the backup knows already is not changed. Who has come to be a
    subscriber since the backup is not brought back: the journal has no address.
    """
    standing, count = _Standing(), 0
    for entry in journal.read(data_dir):
        _take(standing, entry)
        count += 1
    with transaction.atomic():
        known = set(Newsletter.objects.values_list("pk", flat=True)) | {None}
        for who, newsletter in standing.lifted - standing.suppressed.keys():
            lift_digest(who, newsletter)
        for (who, newsletter), entry in standing.suppressed.items():
            if newsletter in known:
                put_down(who, newsletter, entry.reason)
                _end(entry)
        for entry in standing.confirmed.values():
            _confirm(entry)
    return count


def _take(standing: _Standing, entry: journal.Entry) -> None:
    key = (entry.who, entry.newsletter)
    if entry.act == journal.SUPPRESSED:
        before = standing.suppressed.get(key)
        if before is None or before.reason not in LASTING:
            standing.suppressed[key] = entry
        standing.confirmed.pop(key, None)
        return
    standing.confirmed[key] = entry
    for each in (key, (entry.who, None)):
        standing.lifted.add(each)
        if each in standing.suppressed and standing.suppressed[each].reason not in LASTING:
            del standing.suppressed[each]


def _end(entry: journal.Entry) -> None:
    if entry.reason != Reason.LEFT:
        return
    rows = Subscription.objects.filter(subscriber__address_digest=entry.who, newsletter=entry.newsletter, ended_at=None)
    for row in rows:
        row.ended_at = datetime.fromisoformat(entry.at)
        row.save(update_fields=["ended_at"])
        Consent.objects.create(subscription=row, act=Consent.Act.LEFT, at=row.ended_at, wording="", path="")


def _confirm(entry: journal.Entry) -> None:
    rows = Subscription.objects.filter(subscriber__address_digest=entry.who, newsletter=entry.newsletter)
    for row in rows.exclude(confirmed_at__isnull=False, ended_at=None):
        at = datetime.fromisoformat(entry.at)
        asked = row.consents.filter(act=Consent.Act.ASKED).last()
        row.confirmed_at, row.ended_at = at, None
        row.save(update_fields=["confirmed_at", "ended_at"])
        Subscriber.objects.filter(pk=row.subscriber_id, confirmed_at=None).update(
            state=Subscriber.State.CONFIRMED, confirmed_at=at
        )
        words, path = (asked.wording, asked.path) if asked else ("", "")
        Consent.objects.create(subscription=row, act=Consent.Act.CONFIRMED, at=at, wording=words, path=path)
