"""A list of articles as a feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from masthead.articles.labels import sponsor_label
from masthead.articles.models import Article
from masthead.body import faces
from masthead.body import queries as body
from masthead.body.context import LinkedFile, RelatedCard
from masthead.body.reading import ReadBody, read
from masthead.machines.context import Feed, FeedAuthor, FeedItem, FeedPicture
from masthead.machines.queries import absolute
from masthead.machines.queries.drawn import icon_path
from masthead.magazine.models import Magazine
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.published import queries as published
from masthead.published.models import PublishedArticle

ITEMS = 30


def feed_of(list_key: str, *, title: str, description: str, path: str, own_path: str, magazine: Magazine) -> Feed:
    """The newest 30 articles of a list with their full text, newest first. At most eight queries."""
    rows = published.newest(list_key, ITEMS)
    return Feed(
        title=title,
        description=description,
        url=absolute(path),
        own_url=absolute(own_path),
        language=magazine.language,
        publisher=magazine.publisher_name or magazine.name,
        icon_url=absolute(icon_path("icon-512", magazine)),
        items=items_of(rows, magazine),
    )


@dataclass(frozen=True)
class Around:
    """What the bodies of a feed refer to, read for all of them at once."""

    pictures: Mapping[int, DrawnPicture]
    related: Mapping[int, RelatedCard]
    files: Mapping[int, LinkedFile]
    pages: Mapping[int, str]


def items_of(rows: Sequence[PublishedArticle], magazine: Magazine) -> tuple[FeedItem, ...]:
    """Published articles as items of a feed, in their order. At most seven queries, however many there are."""
    articles = Article.objects.prefetch_related("corrections").in_bulk([row.pk for row in rows])
    copies = {number: read(article.body) for number, article in articles.items()}
    pictures = pictures_by_id(
        [
            *(row.hero_picture_id for row in rows),
            *(number for copy in copies.values() for number in body.picture_ids(copy)),
        ]
    )
    related = published.cards_by_id(number for copy in copies.values() for number in body.article_ids(copy))
    around = Around(
        pictures=pictures,
        related=published.related_cards(related, related),
        files=body.files_by_id(number for copy in copies.values() for number in body.document_ids(copy)),
        pages=body.page_paths(number for copy in copies.values() for number in body.linked_page_ids(copy)),
    )
    return tuple(_item(row, articles[row.pk], copies[row.pk], around, magazine) for row in rows if row.pk in articles)


def _item(row: PublishedArticle, article: Article, copy: ReadBody, around: Around, magazine: Magazine) -> FeedItem:
    language = row.language or magazine.language
    hero = around.pictures.get(row.hero_picture_id or 0)
    label = sponsor_label(row.form, row.sponsor_name)
    drawn = faces.render(
        copy,
        "email",
        pictures=around.pictures,
        articles=around.related,
        files=around.files,
        pages=around.pages,
        language=language,
        base_url=settings.CONFIG.site.base_url,
    )
    hero_address = absolute(hero.src) if hero and hero.src else ""
    words = {"label": label, "row": row, "article": article, "hero": hero, "hero_address": hero_address, "body": drawn}
    return FeedItem(
        id=tag_uri(row),
        url=absolute(row.path),
        title=f"{label}: {row.headline}" if label else row.headline,
        summary=row.standfirst,
        content=render_to_string("machines/item.html", words),
        published_at=row.published_at,
        updated_at=row.updated_at or row.published_at,
        authors=authors_of(row),
        tags=tuple(tag["name"] for tag in row.tags),
        language=language,
        picture=_picture(hero) if hero and hero.largest else None,
        changed_at=article.last_published_at,
    )


def tag_uri(row: PublishedArticle) -> str:
    """The name of an article for ever (RFC 4151): a change of address must not make it new in every reader."""
    host = urlsplit(settings.CONFIG.site.base_url).hostname or "localhost"
    return f"tag:{host},{row.published_at:%Y-%m-%d}:article:{row.pk}"


def authors_of(row: PublishedArticle) -> tuple[FeedAuthor, ...]:
    """Those credited with words, else everybody who is credited; nobody twice."""
    writers = [credit for credit in row.credits if credit["role"] == "words"] or row.credits
    slugs = {credit["slug"]: credit["name"] for credit in writers}
    return tuple(FeedAuthor(name, absolute(f"/contributors/{slug}/")) for slug, name in slugs.items())


def _picture(hero: DrawnPicture) -> FeedPicture:
    return FeedPicture(absolute(hero.largest), hero.credit, hero.alt, hero.width, hero.height)
