"""Plain pages: about, imprint, privacy."""

from __future__ import annotations

from masthead.body import faces
from masthead.body import queries as body
from masthead.front.context import PlainPage
from masthead.front.models import PlainPage as PlainPageModel
from masthead.machines.context import PageHead
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import queries as published


def plain_page(page: PlainPageModel, magazine: Magazine) -> PlainPage:
    """A page that is no article. At most five queries, none for a body of nothing but words."""
    related = body.article_ids(page.body)
    words = faces.render(
        page.body,
        "web",
        pictures=pictures_by_id(body.picture_ids(page.body)),
        articles=published.related_cards(related, published.cards_by_id(related)),
        language=magazine.language,
    )
    head = PageHead(title=page.title, path=page.address, description=page.search_description)
    return PlainPage(head, page.title, words)
