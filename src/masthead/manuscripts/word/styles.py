"""What the styles and lists of a Word file mean for a magazine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from masthead.manuscripts.word.markup import Element, is_on, value_of

DEEPEST_CHAIN = 20
_NO_LETTER = re.compile(r"[^a-z0-9]+")


class Role(StrEnum):
    """What a paragraph is, as far as its style says."""

    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    BYLINE = "byline"
    HEADING = "heading"
    QUOTE = "quote"
    PULL_QUOTE = "pull quote"
    CAPTION = "caption"
    CODE = "code"
    BULLETS = "bulleted"
    NUMBERS = "numbered"


# Word keeps the names of built-in styles in English whatever its own language; the others are what magazines call theirs.
ROLES = {
    **dict.fromkeys(("title", "headline"), Role.TITLE),
    **dict.fromkeys(("subtitle", "standfirst", "deck", "dek", "lead", "intro", "introduction"), Role.SUBTITLE),
    **dict.fromkeys(("kicker", "eyebrow", "strapline"), Role.KICKER),
    **dict.fromkeys(("byline", "author", "authors"), Role.BYLINE),
    **dict.fromkeys(("quote", "blocktext", "blockquote", "blockquotation", "quotations", "quotation"), Role.QUOTE),
    **dict.fromkeys(("intensequote", "pullquote"), Role.PULL_QUOTE),
    **dict.fromkeys(("caption", "figure", "picturecaption", "illustration"), Role.CAPTION),
    **dict.fromkeys(("htmlpreformatted", "preformattedtext", "code", "sourcecode", "macrotext"), Role.CODE),
    **dict.fromkeys(("crosshead", "subhead", "subheading"), Role.HEADING),
    **dict.fromkeys((f"listbullet{n}" for n in ("", 2, 3, 4, 5)), Role.BULLETS),
    **dict.fromkeys((f"listnumber{n}" for n in ("", 2, 3, 4, 5)), Role.NUMBERS),
}


@dataclass(frozen=True)
class Style:
    """One style as the file declares it."""

    name: str
    based_on: str
    num_id: str
    outline: int | None
    bold: bool | None
    italic: bool | None


@dataclass(frozen=True)
class Meaning:
    """What a style says of a paragraph. ``level`` counts from 1 for headings and from 0 for lists."""

    role: Role = Role.BODY
    level: int = 0
    num_id: str = ""


class Styles:
    """The styles of a file, by id."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall("w:style") if root is not None else []
        self._styles = {style.get("w:styleId", ""): _style(style) for style in styles}
        self._meanings: dict[str, Meaning] = {}

    def meaning_of(self, style_id: str) -> Meaning:
        """What a paragraph style, or the first in the row of those it is based on that says anything, means."""
        if style_id not in self._meanings:
            self._meanings[style_id] = self._meaning(style_id)
        return self._meanings[style_id]

    def is_bold(self, style_id: str) -> bool:
        """Whether a character style sets bold."""
        return any(style.bold for style in self._chain(style_id))

    def is_italic(self, style_id: str) -> bool:
        """Whether a character style sets italics."""
        return any(style.italic for style in self._chain(style_id))

    def _meaning(self, style_id: str) -> Meaning:
        chain = self._chain(style_id) or [Style(style_id, "", "", None, None, None)]
        num_id = next((style.num_id for style in chain if style.num_id), "")
        for style in chain:
            name = _NO_LETTER.sub("", style.name.casefold())
            if found := re.fullmatch(r"heading([1-9])", name):
                return Meaning(Role.HEADING, int(found[1]), num_id)
            if role := ROLES.get(name):
                level = int(name[-1]) - 1 if role in {Role.BULLETS, Role.NUMBERS} and name[-1].isdigit() else 1
                return Meaning(role, level if role == Role.HEADING or name[-1].isdigit() else 0, num_id)
            if style.outline is not None and name != "normal":
                return Meaning(Role.HEADING, style.outline + 1, num_id)
        return Meaning(num_id=num_id)

    def _chain(self, style_id: str) -> list[Style]:
        chain: list[Style] = []
        while style_id in self._styles and len(chain) < DEEPEST_CHAIN:
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain


class Lists:
    """Which lists of a file are numbered and which have bullets."""

    def __init__(self, root: Element | None) -> None:
        self._kinds: dict[tuple[str, int], str] = {}
        if root is None:
            return
        formats = {
            abstract.get("w:abstractNumId", ""): _formats(abstract) for abstract in root.findall("w:abstractNum")
        }
        for number in root.findall("w:num"):
            levels = dict(formats.get(value_of(number, "w:abstractNumId"), {}))
            for override in number.findall("w:lvlOverride"):
                levels |= _formats(override)
            for level, kind in levels.items():
                self._kinds[number.get("w:numId", ""), level] = kind

    def kind_of(self, num_id: str, level: int) -> str:
        """``bulleted`` or ``numbered``; empty when the list is none, or shows nothing before its lines."""
        kind = self._kinds.get((num_id, level), "bullet" if num_id not in {"", "0"} else "none")
        return {"bullet": "bulleted", "none": ""}.get(kind, "numbered")


def _style(style: Element) -> Style:
    paragraph, run = style.find("w:pPr"), style.find("w:rPr")
    numbers = paragraph.find("w:numPr") if paragraph is not None else None
    outline = value_of(paragraph, "w:outlineLvl")
    return Style(
        name=value_of(style, "w:name"),
        based_on=value_of(style, "w:basedOn"),
        num_id=value_of(numbers, "w:numId"),
        outline=int(outline) if outline in set("012345678") else None,
        bold=is_on(run, "w:b"),
        italic=is_on(run, "w:i"),
    )


def _formats(parent: Element) -> dict[int, str]:
    return {
        int(level.get("w:ilvl", "0")): value_of(level, "w:numFmt") or "decimal"
        for level in parent.findall("w:lvl")
        if level.get("w:ilvl", "0") in set("012345678")
    }
