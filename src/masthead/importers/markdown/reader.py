"""Reading a folder of Markdown: a survey of what is there, then one neutral record after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from html import escape
from pathlib import PurePosixPath

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from masthead.importers.fitting import fitted
from masthead.importers.markdown import front_matter, marks, templates
from masthead.importers.markdown.census import count
from masthead.importers.markdown.copy import Copy
from masthead.importers.markdown.folder import Folder, Found
from masthead.importers.markdown.front_matter import FrontMatter
from masthead.importers.markdown.head import MAX_HEADLINE, Head, HeadReader
from masthead.importers.markdown.inline import Inline
from masthead.importers.markdown.links import AddressBook
from masthead.importers.markdown.pictures import MOST_PIXELS
from masthead.importers.markdown.shelf import Shelf
from masthead.importers.markdown.spelling import issue_label, issue_number, key_of
from masthead.importers.records import (
    Crosshead,
    ImportedArticle,
    ImportedEntry,
    ImportedIssue,
    Kind,
    Note,
    Outcome,
    Paragraph,
    Part,
    Reading,
)
from masthead.importers.troubles import ItemRefused, SourceUnusable
from masthead.text.excerpts import clean_text, one_line
from masthead.text.plaintext import text_of

KIND = "markdown"
MAX_STANDFIRST = 1000
MAX_KICKER = 80
COLLECTIONS = frozenset({"articles", "blog", "content", "news", "posts", "stories"})
_ABOUT_THE_FOLDER = re.compile(r"(readme|license|licence|changelog|contributing|code_of_conduct)\Z", re.IGNORECASE)
_CONTROLS = re.compile("[\x01-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Options:
    """How a folder is read. Two readings with equal options, of an unchanged folder, give equal records."""

    zone: tzinfo
    now: datetime
    site_url: str = field(default="", metadata={"help": "the old site's address, when links name it in full"})
    old_addresses: tuple[str, ...] = field(default=(), metadata={"help": "patterns: “/{year}/{name}.html”"})
    max_picture_bytes: int = 32_000_000
    max_picture_pixels: int = MOST_PIXELS


class MarkdownFolder:
    """A reader. Call ``survey`` first, then ``readings``, which may be run through once and holds one file at a time."""

    def __init__(self, folder: Folder, options: Options) -> None:
        self.folder = folder
        self.options = options
        prefix = f"/{folder.name}" if folder.name in COLLECTIONS else ""
        self.heads = HeadReader(options.zone, options.now, prefix=prefix, patterns=options.old_addresses)
        self.book = AddressBook()
        self.shelf = Shelf(folder, options.max_picture_bytes, options.max_picture_pixels)
        self.issues: dict[str, list[tuple[bool, int, datetime, str, str]]] = {}
        self._grammar = marks.grammar()
        self._keys: set[str] = set()

    def survey(self, tick: Callable[[], None] = lambda: None) -> int:
        """Walk the folder, learn every article's addresses and issue. Returns how many articles there may be.

        Raises:
            SourceUnusable: the folder holds no Markdown at all.
        """
        articles = 0
        for found in self.folder.files():
            if found.kind != "text" or found.trouble:
                continue
            articles += 1
            tick()
            try:
                text = self.folder.read_text(found.path)
                head = self.heads.read(front_matter.split(text, found.path), found.path)
            except ItemRefused:
                continue  # named again, with its reason, when it is read
            self.book.add(head.key, (*head.addresses, f"/{found.path}"))
            self.book.notice(text)
            moment = head.published_at
            if head.issue and head.is_public and moment:
                place = (not head.weight, head.weight, moment, head.key, head.section)
                self.issues.setdefault(head.issue, []).append(place)
        if not articles:
            raise SourceUnusable(
                f"{self.folder.root}: no Markdown files in this folder.", "They end in .md or .markdown."
            )
        self.book.settle_hosts(self.options.site_url)
        return articles

    def readings(self) -> Iterator[Reading]:
        """Every file of the folder, in its order; pictures that no article shows come last."""
        for found in self.folder.files():
            if found.trouble:
                yield self._refused(found, f"{found.trouble}")
            elif found.kind == "text":
                yield self._article(found)
            elif found.kind == "other":
                yield self._refused(found, "no article and no picture; such files are not imported")
        for found in self.folder.files():
            if found.kind == "picture" and not found.trouble:
                note = self.shelf.account_of(found.path)
                yield Reading(found.path, None, (note,), Counter({Kind.FILE: 1}))

    def issues_named(self, imported: set[str]) -> Iterator[ImportedIssue]:
        """The issues in which public articles with these keys stand.

        Running order: weight where the source gives one, then section (that of the earliest article first), date and key.
        """
        for key in sorted(self.issues):
            places = sorted(place for place in self.issues[key] if place[3] in imported)
            if places:
                first = min(place[2] for place in places).astimezone(self.options.zone)
                sections = list(dict.fromkeys(place[4] for place in places if place[0]))
                places.sort(key=lambda place: (place[0], place[1], sections.index(place[4]) if place[0] else 0))
                entries = tuple(ImportedEntry(article, section[:80]) for _, _, _, article, section in places)
                number = issue_number(key)
                printed = str(number) if number is not None else key[:20]
                yield ImportedIssue(key, printed, issue_label(key), first.date(), entries)

    def _refused(self, found: Found, reason: str) -> Reading:
        return Reading(
            found.path,
            None,
            (Note(Kind.FILE, found.path, Outcome.REFUSED, found.path, reason),),
            Counter({Kind.FILE: 1}),
        )

    def _article(self, found: Found) -> Reading:
        try:
            text = self.folder.read_text(found.path)
            front = front_matter.split(text, found.path)
            self._refuse_others(found.path, front)
            head = self.heads.read(front, found.path)
            self._claim(head)
            return _ArticleReading(self, head, front, len(_CONTROLS.findall(text))).reading()
        except ItemRefused as trouble:
            return self._refused_article(found, trouble)
        except RecursionError:
            return self._refused_article(found, ItemRefused(found.path, "its marks are nested too deeply."))

    @staticmethod
    def _refused_article(found: Found, trouble: ItemRefused) -> Reading:
        notes = (
            Note(Kind.FILE, found.path, Outcome.REFUSED, trouble.where, trouble.reason),
            Note(Kind.ARTICLE, key_of(found.path), Outcome.REFUSED, trouble.where, trouble.reason),
        )
        return Reading(found.path, None, notes, Counter({Kind.FILE: 1, Kind.ARTICLE: 1}))

    def _claim(self, head: Head) -> None:
        if head.key in self._keys:
            raise ItemRefused(head.path, f"another file is the article “{head.key}” already.")
        self._keys.add(head.key)

    @staticmethod
    def _refuse_others(path: str, front: FrontMatter) -> None:
        name = PurePosixPath(path).stem
        if name == "_index":
            raise ItemRefused(path, "this is Hugo's page of a section, not an article.")
        if not front.is_present and _ABOUT_THE_FOLDER.match(name):
            raise ItemRefused(path, "this is about the folder, not an article.")

    def picture_bytes(self, key: str) -> bytes:
        """The bytes of a picture file."""
        return self.folder.read_bytes(key, self.options.max_picture_bytes)

    def parse(self, text: str) -> SyntaxTreeNode:
        """The tree of a body."""
        return SyntaxTreeNode(self._grammar.parse(templates.plain_targets(text)))

    def tokens_of(self, text: str) -> Sequence[Token]:
        """The inline tokens of a text that stands outside Markdown's own blocks."""
        return self._grammar.parseInline(text)[0].children or []


