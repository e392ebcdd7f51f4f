"""Which engine should readers' search stand on? Tantivy, SQLite FTS5 and PostgreSQL on the same synthetic magazine.

    python benchmarks/search_engines.py --articles 100000 --folder /var/tmp/engines
    python benchmarks/search_engines.py --postgres "host=127.0.0.1 dbname=lab user=lab"
    python benchmarks/search_engines.py --cranfield ../shared/data/search/cranfield

Each engine builds and answers in a process of its own, so that the memory printed is its own. A query is timed as a
reader waits for it: total, ten ids, ten cards from the database, ten snippets. The magazine is made from a seed:
about 600 words an article, drawn from 200,000 by Zipf's law. docs/decisions/0004-search-engine.md holds a run.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3
import tantivy
from synthetic_magazine import Article, Asked, article, query_classes
from tantivy import Filter, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

BATCH = 1_000
WEIGHTS = {"headline": 4.0, "standfirst": 2.0, "byline": 3.0, "labels": 2.0, "body": 1.0}
BOOSTS = {"everything": 1.0, "headline": 0.5, "standfirst": 0.3, "byline": 0.5, "labels": 0.3}
"""Tantivy has one field for all text besides, which ranks better than the sum over fields that FTS5 computes."""
STOP_WORDS = frozenset(
    "a an and are as at be by for from has have how in into is it its of on or that the their there these this to was"  # noqa: SIM905
    " were what when which who will with can do does been".split()
)


def copy_database(folder: Path) -> Any:
    """Cards and plain text, as the read model keeps them."""
    database = sqlite3.connect(folder / "copy.sqlite3")
    database.execute(
        "CREATE TABLE IF NOT EXISTS copy (id INTEGER PRIMARY KEY, headline, standfirst, byline, labels, published_on, body)"
    )
    return database


def folded() -> TextAnalyzerBuilder:
    """Words without case or accents."""
    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold())


class Tantivy:
    """Stemmed fields for ranking, one unstemmed field with positions for phrases and prefixes; text not stored."""

    def __init__(self, folder: Path) -> None:
        builder = SchemaBuilder().add_unsigned_field("id", fast=True, indexed=True)
        for field in BOOSTS:
            builder.add_text_field(field, tokenizer_name="stems", index_option="freq")
        self.schema = builder.add_text_field("words", tokenizer_name="words").build()
        self.folder = folder / "tantivy"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = copy_database(folder)
        self.index = tantivy.Index(self.schema, str(self.folder))
        self.index.register_tokenizer("words", folded().build())
        self.stems = folded().filter(Filter.stemmer("english")).build()
        self.index.register_tokenizer("stems", self.stems)
        self.searcher = self.index.searcher()

    def build(self, articles: Iterable[Article]) -> None:
        writer = self.index.writer(heap_size=30_000_000, num_threads=1)
        for batch in batches(articles):
            for each in batch:
                document = tantivy.Document()
                document.add_unsigned("id", each.id)
                for field in WEIGHTS:
                    if field in BOOSTS:
                        document.add_text(field, getattr(each, field))
                    document.add_text("everything", getattr(each, field))
                    document.add_text("words", getattr(each, field))
                writer.add_document(document)
            writer.commit()
        writer.wait_merging_threads()

    def size(self) -> int:
        return folder_size(self.folder)

    def ask(self, asked: Asked, count: int = 10, *, with_snippets: bool = True) -> tuple[int, list[int]]:
        query, shown = self.query(asked)
        result = self.searcher.search(query, count)
        ids = [int(value or 0) for value in self.searcher.fast_field_values("id", [place for _, place in result.hits])]
        if with_snippets:
            cards = self.database.execute(
                f"SELECT * FROM copy WHERE id IN ({','.join('?' * len(ids))})", ids
            ).fetchall()
            generator = tantivy.SnippetGenerator.create(self.searcher, shown, self.schema, "words")
            for card in cards:
                document = tantivy.Document()
                document.add_text("words", card[-1])
                generator.snippet_from_doc(document).fragment()
        return result.count, ids

    def query(self, asked: Asked) -> tuple[Query, Query]:
        """The query, and the one that says which words to show."""
        terms = [Query.term_query(self.schema, "words", word) for word in asked.words]
        shown = Query.boolean_query([(Occur.Should, term) for term in terms])
        if asked.kind == "phrase":
            return Query.phrase_query(self.schema, "words", list(asked.words)), shown
        if asked.kind == "prefix":
            start = asked.words[0]
            likely = [term for term, _ in self.searcher.terms_with_prefix("words", start, limit=30)]
            all_of_them = Query.const_score_query(Query.regex_query(self.schema, "words", start + ".*"), 0.1)
            scored = [(Occur.Should, Query.term_query(self.schema, "words", term)) for term in likely]
            return Query.boolean_query([(Occur.Should, all_of_them), *scored]), Query.boolean_query(scored)
        occur = Occur.Must if asked.kind == "all" else Occur.Should
        stems = [stem for word in asked.words for stem in self.stems.analyze(word)]
        return Query.boolean_query([(occur, self.anywhere(stem)) for stem in stems]), shown

    def anywhere(self, stem: str) -> Query:
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(Query.term_query(self.schema, field, stem), weight))
                for field, weight in BOOSTS.items()
            ]
        )


class Fts5:
    """An external-content table with Porter's stems, prefixes and column weights."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts5.sqlite3"
        folder.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(self.path)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("ATTACH ? AS copy", (str(folder / "copy.sqlite3"),))
        self.database.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5(headline, standfirst, byline, labels, body, content='',"
            " contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')"
        )
        self.attached = folder

    def build(self, articles: Iterable[Article]) -> None:
        for batch in batches(articles):
            rows = [(a.id, a.headline, a.standfirst, a.byline, a.labels, a.body) for a in batch]
            with self.database:
                self.database.executemany(
                    "INSERT INTO found (rowid, headline, standfirst, byline, labels, body) VALUES (?,?,?,?,?,?)", rows
                )

    def size(self) -> int:
        return self.path.stat().st_size

    def ask(self, asked: Asked, count: int = 10, *, with_snippets: bool = True) -> tuple[int, list[int]]:
        words = [f'"{word}"' for word in asked.words]
        joins = {"all": " AND ", "any": " OR ", "phrase": " + ", "prefix": ""}
        match = joins[asked.kind].join(words) + ("*" if asked.kind == "prefix" else "")
        weights = ",".join(str(weight) for weight in WEIGHTS.values())
        ids = [
            row[0]
            for row in self.database.execute(
                f"SELECT rowid FROM found WHERE found MATCH ? AND rank MATCH 'bm25({weights})' ORDER BY rank LIMIT ?",
                (match, count),
            )
        ]
        if not with_snippets:
            return len(ids), ids
        (total,) = self.database.execute("SELECT count(*) FROM found WHERE found MATCH ?", (match,)).fetchone()
        cards = self.database.execute(
            f"SELECT * FROM copy.copy WHERE id IN ({','.join('?' * len(ids))})", ids
        ).fetchall()
        for card in cards:  # a contentless table has no snippet(): the window is found in the text
            at = re.search("|".join(map(re.escape, asked.words)), card[-1], re.IGNORECASE)
            _ = card[-1][max(0, at.start() - 100) : at.end() + 100] if at else ""
        return total, ids


