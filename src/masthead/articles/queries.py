"""Reads of articles, and of what they stand in."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from masthead.articles.models import Article, Section
from masthead.body import queries as body
from masthead.text.placeholders import placeholder_count

WORDED = (
    "kicker",
    "title",
    "short_title",
    "standfirst",
    "hero_caption",
    "date_line",
    "seo_title",
    "search_description",
)
"""The fields of an article that readers read, in the order of its form."""


@dataclass(frozen=True)
class Place:
    """Where something is found in an article: the field, the block within the body, what the desk calls it, and how often."""

    field: str
    block_id: str
    name: Any
    count: int


def live_sections() -> list[Section]:
    """Every live section, in the order of the tree: there are few. One query.

    They are looked for by their type, which has an index. Asked in any other way (by order, by whether they are live),
    SQLite may walk through all pages to find the sections among them: 12 to 21 ms at 100,000 articles.
    """
    sections = Section.objects.filter(content_type__app_label="articles", content_type__model="section").order_by()
    return sorted((section for section in sections if section.live), key=lambda section: section.path)


def placeholders_in(article: Article) -> list[Place]:
    """Where “TK” stands in what readers would read of an article: its fields, then its body by block. No query."""
    fields = [
        Place(name, "", Article._meta.get_field(name).verbose_name, count)
        for name in WORDED
        if (count := placeholder_count(getattr(article, name) or ""))
    ]
    blocks = [
        Place("body", block.id, _("body"), count)
        for block, lines in body.lines_with("TK", article.body)
        if (count := sum(placeholder_count(line) for line in lines))
    ]
    return fields + blocks


def tk_count(article: Article) -> int:
    """How often “TK” stands in an article. No query."""
    return sum(place.count for place in placeholders_in(article))