class _ArticleReading:
    """Reads one article; gathers its ledger lines and pictures."""

    def __init__(self, source: MarkdownFolder, head: Head, front: FrontMatter, control_count: int) -> None:
        self.source, self.head, self.front = source, head, front
        self.control_count = control_count
        self.notes: list[Note] = list(head.notes)
        self.tray = source.shelf.tray(head.path, head.licence, self.note)
        inline = Inline(lambda href: source.book.resolve(href, head.path, source.folder), self.note)
        self.copy = Copy(
            inline,
            tokens_of=source.tokens_of,
            show=self.tray.show,
            note=self.note,
            first_line=front.body_line,
        )

    def note(self, kind: Kind, key: str, outcome: Outcome, line: int, reason: str = "", target: str = "") -> None:
        """Take one ledger line."""
        where = f"{self.head.path}:{line}" if line else self.head.path
        self.notes.append(Note(kind, key, outcome, where, reason, target, self.head.key))

    def reading(self) -> Reading:
        """The record, its lines and its census."""
        head = self.head
        tree = self.source.parse(clean_text(self.front.body))
        census = count(self.front, tree, self.copy.tokens_of, has_hero=bool(head.hero))
        parts = self.copy.read(tree)
        standfirst, parts = self._standfirst(parts)
        parts = self._title(parts)
        changes: list[str] = []
        kicker = head.kicker
        if len(kicker) > MAX_KICKER:
            changes.append(f"a kicker of {len(kicker):,} characters became the first paragraph")
            parts, kicker = [Paragraph(escape(kicker, quote=False)), *parts], ""
        if len(standfirst) > MAX_STANDFIRST:
            changes.append(f"a standfirst of {len(standfirst):,} characters became the first paragraph")
            parts, standfirst = [Paragraph(escape(standfirst, quote=False)), *parts], ""
        parts = fitted(parts, changes.append)
        hero = self.tray.lead(head.hero, alt=head.hero_alt, caption=head.hero_caption)
        record = ImportedArticle(
            key=head.key,
            source_path=head.path,
            slug=head.slug,
            headline=head.title,
            published_at=head.published_at,
            is_public=head.is_public,
            body=tuple(parts),
            kicker=kicker,
            short_title=head.short_title,
            standfirst=standfirst,
            form=head.form,
            section=head.section,
            series=head.series,
            issue=head.issue,
            updated_at=head.updated_at,
            credits=tuple(head.credits),
            tags=tuple(head.tags),
            licence=head.licence,
            language=head.language,
            hero=hero,
            pictures=tuple(self.tray.pictures.values()),
            old_addresses=tuple(head.addresses),
            raw=self.front.raw,
        )
        self._closing_notes(record, changes)
        census[Kind.ADDRESS] = len(record.old_addresses)
        return Reading(head.path, record, tuple(self.notes), census)

    def _standfirst(self, parts: list[Part]) -> tuple[str, list[Part]]:
        """The standfirst: the front matter's, else the first paragraph before the end of the teaser, if it is plain text.

        A paragraph with a link in it stays in the copy, because a standfirst has no links.
        """
        teaser = self.copy.teaser_parts
        first = parts[0] if parts else None
        if self.head.standfirst or not teaser or not isinstance(first, Paragraph):
            return self.head.standfirst, parts
        if "<a " in first.markup or first.is_quotation:
            return "", parts
        return one_line(text_of(first.markup)), parts[1:]

    def _title(self, parts: list[Part]) -> list[Part]:
        """Without a title in the front matter the first crosshead is the headline, else the file's name."""
        if self.head.title:
            return parts
        first = parts[0] if parts else None
        if isinstance(first, Crosshead) and len(first.text) <= MAX_HEADLINE:
            self.head.title = first.text
            return parts[1:]
        self.head.title = self.head.slug.replace("-", " ").capitalize()
        return parts

    def _closing_notes(self, record: ImportedArticle, changes: list[str]) -> None:
        head = self.head
        reasons = [*head.draft_reasons, *changes]
        if self.control_count:
            reasons.append(f"{self.control_count} control characters were removed")
        is_changed = bool(changes or self.control_count)
        outcome = Outcome.TRANSFORMED if is_changed else Outcome.IMPORTED
        state = "public" if record.is_public else "draft"
        self.note(Kind.ARTICLE, head.key, outcome, 0, "; ".join(reasons), state)
        self.note(Kind.FILE, head.path, Outcome.IMPORTED, 0, "", f"article {head.key}")
        for address in record.old_addresses:
            self.note(Kind.ADDRESS, address, Outcome.IMPORTED, 0, "", f"article {head.key}")
