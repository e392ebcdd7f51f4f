"""Plain pages: about, imprint, privacy."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from masthead.body import faces
from masthead.body import queries as body
from masthead.front.context import Furniture, Link, PlainPage
from masthead.front.models import PlainPage as PlainPageModel
from masthead.front.queries.furniture import MASTHEAD_PATH
from masthead.machines.context import PageHead
from masthead.pictures.queries import pictures_by_id
from masthead.published import queries as published


def plain_page(page: PlainPageModel, around: Furniture) -> PlainPage:
    """A page that is no article. At most five queries, none for a body of nothing but words."""
    return PlainPage(
        head=PageHead(title=page.title, path=page.address, description=page.search_description),
        title=page.title,
        body=words_of(page, around.magazine.language),
        standfirst=page.search_description,
        revised_at=page.last_published_at,
        others=_others(page.address, around),
    )


def words_of(page: PlainPageModel, language: str) -> SafeString:
    """The web face of a plain page's body."""
    related = body.article_ids(page.body)
    return faces.render(
        page.body,
        "web",
        pictures=pictures_by_id(body.picture_ids(page.body)),
        articles=published.related_cards(related, published.cards_by_id(related)),
        language=language,
    )


def _others(address: str, around: Furniture) -> tuple[Link, ...]:
    """The pages that say how the magazine works, for a page that is one of them."""
    pages = {policy.path: policy.title for policy in around.policies}
    if address not in pages:
        return ()
    return (Link(_("Masthead"), MASTHEAD_PATH), *(Link(title, path) for path, title in pages.items()))
