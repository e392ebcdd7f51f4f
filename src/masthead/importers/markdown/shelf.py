"""Pictures of a folder: found, looked at once, counted; and the tray on which one article's pictures lie."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import PurePosixPath
from typing import Any

from masthead.importers.markdown.folder import Folder
from masthead.importers.markdown.inline import Shown
from masthead.importers.markdown.pictures import Facts, inspect
from masthead.importers.records import ImportedPicture, Kind, Note, Outcome, Paragraph, Part, PictureUse
from masthead.importers.troubles import ItemRefused
from masthead.text.excerpts import one_line
from masthead.text.plaintext import text_of

MAX_ALT = 500
MAX_TITLE = 200


class Shelf:
    """All pictures of the folder. A file is opened once, however many articles show it."""

    def __init__(self, folder: Folder, max_bytes: int, max_pixels: int) -> None:
        self.folder = folder
        self.max_bytes, self.max_pixels = max_bytes, max_pixels
        self._looked_at: dict[str, Facts | ItemRefused] = {}
        self._used: set[str] = set()
        self._first_with: dict[str, str] = {}

    def tray(self, path: str, licence: str, note: Callable[..., None]) -> Tray:
        """An empty tray for the article in ``path``."""
        return Tray(self, path, licence, note)

    def facts(self, path: str) -> Facts:
        """What is known of a picture file.

        Raises:
            ItemRefused: it may not come in.
        """
        if path not in self._looked_at:
            try:
                self._looked_at[path] = inspect(self.folder, path, max_bytes=self.max_bytes, max_pixels=self.max_pixels)
            except ItemRefused as trouble:
                self._looked_at[path] = trouble
        found = self._looked_at[path]
        if isinstance(found, ItemRefused):
            raise found
        return found

    def use(self, path: str, facts: Facts) -> None:
        """An article shows this file."""
        self._used.add(path)
        self._first_with.setdefault(facts.sha1, path)

    def account_of(self, path: str) -> Note:
        """The ledger line of a picture file, once every article was read."""
        try:
            facts = self.facts(path)
        except ItemRefused as trouble:
            return Note(Kind.FILE, path, Outcome.REFUSED, trouble.where, trouble.reason)
        if path in self._used:
            return Note(Kind.FILE, path, Outcome.IMPORTED, path, "", f"picture {facts.sha1[:12]}")
        if twin := self._first_with.get(facts.sha1):
            return Note(
                Kind.FILE,
                path,
                Outcome.TRANSFORMED,
                path,
                f"no article shows it; the same picture came in as {twin}",
                twin,
            )
        reason = "one flat colour: a placeholder" if facts.is_plain else "no article shows it"
        return Note(Kind.FILE, path, Outcome.REFUSED, path, reason)


class Tray:
    """The pictures of one article, by path, in the order they are first shown."""

    def __init__(self, shelf: Shelf, path: str, licence: str, note: Callable[..., None]) -> None:
        self.shelf, self.path, self.licence, self.note = shelf, path, licence, note
        self.pictures: dict[str, ImportedPicture] = {}

    def show(self, shown: Shown) -> Part | None:
        """The part for a picture in the copy. One that cannot come in leaves its caption or alt text as a paragraph."""
        label = shown.mark or shown.src
        src = shown.src.strip()
        if re.match(r"(https?:)?//", src, re.IGNORECASE):
            return self._linked(shown, label, f"https:{src}" if src.startswith("//") else src)
        words = shown.caption or escape(shown.alt, quote=False)
        left = Paragraph(f"<em>{words}</em>") if text_of(words) else None
        use = self._placed(src, shown, label)
        return use or left

    def lead(self, src: str, *, alt: str, caption: str) -> PictureUse | None:
        """The lead picture that the front matter names, if it may stand there."""
        if not src:
            return None
        if re.match(r"(https?:)?//", src, re.IGNORECASE):
            reason = "it lives elsewhere; a lead picture is never loaded from another site"
            self.note(Kind.PICTURE, src, Outcome.REFUSED, 0, reason)
            return None
        return self._placed(src, Shown(src, alt, escape(caption, quote=False)), f"lead picture {src}", is_lead=True)

    def _linked(self, shown: Shown, label: str, address: str) -> Paragraph:
        words = (
            shown.caption
            or escape(shown.alt, quote=False)
            or escape(PurePosixPath(address).name or address, quote=False)
        )
        self.note(
            Kind.PICTURE, label, Outcome.TRANSFORMED, shown.line, "it lives elsewhere; a link leads to it", address
        )
        plain = words if "<a " not in words else escape(text_of(words), quote=False)
        return Paragraph(f'<a href="{escape(address)}">{plain}</a>')

    def _placed(self, src: str, shown: Shown, label: str, *, is_lead: bool = False) -> PictureUse | None:
        try:
            path = self._path(src)
            facts = self.shelf.facts(path)
            if is_lead:
                facts.require_picture(path)
        except ItemRefused as trouble:
            reason = trouble.reason if trouble.where == src else str(trouble)
            self.note(Kind.PICTURE, label, Outcome.REFUSED, shown.line, reason)
            return None
        self.shelf.use(path, facts)
        self._lay(path, facts, shown)
        self.note(Kind.PICTURE, label, Outcome.IMPORTED, shown.line, "", f"picture {facts.sha1[:12]}")
        return PictureUse(path, shown.caption, one_line(shown.alt)[:MAX_ALT])

    def _path(self, src: str) -> str:
        if not src or src.lower().startswith("data:"):
            raise ItemRefused(src, "the picture stands in the text itself; such pictures are not taken.")
        named = self.shelf.folder.named_from(self.path, src)
        if named:
            return named
        if self.shelf.folder.leaves(self.path, src):
            raise ItemRefused(src, "the path leaves the folder.")
        raise ItemRefused(src, "there is no such picture in the folder.")

    def _lay(self, path: str, facts: Facts, shown: Shown) -> None:
        if path in self.pictures:
            return
        said: dict[str, Any] = {"alt": one_line(shown.alt)[:MAX_ALT], "licence": self.licence}
        title = one_line(text_of(shown.caption))[:MAX_TITLE] or PurePosixPath(path).stem
        self.pictures[path] = ImportedPicture(
            path, facts.sha1, facts.size_bytes, facts.width, facts.height, title, **said
        )
