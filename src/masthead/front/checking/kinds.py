"""What kind of value stands at ``view.section.title``: read from the dataclasses that templates receive."""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.utils.functional import Promise

Kind = Any


class Unknown:
    """A value of which nothing is known: whatever is asked of it is let pass."""


class Missing:
    """There is no such thing."""


UNKNOWN: Kind = Unknown
MISSING: Kind = Missing
OPEN = (Any, object, dict, Unknown, type(None))
UNIONS = (Union, types.UnionType)


def alternatives(kind: Kind) -> list[Kind]:
    """The kinds that a value may be of, without None."""
    origin: Any = get_origin(kind)
    if origin in UNIONS:
        return [each for part in get_args(kind) if part is not type(None) for each in alternatives(part)]
    return [kind]


def part_of(kind: Kind, name: str) -> Kind:
    """The kind of ``value.name``; ``MISSING`` when no alternative has it."""
    found = [_part_of_one(each, name) for each in alternatives(kind)]
    there = [each for each in found if each is not MISSING]
    return there[0] if there else MISSING


def element_of(kind: Kind) -> Kind:
    """The kind of what a loop over a value meets."""
    for each in alternatives(kind):
        arguments = [part for part in get_args(each) if part is not Ellipsis]
        if get_origin(each) is not None and len(arguments) == 1:
            return arguments[0]
    return UNKNOWN


def names_of(kind: Kind) -> list[str]:
    """What may stand after the dot, for a suggestion."""
    found: list[str] = []
    for each in alternatives(kind):
        if is_dataclass(each):
            found += [field.name for field in fields(each)]
            found += [name for name, value in vars(each).items() if isinstance(value, property)]
    return found


def called(kind: Kind) -> str:
    """A kind in words: ``ArticlePage``."""
    return " or ".join(getattr(each, "__name__", str(each)) for each in alternatives(kind))


def nearest(name: str, among: Iterable[str]) -> str:
    """“Did you mean …?”, or nothing."""
    found = get_close_matches(name, list(among), n=1, cutoff=0.6)
    return f"Did you mean “{found[0]}”?" if found else ""


def _part_of_one(kind: Kind, name: str) -> Kind:
    origin: Any = get_origin(kind)
    if kind in OPEN or origin is dict:
        return UNKNOWN
    if origin is not None:
        return _element_or_attribute(kind, origin, name)
    if not isinstance(kind, type):
        return UNKNOWN
    if issubclass(kind, Promise):
        kind = str
    if name.isdecimal():
        return UNKNOWN if issubclass(kind, (str, list, tuple)) else MISSING
    return _attribute(kind, name)


def _element_or_attribute(kind: Kind, origin: type, name: str) -> Kind:
    if name.isdecimal():
        return element_of(kind)
    return UNKNOWN if hasattr(origin, name) else MISSING


def _attribute(kind: type, name: str) -> Kind:
    hints = hints_of(kind)
    if name in hints:
        return hints[name]
    value = getattr(kind, name, MISSING)
    if value is MISSING:
        return MISSING
    function = value.fget if isinstance(value, property) else value
    if isinstance(function, (types.FunctionType, types.MethodType)):
        return hints_of(function).get("return", UNKNOWN)
    return UNKNOWN


@cache
def hints_of(of: Any) -> dict[str, Kind]:
    """Type hints; none where they cannot be read, as of Django's own models."""
    if isinstance(of, type) and not is_dataclass(of) and not issubclass(of, Enum):
        return {}
    try:
        return get_type_hints(of)
    except (NameError, TypeError, AttributeError):
        return {}
