"""An invented vocabulary whose words are as unevenly frequent as those of a language.

The word of rank r is drawn with a weight of 1 / (r + 2.7) ** 1.07 (the law of Zipf in the form of Mandelbrot). English function words
take the first ranks, so that stop words and common queries behave as they do in life; the others are made of syllables.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from random import Random

SIZE = 40_000
SHIFT = 2.7
STEEPNESS = 1.07

FUNCTION_WORDS = (  # noqa: SIM905 - a list of a hundred quoted words is no better to read
    "the of and to a in that it is was for on with as he be at by had not are but from or have an they which one you were her all "
    "she there would their we him been has when who will more no if out so said what up its about into than them can only other "
    "new some could time these two may then do first any my now such like our over man me even most made after also did many"
).split()
ONSETS = [
    "b",
    "br",
    "c",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
]
NUCLEI = ["a", "e", "i", "o", "u", "ai", "ea", "oa"]
CODAS = ["", "", "l", "n", "r", "s", "t", "m", "nd", "rk"]
RARE_MARK = "zu"
PHRASE = "salt and lantern oil"


class Vocabulary:
    """Words to draw from; the same for the same *seed*."""

    def __init__(self, seed: int, size: int = SIZE) -> None:
        self.words = list(_ranked(Random(seed), size))
        weights = [1 / (rank + SHIFT) ** STEEPNESS for rank in range(1, len(self.words) + 1)]
        self._reach = list(accumulate(weights))

    def draw(self, dice: Random, count: int) -> list[str]:
        """Return *count* words, each drawn by its weight."""
        return dice.choices(self.words, cum_weights=self._reach, k=count)

    def title(self, dice: Random, count: int) -> str:
        """Return a line of *count* content words with a capital."""
        return " ".join(dice.choices(self.words[len(FUNCTION_WORDS) : 4000], k=count)).capitalize()

    def sentences(self, dice: Random, count: int) -> str:
        """Return about *count* words as sentences of 8 to 24 words."""
        words = self.draw(dice, count)
        said: list[str] = []
        start = 0
        while start < count:
            length = dice.randint(8, 24)
            part = words[start : start + length]
            if length > 14:  # noqa: PLR2004
                part[len(part) // 2] += ","
            said.append(" ".join(part).capitalize().rstrip(",") + ".")
            start += length
        return " ".join(said)


def rare_word(place: int) -> str:
    """Return the word that stands in article number *place* and in no other. All such words begin with ``RARE_MARK``."""
    signs = []
    number = place
    while True:
        number, sign = divmod(number, 80)
        signs.append("bcdfghjklmnprstv"[sign // 5] + "aeiou"[sign % 5])
        if not number:
            return RARE_MARK + "".join(reversed(signs)) + "x"


def _ranked(dice: Random, size: int) -> Iterator[str]:
    """Yield distinct words: function words, then made ones, the shorter the more frequent."""
    known = set(FUNCTION_WORDS)
    yield from FUNCTION_WORDS
    while len(known) < size:
        syllables = 1 + (len(known) > 300) + (len(known) > 6000 and dice.random() < 0.6)  # noqa: PLR2004
        word = "".join(dice.choice(ONSETS) + dice.choice(NUCLEI) for _ in range(syllables)) + dice.choice(CODAS)
        if word not in known and not word.startswith(RARE_MARK):
            known.add(word)
            yield word
