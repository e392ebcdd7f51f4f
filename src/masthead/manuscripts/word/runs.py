"""The walk within a paragraph: runs, links, fields, notes, pictures, tracked changes, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.manuscripts.word import drawings
from masthead.manuscripts.word.markup import Element, is_on, value_of, within
from masthead.manuscripts.word.words import BREAK, is_link

if TYPE_CHECKING:
    from masthead.manuscripts.word.flow import Walker

THROUGH = frozenset({"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent", "w:sdt"})
GONE = frozenset({"w:del", "w:moveFrom"})
LONGEST_PASSAGE = 300
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))', re.IGNORECASE)
NO_BREAK_HYPHEN = "\u2011"
SOFT_HYPHEN = "\u00ad"
CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": BREAK,
    "w:noBreakHyphen": NO_BREAK_HYPHEN,
    "w:softHyphen": SOFT_HYPHEN,
}
PRIVATE = range(0xE000, 0xF900)


@dataclass
class Field:
    """A field that is being read: its instruction, then its result."""

    instruction: str = ""
    has_result: bool = False

    @property
    def href(self) -> str:
        """The address of a link; empty for other fields."""
        found = _HYPERLINK.match(self.instruction)
        return (found[1] or found[2] or "") if found else ""


def read(walker: Walker, parent: Element, href: str = "") -> None:
    """Go through what is within a paragraph, a link or an insertion."""
    for child in parent:
        if child.tag == "w:r":
            _run(walker, child, href)
        elif child.tag == "w:hyperlink":
            read(walker, child, _address(walker, child) or href)
        elif child.tag == "w:fldSimple":
            read(walker, child, _allowed(walker, Field(child.get("w:instr", "")).href) or href)
        elif child.tag in THROUGH:
            walker.tally["insertion"] += child.tag in {"w:ins", "w:moveTo"}
            read(walker, child, href)
        elif child.tag in GONE:
            walker.tally["deletion"] += 1
        elif child.tag.startswith("w:comment"):
            _comment(walker, child)
        elif child.tag == "mc:AlternateContent":
            read(walker, alternative(child), href)
        elif child.tag in {"m:oMath", "m:oMathPara"}:
            walker.tally["formula"] += 1
            _say(walker, "".join(text.text or "" for text in within(child, "m:t")), frozenset(), href)


def _run(walker: Walker, run: Element, href: str) -> None:
    properties = run.find("w:rPr")
    if is_on(properties, "w:vanish"):
        walker.tally["hidden text"] += any(True for _ in within(run, "w:t"))
        return
    marks = _marks(walker, properties)
    for child in run:
        _in_run(walker, child, marks, href)


def _in_run(walker: Walker, child: Element, marks: frozenset[str], href: str) -> None:
    tag = child.tag
    if tag == "w:t":
        _say(walker, child.text or "", marks, href)
    elif tag in CHARACTERS:
        _say(walker, CHARACTERS[tag], marks, href)
    elif tag == "w:br" and child.get("w:type", "") == "page":
        walker.page_break()
    elif tag == "w:br":
        _say(walker, BREAK, marks, href)
    elif tag == "w:sym":
        _symbol(walker, child, marks, href)
    elif tag == "mc:AlternateContent":
        for inner in alternative(child):
            _in_run(walker, inner, marks, href)
    else:
        _beside_the_words(walker, child)


def _beside_the_words(walker: Walker, child: Element) -> None:
    tag = child.tag
    if tag == "w:fldChar":
        _field(walker, child)
    elif tag == "w:instrText" and walker.fields:
        walker.fields[-1].instruction += child.text or ""
    elif tag in {"w:footnoteReference", "w:endnoteReference"}:
        number = walker.note(tag[2:].removesuffix("Reference"), child.get("w:id", ""))
        if number:
            walker.words.add(str(number), frozenset({"sup"}), "")
    elif tag == "w:commentReference":
        _comment(walker, child)
    elif tag in {"w:drawing", "w:pict", "w:object"}:
        drawings.read(walker, child)


def _say(walker: Walker, text: str, marks: frozenset[str], href: str) -> None:
    """Words of the copy, unless they belong to the instruction of a field."""
    if any(not field.has_result for field in walker.fields):
        return
    inner = next((address for field in reversed(walker.fields) if (address := field.href)), "")
    walker.words.add(text, marks, href or _allowed(walker, inner))
    for passage in walker.open_comments.values():
        passage.append(text)


def _marks(walker: Walker, properties: Element | None) -> frozenset[str]:
    if properties is None:
        return frozenset()
    style = value_of(properties, "w:rStyle")
    bold, italic = is_on(properties, "w:b"), is_on(properties, "w:i")
    struck = is_on(properties, "w:strike") or is_on(properties, "w:dstrike")
    raised = value_of(properties, "w:vertAlign")
    if value_of(properties, "w:u") not in {"", "none"} and style.casefold() != "hyperlink":
        walker.tally["underlining"] += 1
    found = {
        "strong": walker.styles.is_bold(style) if bold is None else bold,
        "em": walker.styles.is_italic(style) if italic is None else italic,
        "s": bool(struck),
        "sup": raised == "superscript",
        "sub": raised == "subscript",
    }
    return frozenset(mark for mark, is_set in found.items() if is_set)


def _symbol(walker: Walker, symbol: Element, marks: frozenset[str], href: str) -> None:
    """A sign of a symbol font: taken where Unicode has it at the same place."""
    try:
        code = int(symbol.get("w:char", ""), 16)
    except ValueError:
        return
    if code in PRIVATE or not 0x20 <= code <= 0x10FFFF:  # noqa: PLR2004 - the space, and the end of Unicode
        walker.tally["symbol"] += 1
        return
    _say(walker, chr(code), marks, href)


def _field(walker: Walker, mark: Element) -> None:
    kind = mark.get("w:fldCharType", "")
    if kind == "begin":
        walker.fields.append(Field())
    elif kind == "separate" and walker.fields:
        walker.fields[-1].has_result = True
    elif kind == "end" and walker.fields:
        walker.fields.pop()


def _address(walker: Walker, link: Element) -> str:
    """Where a link leads; empty for a place within the file."""
    relation = walker.file.relations(walker.part).get(link.get("r:id", ""))
    return _allowed(walker, relation.target) if relation is not None and relation.is_external else ""


def _allowed(walker: Walker, address: str) -> str:
    if address and not is_link(address):
        if ("link", address[:200]) not in walker.named:
            walker.named.append(("link", address[:200]))
        return ""
    return address


def _comment(walker: Walker, mark: Element) -> None:
    key = mark.get("w:id", "")
    if mark.tag == "w:commentRangeStart":
        walker.open_comments[key] = []
        return
    words = walker.open_comments.pop(key, None)
    if words is not None:
        walker.passages[key] = " ".join("".join(words).split())[:LONGEST_PASSAGE]
    if key not in walker.ended_comments and mark.tag == "w:commentReference":
        walker.ended_comments.append(key)


def alternative(content: Element) -> Element:
    """What this reader can read of a choice: the first offer with a picture or a text box that it knows, else the fallback."""
    for offer in content.findall("mc:Choice"):
        if any(True for _ in within(offer, "a:blip", "w:txbxContent", "w:t")):
            return offer
    fallback = content.find("mc:Fallback")
    return fallback if fallback is not None else next(iter(content), content)
