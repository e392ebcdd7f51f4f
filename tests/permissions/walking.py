"""Walking the routes, and trying a door as somebody."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.messages import ERROR
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from masthead.desk.access.actions.signing_in import CONFIRMED_AT
from tests.permissions.lines import Line
from tests.permissions.people import PEOPLE
from tests.permissions.world import World

REFUSED = frozenset({401, 403, 404, 405})
NO_TRACE = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(django_session|staff_staffsession|staff_loginattempt)"')
WRITES = re.compile(r"^(INSERT|UPDATE|DELETE)\b")
NAMED = re.compile(r"\{(\w+)\}")
OTHER_METHODS = ("PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Route:
    """One address pattern. ``name`` is what the table calls it: the name with its namespaces, or the pattern."""

    name: str
    pattern: str


def routes() -> Iterator[Route]:
    """Every route of the magazine."""
    yield from _below(get_resolver(), "", ())


def _below(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _below(entry, pattern, (*spaces, *([entry.namespace] if entry.namespace else [])))
        elif isinstance(entry, URLPattern):
            yield Route(":".join([*spaces, entry.name]) if entry.name else pattern, pattern)


@dataclass(frozen=True)
class Cell:
    """What was tried, and how it went."""

    line: Line
    person: str
    method: str
    is_allowed: bool
    status: int
    wrote: tuple[str, ...] = ()

    def trouble(self) -> str:
        """What is wrong with it, in words; empty when it is as the table says.

        That an allowed request breaks is no trouble here: what is posted is mostly nothing at all.
        """
        if self.wanted() != self.is_allowed:
            return f"{'let in' if self.is_allowed else 'refused'} ({self.status})"
        return f"refused, and yet writes ({self.wrote[0][:90]})" if self.wrote and not self.is_allowed else ""

    def wanted(self) -> bool:
        """What the table says."""
        if self.method == "GET":
            return self.person in self.line.get
        return self.method == "POST" and self.person in self.line.post


def cells(world: World, line: Line) -> Iterator[Cell]:
    """Everybody tries the door of one line, by every method."""
    for person in PEOPLE:
        for method in ("GET", "POST"):
            yield tried(world, line, person, method)
        if person not in line.get | line.post:
            yield from (tried(world, line, person, method) for method in OTHER_METHODS)


def tried(world: World, line: Line, person: str, method: str) -> Cell:
    """One try; whatever it writes is rolled back."""
    client = client_of(world, person)
    address, data = asked(world, line, person)
    wrote: list[str] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if WRITES.match(sql) and not NO_TRACE.match(sql):
            wrote.append(sql)
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(watch):
        response = getattr(client, method.lower())(address, data if method == "POST" else None)
        transaction.set_rollback(True)
    leads_to_login = response.status_code == 302 and "/desk/login/?next=" in response["Location"]
    is_allowed = response.status_code not in REFUSED and not leads_to_login and not _says_no(response)
    return Cell(line, person, method, is_allowed, response.status_code, tuple(wrote))


def _says_no(response: Any) -> bool:
    """Whether it leads elsewhere with an error to show there: that is how our views pass on what an action refused."""
    told = getattr(getattr(response.wsgi_request, "_messages", None), "_queued_messages", ())
    return response.status_code == 302 and any(message.level >= ERROR for message in told)


def client_of(world: World, person: str) -> Client:
    """A browser that is logged in. It asks as a program does, so that a refusal is a 403 and not a message on the home page."""
    cookies: dict[str, Any] = world.__dict__.setdefault("cookies", {})
    client = Client(raise_request_exception=False, headers={"x-requested-with": "XMLHttpRequest"})
    if person not in cookies:
        if account := world.people[person]:
            client.force_login(account)
            session = client.session
            session[CONFIRMED_AT] = int(time.time())  # otherwise some screens ask for the password before anything else
            session.save()
            client.get(reverse("desk_access_security"))  # so that the session is known, and not made anew in each try
        cookies[person] = client.cookies
    client.cookies = deepcopy(cookies[person])  # whoever logs out in one try is in again for the next
    return client


def asked(world: World, line: Line, person: str) -> tuple[str, dict[str, Any]]:
    """The address and what is posted."""
    thing = world.about(line.thing, person) if line.thing else None
    said = {name: filled(value, thing) for name, value in line.arguments.items()}
    query = f"?{filled(line.query, thing)}" if line.query else ""
    return address(line.route, thing, said) + query, {
        filled(name, thing): filled(value, thing) for name, value in line.data.items()
    }


def filled(value: Any, thing: Any) -> Any:
    """``{pk}`` becomes the number of the thing, ``{latest_revision_id}`` what it has under that name."""
    return NAMED.sub(lambda found: str(getattr(thing, found[1])), value) if isinstance(value, str) else value


def address(route: str, thing: Any, said: dict[str, Any]) -> str:
    """The address of a route about a thing: its number answers every argument that is not said otherwise."""
    if not re.fullmatch(r"[\w:]+", route):
        return "/" + route.replace("^", "")
    wanted = _arguments(route)
    for names in wanted:
        given = {name: said.get(name, getattr(thing, "pk", None)) for name in names}
        if None not in given.values() and set(said) <= set(names):
            return (
                reverse(route, kwargs=given)
                if not any(name.startswith("_") for name in names)
                else reverse(route, args=list(given.values()))
            )
    raise NoReverseMatch(f"{route} wants {wanted}; the table says {said or 'nothing'} and no thing.")


@cache
def _arguments(route: str) -> list[list[str]]:
    *spaces, name = route.split(":")
    resolver: Any = get_resolver()
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    return [
        list(parameters)
        for possibilities in (entry[0] for entry in resolver.reverse_dict.getlist(name))
        for _, parameters in possibilities
    ]
