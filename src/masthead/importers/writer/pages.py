"""An article page in memory from a record, the same for both routes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from masthead.articles.models import Article, ArticleCredit, ArticleTag
from masthead.importers.records import ImportedArticle
from masthead.importers.writer.blocks import Blocks
from masthead.importers.writer.names import Names
from masthead.importers.writer.pictures import Pictures
from masthead.text.plaintext import text_of


@dataclass(frozen=True)
class Planned:
    """A record with the slug its page shall have."""

    record: ImportedArticle
    slug: str


class Builder:
    """Fills articles. ``pages`` gives page numbers by key, also those reserved for articles not written yet."""

    def __init__(self, source: str, pages: dict[str, int], names: Names, pictures: Pictures) -> None:
        self.source = source
        self.pages = pages
        self.names = names
        self.pictures = pictures

    def article(self, planned: Planned) -> Article:
        """A new, unsaved article with its credits and tags."""
        article = Article(slug=planned.slug, live=False)
        # A new page has none of these: said so, nothing need be asked of the database for each of thousands.
        article.corrections, article.related_picks, article.wagtail_admin_comments = [], [], []
        self.fill(article, planned.record)
        return article

    def body(self, record: ImportedArticle) -> str:
        """The body as the database keeps it, with links to the pages that have a number by now."""
        pictures = self.pictures.stored(record.pictures)
        return json.dumps(Blocks(self.pages, pictures).stream(record.body, f"{self.source}/{record.key}"))

    def fill(self, article: Article, record: ImportedArticle) -> None:
        """Set what the record says on an article; what it says nothing of stays."""
        pictures = self.pictures.stored(record.pictures)
        article.title = record.headline
        article.kicker = record.kicker
        article.short_title = record.short_title
        article.standfirst = record.standfirst
        article.form = record.form or article.form
        article.section = article.draft_section = self.names.section(record.section)
        article.series = self.names.series(record.series)
        article.body = self.body(record)
        article.hero_picture = pictures[record.hero.picture] if record.hero else None
        article.hero_caption = text_of(record.hero.caption)[:1000] if record.hero else ""
        article.language = record.language
        article.licence = record.licence
        article.updated_at = record.updated_at
        article.credits = [
            ArticleCredit(contributor=self.names.contributor(credit.name), role=credit.role, sort_order=place)
            for place, credit in enumerate(record.credits)
        ]
        article.tagged_items = [ArticleTag(tag=tag) for tag in self.names.tags(record.tags)]
