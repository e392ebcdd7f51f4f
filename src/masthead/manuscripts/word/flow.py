"""The walk through a Word file: its body, footnotes, endnotes and comments.

Names of elements are those of ECMA-376, part 1, section 17. Tracked changes are taken as accepted: insertions stay, deletions go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from masthead.manuscripts.word import runs, tables
from masthead.manuscripts.word.archive import WordFile
from masthead.manuscripts.word.lines import Aside, Break, Flow, Item, Line, PlacedPicture, WordComment
from masthead.manuscripts.word.markup import Element, is_on, number_of, value_of, within
from masthead.manuscripts.word.styles import Lists, Meaning, Role, Styles
from masthead.manuscripts.word.words import Words
from masthead.text.excerpts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMENT_LENGTH = 5000
MOST_LISTED_LEVELS = 8


def read(file: WordFile) -> Flow:
    """All of a file in order.

    Raises:
        WordFileRefused: a part of it cannot be read.
    """
    walker = Walker(file)
    root = file.xml(file.main)
    body = root.find("w:body") if root is not None else None
    if body is None:
        raise file.refused("It holds no text.", "Open it in Word and save it as .docx.", part=file.main)
    items = walker.collected(body)
    walker.finish()
    return Flow(
        items=tuple(items),
        notes=tuple(walker.notes),
        comments=walker.comments_found(),
        tally=walker.tally,
        named=tuple(walker.named),
    )


class Walker:
    """Goes through blocks in order; ``runs`` goes through what is within a paragraph."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.part = file.main
        self.styles = Styles(file.xml(file.related(file.main, "/styles")))
        self.lists = Lists(file.xml(file.related(file.main, "/numbering")))
        self.tally: Counter[str] = Counter()
        self.named: list[tuple[str, str]] = []
        self.items: list[Item] = []
        self.words = Words()
        self.after: list[Item] = []
        self.ended_comments: list[str] = []
        self.open_comments: dict[str, list[str]] = {}
        self.passages: dict[str, str] = {}
        self.notes: list[str] = []
        self._note_numbers: dict[tuple[str, str], int] = {}
        self._note_parts: dict[str, dict[str, Element]] = {}
        self._is_in_note = False
        self.fields: list[runs.Field] = []

    # Blocks

    def collected(self, parent: Element) -> list[Item]:
        """The items within a body, a cell, a text box or a note."""
        before, self.items = self.items, []
        words, self.words, after, self.after = self.words, Words(), self.after, []
        try:
            self.walk(parent)
            self.flush(Meaning())
            return self.items
        finally:
            self.items, self.words, self.after = before, words, after

    def walk(self, parent: Element) -> None:
        """Go through the blocks below ``parent``."""
        for child in parent:
            if child.tag == "w:p":
                self._paragraph(child)
            elif child.tag == "w:tbl":
                tables.read(self, child)
            elif child.tag == "w:altChunk":
                self.tally["inserted file"] += 1
            elif child.tag == "mc:AlternateContent":
                self.walk(runs.alternative(child))
            elif child.tag == "w:sdt":
                content = child.find("w:sdtContent")
                if content is not None:
                    self.walk(content)
            elif child.tag in {"w:customXml", "w:ins", "w:moveTo"}:
                self.walk(child)

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find("w:pPr")
        if is_on(properties, "w:pageBreakBefore") and self.items:
            self.items.append(Break())
        runs.read(self, paragraph)
        mark = properties.find("w:rPr") if properties is not None else None
        if mark is not None and mark.find("w:del") is not None:
            return  # the end of the paragraph is deleted: the next one continues it
        self.flush(*self._place(properties))
        if _is_rule(paragraph, properties):
            self.items.append(Break())

    def _place(self, properties: Element | None) -> tuple[Meaning, str, int, str]:
        """What a paragraph is: its meaning, and for a list its kind, level and number."""
        meaning = self.styles.meaning_of(value_of(properties, "w:pStyle"))
        numbers = properties.find("w:numPr") if properties is not None else None
        num_id = value_of(numbers, "w:numId") or meaning.num_id
        level = value_of(numbers, "w:ilvl")
        if meaning.role not in {Role.BODY, Role.BULLETS, Role.NUMBERS}:
            return meaning, "", 0, ""
        depth = number_of(level, otherwise=meaning.level, most=MOST_LISTED_LEVELS)
        kind = self.lists.kind_of(num_id, depth)
        if not kind and meaning.role in {Role.BULLETS, Role.NUMBERS} and num_id != "0":
            kind = meaning.role.value
        return meaning, kind, depth, num_id or meaning.role.value

    def flush(self, meaning: Meaning, kind: str = "", level: int = 0, list_id: str = "") -> None:
        """Make a line of the words so far; pictures that stood among them follow it."""
        words, self.words = self.words, Words()
        comments, self.ended_comments = tuple(self.ended_comments), []
        if not words.is_empty:
            self.items.append(
                Line(
                    markup=words.markup(),
                    text=words.text,
                    meaning=meaning,
                    list_kind=kind,
                    list_level=level,
                    list_id=list_id if kind else "",
                    is_bold=words.is_all("strong"),
                    is_italic=words.is_all("em"),
                    comments=comments,
                )
            )
        else:
            self.ended_comments = list(comments)
        self.items += self.after
        self.after = []

    def place(self, item: PlacedPicture | Aside) -> None:
        """A picture or a text box: before the paragraph when no word stood before it, else after it."""
        (self.items if self.words.is_empty else self.after).append(item)

    def page_break(self) -> None:
        """A page break within a paragraph divides it."""
        self.flush(Meaning())
        self.items.append(Break())

    # Notes and comments

    def note(self, kind: str, note_id: str) -> int:
        """The number of a footnote or endnote, in the order in which they are referred to; 0 within a note."""
        if self._is_in_note:
            return 0
        key = (kind, note_id)
        if key not in self._note_numbers:
            self.notes.append("")
            self._note_numbers[key] = len(self.notes)
            self.notes[self._note_numbers[key] - 1] = self._note_markup(kind, note_id)
        return self._note_numbers[key]

    def _note_markup(self, kind: str, note_id: str) -> str:
        path = self.file.related(self.file.main, f"/{kind}s")
        if kind not in self._note_parts:
            root = self.file.xml(path)
            self._note_parts[kind] = {
                note.get("w:id", ""): note for note in (root if root is not None else []) if note.tag == f"w:{kind}"
            }
        note = self._note_parts[kind].get(note_id)
        if note is None:
            self.tally["empty note"] += 1
            return ""
        with self._elsewhere(path):
            lines = [item.markup for item in self.collected(note) if isinstance(item, Line)]
        return "<br/>".join(lines)

    @contextmanager
    def _elsewhere(self, path: str) -> Iterator[None]:
        """Read in another part: its relations hold, and its notes refer to no further notes."""
        part, fields = self.part, self.fields
        self.part, self.fields, self._is_in_note = path, [], True
        try:
            yield
        finally:
            self.part, self.fields, self._is_in_note = part, fields, False

    def comments_found(self) -> dict[str, WordComment]:
        """The comments by id, each with the passage it is on."""
        root = self.file.xml(self.file.related(self.file.main, "/comments"))
        found = {}
        for comment in root.findall("w:comment") if root is not None else []:
            key = comment.get("w:id", "")
            text = "\n".join(_plain(paragraph) for paragraph in within(comment, "w:p")).strip()[:COMMENT_LENGTH]
            if text:
                found[key] = WordComment(one_line(comment.get("w:author", ""))[:100], text, self.passages.get(key, ""))
        return found

    def finish(self) -> None:
        """Count what stands outside the copy: headers and footers with words."""
        for relation in self.file.relations(self.file.main).values():
            if not relation.kind.endswith(("/header", "/footer")) or relation.is_external:
                continue
            root = self.file.xml(relation.target)
            text = (
                one_line(" ".join(_plain(paragraph) for paragraph in within(root, "w:p"))) if root is not None else ""
            )
            if text and not text.isdigit():
                self.named.append(("page header", text[:80]))


def _plain(paragraph: Element) -> str:
    return one_line("".join(text.text or "" for text in within(paragraph, "w:t")))


def _is_rule(paragraph: Element, properties: Element | None) -> bool:
    """Whether a paragraph is a horizontal rule: a border and no words, or the rule that Word draws for three hyphens."""
    if any(shape.get("o:hr", "") == "t" for shape in within(paragraph, "v:rect")):
        return True
    borders = properties.find("w:pBdr") if properties is not None else None
    if borders is None or _plain(paragraph) or any(True for _ in within(paragraph, "w:drawing", "w:pict")):
        return False
    sides: Iterable[Element] = [side for side in borders if side.tag in {"w:top", "w:bottom", "w:between"}]
    return any(side.get("w:val", "none") not in {"none", "nil"} for side in sides)
