"""Pages that list articles: sections, series, tags, years, everything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from taggit.models import Tag

from masthead.articles.models import Series
from masthead.front.context import Card, Link, Listing, ListPage, SeriesPart
from masthead.front.queries.cards import cards_of, listing_of, page_path, title_with_page
from masthead.front.queries.heads import head_of_list
from masthead.front.queries.sections import PlacedSection
from masthead.magazine.models import Magazine
from masthead.published import keys
from masthead.published import queries as published

FEW, ELSEWHERE = 4, 3
"""A section of so few pieces leaves its page half empty: then so many of the others stand under them."""
_OWN_NUMBER = re.compile(r"(?:^|\D)(\d{1,4})$")


def list_page(
    list_key: str,
    path: str,
    title: str,
    number: int | None,
    magazine: Magazine,
    *,
    kicker: str = "",
    description: str = "",
    links: tuple[Link, ...] = (),
    crumbs: tuple[Link, ...] = (),
    has_feed: bool = True,
) -> ListPage | None:
    """A page of the list at ``path``; None if it has no page of that number. Four queries, five for a numbered one."""
    page = published.page_of(list_key, number)
    if page is None:
        return None
    listing, _pictures = listing_of(page, path)
    head = head_of_list(
        title_with_page(title, number),
        page_path(path, number),
        listing,
        magazine,
        description=description,
        above=crumbs,
        feed_path=f"{path}feed.xml" if has_feed else "",
    )
    return ListPage(head, title, listing, kicker, description, links, crumbs)


def section_page(placed: PlacedSection, number: int | None, magazine: Magazine) -> ListPage | None:
    """A section with everything in the sections below it. Four queries, five where there is little."""
    section = placed.section
    page = list_page(
        keys.section(section.pk),
        section.address,
        section.title,
        number,
        magazine,
        description=section.description,
        links=placed.below,
        crumbs=placed.above,
    )
    if page is None or number or page.listing.count > FEW:
        return page
    here = {card.path for card in page.listing.cards}
    others = [row for row in published.newest(keys.ALL, ELSEWHERE + FEW) if row.path not in here]
    return replace(page, elsewhere=cards_of(others[:ELSEWHERE], {}))


def series_page(series: Series, number: int | None, magazine: Magazine) -> ListPage | None:
    """A series, its pieces numbered; None also while nothing of it is published. Four queries."""
    page = list_page(
        keys.series(series.pk),
        series.get_absolute_url(),
        series.title,
        number,
        magazine,
        kicker=_("Series"),
        description=series.description,
    )
    if page is None or not page.listing.count:
        return None
    return replace(page, parts=_parts(page.listing))


def _parts(listing: Listing) -> tuple[SeriesPart, ...]:
    """The cards of a page of a series with their numbers, which stay the same as long as nothing before them goes. No query."""
    cards = listing.cards
    newest = listing.number * published.PAGE_SIZE if listing.number else listing.count
    own = _own_numbers(cards)
    parts = tuple(
        SeriesPart(own[place], card.kicker, card)
        if own
        else SeriesPart(newest - place, _part_label(newest - place, listing), card)
        for place, card in enumerate(cards)
    )
    return parts[::-1] if len(cards) == listing.count else parts


def _part_label(number: int, listing: Listing) -> str:
    if listing.number:  # how many there are in the end is not for a page that never changes
        return _("Part %(number)d") % {"number": number}
    return _("Part %(number)d of %(count)d") % {"number": number, "count": listing.count}


def _own_numbers(cards: Sequence[Card]) -> list[int]:
    """The numbers at the end of the kickers, newest first; none unless all have one and they count up."""
    found = [match and int(match[1]) for match in (_OWN_NUMBER.search(card.kicker) for card in cards)]
    numbers = [number for number in found if number is not None]
    return numbers if len(numbers) == len(cards) and numbers == sorted(set(numbers), reverse=True) else []


def tag_page(tag: Tag, number: int | None, magazine: Magazine) -> ListPage | None:
    """A tag; None also when nothing published bears it. Four queries."""
    page = list_page(keys.tag(tag.slug), f"/tags/{tag.slug}/", tag.name, number, magazine, kicker=_("Tag"))
    return page if page and page.listing.count else None


def all_articles_page(number: int | None, magazine: Magazine) -> ListPage | None:
    """Everything. Its feed is the magazine's own, which every page names. Four queries."""
    return list_page(keys.ALL, "/articles/", _("All articles"), number, magazine, has_feed=False)