class Postgres:
    """A weighted tsvector with a GIN index, ranked by ts_rank; reached through psycopg."""

    dsn = ""

    def __init__(self, folder: Path) -> None:
        del folder
        import psycopg  # noqa: PLC0415 - only where it is asked for

        self.connection = psycopg.connect(self.dsn, autocommit=True)

    def build(self, articles: Iterable[Article]) -> None:
        run = self.connection.execute
        run("DROP TABLE IF EXISTS found")
        run("CREATE TABLE found (id int PRIMARY KEY, headline text, standfirst text, byline text, labels text,"
            " body text, vector tsvector)")  # fmt: skip
        for batch in batches(articles):
            with self.connection.transaction(), self.connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO found VALUES (%(id)s, %(headline)s, %(standfirst)s, %(byline)s, %(labels)s, %(body)s,"
                    " setweight(to_tsvector('english', %(headline)s), 'A') ||"
                    " setweight(to_tsvector('english', %(byline)s), 'B') ||"
                    " setweight(to_tsvector('english', %(standfirst)s || ' ' || %(labels)s), 'C') ||"
                    " to_tsvector('english', %(body)s))",
                    [vars(each) for each in batch],
                )
        run("CREATE INDEX found_vector ON found USING gin (vector)")
        run("VACUUM ANALYZE found")

    def size(self) -> int:
        row = self.connection.execute(
            "SELECT pg_relation_size('found_vector') + (SELECT sum(pg_column_size(vector)) FROM found)"
        ).fetchone()
        return int(row[0]) if row else 0

    def ask(self, asked: Asked, count: int = 10, *, with_snippets: bool = True) -> tuple[int, list[int]]:
        joins = {"all": " & ", "any": " | ", "phrase": " <-> ", "prefix": ""}
        query = joins[asked.kind].join(f"'{word}'" for word in asked.words) + (":*" if asked.kind == "prefix" else "")
        ranked = self.connection.execute(
            "SELECT id, count(*) OVER () FROM found, to_tsquery('english', %s) q WHERE vector @@ q"
            " ORDER BY ts_rank(vector, q) DESC LIMIT %s",
            (query, count),
        ).fetchall()
        ids = [row[0] for row in ranked]
        if with_snippets:
            self.connection.execute(
                "SELECT headline, standfirst, byline, ts_headline('english', body, to_tsquery('english', %s))"
                " FROM found WHERE id = ANY(%s)",
                (query, ids),
            ).fetchall()
        return (ranked[0][1] if ranked else 0), ids


