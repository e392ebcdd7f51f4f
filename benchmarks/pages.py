"""Readers' pages, drawn anew each time: milliseconds of CPU, queries, and the milliseconds that SQL alone takes.

    python -m benchmarks.pages MAGAZINE
    python -m benchmarks.pages MAGAZINE --plans      how SQLite answers each query

A page is asked for at the WSGI application that the web process serves, without any cache and without a network.
“Deep” pages of a list lie in its middle; page 1 is the oldest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks import measuring
from benchmarks.measuring import Case, Site, Statement

PAGE_SIZE = 20


def addresses() -> Iterator[tuple[str, str]]:
    """What is measured, and its address in this magazine."""
    from masthead.published.models import ListCount, PublishedArticle, PublishedIssue  # noqa: PLC0415 - set up by now

    def fullest(prefix: str) -> tuple[str, int]:
        row = ListCount.objects.filter(list_key__startswith=prefix).order_by("-count").first()
        if row is None:
            sys.exit("The magazine has no articles: masthead seed --articles N.")
        return row.list_key.removeprefix(prefix), row.count

    newest = PublishedArticle.objects.order_by("-published_at")
    middle = newest[newest.count() // 2]
    yield "article", middle.path
    with_picture_in_copy = newest.filter(issues__isnull=False)[1]
    yield "article, newest issue", with_picture_in_copy.path
    yield "front page", "/"
    section_id, count = fullest("section:")
    section = PublishedArticle.objects.filter(section_id=section_id).values_list("section_path", flat=True)[0]
    yield from _list("section", section, count)
    yield from _list("all articles", "/articles/", fullest("all")[1])
    year, count = fullest("year:")
    yield from _list("year", f"/archive/{year}/", count)
    tag, count = fullest("tag:")
    yield from _list("tag", f"/tags/{tag}/", count)
    person_id, count = fullest("contributor:")
    yield from _list("contributor", _contributor(int(person_id)), count)
    yield "archive", "/archive/"
    yield "contributors", "/contributors/"
    yield "issues", "/issues/"
    issue = PublishedIssue.objects.order_by("-dated_on")[0]
    yield "issue", issue.path
    yield "feed of the magazine (RSS)", "/feed.xml"
    yield "feed of a section (JSON)", f"{section}feed.json"
    yield "sitemap, index", "/sitemap.xml"
    yield "sitemap, a year", f"/sitemap-{year}.xml"
    yield "sitemap, pages", "/sitemap-pages.xml"


def _list(name: str, path: str, count: int) -> Iterator[tuple[str, str]]:
    pages = count // PAGE_SIZE
    yield f"{name}, newest", path
    yield f"{name}, deep", f"{path}page/{max(1, pages // 2)}/"
    yield f"{name}, oldest", f"{path}page/1/"


def _contributor(number: int) -> str:
    from masthead.contributors.models import Contributor  # noqa: PLC0415 - set up by now

    return str(Contributor.objects.get(pk=number).get_absolute_url())


def noted(site: Site, path: str) -> list[Statement]:
    """The statements that drawing a page sends."""
    with measuring.statements_noted() as statements:
        site.page(path)
    return statements


def measured(rounds: int) -> list[dict[str, Any]]:
    site = Site()
    cases = {name: (path, Case(name, partial(site.page, path))) for name, path in addresses()}
    measuring.take_turns([case for _, case in cases.values()], rounds)
    rows = []
    for name, (path, case) in cases.items():
        statements = noted(site, path)
        rows.append(
            {
                "page": name,
                "CPU ms": case.cpu,
                "p95": measuring.percentile(case.cpu_ms, 0.95),
                "queries": len(statements),
                "SQL ms": measuring.sql_ms(statements),
                "kB": len(site.page(path)) / 1000,
                "wall ms": case.wall,
                "address": path,
            }
        )
    return rows


def print_plans() -> None:
    site = Site()
    for name, path in addresses():
        print(f"\n{name}  {path}")
        statements = noted(site, path)
        for statement, (sql, plan) in zip(statements, measuring.plans(statements), strict=True):
            print(f"  {measuring.sql_ms([statement]):6.2f} ms  {sql[:60]} … {sql[sql.find(' FROM ') :][:220]}")
            print("".join(f"             {line}\n" for line in plan), end="")


def main() -> None:
    parser = measuring.arguments(__doc__)
    parser.add_argument("--plans", action="store_true", help="print SQLite's plan of every query instead")
    options = parser.parse_args()
    measuring.open_magazine(options.magazine)
    if options.plans:
        print_plans()
    else:
        measuring.show("Pages, uncached", measured(options.rounds), as_json=options.json)


if __name__ == "__main__":
    main()
