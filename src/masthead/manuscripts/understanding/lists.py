"""Lists of a manuscript, those made by Word and those typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from masthead.body import limits, making
from masthead.body.making import RawBlock
from masthead.manuscripts.word.lines import Item, Line
from masthead.manuscripts.word.styles import Role

DEEPEST = 6
FEWEST_TYPED = 2
_BULLET = re.compile(r"^\s*[•·▪‣◦*–-]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s+(?=\S)")


def list_block(run: Sequence[Line]) -> list[RawBlock]:
    """The blocks of lines that follow each other in lists: one for each list, divided where it has too many items."""
    blocks: list[RawBlock] = []
    for _key, same in groupby(_kept_together(run), key=lambda pair: pair[0]):
        lines = [line for _number, line in same]
        is_numbered = lines[0].list_kind == "numbered"
        items = list(_items(lines))
        for start in range(0, len(items), limits.LIST_ITEMS):
            part = items[start : start + limits.LIST_ITEMS]
            blocks.append(making.list_of(part, "numbered" if is_numbered else "bulleted"))
    return blocks


def _kept_together(run: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Each line with the number of its list: another begins where an outermost line is of another list or kind."""
    number, outermost = 0, min(line.list_level for line in run)
    last: tuple[str, str] | None = None
    for line in run:
        if line.list_level == outermost:
            here = (line.list_id, line.list_kind)
            number += last is not None and here != last
            last = here
        yield number, line


def _items(lines: Sequence[Line]) -> Iterator[str]:
    """Items of the outermost level as markup, with the lists within them."""
    top = min(line.list_level for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if line.list_level == top or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    for first, *inner in groups:
        yield first.markup + _nested(inner, DEEPEST)


def _nested(lines: Sequence[Line], depth: int) -> str:
    if not lines:
        return ""
    element = "ol" if lines[0].list_kind == "numbered" else "ul"
    if not depth:
        return f"<{element}>" + "".join(f"<li>{line.markup}</li>" for line in lines) + f"</{element}>"
    top = min(line.list_level for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if line.list_level == top or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    items = "".join(f"<li>{first.markup}{_nested(inner, depth - 1)}</li>" for first, *inner in groups)
    return f"<{element}>{items}</{element}>"


def typed_lists(items: list[Item]) -> list[Item]:
    """The items with lines that were typed as a list (“• one”, “• two”; “1. one”, “2. two”) made lines of a list."""
    made: list[Item] = []
    place = 0
    while place < len(items):
        run = _typed_run(items, place)
        made += run or [items[place]]
        place += len(run) or 1
    return made


def _typed_run(items: list[Item], start: int) -> list[Line]:
    for sign, kind in ((_BULLET, "bulleted"), (_NUMBER, "numbered")):
        run: list[Line] = []
        for item in items[start:]:
            if not isinstance(item, Line) or item.list_kind or item.meaning.role != Role.BODY:
                break
            found = sign.match(item.text)
            if not found or (kind == "numbered" and int(found["number"]) != len(run) + 1):
                break
            run.append(_without_sign(item, found[0], kind, start))
        if len(run) >= FEWEST_TYPED:
            return run
    return []


def _without_sign(line: Line, sign: str, kind: str, start: int) -> Line:
    text = line.text[len(sign) :]
    bare = re.sub(
        r"^((?:<[^>]+>)*)\s*" + re.escape(escape(sign.strip(), quote=False)) + r"\s*", r"\1", line.markup, count=1
    )
    return replace(line, text=text, markup=bare, list_kind=kind, list_id=f"typed-{start}")