ENGINES: dict[str, Callable[[Path], Any]] = {"tantivy": Tantivy, "fts5": Fts5, "postgres": Postgres}


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    rest = iter(articles)
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def memory() -> dict[str, int]:
    """Megabytes held by this process: the most so far, private now, mapped from files now."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    held = {line[0].rstrip(":"): int(line[1]) // 1024 for line in lines if line[0].startswith(("VmHWM", "Rss"))}
    return {"peak": held["VmHWM"], "private": held["RssAnon"], "mapped": held["RssFile"]}


def build(name: str, folder: Path, count: int) -> dict[str, Any]:
    """Build one engine's index; the rate is without the making of the articles."""
    making = 0.0

    def timed() -> Iterator[Article]:
        nonlocal making
        for number in range(count):
            start = time.perf_counter()
            made = article(number)
            making += time.perf_counter() - start
            yield made

    engine = ENGINES[name](folder)
    start = time.perf_counter()
    engine.build(timed())
    spent = time.perf_counter() - start - making
    return {"articles_per_second": round(count / spent), "megabytes": round(engine.size() / 1e6), "memory": memory()}


def ask(name: str, folder: Path, count: int) -> dict[str, Any]:
    """Milliseconds of each query class: p50, p95, and hits of the middle query."""
    engine = ENGINES[name](folder)
    report: dict[str, Any] = {}
    for label, queries in query_classes(count).items():
        engine.ask(queries[0])
        times, totals = [], []
        for asked in queries:
            start = time.perf_counter()
            total, _ = engine.ask(asked)
            times.append((time.perf_counter() - start) * 1000)
            totals.append(total)
        times.sort()
        p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
        report[label] = (round(p50, 1), round(p95, 1), sorted(totals)[len(totals) // 2])
    return {"classes": report, "memory": memory()}


def relevance(name: str, folder: Path, collection: Path) -> float:
    """Mean nDCG@10 on Cranfield: any word of the question without stop words, gains from its judgements."""
    parts = re.split(r"(?m)^\.I (\d+)\s*$", (collection / "cran.all.1400").read_text())
    engine = ENGINES[name](folder)
    engine.build(map(cranfield_article, parts[1::2], parts[2::2]))
    engine = ENGINES[name](folder)
    judged: dict[int, dict[int, int]] = defaultdict(dict)
    for line in (collection / "cran.qrels").read_text().splitlines():
        query, document, code = (int(word) for word in line.split()[:3])
        judged[query][document] = max(0, 5 - code) if code > 0 else 0
    scores = []
    questions = re.split(r"(?m)^\.I \d+\s*$", (collection / "cran.qry").read_text())[1:]
    for number, text in enumerate(questions, start=1):
        words = tuple(dict.fromkeys(w for w in re.findall(r"\w+", text.lower()[3:]) if w not in STOP_WORDS))
        _, ids = engine.ask(Asked("any", words), with_snippets=False)
        gains = [judged[number].get(each, 0) for each in ids]
        ideal = sorted(judged[number].values(), reverse=True)[:10]
        scores.append(discounted(gains) / discounted(ideal) if any(ideal) else 0.0)
    return round(sum(scores) / len(scores), 4)


def cranfield_article(number: str, text: str) -> Article:
    return Article(int(number), "", "", "", "", re.split(r"(?m)^\.W\s*$", text, maxsplit=1)[1], "")


def discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def fill_copy(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    database = copy_database(folder)
    if database.execute("SELECT count(*) FROM copy").fetchone()[0] != count:
        database.execute("DELETE FROM copy")
        rows = (
            (a.id, a.headline, a.standfirst, a.byline, a.labels, a.published_on, a.body)
            for a in map(article, range(count))
        )
        database.executemany("INSERT INTO copy VALUES (?,?,?,?,?,?,?)", rows)
        database.commit()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/search-engines"))
    parser.add_argument("--postgres", default="", help="a psycopg connection string; left out without one")
    parser.add_argument("--cranfield", type=Path, help="measure relevance on this collection instead")
    parser.add_argument("--step", choices=("build", "ask", "relevance"), help=argparse.SUPPRESS)
    parser.add_argument("--engine", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    Postgres.dsn = options.postgres
    if options.step == "relevance":
        print(json.dumps(relevance(options.engine, options.folder, options.cranfield)))
    elif options.step:
        print(json.dumps({"build": build, "ask": ask}[options.step](options.engine, options.folder, options.articles)))
    else:
        compare(options)


def compare(options: argparse.Namespace) -> None:
    names = [name for name in ENGINES if name != "postgres" or options.postgres]
    steps = ("relevance",) if options.cranfield else ("build", "ask")
    for leftover in ("tantivy", "fts5.sqlite3", "fts5.sqlite3-wal", "fts5.sqlite3-shm"):
        target = options.folder / leftover
        if target.is_dir():
            shutil.rmtree(target)
        target.unlink(missing_ok=True)
    if not options.cranfield:
        fill_copy(options.folder, options.articles)
    for name, step in itertools.product(names, steps):
        command = [sys.executable, __file__, *sys.argv[1:], "--engine", name, "--step", step]
        print(
            name,
            step,
            subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip(),
            flush=True,
        )


if __name__ == "__main__":
    main()
