"""The copy of a manuscript as blocks of a body, with its pictures numbered and its captions under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape

from django.utils.translation import gettext as _

from masthead.body import limits, making
from masthead.body.making import RawBlock
from masthead.manuscripts.reading import FoundPicture, Remark
from masthead.manuscripts.understanding.captions import captioned
from masthead.manuscripts.understanding.lists import list_block, typed_lists
from masthead.manuscripts.word.lines import Aside, Break, Grid, Item, Line, PlacedPicture
from masthead.manuscripts.word.styles import Role

CROSSHEAD_BY_HAND = 80
_RULE = re.compile(r"(?:[*·•\-–—_=~#⁂⁎❖]\s*){3,}|[⁂❖⁎*#]")
_ATTRIBUTION = re.compile(r"^\s*[—–-]{1,2}\s*(?P<who>\S.*)$")
_QUOTATION_MARKS = '“”„‟"«»‹›'


@dataclass
class Copy:
    """Blocks so far, each with the comments of its lines."""

    main_level: int
    blocks: list[RawBlock] = field(default_factory=list)
    comments: list[list[str]] = field(default_factory=list)
    pictures: list[FoundPicture] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    by_hand: int = 0

    def add(self, block: RawBlock, lines: Sequence[Item] = ()) -> None:
        """Put a block at the end, with the comments of the lines it was made of."""
        self.blocks.append(block)
        self.comments.append([key for line in lines if isinstance(line, Line | Grid) for key in line.comments])


def read(items: Sequence[Item], *, main_level: int) -> Copy:
    """Make blocks. ``main_level`` is the level of heading in the file that becomes a main crosshead."""
    copy = Copy(main_level)
    rest = typed_lists(list(items))
    while rest:
        taken = _take(copy, rest)
        rest = rest[taken:]
    _tidy_dividers(copy)
    if copy.by_hand:
        copy.remarks.append(
            Remark(_("Short paragraphs in bold were taken as crossheads: %(count)d.") % {"count": copy.by_hand})
        )
    return copy


def _take(copy: Copy, rest: list[Item]) -> int:
    """Make a block of the first items; how many it took."""
    first = rest[0]
    if isinstance(first, PlacedPicture):
        return _picture(copy, rest)
    if isinstance(first, Grid):
        _table(copy, first)
        return 1
    if isinstance(first, Aside):
        _aside(copy, first)
        return 1
    if isinstance(first, Break):
        copy.add(making.divider())
        return 1
    return _lines(copy, first, rest)


def _lines(copy: Copy, first: Line, rest: list[Item]) -> int:
    if first.list_kind:
        run = _run(rest, lambda line: bool(line.list_kind))
        copy_blocks = list_block(run)
        for block in copy_blocks:
            copy.add(block, run if block is copy_blocks[0] else ())
        return len(run)
    if _RULE.fullmatch(first.text):
        copy.add(making.divider())
        return 1
    role = first.meaning.role
    if role in {Role.HEADING, Role.TITLE, Role.SUBTITLE}:
        _crosshead(copy, first, first.meaning.level if role == Role.HEADING else copy.main_level)
        return 1
    if role in {Role.PULL_QUOTE, Role.QUOTE, Role.CODE}:
        run = _run(rest, lambda line: line.meaning.role == role and not line.list_kind)
        {Role.PULL_QUOTE: _pull_quote, Role.QUOTE: _quotation, Role.CODE: _code}[role](copy, run)
        return len(run)
    if _is_crosshead_by_hand(first, rest[1] if len(rest) > 1 else None):
        copy.by_hand += 1
        _crosshead(copy, first, copy.main_level)
        return 1
    return _paragraphs(copy, rest)


def _paragraphs(copy: Copy, rest: list[Item]) -> int:
    """Paragraphs that follow each other are one block, as an editor would have typed them."""
    run: list[Line] = []
    length = 0
    for place, item in enumerate(rest):
        following = rest[place + 1] if place + 1 < len(rest) else None
        if not isinstance(item, Line) or (run and not _is_plain(item, following)):
            break
        length += len(item.markup) + len("<p></p>")
        if run and length > limits.PARAGRAPH_LENGTH:
            break
        run.append(item)
    if len(run[0].markup) > limits.PARAGRAPH_LENGTH:
        copy.remarks.append(Remark(_("A paragraph too long for the desk was kept as raw text.")))
        copy.add(making.raw_text(run[0].text, _("A very long paragraph.")), run)
        return 1
    copy.add(making.paragraph("".join(f"<p>{line.markup}</p>" for line in run)), run)
    return len(run)


def _is_plain(item: Line, following: Item | None) -> bool:
    return (
        item.meaning.role in {Role.BODY, Role.CAPTION, Role.KICKER, Role.BYLINE, Role.BULLETS, Role.NUMBERS}
        and not item.list_kind
        and not _RULE.fullmatch(item.text)
        and not _is_crosshead_by_hand(item, following)
    )


def _is_crosshead_by_hand(line: Line, following: Item | None) -> bool:
    """Whether a paragraph without a style was made to look like a heading: short, wholly bold, with copy after it."""
    return (
        line.is_bold
        and line.meaning.role == Role.BODY
        and not line.list_kind
        and len(line.text) <= CROSSHEAD_BY_HAND
        and line.text[-1] not in ".,;:!"
        and isinstance(following, Line)
        and not following.is_bold
    )


def _crosshead(copy: Copy, line: Line, level: int) -> None:
    if len(line.text) > limits.CROSSHEAD_LENGTH:
        copy.remarks.append(
            Remark(
                _("A heading of more than %(most)d characters became a bold paragraph.")
                % {"most": limits.CROSSHEAD_LENGTH}
            )
        )
        copy.add(making.paragraph(f"<p><strong>{escape(line.text, quote=False)}</strong></p>"), [line])
        return
    copy.add(making.crosshead(line.text, 2 if level <= copy.main_level else 3), [line])


def _pull_quote(copy: Copy, run: list[Line]) -> None:
    lines, who = _without_attribution(run)
    quote = "\n".join(_bare(line.text) for line in lines)
    if not lines or len(quote) > limits.QUOTE_LENGTH or len(who) > limits.ATTRIBUTION_LENGTH:
        _quotation(copy, run)
        return
    copy.add(making.pull_quote(quote, who), run)


def _quotation(copy: Copy, run: list[Line]) -> None:
    copy.add(making.paragraph("".join(f"<blockquote>{line.markup}</blockquote>" for line in run)), run)


def _code(copy: Copy, run: list[Line]) -> None:
    copy.add(making.code("\n".join(line.text for line in run)), run)


def _without_attribution(run: list[Line]) -> tuple[list[Line], str]:
    """The lines of a quote, and who said it when the last line, or the end of it, says so after a dash."""
    found = _ATTRIBUTION.match(run[-1].text) if len(run) > 1 else None
    if found:
        return run[:-1], found["who"]
    closing = re.match(r"^(?P<quote>.+[”\"»’.!?])\s*[—–]\s*(?P<who>[^—–]{2,80})$", run[-1].text)
    if closing:
        return [*run[:-1], replace(run[-1], text=closing["quote"])], closing["who"].strip()
    return run, ""


def _bare(quote: str) -> str:
    """A quote without the marks around it; those within stay."""
    words = quote.strip()
    if words[:1] in _QUOTATION_MARKS and words[-1:] in _QUOTATION_MARKS and len(words) > 1:
        return words[1:-1].strip()
    return words


def _table(copy: Copy, grid: Grid) -> None:
    fits = len(grid.rows) <= limits.TABLE_ROWS and all(
        len(row) <= limits.TABLE_COLUMNS and all(len(cell) <= limits.CELL_LENGTH for cell in row) for row in grid.rows
    )
    if fits:
        copy.add(making.table(grid.rows, header_row=grid.has_header), [grid])
        return
    copy.remarks.append(Remark(_("A table too large for the desk was kept as raw text.")))
    words = "\n".join("\t".join(row) for row in grid.rows)
    copy.add(making.raw_text(words, _("A table too large for the desk.")), [grid])


def _aside(copy: Copy, aside: Aside) -> None:
    """A text box: a single line is a pull quote, more is a box whose first line is its title."""
    lines = [item for item in aside.items if isinstance(item, Line)]
    if len(aside.items) == 1 and lines and not lines[0].list_kind and len(lines[0].text) <= limits.QUOTE_LENGTH:
        _pull_quote(copy, lines)
        return
    title = (
        lines[0].text
        if lines and isinstance(aside.items[0], Line) and len(lines[0].text) <= limits.TITLE_LENGTH
        else ""
    )
    inner = Copy(copy.main_level)
    rest: list[Item] = list(aside.items[1:] if title else aside.items)
    inner.pictures = copy.pictures
    while rest:
        rest = rest[_take(inner, rest) :]
    body = [block for block in inner.blocks if block["type"] in {"paragraph", "list", "picture", "code"}]
    if len(body) == len(inner.blocks) and title and body:
        copy.add(making.box(title, body), lines)
        return
    start = [making.paragraph(f"<p><strong>{escape(title, quote=False)}</strong></p>")] if title else []
    for block in [*start, *inner.blocks]:
        copy.add(block, lines if block is (start or inner.blocks)[0] else ())


def _picture(copy: Copy, rest: list[Item]) -> int:
    """A picture with the captions below it; the same picture again has the same number."""
    placed = rest[0]
    if not isinstance(placed, PlacedPicture):
        raise TypeError(placed)
    caption, taken = captioned(rest[1:])
    known = next((each for each in copy.pictures if each.part == placed.part), None)
    found = known or FoundPicture(
        len(copy.pictures) + 1,
        placed.part,
        alt=placed.alt,
        caption=caption.words,
        creator=caption.creator,
        agency=caption.agency,
    )
    if known is None:
        copy.pictures.append(found)
    copy.add(making.picture(found.number, caption=escape(caption.words, quote=False)), rest[1 : 1 + taken])
    return 1 + taken


def _run(rest: list[Item], belongs: object) -> list[Line]:
    run: list[Line] = []
    for item in rest:
        if not isinstance(item, Line) or not belongs(item):  # type: ignore[operator]
            break
        run.append(item)
    return run


def _tidy_dividers(copy: Copy) -> None:
    """No divider begins or ends the copy or follows another."""
    kept: list[int] = []
    for place, block in enumerate(copy.blocks):
        if block["type"] != "divider" or (kept and copy.blocks[kept[-1]]["type"] != "divider"):
            kept.append(place)
    while kept and copy.blocks[kept[-1]]["type"] == "divider":
        kept.pop()
    copy.blocks = [copy.blocks[place] for place in kept]
    copy.comments = [copy.comments[place] for place in kept]
