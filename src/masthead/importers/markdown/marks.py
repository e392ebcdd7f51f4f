"""Block rules for markdown-it: the marks of older magazine systems, and tables that plain GFM would misread or cut.

Marks stand on a line of their own::

    =IMAGE=file=caption=        =IMG=file=caption=          a picture
    =ZOOM=sentence=                                         a pull quote
    =TEXTBOX_START=title=  …  =TEXTBOX_END=                 a box
    =CODE_START=  …  =CODE_END=                             program text
    =TABLE_CAPTION=words=                                   the caption of the table above
    <!--break-->  <!--more-->  <!--pagebreak-->             end of the teaser; end of a page

A mark that is never closed, and one we do not know, becomes a ``mark_unknown`` token: its line is kept as text and listed.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from masthead.importers.markdown import templates

_MARK = re.compile(r"=([A-Z][A-Z_]*)=")
_PICTURE = re.compile(r"=(?:IMAGE|IMG)=([^=]+)=(?:(.*)=)?\s*\Z")
_WORDS = re.compile(r"=(?:ZOOM|TABLE_CAPTION)=(.*)=\s*\Z")
_BOX = re.compile(r"=TEXTBOX_START=(.*?)=?\s*\Z")
_CODE = re.compile(r"=CODE_START=(?:([\w+#-]+)=)?\s*\Z")
_BREAK = re.compile(r"<!--\s*(break|more|pagebreak|excerpt)\s*-->\s*\Z")
_PRODUCT = re.compile(r"\*\w[^*\n]*[\s,][^*\n]*(?<=\w)\*(?=\w)")
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")


def grammar() -> MarkdownIt:
    """CommonMark with tables, strikethrough and the marks. Parsing has no side effect; one instance serves all files."""
    md = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
    md.block.ruler.before("fence", "mark", _mark, {"alt": _INTERRUPTS})
    md.block.ruler.before("paragraph", "pipe_table", _pipe_table, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("emphasis", "product", _product)
    return templates.install(md)


def _product(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - so markdown-it calls it
    """An asterisk in “R*I, I*R” multiplies: what begins and ends within words and spans several is no emphasis."""
    if state.src[state.pos] != "*" or not state.pos or not state.src[state.pos - 1].isalnum():
        return False
    if not _PRODUCT.match(state.src, state.pos):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - so markdown-it calls it
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    if found := _BREAK.match(line):
        return silent or _push(state, "mark_break", start, start + 1, info=found[1], content="")
    if not (name := _MARK.match(line)):
        return False
    if silent:
        return True
    return _known(state, name[1], line, start, end) or _push(
        state, "mark_unknown", start, start + 1, info=name[1], content=line
    )


def _known(state: StateBlock, name: str, line: str, start: int, end: int) -> bool:
    """Push the token of a mark we know and that is complete; False otherwise."""
    if name in ("IMAGE", "IMG") and (found := _PICTURE.match(line)):
        return _push(
            state,
            "mark_picture",
            start,
            start + 1,
            info=name,
            content=found[1].strip(),
            caption=(found[2] or "").strip(),
        )
    if name in ("ZOOM", "TABLE_CAPTION") and (found := _WORDS.match(line)):
        kind = "mark_quote" if name == "ZOOM" else "mark_caption"
        return _push(state, kind, start, start + 1, info=name, content=found[1].strip())
    if name == "CODE_START" and (found := _CODE.match(line)):
        last = _closing(state, start, end, "CODE")
        if last is None:
            return False
        code = state.getLines(start + 1, last, state.blkIndent, keepLastLF=True)
        return _push(state, "mark_code", start, last + 1, info=found[1] or "", content=code)
    if name == "TEXTBOX_START" and (found := _BOX.match(line)):
        last = _closing(state, start, end, "TEXTBOX")
        return last is not None and _box(state, start, last, found[1].strip())
    return False


def _closing(state: StateBlock, start: int, end: int, name: str) -> int | None:
    """The line that closes the mark opened on ``start``; boxes nest, program text does not.

    Each that is never closed is looked for down to the end: after some of a kind in a file nobody looks any more.
    """
    unclosed = templates.unclosed_in(state)
    if unclosed[name] >= templates.MOST_UNCLOSED:
        return None
    depth = 1
    for number in range(start + 1, end):
        line = _line(state, number).rstrip()
        if line == f"={name}_END=":
            depth -= 1
        elif name == "TEXTBOX" and _BOX.match(line):
            depth += 1
        if not depth:
            return number
    unclosed[name] += 1
    return None


def _box(state: StateBlock, start: int, last: int, title: str) -> bool:
    opening = state.push("mark_box_open", "", 1)
    opening.map, opening.content, opening.block = [start, last + 1], title, True
    old_parent, old_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "mark", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = old_parent, old_max
    state.push("mark_box_close", "", -1).block = True
    state.line = last + 1
    return True


def _push(
    state: StateBlock, kind: str, start: int, next_line: int, *, info: str, content: str, caption: str = ""
) -> bool:
    token = state.push(kind, "", 0)
    token.map, token.info, token.content, token.block = [start, next_line], info, content, True
    token.meta = {"caption": caption}
    state.line = next_line
    return True


def _pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
    """A table in pipes, with less refused and nothing cut.

    Unlike GFM: an empty header row may have any number of cells, a row that begins with a pipe where the ruling line
    does not has an empty first cell, and a row may have more cells than the header: GFM would shift the one and cut the
    other.
    """
    if start + 1 >= end or state.is_code_block(start) or state.sCount[start + 1] < state.blkIndent:
        return False
    header, ruling = _line(state, start), _line(state, start + 1)
    if "|" not in header or "|" not in ruling or not _DELIMITER.match(ruling):
        return False
    count = len(cells_of(ruling))
    is_open = not ruling.lstrip().startswith("|")
    head = _row(header, count, is_open=is_open)
    if any(head) and len(head) != count:
        return False
    if silent:
        return True
    last = start + 2
    while (
        last < end
        and not state.isEmpty(last)
        and state.sCount[last] >= state.blkIndent
        and not _is_other_block(state, last, end)
    ):
        last += 1
    rows = [head, *(_row(_line(state, number), count, is_open=is_open) for number in range(start + 2, last))]
    _push_table(state, start, last, rows)
    state.line = last
    return True


def _is_other_block(state: StateBlock, line: int, end: int) -> bool:
    silent = True
    return any(rule(state, line, end, silent) for rule in state.md.block.ruler.getRules("blockquote"))


def _row(line: str, count: int, *, is_open: bool) -> list[str]:
    cells = cells_of(line)
    if is_open and line.lstrip().startswith("|") and len(cells) < count:
        return ["", *cells]
    return cells


def cells_of(line: str) -> list[str]:
    r"""The cells of a row of pipes, trimmed; ``\|`` is a pipe within a cell, pipes at the ends only enclose."""
    stripped = line.strip()
    cells = [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", stripped)]
    if stripped.startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1] and stripped.endswith("|"):
        cells = cells[:-1]
    return cells


def _push_table(state: StateBlock, start: int, last: int, rows: list[list[str]]) -> None:
    opening = state.push("table_open", "table", 1)
    opening.map = [start, last]
    for number, row in enumerate(rows):
        state.push("tr_open", "tr", 1)
        for cell in row:
            state.push("td_open", "td", 1)
            token = state.push("inline", "", 0)
            line = start + number + (1 if number else 0)
            token.content, token.map, token.children = cell, [line, line + 1], []
            state.push("td_close", "td", -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
