"""A body read from its stored JSON, without Wagtail's value objects and without asking the database.

Everything is read with doubt: what an old import or another program left in the JSON may lack a field or hold
another type, and must still be readable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from masthead.text.excerpts import clean_text

LARGEST_ID = 2**63 - 1
IN_A_BOX = frozenset({"paragraph", "list", "picture", "code"})


class HoldsBlocks(Protocol):
    """What is needed of Wagtail's ``StreamValue``."""

    def get_prep_value(self) -> list[dict[str, Any]]:
        """The blocks as they are stored."""


@dataclass(frozen=True)
class StoredBlock:
    """One block as it is stored: its name, its value, its id (may be empty)."""

    name: str
    value: Any
    id: str = ""

    def text(self, field: str) -> str:
        """A field as clean text; empty when it is missing or no text."""
        return as_text(self._field(field))

    def number(self, field: str) -> int | None:
        """A field that holds an id."""
        return as_number(self._field(field))

    def is_on(self, field: str, *, otherwise: bool) -> bool:
        """A yes-or-no field."""
        found = self._field(field)
        return found if isinstance(found, bool) else otherwise

    def items(self, field: str) -> list[StoredBlock]:
        """The items of a list field, in order."""
        return blocks_of(self._field(field))

    def _field(self, field: str) -> Any:
        return self.value.get(field) if isinstance(self.value, Mapping) else None

    @property
    def words(self) -> str:
        """The value itself as clean text, for blocks that have no fields."""
        return as_text(self.value)


class ReadBody(list[StoredBlock]):
    """A body read once, for a page that asks much of it; whatever takes a body takes it, and reads nothing again."""

    @cached_property
    def all_blocks(self) -> list[StoredBlock]:
        """Every block in reading order, as ``all_blocks``."""
        return list(_with_inner(self))


Body = HoldsBlocks | Sequence[Mapping[str, Any]] | ReadBody | None


def read(body: Body) -> ReadBody:
    """The body read, to be handed on in its place; no query."""
    return body if isinstance(body, ReadBody) else ReadBody(blocks_of(body))


def blocks_of(body: Any) -> list[StoredBlock]:
    """The blocks of a body (a ``StreamValue``, or the list that the database holds) in order; no query."""
    if isinstance(body, ReadBody):
        return body
    stored = body.get_prep_value() if hasattr(body, "get_prep_value") else body
    if not isinstance(stored, Sequence) or isinstance(stored, str):
        return []
    return [_stored(entry) for entry in stored]


def all_blocks(body: Body) -> Iterator[StoredBlock]:
    """Every block in reading order; what a box or a gallery holds follows it."""
    return iter(body.all_blocks) if isinstance(body, ReadBody) else _with_inner(blocks_of(body))


def _with_inner(blocks: list[StoredBlock]) -> Iterator[StoredBlock]:
    for block in blocks:
        yield block
        if block.name == "box":
            yield from blocks_in_box(block)
        elif block.name == "gallery":
            yield from block.items("pictures")


def blocks_in_box(box: StoredBlock) -> list[StoredBlock]:
    """The blocks of a box that may stand in one; others, which only another program can have put there, are passed over."""
    return [block for block in box.items("body") if block.name in IN_A_BOX]


def table_rows(block: StoredBlock) -> list[list[str]]:
    """The cells of a table, row by row."""
    rows = block.value.get("rows") if isinstance(block.value, Mapping) else None
    if not isinstance(rows, list):
        return []
    return [[as_text(cell) for cell in row] for row in rows if isinstance(row, list)]


def as_text(value: Any) -> str:
    """Clean text of a string or a number; anything else is empty."""
    if isinstance(value, str):
        return clean_text(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def as_number(value: Any) -> int | None:
    """A positive id, also when it was stored as text; else ``None``."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19:  # noqa: PLR2004 - 64 bits
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_ID else None


def _stored(entry: Any) -> StoredBlock:
    """One entry of a list: a block, an item, or (as Wagtail kept lists before 2.16) the bare value of an item."""
    if isinstance(entry, Mapping) and "type" in entry and "value" in entry:
        return StoredBlock(as_text(entry["type"]), entry["value"], as_text(entry.get("id")))
    return StoredBlock("item", entry)
