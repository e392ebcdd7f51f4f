"""The light marks of a manuscript, turned into blocks.

Paragraphs, ``## crossheads``, ``- lists``, ``> pull quotes`` (``> — who said it``) and ``***`` are as in Markdown; within a line there are
``*italics*``, ``**bold**`` and ``[links](address)``, and in paragraphs footnotes, ``[^right where their number will stand^]``.
Everything with fields of its own stands between ``:::kind`` and ``:::`` as TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from masthead.body import making
from masthead.body.making import RawBlock
from masthead.demo.manuscripts import ManuscriptUnreadable
from masthead.text.footnotes import FOOTNOTE

Fields = dict[str, Any]

_FENCED = re.compile(r"^:::(\w+)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^(.+?)\^\]", re.DOTALL)
_EMPHASIS = re.compile(r"\*(.+?)\*", re.DOTALL)
NOTE = rf"<{FOOTNOTE}>\1</{FOOTNOTE}>"
_ARTICLE = re.compile(r"/articles/([a-z0-9-]+)/")


@dataclass(frozen=True)
class Shelf:
    """Where names in a manuscript lead: ids of pictures, of files and of articles."""

    pictures: Mapping[str, int]
    files: Mapping[str, int]
    articles: Mapping[str, int]


class Marks:
    """Reads copy against a shelf.

    Raises:
        ManuscriptUnreadable: by every method, when the copy names something that is not on the shelf or makes no sense.
    """

    def __init__(self, shelf: Shelf, name: str) -> None:
        self.shelf = shelf
        self.name = name
        self._makers: dict[str, Callable[[Fields], RawBlock]] = {
            "picture": self._picture,
            "gallery": self._gallery,
            "box": self._box,
            "list": self._list,
            "table": lambda said: making.table(said.pop("rows"), **said),
            "code": lambda said: making.code(said.pop("text").strip("\n"), **said),
            "related": lambda said: making.related(self._id(self.shelf.articles, said["article"])),
            "audio": lambda said: making.audio(self._id(self.shelf.files, said.pop("file")), **said),
            "video": self._video,
            "embed": lambda said: making.embed(said.pop("url"), **said),
        }

    def stream(self, copy: str) -> list[RawBlock]:
        """The copy as the value of a body; the same copy makes the same block ids each time."""
        return making.stream(self.blocks(copy), key=f"demo/{self.name}")

    def blocks(self, copy: str) -> list[RawBlock]:
        """The copy as blocks, in order. Paragraphs that follow one another are one block."""
        blocks: list[RawBlock] = []
        end = 0
        for fenced in _FENCED.finditer(copy):
            blocks += self._prose(copy[end : fenced.start()])
            blocks.append(self._fenced(fenced[1], fenced[2]))
            end = fenced.end()
        return [*blocks, *self._prose(copy[end:])]

    def inline(self, text: str) -> str:
        """A line with its marks as HTML; anything else in it is text."""
        html = _LINK.sub(lambda found: self._link(found[1], found[2]), escape(text, quote=False))
        return _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", html))

    def _link(self, words: str, address: str) -> str:
        article = _ARTICLE.fullmatch(address)
        if article:
            return f'<a linktype="page" id="{self._id(self.shelf.articles, article[1])}">{words}</a>'
        return f'<a href="{escape(address)}">{words}</a>'

    def _prose(self, text: str) -> Iterator[RawBlock]:
        paragraphs: list[str] = []
        for part in (part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()):
            block = self._marked(part)
            if block is None:
                words = self.inline(" ".join(part.splitlines()))
                paragraphs.append(f"<p>{_FOOTNOTE.sub(NOTE, words)}</p>")
                continue
            if paragraphs:
                yield making.paragraph("".join(paragraphs))
                paragraphs = []
            yield block
        if paragraphs:
            yield making.paragraph("".join(paragraphs))

    def _marked(self, part: str) -> RawBlock | None:
        """The block of a part that begins with a mark; None for a plain paragraph."""
        if part == "***":
            return making.divider()
        if part.startswith("## "):
            return making.crosshead(part.removeprefix("## "))
        if part.startswith("### "):
            return making.crosshead(part.removeprefix("### "), 3)
        lines = part.splitlines()
        if part.startswith("> "):
            said = [line.removeprefix("> ") for line in lines]
            who = said.pop().removeprefix("— ") if said[-1].startswith("— ") else ""
            return making.pull_quote(" ".join(said), who)
        if all(line.startswith("- ") for line in lines):
            return making.list_of([self.inline(line.removeprefix("- ")) for line in lines])
        if all(re.match(r"\d+\. ", line) for line in lines):
            return making.list_of([self.inline(line.partition(". ")[2]) for line in lines], "numbered")
        return None

    def _fenced(self, kind: str, text: str) -> RawBlock:
        try:
            return self._makers[kind](tomllib.loads(text))
        except (KeyError, TypeError, tomllib.TOMLDecodeError) as trouble:
            raise ManuscriptUnreadable(f"{self.name}: a block “{kind}” makes no sense ({trouble}).") from trouble

    def _picture(self, said: Fields) -> RawBlock:
        number = self._id(self.shelf.pictures, said.pop("name"))
        return making.picture(number, caption=self.inline(said.pop("caption", "")), **said)

    def _gallery(self, said: Fields) -> RawBlock:
        shown = [
            (self._id(self.shelf.pictures, each["name"]), self.inline(each.get("caption", "")))
            for each in said["pictures"]
        ]
        return making.gallery(shown, caption=self.inline(said.get("caption", "")))

    def _box(self, said: Fields) -> RawBlock:
        return making.box(said["title"], self.blocks(said["body"]))

    def _list(self, said: Fields) -> RawBlock:
        return making.list_of([self.inline(item) for item in said["items"]], said.get("kind", "bulleted"))

    def _video(self, said: Fields) -> RawBlock:
        number = self._id(self.shelf.files, said.pop("file"))
        poster = self._id(self.shelf.pictures, said.pop("poster")) if "poster" in said else None
        return making.video(number, poster=poster, **said)

    def _id(self, shelf: Mapping[str, int], name: str) -> int:
        if name not in shelf:
            raise ManuscriptUnreadable(f"{self.name}: there is no “{name}”.")
        return shelf[name]
