"""What was understood of a manuscript: plain values that survive as JSON until somebody has looked at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from masthead.body.making import RawBlock


@dataclass(frozen=True)
class NamedCredit:
    """Somebody named in the file, with what they did (``contributors.Role``)."""

    name: str
    role: str


@dataclass(frozen=True)
class FoundPicture:
    """A picture of the file, by its number, which stands in the body in place of a library picture's."""

    number: int
    part: str = field(metadata={"help": "path within the file"})
    alt: str = ""
    caption: str = ""
    creator: str = ""
    agency: str = ""


@dataclass(frozen=True)
class DeskNote:
    """A comment of the file, on a block of the body where its place is known."""

    author: str
    text: str
    passage: str = ""
    block_id: str = ""


@dataclass(frozen=True)
class Remark:
    """One line of “what was changed or left out, and why”."""

    text: str
    is_loss: bool = field(default=False, metadata={"help": "something is not in the article"})


@dataclass(frozen=True)
class Reading:
    """All that was understood. ``body`` is a stream whose picture numbers are those of ``pictures``."""

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    section: str = ""
    credits: tuple[NamedCredit, ...] = ()
    body: tuple[RawBlock, ...] = ()
    pictures: tuple[FoundPicture, ...] = ()
    notes: tuple[DeskNote, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain dicts and lists."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Reading:
        """What ``as_json`` gave."""
        return cls(
            headline=stored["headline"],
            kicker=stored["kicker"],
            standfirst=stored["standfirst"],
            section=stored["section"],
            credits=tuple(NamedCredit(**each) for each in stored["credits"]),
            body=tuple(stored["body"]),
            pictures=tuple(FoundPicture(**each) for each in stored["pictures"]),
            notes=tuple(DeskNote(**each) for each in stored["notes"]),
            remarks=tuple(Remark(**each) for each in stored["remarks"]),
        )
