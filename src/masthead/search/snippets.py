"""The piece of an article's text that shows why it was found, with the words marked. Everything is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from masthead.search.parsing import Question
from masthead.text.analysis import Analysis, searchable

LENGTH = 220
"""Characters of a snippet, not counting the marks."""
LEAD = 40
"""At most so many characters stand before the first word found, unless a sentence begins a little earlier."""
CHUNK = 60_000
"""So much text is looked at in one go; the next piece only if nothing was found."""
MOST_SPANS = 400


@dataclass(frozen=True)
class Span:
    """A place in the text, in characters, and the part of the question that stands there."""

    start: int
    end: int
    part: int


@dataclass(frozen=True)
class Marker:
    """Finds the words of one question in texts."""

    question: Question
    analysis: Analysis
    _stems: dict[str, int] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)
    _beginnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, part in enumerate(self.question.wanted):
            self._firsts.add(part.words[0])
            if part.is_beginning:
                self._beginnings.append(part.words[0])
            if not part.is_phrase:
                for stem in self.analysis.stems.analyze(part.words[0]):
                    self._stems.setdefault(stem, number)

    def spans(self, text: str) -> list[Span]:
        """Every place that answers a part of the question, in order; overlapping ones are joined."""
        tokens = self.analysis.words.pre_tokenize(text).tokens
        words = [token.text for token in tokens]
        stems = self.analysis.stems.analyze(text)
        if len(stems) != len(words):
            stems = words
        stems_asked, firsts, beginnings = self._stems, self._firsts, tuple(self._beginnings)
        likely = [  # a set each, because this looks at some six thousand words for a page of hits
            index
            for index, (word, stem) in enumerate(zip(words, stems, strict=True))
            if stem in stems_asked or word in firsts or (beginnings and word.startswith(beginnings))
        ]
        places: dict[int, tuple[int, int]] = {}  # index of the first token: of the last, and the part
        for index in likely:
            found = self._answer(words, index, words[index], stems[index])
            if found:
                places[index] = found
                if len(places) >= MOST_SPANS:
                    break
        found_spans = [
            Span(tokens[first].char_offset_from, tokens[last].char_offset_to or tokens[last].char_offset_from, part)
            for first, (last, part) in places.items()
        ]
        return list(_apart(found_spans))

    def _answer(self, words: Sequence[str], index: int, word: str, stem: str) -> tuple[int, int] | None:
        """The last token and the part of what begins at ``index``, if anything does."""
        for number, part in enumerate(self.question.wanted):
            length = len(part.words)
            if part.is_phrase and word == part.words[0] and tuple(words[index : index + length]) == part.words:
                return index + length - 1, number
            if not part.is_phrase and (word == part.words[0] or (part.is_beginning and word.startswith(part.words[0]))):
                return index, number
        return (index, self._stems[stem]) if stem in self._stems else None

    def marked(self, text: str) -> SafeString:
        """The whole text, for headlines."""
        clean = searchable(text)
        return _drawn(clean, 0, len(clean), self.spans(clean))

    def snippet(self, text: str, *, otherwise: str = "") -> SafeString:
        """About ``LENGTH`` characters of ``text`` around the words found; else the beginning of ``otherwise``."""
        clean = searchable(text).replace("\n", " ")
        for offset in range(0, len(clean), CHUNK):
            piece = clean[offset : offset + CHUNK]
            spans = self.spans(piece)
            if spans:
                start, end = _window(piece, spans)
                return _drawn(piece, start, end, spans)
        beginning = searchable(otherwise).replace("\n", " ") or clean
        end = _word_end(beginning, LENGTH)
        return _drawn(beginning, 0, end, self.spans(beginning[:end]))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last and span.start < last.end:
            last = Span(last.start, max(last.end, span.end), last.part)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _window(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """The stretch that holds most different parts of the question, then most places, then the earliest."""
    best, best_value = spans[0], (0, 0)
    for index, first in enumerate(spans):
        inside = [span for span in spans[index : index + 20] if span.end <= first.start + LENGTH - LEAD]
        value = (len({span.part for span in inside}), len(inside))
        if value > best_value:
            best, best_value = first, value
    start = _start(text, best.start)
    return start, max(best.end, _word_end(text, start + LENGTH))


def _start(text: str, at: int) -> int:
    """Where a snippet that shows ``at`` begins: with the sentence if that is near, else with a word."""
    if at <= LEAD:
        return 0
    sentence = max(text.rfind(mark, at - 2 * LEAD, at) for mark in (". ", "! ", "? ", "… "))
    if sentence >= 0:
        return sentence + 2
    space = text.find(" ", at - LEAD, at)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    """The last end of a word up to ``at``."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, at - 2 * LEAD), at + 1)
    return space if space > 0 else at


def _drawn(text: str, start: int, end: int, spans: Iterable[Span]) -> SafeString:
    pieces: list[SafeString] = []
    at = start
    for span in spans:
        if span.start >= at and span.end <= end:
            pieces += [
                format_html("{}", text[at : span.start]),
                format_html("<mark>{}</mark>", text[span.start : span.end]),
            ]
            at = span.end
    pieces.append(format_html("{}", text[at:end]))
    joined = format_html_join("", "{}", ((piece,) for piece in pieces))
    return format_html("{}{}{}", "… " if start else "", joined, " …" if end < len(text) else "")
