"""Articles shown small, from the rows of the read model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from masthead.articles.labels import sponsor_label
from masthead.front.context import Card, Link, Listing
from masthead.front.queries.furniture import direction_of
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.published.context import ListPage
from masthead.published.models import PublishedArticle
from masthead.text.excerpts import opening_sentences

Pictures = Mapping[int, DrawnPicture]
SHORT_HEADLINE, LONG_HEADLINE = 28, 70
LONGEST_STANDFIRST, LONGEST_OF_LEAD = 190, 320
"""Characters of a standfirst beside a small headline, and under the lead's. What was written for its place is shorter; an import may
bring whole paragraphs, and a front page of those has no hierarchy left."""


def card_of(row: PublishedArticle, pictures: Pictures, *, longest: int = LONGEST_STANDFIRST) -> Card:
    """One row as a card, with as many sentences of its standfirst as ``longest`` characters hold. No query."""
    return Card(
        path=row.path,
        title=row.card_title,
        form=row.form,
        published_at=row.published_at,
        kicker=row.kicker or row.section_title,
        standfirst=opening_sentences(row.standfirst, longest),
        byline=row.byline,
        sponsor_label=sponsor_label(row.form, row.sponsor_name),
        language=row.language,
        direction=direction_of(row.language) if row.language else "",
        picture=pictures.get(row.hero_picture_id or 0),
        length=length_of(row.card_title),
    )


def length_of(headline: str) -> str:
    """How large a headline may be set, by its number of characters: short, medium or long."""
    if len(headline) <= SHORT_HEADLINE:
        return "short"
    return "long" if len(headline) > LONG_HEADLINE else "medium"


def cards_of(rows: Iterable[PublishedArticle], pictures: Pictures) -> tuple[Card, ...]:
    """Rows as cards, in their order. No query."""
    return tuple(card_of(row, pictures) for row in rows)


def listing_of(page: ListPage, path: str, *, other_pictures: Iterable[int | None] = ()) -> tuple[Listing, Pictures]:
    """A page of a list at the address ``path``, and its pictures with the ``other_pictures`` asked for. Two queries."""
    pictures = pictures_by_id([*(row.hero_picture_id for row in page.entries), *other_pictures])
    listing = Listing(
        cards=cards_of(page.entries, pictures),
        count=page.count,
        number=page.number,
        older_path=page_path(path, page.older_number) if page.older_number else "",
        newer_path="" if page.is_newest else page_path(path, page.newer_number),
        oldest_path=page_path(path, 1) if (page.older_number or 1) > 1 else "",
        newest_path=path if page.newer_number else "",
        where=_where(page),
    )
    return listing, pictures


def _where(page: ListPage) -> str:
    """Where in the list a page is: its days, which stay the same for ever; on the list's own address, how much of it is here."""
    if page.number and page.entries:
        oldest, newest = (timezone.localdate(page.entries[end].published_at) for end in (-1, 0))
        return days_between(oldest, newest)
    if page.older_number:
        return _("The newest %(shown)d of %(count)d") % {"shown": len(page.entries), "count": page.count}
    return ""


def days_between(first: date, last: date) -> str:
    """A stretch of days in words: “3 March – 9 June 2026”."""
    end = date_format(last, "j F Y")
    if first == last:
        return end
    begin = date_format(first, "j F" if first.year == last.year else "j F Y")
    return f"{begin} – {end}"


def page_path(path: str, number: int | None) -> str:
    """The address of a page of the list at ``path``; the list's own address without a number."""
    return f"{path}page/{number}/" if number else path


def title_with_page(title: str, number: int | None) -> str:
    """The title of one page of a list, so that no two pages have the same."""
    return _("%(title)s, page %(number)d") % {"title": title, "number": number} if number else title


def links_of(entries: Iterable[Mapping[str, str]], prefix: str) -> tuple[Link, ...]:
    """``[{name, slug}]`` of a row as links under ``prefix``."""
    return tuple(Link(entry["name"], f"{prefix}{entry['slug']}/") for entry in entries)
