"""Crossheads and lists that were pasted, or typed, into a paragraph become blocks of their own when the form is saved."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser, LexborNode
from wagtail import blocks

from masthead.body.limits import CROSSHEAD_LENGTH, LIST_ITEMS
from masthead.errors import FormUnreadable
from masthead.text.excerpts import one_line

PASTED_FEATURES = ("h1", "h2", "h3", "h4", "ul", "ol")
_STRUCTURE = re.compile(r"<(?:h[1-6]|ul|ol)\b")
_LISTS = {"ul": "bulleted", "ol": "numbered"}
Part = tuple[str, Any]


def parts_of(html: str) -> list[Part]:
    """Rich text as (name of block, value as the database keeps it), in order; notes to the desk stay where they stand."""
    parts: list[Part] = []
    prose = ""
    for node in _top_nodes(html):
        made = _crosshead(node) or _list(node)
        if made is None:
            prose += node.html or ""
            continue
        if prose:
            parts.append(("paragraph", prose))
        parts.append(made)
        prose = ""
    return [*parts, ("paragraph", prose)] if prose else parts


def _top_nodes(html: str) -> Iterator[LexborNode]:
    body = LexborHTMLParser(f"<body>{html}").body
    yield from body.iter(include_text=True) if body is not None else ()


def _crosshead(node: LexborNode) -> Part | None:
    """A heading as a crosshead; None for anything else, and for one that is a paragraph by its length."""
    words = one_line(node.text()) if re.fullmatch(r"h[1-6]", node.tag or "") else ""
    if not words or len(words) > CROSSHEAD_LENGTH:
        return None
    return "crosshead", {"text": words, "level": "2" if node.tag in ("h1", "h2") else "3", "anchor": ""}


def _list(node: LexborNode) -> Part | None:
    kind = _LISTS.get(node.tag or "")
    items = [_item(item) for item in node.iter() if item.tag == "li"] if kind else []
    return ("list", {"kind": kind, "items": items}) if 0 < len(items) <= LIST_ITEMS else None


def _item(item: LexborNode) -> str:
    """The words of an item in a paragraph, then the lists within it."""
    children = list(item.iter(include_text=True))
    words = "".join(child.html or "" for child in children if child.tag not in _LISTS)
    return f"<p>{words}</p>" + "".join(child.html or "" for child in children if child.tag in _LISTS)


class SplitsWhatWasPasted(blocks.StreamBlock):
    """A stream of paragraphs, crossheads and lists, whose paragraphs may hold the other two until they are saved."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, prefix: str) -> blocks.StreamValue:
        """As Wagtail reads the form, but every paragraph holds prose only.

        Raises:
            FormUnreadable: the fields of a block are missing, or hold what no editor's form sends.
        """
        try:
            value: blocks.StreamValue = super().value_from_datadict(data, files, prefix)
        except (
            LookupError,
            ValueError,
            TypeError,
            AttributeError,
        ) as trouble:  # as Wagtail's blocks take counts and rich text
            raise FormUnreadable(_("The copy in this form did not arrive whole.")) from trouble
        if not any(child.block_type == "paragraph" and _STRUCTURE.search(child.value.source) for child in value):
            return value
        return blocks.StreamValue(self, [piece for child in value for piece in self._pieces(child)])

    def _pieces(self, child: Any) -> Iterator[tuple[str, Any, str | None]]:
        if child.block_type != "paragraph" or not _STRUCTURE.search(child.value.source):
            yield child.block_type, child.value, child.id
            return
        for place, (name, stored) in enumerate(parts_of(child.value.source)):
            # The same numbers at every save of one sitting, which begins with the same paragraph.
            number = child.id if place == 0 or not child.id else str(uuid.uuid5(uuid.UUID(child.id), str(place)))
            yield name, self.child_blocks[name].to_python(stored), number
