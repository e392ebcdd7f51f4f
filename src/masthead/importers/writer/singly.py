"""The publishing action's route: one article after the other, as if an editor did it. For few articles, and for every change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from masthead.articles.models import Article, ArticleIndex
from masthead.importers.records import ImportedArticle
from masthead.importers.writer.pages import Builder, Planned
from masthead.publishing import actions as publishing
from masthead.publishing import queries
from masthead.publishing.findings import Severity
from masthead.staff.models import User


class Singly:
    """Creates and changes articles by Wagtail's ordinary means and the publishing action."""

    def __init__(self, builder: Builder, *, acting_user: User | None, reason: str) -> None:
        self.builder = builder
        self.acting_user = acting_user
        self.reason = reason

    def create(self, planned: Sequence[Planned]) -> list[Article]:
        """Make the pages, in order. Those whose record says so are public afterwards.

        All are made before the first is published, so that each can link to each.
        """
        articles = [self._create(each) for each in planned]
        return [self._complete(article, each.record) for article, each in zip(articles, planned, strict=True)]

    def change(self, article: Article, record: ImportedArticle) -> Article:
        """Bring an article to what its record says now.

        A record that is a draft now is kept as one: the page stays as readers see it, with the change waiting.
        """
        self.builder.fill(article, record)
        article.save_revision(user=self.acting_user)
        return self._published(article, record) if record.is_public else article

    def _create(self, planned: Planned) -> Article:
        article = self.builder.article(planned)
        index = ArticleIndex.objects.get()
        Page.objects.get(pk=index.pk).add_child(instance=article)
        self.builder.pages[planned.record.key] = article.pk
        return article

    def _complete(self, article: Article, record: ImportedArticle) -> Article:
        body = self.builder.body(record)
        if body != article.body:
            article.body = body
            article.save(update_fields=["body"])
        article.save_revision(user=self.acting_user)
        return self._published(article, record) if record.is_public else article

    def _published(self, article: Article, record: ImportedArticle) -> Article:
        """Publish under an exemption for what was public before and would be refused now."""
        blocking = [found for found in queries.findings_on(article) if found.severity == Severity.BLOCKS]
        if blocking:
            publishing.grant_inherited_debt(article, blocking, reason=self.reason, acting_user=self.acting_user)
        when: dict[str, Any] = {"at": record.published_at} if record.published_at else {}
        publishing.publish(article, acting_user=self.acting_user, **when)
        return Article.objects.get(pk=article.pk)
