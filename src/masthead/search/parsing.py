"""What a reader typed, read as a question. Any text is a question; at worst one that finds nothing.

``word`` must be there; ``"some words"`` must stand in that order; ``-word`` must not; ``word*`` is a beginning. What
belongs together (``COVID-19``, ``O'Brien``) is a phrase. An opened quote that is never closed counts as a space, so
that nothing jumps while a reader is typing one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from masthead.search.context import LONGEST_TEXT
from masthead.text.analysis import Analysis, searchable

MOST_PARTS = 32
MOST_PHRASES = 4
MOST_BEGINNINGS = 2
MOST_WORDS_OF_A_PHRASE = 24
SHORTEST_BEGINNING = 2
"""What goes beyond these is passed over: no reader asks so, and each costs some milliseconds at 100,000 articles."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("−–—‒", "-"))
_PART = re.compile(r'(?P<without>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Part:
    """One thing asked: a word, a phrase of several, or the beginning of a word. The words are folded."""

    words: tuple[str, ...]
    is_quoted: bool = False
    is_beginning: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether the words must stand side by side."""
        return self.is_quoted or len(self.words) > 1


@dataclass(frozen=True)
class Question:
    """Everything wanted and unwanted."""

    wanted: tuple[Part, ...] = ()
    unwanted: tuple[Part, ...] = ()

    @property
    def with_open_end(self) -> Question:
        """The same question, where the last word may be the beginning of a longer one."""
        return replace(self, wanted=_opened(self.wanted))


@dataclass
class _Room:
    """How much more a question may hold."""

    parts: int = MOST_PARTS
    phrases: int = MOST_PHRASES
    beginnings: int = MOST_BEGINNINGS

    def takes(self, part: Part) -> bool:
        """Whether there is room for the part; then it takes its place."""
        if not self.parts or (part.is_phrase and not self.phrases) or (part.is_beginning and not self.beginnings):
            return False
        self.parts -= 1
        self.phrases -= part.is_phrase
        self.beginnings -= part.is_beginning
        return True


def question_of(text: str, analysis: Analysis, *, is_typing: bool = False) -> Question:
    """Read ``text``; with ``is_typing`` its last word may be the beginning of one, unless a space follows it.

    Words that say nothing ("the") are left out where others remain, but not from quotes.
    """
    text = searchable(text[:LONGEST_TEXT]).translate(_QUOTES)
    wanted: list[Part] = []
    unwanted: list[Part] = []
    stands_last = wanted
    for match in _PART.finditer(text):
        part = _part_of(match, analysis)
        if part:
            stands_last = unwanted if match["without"] else wanted
            stands_last.append(part)
    if is_typing and stands_last is wanted and text[-1:].isalnum():
        wanted = list(_opened(wanted))
    room = _Room()
    return Question(
        tuple(part for part in dict.fromkeys(_meaningful(wanted, analysis)) if room.takes(part)),
        tuple(part for part in dict.fromkeys(unwanted) if room.takes(part)),
    )


def _part_of(match: re.Match[str], analysis: Analysis) -> Part | None:
    is_quoted = match["phrase"] is not None
    typed = match["phrase"] if is_quoted else match["word"]
    words = tuple(analysis.words.analyze(typed))[:MOST_WORDS_OF_A_PHRASE]
    if not words:
        return None
    part = Part(words, is_quoted)
    return replace(part, is_beginning=True) if not is_quoted and typed.endswith("*") and _may_begin(part) else part


def _opened(parts: Sequence[Part]) -> tuple[Part, ...]:
    if not parts or not _may_begin(parts[-1]):
        return tuple(parts)
    return (*parts[:-1], replace(parts[-1], is_beginning=True))


def _may_begin(part: Part) -> bool:
    return not part.is_phrase and len(part.words[0]) >= SHORTEST_BEGINNING


def _meaningful(parts: list[Part], analysis: Analysis) -> list[Part]:
    rest = [part for part in parts if part.is_phrase or part.is_beginning or not analysis.is_stop_word(part.words[0])]
    return rest or parts
