"""Articles as the index holds them: which words count where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from tantivy import Document

from masthead.published import keys
from masthead.published.models import ListEntry, PublishedArticle, PublishedText
from masthead.text.analysis import searchable

FRESHNESS_A_YEAR = 1.03
"""An article counts three per cent more than an equal one a year older, on whatever day it is asked for."""
_SECONDS_A_YEAR = 365.25 * 86_400
_YEAR_OF_FACTOR_ONE = 2000
_MOST_YEARS = 150


def documents_of(article_ids: Sequence[int]) -> Iterator[tuple[int, Document]]:
    """The documents of those articles that are public, with their ids. Three queries."""
    rows = PublishedArticle.objects.filter(pk__in=article_ids).order_by("pk")
    texts = dict(PublishedText.objects.filter(pk__in=article_ids).values_list("pk", "plain_text"))
    sections = _sections_of(article_ids)
    for row in rows:
        yield row.pk, document_of(row, texts.get(row.pk, ""), sections[row.pk])


def document_of(row: PublishedArticle, plain_text: str, sections: Iterable[int]) -> Document:
    """One article; ``sections`` are the ids of its section and those above it."""
    document = Document()
    document.add_unsigned("article_id", row.pk)
    for name, texts in _fields_of(row).items():
        for text in map(searchable, texts):
            document.add_text(name, text)
            document.add_text("everything", text)
            document.add_text("words", text)
    text = searchable(plain_text)
    document.add_text("everything", text)
    document.add_text("words", text)
    for section in sections:
        document.add_unsigned("sections", section)
    document.add_unsigned("year", row.year)
    document.add_text("form", row.form)
    document.add_date("published_at", row.published_at.astimezone(UTC))
    document.add_float("freshness", freshness(row.published_at))
    return document


def freshness(published_at: datetime) -> float:
    """What makes the engine, which multiplies a score by log2(2 + value), multiply it by the factor for this date."""
    age = (published_at - datetime(_YEAR_OF_FACTOR_ONE, 1, 1, tzinfo=UTC)).total_seconds() / _SECONDS_A_YEAR
    factor = FRESHNESS_A_YEAR ** max(-_MOST_YEARS, min(_MOST_YEARS, age))
    return float(2**factor - 2)


def _fields_of(row: PublishedArticle) -> dict[str, list[str]]:
    names = [credit["name"] for credit in row.credits]
    labels = [row.kicker, row.section_title, row.series_title, row.sponsor_name]
    labels += [tag["name"] for tag in row.tags]
    labels += [issue["label"] for issue in row.issues]
    fields = {
        "headline": [row.headline, row.short_title],
        "standfirst": [row.standfirst],
        "byline": [row.byline, *names],
        "labels": labels,
    }
    return {name: list(dict.fromkeys(filter(None, texts))) for name, texts in fields.items()}


def _sections_of(article_ids: Sequence[int]) -> defaultdict[int, list[int]]:
    entries = ListEntry.objects.filter(article_id__in=article_ids, list_key__startswith=keys.OF_SECTIONS)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for article_id, key in entries.values_list("article_id", "list_key"):
        found[article_id].append(keys.number_in(key))
    return found
