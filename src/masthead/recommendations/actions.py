"""Keeping the reading lists: following the read model, refreshing what has grown old, and making everything anew.

Only the worker writes, one at a time on all machines (a lease). Everything is safe to run twice and at any moment.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from masthead.jobs import leases
from masthead.published import keys
from masthead.published import queries as published
from masthead.published.models import Change, PublishedArticle
from masthead.recommendations import making
from masthead.recommendations.candidates import Library
from masthead.recommendations.models import Following, KeyWord, ReadingList

logger = logging.getLogger(__name__)

LEASE, LEASE_SECONDS = "recommendations", 60.0
AT_ONCE, WORDS_AT_ONCE = 50, 400
"""Changes followed, or lists made, at a time."""
MANY = 400
"""More changes than these (an import, a rebuilt read model) are only noted; ``refresh`` then makes the lists."""
NEIGHBOURS = 8
"""So many of the articles that a changed one is listed with are made anew with it."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
GROWN = 0.2
"""Words are counted anew when the magazine has grown or shrunk by this share."""
OLD_DAYS, RECENT_DAYS, RECENT_OLD_HOURS = 30, 30, 24
"""A list is made anew once a month, and once a day in the month after its article was published."""

Progress = Callable[[int, int], None]


def follow(*, seconds: float = 20.0) -> int:
    """Bring the lists up to the read model's latest change, for so long at most. Returns how many changes it took.

    The lists of what changed are made anew, and those of the articles nearest to it, before and after. Where somebody else is at it
    nothing is done.
    """
    if published.last_change() <= _standing().seq:
        return 0
    with _alone() as is_ours:
        return _follow(_standing(), _until(seconds)) if is_ours else 0


def refresh(*, seconds: float = 20.0) -> int:
    """Make the lists that are missing or have grown old, for so long at most, the newest articles' first. Returns how many."""
    if not _has_work(_standing()):
        return 0
    with _alone() as is_ours:
        return _refresh(_standing(), _until(seconds)) if is_ours else 0


def rebuild(progress: Progress | None = None) -> int:
    """Make everything anew. Returns the number of articles; ``progress`` is told ``(done, total)``, an article counting twice.

    Readers see the old lists until the new ones are there.

    Raises:
        LeaseTaken: the worker is at it for longer than half a minute.
    """
    with leases.hold(LEASE, LEASE_SECONDS, wait_seconds=30.0, keep_alive=True):
        return remake(progress)


def remake(progress: Progress | None = None) -> int:
    """``rebuild`` for one who is alone."""
    standing = _standing()
    last = published.last_change()
    ids = list(PublishedArticle.objects.order_by("pk").values_list("pk", flat=True))
    told = progress or (lambda _done, _total: None)
    making.count_words()
    done = 0
    for batch in making.in_batches(ids):
        making.write_words(batch)
        done += len(batch)
        told(done, 2 * len(ids))
    library = Library()
    for batch in making.in_batches(ids, AT_ONCE):
        making.write_lists(making.lists_of(batch, library, timezone.now()), fingerprints=making.fingerprints_of(batch))
        done += len(batch)
        told(done, 2 * len(ids))
    _forget_departed(
        ReadingList.objects.exclude(pk__in=PublishedArticle.objects.values("pk")).values_list("pk", flat=True)
    )
    Following.objects.filter(pk=standing.pk, seq__lt=last).update(seq=last)
    return len(ids)


@contextmanager
def _alone() -> Iterator[bool]:
    try:
        with leases.hold(LEASE, LEASE_SECONDS, keep_alive=True):
            yield True
    except leases.LeaseTaken:
        yield False


