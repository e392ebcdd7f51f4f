"""Feeds: of the magazine, and of every list that has a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.addresses import is_plausible
from masthead.machines.context import Feed
from masthead.machines.feeds import atom, json_feed, rss
from masthead.machines.queries.feeds import feed_of
from masthead.machines.queries.places import place_at
from masthead.machines.views import answers
from masthead.magazine.queries import this_magazine

WRITERS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "feed.xml": (rss.write, rss.CONTENT_TYPE),
    "atom.xml": (atom.write, atom.CONTENT_TYPE),
    "feed.json": (json_feed.write, json_feed.CONTENT_TYPE),
}


@require_safe
def feed(request: HttpRequest, name: str, path: str = "") -> HttpResponseBase:
    """The newest articles of the list at ``/<path>``, in the format that ``name`` says."""
    if not is_plausible(path):
        return answers.nothing()
    magazine = this_magazine()
    place = place_at(f"/{path}", magazine)
    if place is None:
        return answers.nothing()
    found = feed_of(
        place.list_key,
        title=place.title,
        description=place.description,
        path=place.path,
        own_path=f"{place.path}{name}",
        magazine=magazine,
    )
    write, content_type = WRITERS[name]
    return answers.open_to_all(answers.document(request, write(found), content_type, found.changed_at))
