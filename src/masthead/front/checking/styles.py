"""A theme's style sheets: tokens that nobody defines, and files from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from masthead.front.checking.findings import Finding
from masthead.front.checking.kinds import nearest

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DEFINED = re.compile(r"(--[A-Za-z0-9_-]+)\s*:")
USED = re.compile(r"var\(\s*(--[A-Za-z0-9_-]+)\s*(,)?")
ELSEWHERE = re.compile(r"(?:url\(\s*[\"']?|@import\s+(?:url\()?\s*[\"']?)((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
LITERAL = re.compile(
    r"(?<![\w-])(?:color|background|background-color|border-color)\s*:\s*(#[0-9a-fA-F]{3,8}|rgba?\([^)]*\))"
)


def tokens_of(sheets: Iterable[Path]) -> set[str]:
    """Every custom property that the sheets define."""
    return {name for sheet in sheets for name in DEFINED.findall(_bare(sheet.read_text(encoding="utf-8")))}


def troubles_in(path: str, text: str, known: set[str]) -> Iterator[Finding]:
    """Tokens that are not there, files from elsewhere, and colours that a theme at the desk could not change."""
    bare = _bare(text)
    own = set(DEFINED.findall(bare))
    for number, line in enumerate(bare.splitlines(), start=1):
        for name, comma in USED.findall(line):
            if name not in known | own:
                message = f"“{name}” is no token{', and its fallback is always used' if comma else ''}."
                yield Finding(path, number, message, nearest(name, known | own), is_advice=bool(comma))
        for address in ELSEWHERE.findall(line):
            hint = "A page loads from its own site only. Put the file into static/theme/."
            yield Finding(path, number, f"It loads from elsewhere: {address[:80]}", hint)
        for colour in LITERAL.findall(line):
            hint = "Take a token: the dark page and the look at the desk then follow."
            yield Finding(path, number, f"The colour {colour} stands in a rule.", hint, is_advice=True)


def _bare(text: str) -> str:
    return COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
