"""The news sitemap: what was published within two days."""

from __future__ import annotations

from datetime import datetime, timedelta

from masthead.articles.models import Form
from masthead.machines.context import NewsEntry
from masthead.machines.queries import absolute
from masthead.magazine.models import Magazine
from masthead.published import keys
from masthead.published.models import ListEntry

FRESH = timedelta(hours=48)
MOST = 1_000
"""Both are Google's rules: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap."""


def news_entries(magazine: Magazine, now: datetime) -> list[NewsEntry]:
    """Articles of the last 48 hours, newest first, at most 1,000. What somebody paid for is no news. One query."""
    fresh = ListEntry.objects.filter(list_key=keys.ALL, published_at__gt=now - FRESH, published_at__lte=now)
    rows = fresh.exclude(article__form=Form.SPONSORED).order_by("-published_at", "-article_id")
    values = rows.values_list("article__path", "article__headline", "published_at", "article__language")[:MOST]
    return [
        NewsEntry(absolute(path), headline, published_at, language or magazine.language)
        for path, headline, published_at, language in values
    ]
