"""What the writers of feeds, sitemaps and structured data receive: finished values, no models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from masthead.pictures.context import DrawnPicture


@dataclass(frozen=True)
class FeedPicture:
    """The picture of a feed item, which never goes without its credit."""

    url: str = field(metadata={"help": "absolute address of the widest JPEG"})
    credit: str = field(metadata={"help": "“Creator / Agency”; empty when not recorded"})
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class CardFacts:
    """What stands on the card of an article that has no picture."""

    article_id: int
    headline: str
    label: str = field(default="", metadata={"help": "“Sponsored by …”, else the kicker, else the name of the section"})


@dataclass(frozen=True)
class FeedAuthor:
    """A contributor as a feed names them."""

    name: str
    url: str = field(default="", metadata={"help": "absolute address of the contributor's page"})


@dataclass(frozen=True)
class FeedItem:
    """One article in a feed."""

    id: str = field(metadata={"help": "a tag URI (RFC 4151): the same for ever, whatever the address becomes"})
    url: str = field(metadata={"help": "absolute address"})
    title: str = field(metadata={"help": "headline; “Sponsored by …: ” before it where the form is sponsored"})
    summary: str = field(metadata={"help": "the standfirst, plain text"})
    content: str = field(metadata={"help": "the whole article as HTML with absolute addresses"})
    published_at: datetime = field(metadata={"help": "aware"})
    updated_at: datetime = field(metadata={"help": "aware; of the last substantive edit, else as published_at"})
    authors: tuple[FeedAuthor, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = "en"
    picture: FeedPicture | None = None
    changed_at: datetime | None = field(default=None, metadata={"help": "aware; of the last publishing, commas too"})


@dataclass(frozen=True)
class Feed:
    """A feed before it is written in one of the three formats."""

    title: str
    description: str
    url: str = field(metadata={"help": "absolute address of the page it belongs to"})
    own_url: str = field(metadata={"help": "absolute address of the feed itself"})
    language: str = "en"
    publisher: str = ""
    icon_url: str = field(default="", metadata={"help": "absolute address of the magazine's icon, 512 pixels"})
    items: tuple[FeedItem, ...] = field(default=(), metadata={"help": "newest first, at most 30"})

    @property
    def updated_at(self) -> datetime | None:
        """The newest moment any item changed; ``None`` for an empty feed."""
        return max((item.updated_at for item in self.items), default=None)

    @property
    def changed_at(self) -> datetime | None:
        """The newest moment any item was published, or published again; ``None`` for an empty feed."""
        return max((item.changed_at or item.updated_at for item in self.items), default=None)


@dataclass(frozen=True)
class SitemapEntry:
    """One address in a sitemap."""

    url: str = field(metadata={"help": "absolute"})
    changed_at: datetime | None = field(default=None, metadata={"help": "the last substantive change"})
    picture_url: str = field(
        default="", metadata={"help": "absolute address of its lead picture, or of an issue's cover"}
    )


@dataclass(frozen=True)
class NewsEntry:
    """One article in the news sitemap."""

    url: str = field(metadata={"help": "absolute"})
    headline: str
    published_at: datetime
    language: str


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the front page to a page."""

    title: str
    path: str


@dataclass(frozen=True)
class CreditedParty:
    """A contributor as structured data names them: the name and nothing but the name."""

    name: str
    path: str
    role: str = field(default="words", metadata={"help": "a code of contributors.models.Role"})
    is_organisation: bool = False


@dataclass(frozen=True)
class ArticleFacts:
    """What a machine may know of an article."""

    path: str
    headline: str
    form: str
    published_at: datetime | None
    updated_at: datetime | None = None
    standfirst: str = ""
    language: str = ""
    section_title: str = ""
    parties: tuple[CreditedParty, ...] = ()
    pictures: tuple[DrawnPicture, ...] = field(default=(), metadata={"help": "the lead picture first"})
    crumbs: tuple[Crumb, ...] = ()
    tags: tuple[str, ...] = ()
    word_count: int = 0
    licence_url: str = ""
    sponsor_name: str = ""
    date_line: str = ""
    based_on: tuple[str, str] | None = field(default=None, metadata={"help": "outlet and address, which may be empty"})
    corrections: tuple[tuple[date, str], ...] = ()
    issues: tuple[tuple[str, str], ...] = field(default=(), metadata={"help": "number and path of each issue"})


@dataclass(frozen=True)
class IssueFacts:
    """What a machine may know of an issue."""

    path: str
    title: str
    number: str
    dated_on: date
    cover: DrawnPicture | None = None
    article_paths: tuple[tuple[str, str], ...] = field(
        default=(), metadata={"help": "title and path, in running order"}
    )


@dataclass(frozen=True)
class PageHead:
    """What stands in a page's head for machines. The template adds the magazine's name and makes addresses absolute."""

    title: str = field(metadata={"help": "of the page; empty on the front page"})
    path: str = field(metadata={"help": "the one address of this page, for the canonical link"})
    description: str = ""
    kind: str = field(default="website", metadata={"help": "Open Graph type: website, article or profile"})
    picture: DrawnPicture | None = None
    feed_path: str = field(default="", metadata={"help": "the page's own feed, if it has one: “/culture/feed.xml”"})
    card: CardFacts | None = field(
        default=None, metadata={"help": "what a card is drawn from where there is no picture; none: the magazine's own"}
    )
    is_embeddable: bool = field(default=False, metadata={"help": "whether other sites can ask how to show it (oEmbed)"})
    is_listed: bool = field(default=True, metadata={"help": "False asks search engines to leave the page out"})
    published_at: datetime | None = None
    updated_at: datetime | None = None
    graph: tuple[dict[str, Any], ...] = field(default=(), metadata={"help": "schema.org nodes besides the site's own"})
