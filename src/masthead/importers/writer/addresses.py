"""Old addresses: they lead to the page, in one hop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from masthead.articles.models import Article
from masthead.redirects.models import OldAddress
from masthead.redirects.queries import MAX_PATH_LENGTH, normal_path, normal_query

ORIGIN = "import"


def remember(pairs: Iterable[tuple[Article, Sequence[str]]]) -> int:
    """Let the old addresses of articles lead to them; returns how many were new. An address that answers already keeps its answer.

    Two queries for the whole batch. An article's own address is passed over.
    """
    wanted: dict[tuple[str, str], OldAddress] = {}
    for article, addresses in pairs:
        own = normal_path(article.address)
        for address in addresses:
            path, _, query = address.partition("?")
            place = (normal_path(path), normal_query(query))
            if place != (own, "") and len(place[0]) <= MAX_PATH_LENGTH:
                wanted.setdefault(place, OldAddress(path=place[0], query=place[1], page=article, origin=ORIGIN))
    known = set(OldAddress.objects.filter(path__in={path for path, _ in wanted}).values_list("path", "query"))
    new = [row for place, row in wanted.items() if place not in known]
    OldAddress.objects.bulk_create(new, batch_size=400)
    return len(new)
