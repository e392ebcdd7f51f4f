"""The page of search results."""

from __future__ import annotations

from django.utils.translation import gettext as _

from masthead.front.context import Facet, SearchPage
from masthead.front.queries.nothing import newest_cards
from masthead.machines.context import PageHead
from masthead.search.context import SearchRequest
from masthead.search.queries import find


def search_page(request: SearchRequest) -> SearchPage:
    """What a reader asked and what is found. At most three queries, one more for the newest where there is nothing else."""
    results = find(request)
    facets = (
        Facet(_("Section"), results.facets.sections),
        Facet(_("Year"), results.facets.years),
        Facet(_("Kind of piece"), results.facets.forms),
    )
    words = request.text.strip()
    title = _("Search: %(words)s") % {"words": words} if words else _("Search")
    is_empty = results.is_available and not results.hits
    return SearchPage(
        head=PageHead(title=title, path="/search/", is_listed=False),
        query=words,
        results=results,
        facets=tuple(facet for facet in facets if facet.values),
        newest=newest_cards() if is_empty else (),
    )
