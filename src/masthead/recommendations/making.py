"""Writing what is kept: word counts, key words and lists. Each can be done again at any time and comes out the same."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from masthead.magazine.queries import this_magazine
from masthead.published.models import PublishedArticle, PublishedText
from masthead.recommendations.candidates import Library, found_for, tag_counts_of
from masthead.recommendations.choosing import chosen
from masthead.recommendations.models import Following, KeyWord, ReadingList, WordCount
from masthead.recommendations.words import Counts, Heard, Zone, heard, key_words

SAMPLE = 5_000
"""So many articles are read to count words, spread evenly over all."""
BATCH = 100
ROWS_AT_ONCE = 1_000
Item = TypeVar("Item")


def count_words() -> None:
    """Count in how many articles each word stands, over a sample, and note when and over how many."""
    ids = list(PublishedArticle.objects.order_by("pk").values_list("pk", flat=True))
    sample = ids[:: max(1, -(-len(ids) // SAMPLE))]
    counts: Counter[str] = Counter()
    for batch in in_batches(sample):
        for _, words in _heard_in(batch):
            counts.update(words.often.keys())
    rows = [WordCount(stem=stem, article_count=count) for stem, count in counts.items() if count > 1]
    with transaction.atomic():
        WordCount.objects.all().delete()
        WordCount.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        Following.objects.update(counted_at=timezone.now(), counted_of=len(ids), sample=len(sample))


def write_words(article_ids: Sequence[int]) -> None:
    """Write the key words of published articles anew; others are passed over. Five queries or more, and a transaction."""
    found = list(_heard_in(article_ids))
    counts = _counts_of({stem for _, words in found for stem in words.often})
    rows = [
        KeyWord(article_id=number, stem=said.stem, word=said.word, weight=said.weight)
        for number, words in found
        for said in key_words(words, counts)
    ]
    now = timezone.now()
    with transaction.atomic():
        KeyWord.objects.filter(article_id__in=article_ids).delete()
        KeyWord.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        ReadingList.objects.bulk_create(
            [ReadingList(article_id=number, words_at=now) for number, _ in found],
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=["words_at"],
        )


def lists_of(article_ids: Iterable[int], library: Library, now: datetime) -> list[ReadingList]:
    """The lists of published articles, computed and not yet written. Five queries, and three for each article."""
    articles = library.facts_of(article_ids)
    found = {number: found_for(facts, library) for number, facts in articles.items()}
    everybody = library.facts_of({number for each in found.values() for number in each.article_ids} | articles.keys())
    tag_counts = tag_counts_of(articles.values())
    return [
        ReadingList(
            article_id=number,
            made_at=now,
            lines=[
                line.stored()
                for line in chosen(
                    facts,
                    (everybody[other] for other in set(found[number].article_ids) if other in everybody),
                    alike=found[number].alike,
                    parts=found[number].parts,
                    tag_counts=tag_counts,
                    now=now,
                )
            ],
        )
        for number, facts in articles.items()
    ]


def write_lists(lists: Sequence[ReadingList], *, fingerprints: Mapping[int, str] | None = None) -> None:
    """Write lists; ``fingerprints`` are noted with those they are of."""
    noted = fingerprints or {}
    for each in lists:
        each.fingerprint = noted.get(each.pk, "")
    for fields, rows in (
        (["lines", "made_at", "fingerprint"], [each for each in lists if each.pk in noted]),
        (["lines", "made_at"], [each for each in lists if each.pk not in noted]),
    ):
        ReadingList.objects.bulk_create(rows, update_conflicts=True, unique_fields=["article"], update_fields=fields)


def fingerprints_of(article_ids: Sequence[int]) -> dict[int, str]:
    """A hash of all that an article's list, and its place in others', depend on; of those that are public. Two queries."""
    return {row.pk: _fingerprint(row, text) for row, text in _with_texts(article_ids)}


def _fingerprint(row: PublishedArticle, text: str) -> str:
    facts = [
        *(zone.text for zone in _zones(row, text)),
        row.section_id,
        row.series_id,
        row.tags,
        row.form,
        row.language,
        row.published_at.isoformat(),
        [credit["slug"] for credit in row.credits],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _with_texts(article_ids: Sequence[int]) -> Iterator[tuple[PublishedArticle, str]]:
    texts = dict(PublishedText.objects.filter(pk__in=article_ids).values_list("pk", "plain_text"))
    for row in PublishedArticle.objects.filter(pk__in=article_ids).order_by("pk"):
        yield row, texts.get(row.pk, "")


def _zones(row: PublishedArticle, text: str) -> tuple[Zone, ...]:
    tags = " ".join(tag["name"] for tag in row.tags)
    return (
        Zone(f"{row.headline}\n{row.short_title}", 3),
        Zone(f"{row.standfirst}\n{row.kicker}\n{tags}", 2),
        Zone(text, 1),
    )


def _heard_in(article_ids: Sequence[int]) -> Iterator[tuple[int, Heard]]:
    magazine = this_magazine()
    for row, text in _with_texts(article_ids):
        names = " ".join([magazine.name, *(credit["name"] for credit in row.credits)])
        yield row.pk, heard(_zones(row, text), row.language or magazine.language, without=names)


def _counts_of(stems: Iterable[str]) -> Counts:
    known: dict[str, int] = {}
    for batch in in_batches(sorted(stems), ROWS_AT_ONCE):
        known |= dict(WordCount.objects.filter(pk__in=batch).values_list("stem", "article_count"))
    following = Following.objects.first()
    return Counts(known, following.sample if following else 0)


def in_batches(items: Sequence[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    """The items, so many at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))