def _until(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def _standing() -> Following:
    """How far we are. A magazine that had articles before it had lists starts from today: ``refresh`` makes what is missing."""
    standing = Following.objects.first()
    return standing or Following.objects.create(pk=1, seq=published.last_change())


def _follow(standing: Following, has_time: Callable[[], bool]) -> int:
    pending = published.last_change() - standing.seq
    taken = 0
    library = Library()
    while has_time() and (changes := published.changes_after(standing.seq, MANY if pending > MANY else AT_ONCE)):
        touched = sorted({change.article_id for change in changes})
        if pending > MANY:
            _note(touched, changes[-1], standing)
        else:
            _take(touched, changes[-1], standing, library)
        taken += len(changes)
    return taken


def _note(touched: Sequence[int], last: Change, standing: Following) -> None:
    """Have the lists of these made by ``refresh``; readers see the old ones until then."""
    ReadingList.objects.filter(pk__in=touched).update(words_at=None)
    ReadingList.objects.filter(pk__in=touched, made_at__isnull=False).update(made_at=LONG_AGO)
    _forget_departed(set(touched) - _public_among(touched))
    _move(standing, last)


def _take(touched: Sequence[int], last: Change, standing: Following, library: Library) -> None:
    fingerprints = making.fingerprints_of(touched)
    stored = ReadingList.objects.in_bulk(touched)
    changed = [
        number for number in fingerprints if number not in stored or stored[number].fingerprint != fingerprints[number]
    ]
    departed = [number for number in touched if number not in fingerprints]
    before = _listed_in(stored[number] for number in (*changed, *departed) if number in stored)
    library.forget(touched)
    making.write_words(changed)
    KeyWord.objects.filter(article_id__in=departed).delete()
    now = timezone.now()
    lists = making.lists_of(changed, library, now)
    beside = (before | _listed_in(lists)) - set(touched)
    known = list(ReadingList.objects.filter(pk__in=beside).values_list("pk", flat=True))
    for batch in making.in_batches(known, AT_ONCE):
        making.write_lists(making.lists_of(batch, library, now))
    with transaction.atomic():
        making.write_lists(lists, fingerprints=fingerprints)
        _forget_departed(departed)
        _move(standing, last)


def _listed_in(lists: Iterable[ReadingList]) -> set[int]:
    return {line["article_id"] for each in lists for line in each.lines[:NEIGHBOURS]}


def _move(standing: Following, last: Change) -> None:
    standing.seq = last.seq
    standing.save(update_fields=["seq"])


def _forget_departed(article_ids: Iterable[int]) -> None:
    gone = list(article_ids)
    for batch in making.in_batches(gone, 500):
        KeyWord.objects.filter(article_id__in=batch).delete()
        ReadingList.objects.filter(pk__in=batch).delete()


def _public_among(article_ids: Sequence[int]) -> set[int]:
    return set(PublishedArticle.objects.filter(pk__in=article_ids).values_list("pk", flat=True))


def _has_work(standing: Following) -> bool:
    total = published.count_of(keys.ALL)
    return _must_count(standing, total) or bool(_without_words(standing, total) or _due(standing, timezone.now()))


def _refresh(standing: Following, has_time: Callable[[], bool]) -> int:
    total = published.count_of(keys.ALL)
    if _must_count(standing, total):
        making.count_words()
        standing.refresh_from_db()
    while has_time() and (wordless := _without_words(standing, total)):
        making.write_words(wordless)
    made = 0
    library = Library()
    while has_time() and (due := _due(standing, timezone.now())):
        making.write_lists(making.lists_of(due, library, timezone.now()), fingerprints=making.fingerprints_of(due))
        made += len(due)
    return made


def _must_count(standing: Following, total: int) -> bool:
    return standing.counted_at is None or abs(total - standing.counted_of) > GROWN * standing.counted_of


def _without_words(standing: Following, total: int) -> list[int]:
    """Some of the published articles whose key words are missing or were weighed by older counts, the newest first."""
    worded = ReadingList.objects.filter(words_at__gte=standing.counted_at)
    if worded.count() >= total:
        return []  # as almost always: answered by one index
    wordless = PublishedArticle.objects.exclude(pk__in=worded.values("pk")).order_by("-pk")
    return list(wordless.values_list("pk", flat=True)[:WORDS_AT_ONCE])


def _due(standing: Following, now: datetime) -> list[int]:
    """Some of the lists to make: those that are missing, then recent articles', then those that have grown old."""
    oldest = max(now - timedelta(days=OLD_DAYS), standing.counted_at or now)
    recently, daily = now - timedelta(days=RECENT_DAYS), now - timedelta(hours=RECENT_OLD_HOURS)
    worded = PublishedArticle.objects.filter(reading_list__words_at__isnull=False)
    missing = worded.filter(reading_list__made_at__isnull=True).order_by("-pk")
    is_recent = Q(list_entries__list_key=keys.ALL, list_entries__published_at__gte=recently)
    recent = worded.filter(is_recent, reading_list__made_at__lt=daily)
    old = worded.filter(reading_list__made_at__lt=oldest).order_by("reading_list__made_at")
    for wanted in (missing, recent, old):
        if found := list(wanted.values_list("pk", flat=True)[:AT_ONCE]):
            return found
    return []
