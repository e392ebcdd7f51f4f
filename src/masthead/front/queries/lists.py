"""Pages that list articles: sections, series, tags, years, everything."""

from __future__ import annotations

from django.utils.translation import gettext as _
from taggit.models import Tag

from masthead.articles.models import Series
from masthead.front.context import ArchivePage, Link, ListPage, YearCount
from masthead.front.queries.cards import listing_of, page_path, title_with_page
from masthead.front.queries.heads import head_of_list
from masthead.front.queries.sections import PlacedSection
from masthead.machines.context import PageHead
from masthead.magazine.models import Magazine
from masthead.published import keys
from masthead.published import queries as published


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
    """A section with everything in the sections below it. Four queries."""
    section = placed.section
    return list_page(
        keys.section(section.pk),
        section.address,
        section.title,
        number,
        magazine,
        description=section.description,
        links=placed.below,
        crumbs=placed.above,
    )


def series_page(series: Series, number: int | None, magazine: Magazine) -> ListPage | None:
    """A series; None also while nothing of it is published. Four queries."""
    page = list_page(
        keys.series(series.pk),
        series.get_absolute_url(),
        series.title,
        number,
        magazine,
        kicker=_("Series"),
        description=series.description,
    )
    return page if page and page.listing.count else None


def tag_page(tag: Tag, number: int | None, magazine: Magazine) -> ListPage | None:
    """A tag; None also when nothing published bears it. Four queries."""
    page = list_page(keys.tag(tag.slug), f"/tags/{tag.slug}/", tag.name, number, magazine, kicker=_("Tag"))
    return page if page and page.listing.count else None


def all_articles_page(number: int | None, magazine: Magazine) -> ListPage | None:
    """Everything. Its feed is the magazine's own, which every page names. Four queries."""
    return list_page(keys.ALL, "/articles/", _("All articles"), number, magazine, has_feed=False)


def year_page(year: int, number: int | None, magazine: Magazine) -> ListPage | None:
    """The articles of a year; None also for a year without any. Five queries."""
    years = [known for known, _count in published.years()]
    if year not in years:
        return None
    place = years.index(year)
    neighbours = [*years[place + 1 : place + 2], *years[max(place - 1, 0) : place]]
    return list_page(
        keys.year(year),
        f"/archive/{year}/",
        _("Articles of %(year)d") % {"year": year},
        number,
        magazine,
        links=tuple(Link(str(other), f"/archive/{other}/") for other in neighbours),
        crumbs=(Link(_("Archive"), "/archive/"),),
        has_feed=False,
    )


def archive_page() -> ArchivePage:
    """The years in which something was published. One query."""
    years = tuple(YearCount(year, f"/archive/{year}/", count) for year, count in published.years())
    return ArchivePage(PageHead(title=_("Archive"), path="/archive/"), years)
