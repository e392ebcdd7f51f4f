"""Sections and the tree they stand in. There are few of them, so one query reads them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from masthead.articles.models import Section
from masthead.articles.queries import live_sections
from masthead.front.context import Link


@dataclass(frozen=True)
class PlacedSection:
    """A section with those it stands in (the top one first) and those right below it (in the order of the tree)."""

    section: Section
    above: tuple[Link, ...]
    below: tuple[Link, ...]


def section_at(path: str) -> PlacedSection | None:
    """The live section at a path such as ``/culture/film/``; None when there is none. One query."""
    sections = live_sections()
    found = next((section for section in sections if section.address == path), None)
    return placed_among(found, sections) if found else None


def placed(section: Section) -> PlacedSection:
    """A section, draft or live, among the live ones. One query."""
    return placed_among(section, live_sections())


def placed_among(section: Section, sections: list[Section]) -> PlacedSection:
    """A section among ``sections``, which are in the order of the tree. No query."""
    own = section.path or ""
    above = (other for other in sections if own.startswith(other.path) and other.depth < section.depth)
    below = (other for other in sections if other.path.startswith(own) and other.depth == section.depth + 1)
    return PlacedSection(section, _links(above), _links(below))


def _links(sections: Iterable[Section]) -> tuple[Link, ...]:
    return tuple(Link(section.title, section.address) for section in sections)
