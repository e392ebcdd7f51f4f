"""One line of the table, and the word ``on`` that writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.people import NOBODY


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    route: str
    thing: str
    get: frozenset[str]
    post: frozenset[str]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value}" for name, value in self.arguments.items())
        return self.route + (f" on {self.thing}" if self.thing else "") + (f" ({said})" if said else "")


TABLE: list[Line] = []


def on(
    route: str,
    thing: str = "",
    *,
    GET: str = NOBODY,  # noqa: N803 - the methods' own names read best in a table
    POST: str = NOBODY,  # noqa: N803
    BOTH: str = NOBODY,  # noqa: N803
    arguments: Mapping[str, Any] | None = None,
    query: str = "",
    data: Mapping[str, Any] | None = None,
    why: str = "",
) -> None:
    """Declare who may use a route."""
    get, post = (frozenset(f"{said} {BOTH}".split()) for said in (GET, POST))
    TABLE.append(Line(route, thing, get, post, arguments or {}, query, data or {}))
