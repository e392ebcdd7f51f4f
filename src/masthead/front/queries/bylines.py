"""Who made an article, as its head and its foot say it: the writers with their faces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from masthead.contributors.models import Contributor, Role
from masthead.front.context import BylinePerson
from masthead.front.queries.cards import Pictures
from masthead.front.queries.words import rich_text_alone
from masthead.machines.context import CreditedParty

FACES = 3
"""A byline of more people than these is a list of names."""
People = Mapping[str, Contributor]


def writers_of(parties: Iterable[CreditedParty]) -> list[str]:
    """The addresses of those credited with words, in order, none twice."""
    return list(dict.fromkeys(party.path for party in parties if party.role == Role.WORDS))


def people_at(paths: Iterable[str]) -> dict[str, Contributor]:
    """Contributors by the addresses of their pages, with what a byline shows. One query, none for no addresses."""
    slugs = [path.removeprefix("/contributors/").strip("/") for path in paths]
    if not slugs:
        return {}
    found = Contributor.objects.filter(slug__in=slugs).only("name", "slug", "role_title", "biography", "portrait_id")
    return {person.get_absolute_url(): person for person in found}


def byline_people(parties: Iterable[CreditedParty], people: People, pictures: Pictures) -> tuple[BylinePerson, ...]:
    """The writers in the order of their credits; with portraits where they are few. No query."""
    writers = [people[path] for path in writers_of(parties) if path in people]
    are_few = len(writers) <= FACES
    return tuple(
        BylinePerson(
            name=person.name,
            path=person.get_absolute_url(),
            role_title=person.role_title,
            portrait=pictures.get(person.portrait_id or 0) if are_few else None,
            biography=rich_text_alone(person.biography if are_few else ""),
        )
        for person in writers
    )
