"""People's pages: contributors, and who makes the magazine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from masthead.contributors.models import Contributor, Kind, Role
from masthead.front.context import Card, Furniture, Policy
from masthead.front.models import PlainPage
from masthead.front.people_context import (
    ContributorPage,
    ContributorsPage,
    Initial,
    MastheadGroup,
    MastheadPage,
    PolicyPage,
    Work,
)
from masthead.front.queries.cards import listing_of, page_path, title_with_page
from masthead.front.queries.front import people_of
from masthead.front.queries.furniture import MASTHEAD_PATH
from masthead.front.queries.plain import words_of
from masthead.front.queries.words import rich_text
from masthead.machines.context import CreditedParty, PageHead
from masthead.machines.queries.people import is_known, is_known_to_readers
from masthead.machines.structured.nodes import picture
from masthead.machines.structured.pages import profile_graph
from masthead.pictures.queries import pictures_by_id
from masthead.published import keys
from masthead.published import queries as published
from masthead.text.plaintext import text_of


def contributor_page(contributor: Contributor, number: int | None) -> ContributorPage | None:
    """A contributor with everything that credits them; None when there is no page of that number, or nobody may know of them yet.

    Four queries.
    """
    path = contributor.get_absolute_url()
    page = published.page_of(keys.contributor(contributor.pk), number)
    if page is None or not (page.count or is_known(contributor)):
        return None
    listing, pictures = listing_of(page, path, other_pictures=[contributor.portrait_id])
    listing = replace(listing, cards=tuple(_without_byline_of(contributor, card) for card in listing.cards))
    roles = [_role_in(row.credits, contributor.slug) for row in page.entries]
    portrait = pictures.get(contributor.portrait_id or 0)
    party = CreditedParty(contributor.name, path, is_organisation=contributor.kind == Kind.ORGANISATION)
    head = PageHead(
        title=title_with_page(contributor.name, number),
        path=page_path(path, number),
        description=text_of(contributor.biography) or contributor.role_title,
        kind="profile",
        picture=portrait,
        feed_path=f"{path}feed.xml",
        graph=profile_graph(
            party,
            role_title=contributor.role_title,
            website=contributor.website,
            portrait=picture(portrait) if portrait else None,
        ),
    )
    return ContributorPage(
        head=head,
        name=contributor.name,
        role_title=contributor.role_title,
        biography=rich_text(contributor.biography),
        website=contributor.website,
        website_label=re.sub(r"^https?://(www\.)?|/$", "", contributor.website),
        portrait=portrait,
        listing=listing,
        works=_works(listing.cards, roles),
    )


def _without_byline_of(contributor: Contributor, card: Card) -> Card:
    """The card without a byline that only repeats whose page it stands on."""
    return replace(card, byline="") if card.byline == contributor.name else card


def _role_in(credits: Iterable[Mapping[str, str]], slug: str) -> str:
    """The first role in which an article credits somebody."""
    return next((credit["role"] for credit in credits if credit["slug"] == slug), Role.WORDS)


def _works(cards: Sequence[Card], roles: Sequence[str]) -> tuple[Work, ...]:
    """The cards by role, in the order of the roles."""
    by_role = {
        role: tuple(card for card, own in zip(cards, roles, strict=True) if own == role)
        for role in Role
        if role in roles
    }
    return tuple(Work(role, role.label, found) for role, found in by_role.items())


def contributors_page() -> ContributorsPage:
    """Everybody credited in something published, all experts, and who is on the masthead, from A to Z. Three queries."""
    people = list(Contributor.objects.filter(is_known_to_readers()).order_by("sort_name", "name"))
    experts = [person for person in people if person.is_expert]
    pictures = pictures_by_id(person.portrait_id for person in experts)
    head = PageHead(title=_("Contributors"), path="/contributors/")
    letters = groupby(people, key=lambda person: (person.sort_name or person.name)[:1].upper())
    initials = tuple(Initial(letter, people_of(named, {})) for letter, named in letters)
    return ContributorsPage(head, people_of(experts, pictures), initials)


def masthead_page(intro: PlainPage | None, around: Furniture) -> MastheadPage:
    """Who makes the magazine, under the headings that editors gave them, and where it says how it works. Three queries.

    A heading stands where its first person does. ``intro`` is the plain page at the same address, with the words above the list.
    """
    people = list(Contributor.objects.exclude(masthead_heading="").order_by("masthead_order", "sort_name", "name"))
    pictures = pictures_by_id(person.portrait_id for person in people)
    by_heading: dict[str, list[Contributor]] = {}
    for person in people:
        by_heading.setdefault(person.masthead_heading.strip(), []).append(person)
    title = intro.title if intro else _("Masthead")
    description = intro.search_description if intro else ""
    return MastheadPage(
        head=PageHead(title=title, path=MASTHEAD_PATH, description=description),
        title=title,
        words=words_of(intro, around.magazine.language) if intro else SafeString(),
        groups=tuple(MastheadGroup(heading, people_of(own, pictures)) for heading, own in by_heading.items()),
        policies=_policy_pages(around.policies),
    )


def _policy_pages(policies: Iterable[Policy]) -> tuple[PolicyPage, ...]:
    """The pages that say them, each once, with all that it says."""
    by_page: dict[tuple[str, str], list[str | Promise]] = {}
    for policy in policies:
        by_page.setdefault((policy.title, policy.path), []).append(policy.label)
    return tuple(PolicyPage(title, path, tuple(labels)) for (title, path), labels in by_page.items())
