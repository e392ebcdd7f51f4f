"""What shall be made of a manuscript: what was understood, as people corrected it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from masthead.contributors.models import Role
from masthead.manuscripts.models import ManuscriptPicture
from masthead.manuscripts.reading import NamedCredit, Reading


@dataclass(frozen=True)
class PictureAnswer:
    """What shall be recorded of one picture. ``is_wanted`` False leaves it out of article and library."""

    creator: str = ""
    agency: str = ""
    licence: str = ""
    alt: str = ""
    is_decorative: bool = False
    caption: str = ""
    is_wanted: bool = True


@dataclass(frozen=True)
class Answers:
    """What the article shall say. ``section_id`` is a page's number; ``lead`` the number of the picture it begins with."""

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    section_id: int | None = None
    credits: tuple[NamedCredit, ...] = ()
    pictures: Mapping[int, PictureAnswer] = field(default_factory=dict)
    lead: int | None = None

    @property
    def lead_number(self) -> int | None:
        """The picture that the article begins with; None for none, or when that one is not taken."""
        answer = self.pictures.get(self.lead) if self.lead is not None else None
        return self.lead if answer is not None and answer.is_wanted else None

    def as_json(self) -> dict[str, Any]:
        """Plain dicts and lists."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Answers:
        """What ``as_json`` gave; JSON has made the numbers of pictures texts. What is not there is as nobody has answered it."""
        pictures = {int(number): PictureAnswer(**each) for number, each in stored.get("pictures", {}).items()}
        return cls(
            headline=stored.get("headline", ""),
            kicker=stored.get("kicker", ""),
            standfirst=stored.get("standfirst", ""),
            section_id=stored.get("section_id"),
            credits=tuple(NamedCredit(**each) for each in stored.get("credits", ())),
            pictures=pictures,
            lead=stored.get("lead", min(pictures, default=None)),
        )


def first_answers(reading: Reading, pictures: Iterable[ManuscriptPicture], *, section_id: int | None) -> Answers:
    """The answers before anybody looked.

    The article begins with the first picture.
    A picture without a credit of its own has the one photographer that the manuscript names at its top.
    """
    photographers = [credit.name for credit in reading.credits if credit.role == Role.PHOTOGRAPHS]
    photographer = photographers[0] if len(photographers) == 1 else ""
    answers = {picture.number: _first_answer(picture.said, photographer) for picture in pictures}
    return Answers(
        headline=reading.headline,
        kicker=reading.kicker,
        standfirst=reading.standfirst,
        section_id=section_id,
        credits=reading.credits,
        pictures=answers,
        lead=min(answers, default=None),
    )


def _first_answer(said: Mapping[str, Any], photographer: str) -> PictureAnswer:
    known = {name: said.get(name, "") for name in ("creator", "agency", "licence", "alt", "caption")}
    if not known["creator"] and not known["agency"]:
        known["creator"] = photographer
    return PictureAnswer(**known)
