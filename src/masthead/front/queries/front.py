"""The front page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import Q
from django.utils import timezone

from masthead.articles.models import Form
from masthead.contributors.models import Contributor, Role
from masthead.front.context import Card, TopSection
from masthead.front.front_context import Band, FrontPage, FrontPart, Opinion
from masthead.front.people_context import PersonCard
from masthead.front.queries.cards import LONGEST_OF_LEAD, Pictures, card_of, cards_of
from masthead.front.queries.coming import with_coming
from masthead.front.queries.composing import COMPOSITIONS, Composition, Shape
from masthead.front.queries.latest import latest_issue_of
from masthead.front.queries.placing import Opening, Placed, opening_of
from masthead.machines.context import PageHead
from masthead.machines.structured.nodes import periodical
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import keys
from masthead.published import queries as published
from masthead.published.context import ContentsLine
from masthead.published.models import PublishedArticle, PublishedIssue
from masthead.published.rows import ArticleRows
from masthead.published.spans import newest_in_each
from masthead.slots import queries as slots
from masthead.slots.models import LIMITS
from masthead.slots.queries import PlacedSlot

IN_A_BAND = 5
EXPERTS = 6
OPINIONS = 4
LINES_WITHOUT_COVER = 4
FEWEST_OPINIONS = 2
"""Fewer do not make a strip of their own; they stand in their sections."""
PLACES = sum(LIMITS.values())
"""How many articles may stand above the bands, all placed by editors."""

Articles = Mapping[int, PublishedArticle]


@dataclass(frozen=True)
class Read:
    """What the front is chosen from: the latest issue, the ids of each list, newest first, and the articles by id."""

    issue: PublishedIssue | None
    listed: Mapping[str, list[int]]
    articles: Articles


@dataclass(frozen=True)
class Gathered:
    """The rows that stand on the front, before their pictures are read."""

    opening: Opening
    also: list[PublishedArticle]
    opinions: list[PublishedArticle]
    bands: list[tuple[TopSection, Shape, list[PublishedArticle]]]

    def picture_ids(self, composition: Composition) -> list[int | None]:
        """The pictures of the articles; none where the look shows words only."""
        seconds = _pictured(self.opening, composition)
        large = (row for _, shape, rows in self.bands if shape.is_pictured for row in rows[: shape.large_count])
        return [
            *self.opening.picture_ids,
            *(each.picture_id for each in seconds),
            *(row.hero_picture_id for row in large),
        ]


def front_page(
    magazine: Magazine,
    sections: Sequence[TopSection],
    *,
    placed: Sequence[PlacedSlot] | None = None,
    coming: Sequence[ArticleRows] = (),
) -> FrontPage:
    """The front page with a band for each of ``sections``, composed as the magazine's theme says. Seven queries.

    What editors placed stands where they placed it (``placed``: as of now, unless the desk asks for another arrangement). The rest finds
    itself: the lead is the newest article with a picture; then come the next newest, then each section's newest that do not stand above.
    ``coming`` are the rows of articles that will be public at the moment a preview is for.
    """
    placed = slots.front_at(timezone.now()) if placed is None else placed
    composition = COMPOSITIONS[magazine.theme_now.front_worn]
    read = _read(sections, placed, coming)
    gathered = _gathered(composition, sections, read.listed, read.articles, placed)
    people = _people(gathered.opinions)
    pictures = pictures_by_id(
        [
            *gathered.picture_ids(composition),
            read.issue.cover_picture_id if read.issue else None,
            *(person.portrait_id for person in people),
        ]
    )
    page = _page(magazine, composition, read, gathered, people, pictures)
    return replace(page, parts=tuple(_parts(page, composition)))


def _read(sections: Sequence[TopSection], placed: Sequence[PlacedSlot], coming: Sequence[ArticleRows]) -> Read:
    """The rows to choose from, with those that will be public by then. Three queries."""
    issue = published.latest_issue()
    all_keys = [keys.ALL, *(keys.section(section.id) for section in sections)]
    listed = with_coming(newest_in_each(all_keys, PLACES + IN_A_BAND), coming)
    articles = published.cards_by_id(
        [
            *(number for ids in listed.values() for number in ids),
            *published.entry_article_ids(issue),
            *(slot.article_id for slot in placed),
        ]
    )
    return Read(issue, listed, articles | {rows.row.pk: rows.row for rows in coming})


def _page(
    magazine: Magazine,
    composition: Composition,
    read: Read,
    gathered: Gathered,
    people: Sequence[Contributor],
    pictures: Pictures,
) -> FrontPage:
    """The page without the order of its parts. No query."""
    opening, issue = gathered.opening, read.issue
    return FrontPage(
        head=PageHead(
            title="",
            path="/",
            description=magazine.description or magazine.tagline,
            picture=pictures.get((issue and issue.cover_picture_id) or 0),
            graph=(periodical(magazine),),
        ),
        lead=opening.lead.card(pictures, longest=LONGEST_OF_LEAD) if opening.lead else None,
        seconds=_seconds(opening, composition, pictures),
        also=cards_of(gathered.also, pictures),
        picks=tuple(each.card(pictures) for each in opening.picks),
        quote=opening.quote.quoted() if opening.quote else None,
        latest_issue=latest_issue_of(issue, read.articles, pictures, magazine),
        contents=_contents(issue, read.articles, composition),
        issue_is_beside=composition.issue_is_beside,
        opinions=_opinions(gathered.opinions, people, pictures),
        bands=tuple(_band(*each, pictures) for each in gathered.bands),
        experts=people_of([person for person in people if person.is_expert][:EXPERTS], pictures),
        lead_sizes=composition.lead_sizes,
        card_sizes=composition.card_sizes,
        parts=(),
    )


def people_of(contributors: Iterable[Contributor], pictures: Pictures) -> tuple[PersonCard, ...]:
    """Contributors shown small. No query."""
    return tuple(
        PersonCard(person.name, person.get_absolute_url(), person.role_title, pictures.get(person.portrait_id or 0))
        for person in contributors
    )


def _gathered(
    composition: Composition,
    sections: Sequence[TopSection],
    listed: Mapping[str, list[int]],
    articles: Articles,
    placed: Sequence[PlacedSlot],
) -> Gathered:
    """The rows of the page, each once. No query."""
    newest = [articles[pk] for pk in listed.get(keys.ALL, []) if pk in articles]
    opening = opening_of(placed, newest, articles)
    shown = opening.article_ids
    is_plenty = len(newest) == PLACES + IN_A_BAND
    unpaid = [row for row in newest if row.pk not in shown and not row.is_sponsored]
    also = unpaid[: composition.also_count] if is_plenty else []
    shown.update(row.pk for row in also)
    opinions = [row for row in newest if row.form == Form.OPINION and row.pk not in shown][:OPINIONS]
    if len(opinions) < FEWEST_OPINIONS:
        opinions = []
    shown.update(row.pk for row in opinions)
    filled: list[tuple[TopSection, list[PublishedArticle]]] = []
    for section in sections:
        ids = (pk for pk in listed.get(keys.section(section.id), []) if pk in articles and pk not in shown)
        rows = [articles[pk] for pk in islice(ids, IN_A_BAND)]
        if rows:
            filled.append((section, rows))
        shown.update(row.pk for row in rows)
    shapes = composition.shapes_for([rows for _, rows in filled])
    bands = [(section, shape, shape.picks_from(rows)) for (section, rows), shape in zip(filled, shapes, strict=True)]
    return Gathered(opening, also, opinions, bands)


def _people(opinions: Sequence[PublishedArticle]) -> list[Contributor]:
    """The experts, and who wrote the opinions. One query."""
    slugs = {writer for row in opinions if (writer := _writer_of(row))}
    return list(Contributor.objects.filter(Q(is_expert=True) | Q(slug__in=slugs)).order_by("sort_name", "name"))


def _writer_of(row: PublishedArticle) -> str:
    """The address part of who is credited first for the words; empty when nobody is."""
    return next((str(credit["slug"]) for credit in row.credits if credit["role"] == Role.WORDS), "")


def _pictured(opening: Opening, composition: Composition) -> list[Placed]:
    """The seconds that are shown with their picture. No query."""
    return [each for each in opening.seconds if each.picture_id][: composition.pictured_second_count]


def _seconds(opening: Opening, composition: Composition, pictures: Pictures) -> tuple[Card, ...]:
    pictured = _pictured(opening, composition)
    others = (each for each in opening.seconds if each not in pictured)
    return (
        *(each.card(pictures) for each in pictured),
        *(replace(each.card(pictures), picture=None) for each in others),
    )


def _opinions(
    rows: Sequence[PublishedArticle], people: Sequence[Contributor], pictures: Pictures
) -> tuple[Opinion, ...]:
    writers = {person.slug: card for person, card in zip(people, people_of(people, pictures), strict=True)}
    return tuple(Opinion(card_of(row, pictures), writers.get(_writer_of(row))) for row in rows)


def _band(section: TopSection, shape: Shape, rows: Sequence[PublishedArticle], pictures: Pictures) -> Band:
    return Band(
        title=section.title,
        path=section.path,
        cards=cards_of(rows, pictures),
        shape=shape.name,
        large_count=sum(not row.is_sponsored for row in rows[: shape.large_count]),
        is_wordy=shape.is_wordy,
        is_pictured=shape.is_pictured,
    )


def _contents(issue: PublishedIssue | None, articles: Articles, composition: Composition) -> tuple[ContentsLine, ...]:
    """The first lines of an issue's contents, where the look shows them or the cover has no lines. No query."""
    if issue is None:
        return ()
    count = composition.contents_count or (0 if published.cover_lines_of(issue, articles) else LINES_WITHOUT_COVER)
    parts = published.issue_view(issue, articles).parts
    return tuple(islice((line for part in parts for line in part.lines), count))


def _parts(page: FrontPage, composition: Composition) -> Iterator[FrontPart]:
    """What stands below the opening, in the look's order; a part without content closes. No query."""
    there = {
        "issue": page.latest_issue is not None and not page.issue_is_beside,
        "quote": page.quote is not None,
        "picks": bool(page.picks),
        "opinions": bool(page.opinions),
        "experts": bool(page.experts),
        "sign_up": True,
    }
    bands = iter(page.bands)
    for kind in composition.parts(len(page.bands), {name for name, is_there in there.items() if is_there}):
        yield FrontPart(kind, next(bands) if kind == "band" else None)
