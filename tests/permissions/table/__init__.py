"""Who may use which route of the desk, the API and the previews: the one table that the walk compares the magazine with.

A line is ``on(route, thing, GET=who, POST=who, …)``.

``route``   the name of the route, namespaces included; for a route without a name, its pattern.
``thing``   what of ``world.py`` the address is about, where it has arguments. One line for each thing that makes a difference.
``GET``, ``POST``  who is let in (``people.py`` has the words). Everybody else must be refused, and nothing be written. What is not said
            is for nobody. A route that asks nothing about the method says ``BOTH=``.
``arguments``  arguments of the address that the thing does not answer, ``query`` what follows ``?``, ``data`` what is posted;
            ``{pk}`` in them is the number of the thing, ``{latest_revision_id}`` its latest revision.
``why``     only where somebody would ask.

The lines stand by area in the modules of this package, in the order of the desk's rooms; each is read by being imported here.
"""

from __future__ import annotations

from tests.permissions.lines import TABLE
from tests.permissions.table import (  # noqa: F401 - reading them writes the table
    access,
    articles,
    choosing,
    coming_in,
    contributors,
    front,
    house,
    issues,
    looks,
    newsletters,
    pages,
    pictures,
    planning,
)

__all__ = ["OPEN", "TABLE"]

OPEN = (
    "media", "static", "front:theme",
    "machines:alive", "machines:ready", "machines:robots", "machines:sitemap", "sitemap-pages.xml",
    r"^sitemap-(?P<year>[1-9][0-9]{3})(?:-(?P<part>[2-9]|[1-9][0-9]{1,3}))?\.xml$", "machines:feed",
    "machines:licence", "machines:llms", "machines:speculation", "machines:manifest", "machines:favicon",
    "machines:apple_touch_icon", "machines:icon", "machines:card", "machines:oembed", "machines:news",
    "front:proof",  # by a link that is 256 bits by lot; tests/front/test_proofs.py tries others
    "front:proof_whole",
    "front:proof_piece",
    "front:front", "front:search", "front:articles", r"^articles/page/(?P<number>[1-9][0-9]{0,6})/$", "front:article",
    "front:issues", r"^issues/page/(?P<number>[1-9][0-9]{0,6})/$", "front:issue", "front:archive", "front:year",
    "front:contributors", "front:contributor", "front:masthead", "front:series", "front:tag",
    "front:newsletter", "front:asked_for_newsletter",
    "front:leave_newsletter",  # likewise
    "front:confirm_newsletter",  # by a signed link; tests/newsletters/test_confirm.py tries others
    r"^(?P<path>.+)/page/(?P<number>[1-9][0-9]{0,6})/$", r"^(?P<path>.+)$",
)  # fmt: skip
"""Readers' and programs' routes: they know nobody, and show what is public to all."""
