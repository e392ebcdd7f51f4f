"""Which list of articles stands at an address."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from taggit.models import Tag

from masthead.addresses import FRONT_DEPTH
from masthead.articles.models import Section, Series
from masthead.contributors.queries import contributor_with_slug
from masthead.machines.queries.people import is_known
from masthead.magazine.models import Magazine
from masthead.published import keys
from masthead.published import queries as published
from masthead.text.plaintext import text_of


@dataclass(frozen=True)
class Place:
    """A list of articles that has a feed."""

    list_key: str
    path: str
    title: str
    description: str = ""


def place_at(path: str, magazine: Magazine) -> Place | None:
    """The list at a path such as ``/``, ``/culture/`` or ``/tags/winter/``; None when there is none, or readers may not know of it yet.

    At most three queries.
    """
    if path == "/":
        return Place(keys.ALL, path, magazine.name, magazine.description or magazine.tagline)
    kind, _slash, slug = path.strip("/").partition("/")
    finder = FINDERS.get(kind)
    place = finder(slug) if finder and slug and "/" not in slug else _section(path)
    if place is None:
        return None
    title = _("%(list)s – %(magazine)s") % {"list": place.title, "magazine": magazine.name}
    return Place(place.list_key, path, title, place.description)


def _section(path: str) -> Place | None:
    steps = path.strip("/").split("/")
    sections = Section.objects.filter(slug=steps[-1], depth=FRONT_DEPTH + len(steps), live=True)
    found = next((section for section in sections if section.address == path), None)
    return Place(keys.section(found.pk), path, found.title, found.description) if found else None


def _series(slug: str) -> Place | None:
    found = Series.objects.filter(slug=slug).first()
    return _with_articles(Place(keys.series(found.pk), "", found.title, found.description)) if found else None


def _tag(slug: str) -> Place | None:
    found = Tag.objects.filter(slug=slug).first()
    return _with_articles(Place(keys.tag(found.slug), "", found.name)) if found else None


def _contributor(slug: str) -> Place | None:
    found = contributor_with_slug(slug)
    if found is None or not is_known(found):
        return None
    return Place(keys.contributor(found.pk), "", found.name, text_of(found.biography))


def _issue(slug: str) -> Place | None:
    found = published.issue_at(slug)
    return Place(keys.issue(found.pk), "", found.title, found.label) if found else None


def _with_articles(place: Place) -> Place | None:
    """A series that is planned, or a tag that only drafts bear, is nobody's business yet."""
    return place if published.count_of(place.list_key) else None


FINDERS = {"series": _series, "tags": _tag, "contributors": _contributor, "issues": _issue}
