"""Where something personal stands in a mailing's copy: a closed list, so that no copy can reach anything else.

A mark is ASCII without a character that HTML or quoted-printable would change. What is put in its place is an address of ours, of
unreserved characters only (RFC 3986, 2.3), so that it needs no escaping either.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Mark(StrEnum):
    """What can be put in. The value is how it is written in a copy."""

    LEAVE = "[[masthead-leave]]"


ALL = re.compile("|".join(re.escape(mark.value) for mark in Mark))


def split(copy: str) -> list[str | Mark]:
    """A copy in order: words and marks, no empty words."""
    pieces: list[str | Mark] = []
    end = 0
    for found in ALL.finditer(copy):
        pieces += [copy[end : found.start()], Mark(found[0])]
        end = found.end()
    return [piece for piece in [*pieces, copy[end:]] if piece]
