"""The index itself, on Tantivy: its fields, one process that writes it, many that read it.

Measured choices are in ``docs/decisions/0004-search-engine.md``. The change sequence an index has followed is kept
in a document of the index, and so is committed with what it counts: a crash between the two is impossible.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

import tantivy
from tantivy import Document, Query, Schema, SchemaBuilder

from masthead.jobs import memory
from masthead.search.folders import IndexFolder, about
from masthead.search.troubles import IndexDamaged, IndexUnwritable, engine_trouble
from masthead.text.analysis import Analysis, analysis_of

RANKED = ("everything", "headline", "byline", "standfirst", "labels")
"""Stemmed fields. All text is in ``everything``; the others let a word weigh more where it stands."""
LITERAL = "words"
"""All text again, folded but not stemmed, with positions: for phrases, beginnings and exact forms."""
WRITER_BYTES = 30_000_000
"""With half of it, the least the engine takes, segments are so small that merging them doubles the work of a rebuild."""
MOST_SEARCHES = 5
"""Then a reader is opened anew: what the engine has mapped from files counts as the web process's memory until it is."""
_MARK = "followed"


def schema() -> Schema:
    """The fields of the index. A change here needs a new ``folders.LAYOUT``."""
    builder = SchemaBuilder().add_unsigned_field("article_id", indexed=True, fast=True)
    for name in RANKED:
        builder.add_text_field(name, tokenizer_name="stems", index_option="freq")
    builder.add_text_field(LITERAL, tokenizer_name="words", index_option="position")
    builder.add_unsigned_field("sections", indexed=True, fast=True)
    builder.add_unsigned_field("year", indexed=True, fast=True)
    builder.add_text_field("form", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_date_field("published_at", indexed=True, fast=True)
    builder.add_float_field("freshness", fast=True)
    builder.add_text_field("mark", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("seq", fast=True)
    return builder.build()


def create(folder: Path) -> None:
    """An empty index in a folder made by ``IndexFolder.new``."""
    with engine_trouble(IndexUnwritable):
        tantivy.Index(schema(), str(folder), reuse=False)


def _opened(folder: Path, analysis: Analysis) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")  # else a thread of its own watches the folder
    index.register_tokenizer("words", analysis.words)
    index.register_tokenizer("stems", analysis.stems)
    return index


class Reader:
    """An index opened for reading; what it sees does not change. Safe for several threads."""

    def __init__(self, folder: Path) -> None:
        self.analysis = analysis_of(about(folder).language)
        with engine_trouble(IndexDamaged):
            self._index = _opened(folder, self.analysis)
            self.schema: Schema = self._index.schema
            self.searcher: tantivy.Searcher = self._index.searcher()

    def reload(self) -> None:
        """See what was committed since."""
        with engine_trouble(IndexDamaged):
            self._index.reload()
            self.searcher = self._index.searcher()

    @property
    def count(self) -> int:
        """How many articles the index holds."""
        with engine_trouble(IndexDamaged):
            return total(self.searcher, Query.exists_query("article_id"))

    @property
    def followed_seq(self) -> int:
        """The change up to which the index follows the read model; 0 for an empty one."""
        with engine_trouble(IndexDamaged):
            marks = self.searcher.search(Query.term_query(self.schema, "mark", _MARK), 1)
            return next(iter(_numbers(self.searcher, "seq", marks)), 0)

    def article_ids(self) -> set[int]:
        """The ids of all articles in the index: for tests and for the doctor."""
        with engine_trouble(IndexDamaged):
            every = self.searcher.search(Query.exists_query("article_id"), self.searcher.num_docs + 1)
            return set(_numbers(self.searcher, "article_id", every))


class Writer:
    """An index opened for writing, as a context. Take the folder's lock first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        analysis = analysis_of(about(self._folder).language)
        with engine_trouble(IndexDamaged):
            index = _opened(self._folder, analysis)
        with engine_trouble(IndexUnwritable):
            self._schema: Schema = index.schema
            self._writer = index.writer(heap_size=WRITER_BYTES, num_threads=1)
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        writer = self._writer
        del self._writer  # with it goes the engine's own lock
        if failure is None:
            with engine_trouble(IndexUnwritable):
                writer.wait_merging_threads()
        del writer
        memory.give_back()  # what the writer's threads let go

    def add(self, documents: Iterable[tuple[int, Document]]) -> None:
        """Add articles that are not there. Commit every thousand: so long the engine keeps each of them in memory."""
        with engine_trouble(IndexUnwritable):
            for _, document in documents:
                self._writer.add_document(document)

    def drop(self, article_ids: Sequence[int]) -> None:
        """Take articles out; those that are not there are passed over."""
        # delete_documents_by_term() finds no unsigned number: it looks for a signed one.
        with engine_trouble(IndexUnwritable):
            self._writer.delete_documents_by_query(Query.term_set_query(self._schema, "article_id", article_ids))

    def commit(self, seq: int) -> None:
        """Make it lasting and visible, together with the change it follows."""
        mark = Document()
        mark.add_text("mark", _MARK)
        mark.add_unsigned("seq", seq)
        with engine_trouble(IndexUnwritable):
            self._writer.delete_documents_by_query(Query.term_query(self._schema, "mark", _MARK))
            self._writer.add_document(mark)
            self._writer.commit()


class _Shelf:
    """The reader of this process, opened when it is first asked for and again when the index has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp: tuple[str, int, int] | None = None
        self._reader: Reader | None = None
        self._searches = 0

    def reader(self, root: IndexFolder) -> Reader:
        stamp = root.stamp()
        with self._lock:
            self._searches += 1
            is_other = self._stamp is None or self._stamp[0] != stamp[0]
            if self._reader is None or is_other or self._searches >= MOST_SEARCHES:
                self._reader = Reader(Path(stamp[0]))
                self._searches = 0
            elif self._stamp != stamp:
                self._reader.reload()
            self._stamp = stamp
            return self._reader


_shelf = _Shelf()


def reader(root: IndexFolder) -> Reader:
    """The index in use, as it stands now: two looks at the file system, a reload of about a millisecond after a change.

    Raises ``IndexMissing`` or ``IndexDamaged``.
    """
    return _shelf.reader(root)


def total(searcher: tantivy.Searcher, query: Query) -> int:
    """How many articles answer a query."""
    return int(searcher.search(query, 1).count)  # type: ignore[attr-defined] # the stub forgets it


def best(searcher: tantivy.Searcher, query: Query, *, limit: int, offset: int = 0) -> tuple[int, list[int]]:
    """How many articles answer a query, and the ids of some: best first, the fresh a little better."""
    result = searcher.search(query, limit, offset=offset, weight_by_field="freshness")
    return int(result.count), _numbers(searcher, "article_id", result)  # type: ignore[attr-defined]


def _numbers(searcher: tantivy.Searcher, name: str, result: tantivy.SearchResult) -> list[int]:
    """A number kept with each hit, in their order."""
    return [int(value or 0) for value in searcher.fast_field_values(name, [place for _, place in result.hits])]
