"""Setting lines of type with Pillow: several files of a family taken as one, lines broken to a width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

from masthead.machines.drawing.style import Style

Face = ImageFont.FreeTypeFont
NOT_A_LETTER = "\uffff"
COMPARED = 32
WITHOUT_SPACES = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))
"""Scripts that break a line anywhere: Chinese, Japanese, Korean."""


@lru_cache(maxsize=64)
def _face(path: Path, size: int) -> Face:
    return ImageFont.truetype(path, size)


@dataclass(frozen=True)
class Type:
    """A family at one size."""

    style: Style
    size: int

    @property
    def faces(self) -> tuple[Face, ...]:
        """Its files at this size."""
        return tuple(_face(path, self.size) for path in self.style.fonts)

    def covers(self, text: str) -> bool:
        """Whether every letter can be set: a box in place of a letter is worse than no letter."""
        return all(self._face_for(letter) is not None for letter in set(text) if not letter.isspace())

    def width(self, text: str) -> float:
        """Of a line, in pixels."""
        return sum(face.getlength(part) for face, part in self._runs(text))

    def draw(self, on: ImageDraw.ImageDraw, place: tuple[float, float], text: str, colour: str) -> None:
        """Draw a line from its left end, on its baseline."""
        across, down = place
        for face, part in self._runs(text):
            on.text((across, down), part, fill=colour, font=face, anchor="ls")
            across += face.getlength(part)

    def lines(self, text: str, width: float) -> list[str]:
        """The text broken into lines no wider than ``width``; a word that is wider is broken where it must be."""
        made: list[str] = [""]
        for word in _words(" ".join(text.split())):
            if self.width((made[-1] + word).rstrip()) <= width:
                made[-1] += word
                continue
            made.append(word)
            while len(made[-1]) > 1 and self.width(made[-1].rstrip()) > width:
                head = self._fitting(made[-1], width)
                made[-1:] = [made[-1][:head], made[-1][head:]]
        return [line.strip() for line in made if line.strip()]

    def _fitting(self, word: str, width: float) -> int:
        """How many letters of a word fit, at least one."""
        return max(1, bisect_right(range(1, len(word)), width, key=lambda end: self.width(word[:end])))

    def _face_for(self, letter: str) -> Face | None:
        files = zip(self.style.fonts, self.faces, strict=True)
        return next((face for path, face in files if _has(path, letter)), None)

    def _runs(self, text: str) -> Iterator[tuple[Face, str]]:
        first = self.faces[0]
        for face, letters in groupby(text, key=lambda letter: self._face_for(letter) or first):
            yield face, "".join(letters)


@lru_cache(maxsize=4096)
def _has(path: Path, letter: str) -> bool:
    """Whether a file has a letter, that is, draws it otherwise than what is none."""
    face = _face(path, COMPARED)
    return letter.isspace() or bytes(face.getmask(letter)) != bytes(face.getmask(NOT_A_LETTER))


def _words(text: str) -> Iterator[str]:
    """Words with the space after them; in scripts without spaces, letters."""
    word = ""
    for letter in text:
        if any(first <= ord(letter) <= last for first, last in WITHOUT_SPACES):
            yield from ([word] if word else [])
            yield letter
            word = ""
            continue
        word += letter
        if letter == " ":
            yield word
            word = ""
    if word:
        yield word
