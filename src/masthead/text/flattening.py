"""Rich text in the one shape that the desk's editor can open: blocks in a row, inline marks within them, lists within list items.

Wagtail's editor stops at a mark that spans two paragraphs, at a paragraph within a quotation, at a list item without a list.
Old articles have them all. Nothing is lost here: a mark that spans two blocks is set in both, a paragraph within a quotation becomes
a quotation of its own, and so on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = {"p", "blockquote"}
LISTS = {"ul", "ol"}
BREAK = "<br/>"
DEEPEST = 60  # elements within elements; what lies deeper is kept without its marks

_ALREADY_FLAT = re.compile(r"(?:<(p|blockquote)>(?:[^<]|<(?!/?(?:p|blockquote|ul|ol|li|br)[ >/]))*</\1>\s*)+")
_EMPTY_BLOCK = re.compile(r"<(p|blockquote)></\1>")

Mark = tuple[str, str]  # an element's name, and its opening tag
Run = tuple[str, tuple[Mark, ...]]  # escaped text (or a break), and the marks around it from the outside in


@dataclass
class _List:
    name: str
    items: list[_Item] = field(default_factory=list)


@dataclass
class _Item:
    runs: list[Run] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)


@dataclass
class _Block:
    name: str
    runs: list[Run] = field(default_factory=list)


def flattened(html: str) -> str:
    """Cleaned markup (paragraphs, quotations, lists, inline marks and links) as a row of blocks; bare text gets its ``<p>``.

    Empty blocks and white space between blocks go. Markup that is flat already is returned as it is, and twice is as once.
    """
    html = html.strip()
    if not html or (_ALREADY_FLAT.fullmatch(html) and not _EMPTY_BLOCK.search(html)):
        return html
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    writer = _Writer()
    writer.read(body, (), 0)
    return "".join(_written(block) for block in writer.blocks)


class _Writer:
    """Reads a tree and keeps blocks; ``place`` is where the next words go, ``None`` when a new block must begin."""

    def __init__(self) -> None:
        self.blocks: list[_Block | _List] = []
        self.place: _Block | _Item | None = None
        self.block_name = "p"
        self.lists: list[_List] = []
        self.breaks_line = False

    def read(self, parent: LexborNode, marks: tuple[Mark, ...], depth: int) -> None:
        for node in parent.iter(include_text=True):
            name = node.tag or ""
            if name == "-text":
                self.add(escape(node.text_content or "", quote=False), marks)
            elif name == "br":
                self.add(BREAK, marks)
            elif depth > DEEPEST:
                self.add(escape(node.text(), quote=False), marks)
            elif name in LISTS:
                self.read_list(node, name, marks, depth)
            elif name == "li":
                self.read_item(node, marks, depth)
            elif name in BLOCKS:
                self.read_block(node, name, marks, depth)
            else:
                self.read(node, (*marks, (name, _opening(node, name))), depth + 1)

    def read_block(self, node: LexborNode, name: str, marks: tuple[Mark, ...], depth: int) -> None:
        outer = self.block_name
        self.block_name = "blockquote" if name == "blockquote" else outer
        self.end()
        self.read(node, marks, depth + 1)
        self.end()
        self.block_name = outer

    def read_list(self, node: LexborNode, name: str, marks: tuple[Mark, ...], depth: int) -> None:
        made = _List(name)
        if self.lists and self.lists[-1].items:
            self.lists[-1].items[-1].lists.append(made)
        elif not self.lists:
            self.end()
            self.blocks.append(made)
        else:  # a list straight within a list
            made = self.lists[-1]
        self.lists.append(made)
        self.place = None
        self.read(node, marks, depth + 1)
        self.lists.pop()
        self.place = self.lists[-1].items[-1] if self.lists and self.lists[-1].items else None
        self.breaks_line = self.place is not None

    def read_item(self, node: LexborNode, marks: tuple[Mark, ...], depth: int) -> None:
        if not self.lists:
            self.read_block(node, "p", marks, depth)
            return
        self.place = _Item()
        self.breaks_line = False
        self.lists[-1].items.append(self.place)
        self.read(node, marks, depth + 1)
        self.place = None

    def add(self, text: str, marks: tuple[Mark, ...]) -> None:
        """Words or a break where we are; white space begins no block."""
        if self.place is None:
            if not text.strip() or text == BREAK:
                return
            self.begin()
        place = self.place
        assert place is not None  # noqa: S101 - begin() made it
        if self.breaks_line and text.strip() and place.runs:
            place.runs.append((BREAK, ()))
        self.breaks_line = self.breaks_line and not text.strip()
        place.runs.append((text, marks))

    def begin(self) -> None:
        if self.lists:
            self.place = _Item()
            self.lists[-1].items.append(self.place)
        else:
            self.place = _Block(self.block_name)
            self.blocks.append(self.place)

    def end(self) -> None:
        """The end of a block: within a list item the next words go to a new line, elsewhere to a new block."""
        if isinstance(self.place, _Item):
            self.breaks_line = True
        else:
            self.place = None


def _opening(node: LexborNode, name: str) -> str:
    attributes = "".join(f' {key}="{escape(value or "")}"' for key, value in node.attributes.items())
    return f"<{name}{attributes}>"


def _written(block: _Block | _List) -> str:
    if isinstance(block, _Block):
        words = marked(block.runs)
        return f"<{block.name}>{words}</{block.name}>" if words else ""
    items = "".join(
        f"<li>{words}{lists}</li>"
        for item in block.items
        for words, lists in [(marked(item.runs), "".join(map(_written, item.lists)))]
        if words or lists
    )
    return f"<{block.name}>{items}</{block.name}>" if items else ""


def marked(runs: list[Run]) -> str:
    """The runs as markup, with as few tags as need be: a mark stays open over all runs in a row that have it."""
    while runs and (not runs[-1][0].strip() or runs[-1][0] == BREAK):
        runs.pop()
    pieces: list[str] = []
    is_open: tuple[Mark, ...] = ()
    for text, marks in runs:
        shared = 0
        while shared < min(len(is_open), len(marks)) and is_open[shared] == marks[shared]:
            shared += 1
        pieces += [f"</{name}>" for name, _tag in reversed(is_open[shared:])]
        pieces += [tag for _name, tag in marks[shared:]]
        pieces.append(text)
        is_open = marks
    pieces += [f"</{name}>" for name, _tag in reversed(is_open)]
    return "".join(pieces).strip()
