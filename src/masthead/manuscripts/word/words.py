"""The words of one paragraph with their marks, put together run by run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from masthead.text.excerpts import clean_text, one_line
from masthead.text.placeholders import is_placeholder
from masthead.text.sanitising import URL_SCHEMES

BREAK = "\n"
MARKS = ("strong", "em", "s", "sup", "sub")
LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Run:
    """Some text with its marks; ``BREAK`` is a line break."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass
class Words:
    """The runs of a paragraph so far."""

    runs: list[Run] = field(default_factory=list)

    def add(self, text: str, marks: frozenset[str], href: str) -> None:
        """Put a run at the end."""
        cleaned = clean_text(text)
        if cleaned:
            self.runs.append(Run(cleaned, marks, href))

    @property
    def text(self) -> str:
        """Without marks, on one line."""
        return one_line("".join(run.text for run in self.runs))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not any(run.text.strip() for run in self.runs)

    def is_all(self, mark: str) -> bool:
        """Whether every word has this mark; never of a “TK” alone, whose mark was a flag."""
        return not (self.is_empty or is_placeholder(self.text)) and all(
            mark in run.marks for run in self.runs if run.text.strip()
        )

    def markup(self, without: frozenset[str] = frozenset()) -> str:
        """Inline HTML, without the marks named."""
        plain = [Run(run.text, run.marks - without, run.href) for run in _unflagged(self.runs)]
        return "".join(_linked(href, list(runs)) for href, runs in groupby(plain, key=lambda run: run.href)).strip()


def _unflagged(runs: list[Run]) -> Iterator[Run]:
    """The runs, a “TK” that alone is bold no longer so: the writer flagged it, and what replaces it would stay bold."""
    for is_bold, same in groupby(runs, key=lambda run: "strong" in run.marks):
        bold = list(same)
        is_flag = is_bold and is_placeholder("".join(run.text for run in bold))
        yield from (Run(run.text, run.marks - {"strong"}, run.href) for run in bold) if is_flag else bold


def is_link(address: str) -> bool:
    """Whether an address may stand in an article: on the web, or a mailbox."""
    if len(address) > LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in URL_SCHEMES and bool(parts.netloc or parts.scheme.lower() == "mailto")


def _linked(href: str, runs: list[Run]) -> str:
    inner = "".join(_marked(runs))
    if not href or not inner.strip():
        return inner
    return f'<a href="{escape(href.strip())}">{inner}</a>'


def _marked(runs: list[Run]) -> Iterator[str]:
    for marks, same in groupby(runs, key=lambda run: run.marks):
        text = "".join(run.text for run in same)
        words = escape(text, quote=False).replace(BREAK, "<br/>").replace("\t", " ")
        if not text.strip():
            yield words
            continue
        names = [mark for mark in MARKS if mark in marks]
        yield "".join(f"<{name}>" for name in names) + words + "".join(f"</{name}>" for name in reversed(names))
