"""The front page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from masthead.contributors.models import Contributor
from masthead.front.context import Band, FrontPage, PersonCard, TopSection
from masthead.front.queries.cards import Pictures, card_of, cards_of
from masthead.front.queries.latest import latest_issue_of
from masthead.front.queries.newest import newest_in_each
from masthead.machines.context import PageHead
from masthead.machines.structured.nodes import periodical
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import keys
from masthead.published import queries as published
from masthead.published.models import PublishedArticle

SECONDS = 4
IN_A_BAND = 5
EXPERTS = 6


def front_page(magazine: Magazine, sections: Sequence[TopSection]) -> FrontPage:
    """The front page with a band for each of ``sections``. Six queries.

    The lead is the newest article with a picture; then come the next newest, then each section's newest that do not
    stand above.
    """
    issue = published.latest_issue()
    listed = newest_in_each([keys.ALL, *(keys.section(section.id) for section in sections)], SECONDS + IN_A_BAND + 1)
    articles = published.cards_by_id(
        [*(number for ids in listed.values() for number in ids), *published.cover_article_ids(issue)]
    )
    newest = [articles[number] for number in listed.get(keys.ALL, []) if number in articles]
    lead = _lead_of(newest)
    seconds = [row for row in newest if row is not lead][:SECONDS]
    shown = {row.pk for row in (lead, *seconds) if row}
    bands: list[tuple[TopSection, list[PublishedArticle]]] = []
    for section in sections:
        ids = (pk for pk in listed.get(keys.section(section.id), []) if pk in articles and pk not in shown)
        rows = [articles[pk] for pk in islice(ids, IN_A_BAND)]
        bands.append((section, rows))
        shown.update(row.pk for row in rows)
    experts = list(Contributor.objects.filter(is_expert=True).order_by("sort_name", "name")[:EXPERTS])
    pictures = pictures_by_id(
        [
            lead.hero_picture_id if lead else None,
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
        lead=card_of(lead, pictures) if lead else None,
        seconds=cards_of(seconds, pictures),
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


def _lead_of(newest: Sequence[PublishedArticle]) -> PublishedArticle | None:
    """The newest article that has a picture and that nobody paid for; without one, the newest that nobody paid for."""
    unpaid = [row for row in newest if not row.is_sponsored]
    return next((row for row in unpaid if row.hero_picture_id), unpaid[0] if unpaid else None)
