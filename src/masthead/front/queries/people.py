"""Contributors' pages."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from masthead.contributors.models import Contributor, Kind
from masthead.front.context import ContributorPage, ContributorsPage
from masthead.front.queries.cards import listing_of, page_path, title_with_page
from masthead.front.queries.front import people_of
from masthead.front.queries.words import rich_text
from masthead.machines.context import CreditedParty, PageHead
from masthead.machines.queries.people import is_credited, is_known
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
        portrait=portrait,
        listing=listing,
    )


def contributors_page() -> ContributorsPage:
    """Everybody credited in something published, and all experts, from A to Z. Three queries."""
    people = list(Contributor.objects.filter(Q(is_expert=True) | Q(is_credited())).order_by("sort_name", "name"))
    pictures = pictures_by_id(person.portrait_id for person in people)
    experts = [person for person in people if person.is_expert]
    others = [person for person in people if not person.is_expert]
    head = PageHead(title=_("Contributors"), path="/contributors/")
    return ContributorsPage(head, people_of(experts, pictures), people_of(others, pictures))
