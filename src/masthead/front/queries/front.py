"""The front page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from django.utils import timezone

from masthead.contributors.models import Contributor
from masthead.front.context import Band, FrontPage, PersonCard, TopSection
from masthead.front.queries.cards import Pictures, cards_of
from masthead.front.queries.coming import with_coming
from masthead.front.queries.latest import latest_issue_of
from masthead.front.queries.placing import opening_of
from masthead.machines.context import PageHead
from masthead.machines.structured.nodes import periodical
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import keys
from masthead.published import queries as published
from masthead.published.models import PublishedArticle
from masthead.published.rows import ArticleRows
from masthead.published.spans import newest_in_each
from masthead.slots import queries as slots
from masthead.slots.models import LIMITS
from masthead.slots.queries import PlacedSlot

IN_A_BAND = 5
EXPERTS = 6
PLACES = sum(LIMITS.values())
"""How many articles may stand above the bands, all placed by editors."""


def front_page(
    magazine: Magazine,
    sections: Sequence[TopSection],
    *,
    placed: Sequence[PlacedSlot] | None = None,
    coming: Sequence[ArticleRows] = (),
) -> FrontPage:
    """The front page with a band for each of ``sections``. Seven queries.

    What editors placed stands where they placed it (``placed``: as of now, unless the desk asks for another arrangement). The rest finds
    itself: the lead is the newest article with a picture; then come the next newest, then each section's newest that do not stand above.
    ``coming`` are the rows of articles that will be public at the moment a preview is for.
    """
    placed = slots.front_at(timezone.now()) if placed is None else placed
    issue = published.latest_issue()
    all_keys = [keys.ALL, *(keys.section(section.id) for section in sections)]
    listed = with_coming(newest_in_each(all_keys, PLACES + IN_A_BAND), coming)
    articles = published.cards_by_id(
        [
            *(number for ids in listed.values() for number in ids),
            *published.cover_article_ids(issue),
            *(slot.article_id for slot in placed),
        ]
    ) | {rows.row.pk: rows.row for rows in coming}
    opening = opening_of(placed, [articles[pk] for pk in listed.get(keys.ALL, []) if pk in articles], articles)
    shown = opening.article_ids
    bands: list[tuple[TopSection, list[PublishedArticle]]] = []
    for section in sections:
        ids = (pk for pk in listed.get(keys.section(section.id), []) if pk in articles and pk not in shown)
        rows = [articles[pk] for pk in islice(ids, IN_A_BAND)]
        bands.append((section, rows))
        shown.update(row.pk for row in rows)
    experts = list(Contributor.objects.filter(is_expert=True).order_by("sort_name", "name")[:EXPERTS])
    pictures = pictures_by_id(
        [
            *opening.picture_ids,
            issue.cover_picture_id if issue else None,
            *(row.hero_picture_id for _, rows in bands for row in rows[:1]),
            *(person.portrait_id for person in experts),
        ]
    )
    return FrontPage(
        head=PageHead(
            title="",
            path="/",
            description=magazine.description or magazine.tagline,
            picture=pictures.get((issue and issue.cover_picture_id) or 0),
            graph=(periodical(magazine),),
        ),
        lead=opening.lead.card(pictures) if opening.lead else None,
        seconds=tuple(each.card(pictures) for each in opening.seconds),
        picks=tuple(each.card(pictures) for each in opening.picks),
        quote=opening.quote.quoted() if opening.quote else None,
        latest_issue=latest_issue_of(issue, articles, pictures),
        bands=tuple(Band(section.title, section.path, cards_of(rows, pictures)) for section, rows in bands if rows),
        experts=people_of(experts, pictures),
    )


def people_of(contributors: Iterable[Contributor], pictures: Pictures) -> tuple[PersonCard, ...]:
    """Contributors shown small. No query."""
    return tuple(
        PersonCard(person.name, person.get_absolute_url(), person.role_title, pictures.get(person.portrait_id or 0))
        for person in contributors
    )
