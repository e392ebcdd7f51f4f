"""The desk's screens, asked for by the magazine's owner: milliseconds of CPU and on the clock, queries, and what SQL alone takes.

    python -m benchmarks.desk MAGAZINE
    python -m benchmarks.desk MAGAZINE --plans NAME     how SQLite answers each query of the screens whose name holds NAME

An issue of sixty drafts is made first, for its board. “Article, saved” posts the whole form of an article with a word
more in its standfirst, and is answered by the screen it leads to. The magazine is changed by this: measure on one made for it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks import launching, measuring
from benchmarks.measuring import Case, Statement

Ask = Callable[[], Any]
PIECES = 60
UNSENT = frozenset({"submit", "button", "file", "image", "reset"})
TICKED = frozenset({"checkbox", "radio"})


class Desk:
    """The desk as a signed-in owner asks for it."""

    def __init__(self) -> None:
        from django.test import Client  # noqa: PLC0415 - set up by now

        from benchmarks.memory import session  # noqa: PLC0415

        self.client = Client(headers={"host": "localhost"})
        name, _, key = session().partition("=")
        self.client.cookies[name] = key

    def open(self, address: str) -> bytes:
        """The screen at an address, by way of where it leads."""
        return self._shown(address, self.client.get(address, follow=True))

    def send(self, address: str, fields: dict[str, str]) -> bytes:
        """The screen that a form's answer leads to."""
        return self._shown(address, self.client.post(address, fields, follow=True))

    def _shown(self, address: str, answer: Any) -> bytes:
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}.")
        return bytes(answer.getvalue())


def screens(desk: Desk) -> Iterator[tuple[str, Ask]]:
    """What is measured, by name."""
    from masthead.articles.models import ArticleIndex, Section  # noqa: PLC0415 - set up by now

    index = ArticleIndex.objects.get().pk
    explorer = f"/desk/pages/{index}/"
    opened = partial(partial, desk.open)
    yield "home", opened("/desk/")
    yield "all articles", opened("/desk/articles/")
    yield "explorer, articles", opened(explorer)
    yield "explorer, articles, last page", opened(f"{explorer}?p=999999")
    yield "explorer, articles by title", opened(f"{explorer}?ordering=title")
    yield "explorer, articles, searched", opened(f"{explorer}?q={_a_word()}")
    yield "explorer, front page", opened(f"/desk/pages/{ArticleIndex.objects.get().get_parent().pk}/")
    number = _an_article()
    yield "article, new", opened(f"/desk/pages/add/articles/article/{index}/")
    yield "article, opened", opened(f"/desk/pages/{number}/edit/")
    yield "article, saved", partial(_save, desk, number)
    yield "article, history", opened(f"/desk/pages/{number}/history/")
    yield "section, opened", opened(f"/desk/pages/{Section.objects.order_by('pk')[0].pk}/edit/")
    issue = _issue_of_drafts()
    for name, last in (
        ("issues", ""),
        ("issue, board of 60", f"{issue}/board/"),
        ("issue, launch", f"{issue}/launch/"),
    ):
        yield name, opened(f"/desk/issues/{last}")
    for name, address in _further(number):
        yield name, opened(address)


def _further(number: int) -> Iterator[tuple[str, str]]:
    yield "calendar", "/desk/calendar/"
    yield "front page", "/desk/front/"
    yield "pictures", "/desk/pictures/"
    yield "picture chooser", "/desk/images/chooser/"
    yield "page chooser, articles", f"/desk/choose-page/?page_type=articles.article&q={number}"
    yield "contributors", "/desk/snippets/contributors/contributor/"
    yield "suggested articles", "/desk/writing/articles/?q=me"
    yield "search", f"/desk/pages/search/?q={_a_word()}"
    yield "notifications", "/desk/notifications/"
    yield "repair list", "/desk/repairs/"
    yield "audit trail", "/desk/audit/"
    yield "site history", "/desk/reports/site-history/"


def _an_article() -> int:
    from masthead.articles.models import Article  # noqa: PLC0415 - set up by now

    return int(random.Random(11).choice(Article.objects.live().order_by("pk").values_list("pk", flat=True)))


def _a_word() -> str:
    """A word that stands in a good many articles."""
    from masthead.demo.synthetic.words import Vocabulary  # noqa: PLC0415 - set up by now

    return Vocabulary(1).words[150]


def _issue_of_drafts() -> int:
    """The issue for the board: one from an earlier measurement, or a new one."""
    from django.db.models import Count  # noqa: PLC0415 - set up by now

    from masthead.issues.models import Issue  # noqa: PLC0415

    earlier = Issue.objects.filter(live=False).annotate(pieces=Count("contents")).filter(pieces=PIECES).first()
    return int((earlier or launching.issue_of(launching.drafts(PIECES))).pk)


def _save(desk: Desk, number: int) -> bytes:
    """Post the form as it was opened, with another standfirst."""
    if number not in _forms:
        _forms[number] = form_of(desk, number)
    _forms[number]["standfirst"] = f"Measured {random.random()}"
    return desk.send(f"/desk/pages/{number}/edit/", _forms[number])


_forms: dict[int, dict[str, str]] = {}


def form_of(desk: Desk, number: int) -> dict[str, str]:
    """The fields of an article's form as a browser would send them: those in the page, and the body as its script would draw it."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 - Wagtail's

    from masthead.articles.models import Article  # noqa: PLC0415 - set up by now

    page = BeautifulSoup(desk.open(f"/desk/pages/{number}/edit/"), "html.parser").find("form", id="page-edit-form")
    fields: dict[str, str] = {}
    for part in page.find_all("input", attrs={"name": True}):
        if part.get("type") not in UNSENT and (part.get("type") not in TICKED or part.has_attr("checked")):
            fields[part["name"]] = part.get("value", "")
    for part in page.find_all("textarea", attrs={"name": True}):
        fields[part["name"]] = part.get_text()
    for part in page.find_all("select", attrs={"name": True}):
        chosen = part.find("option", selected=True) or part.find("option")
        fields[part["name"]] = chosen.get("value", "") if chosen else ""
    body = Article.objects.get(pk=number).get_latest_revision_as_object().body
    fields.update(drawn(body.stream_block, body, "body"))
    return fields


def drawn(block: Any, value: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """The fields of a block with a value, as Wagtail's script draws them."""
    from wagtail import blocks  # noqa: PLC0415 - set up by now

    if isinstance(block, (blocks.StreamBlock, blocks.ListBlock)):
        parts = list(value) if isinstance(block, blocks.StreamBlock) else list(value.bound_blocks)
        yield f"{prefix}-count", str(len(parts))
        for place, part in enumerate(parts):
            here = f"{prefix}-{place}"
            yield from ((f"{here}-deleted", ""), (f"{here}-order", str(place)), (f"{here}-id", part.id or ""))
            if isinstance(block, blocks.StreamBlock):
                yield f"{here}-type", part.block_type
            yield from drawn(part.block, part.value, f"{here}-value")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from drawn(child, value[name], f"{prefix}-{name}")
    elif isinstance(block, blocks.FieldBlock):
        said = block.field.widget.format_value(block.value_for_form(value))
        if isinstance(value, bool):
            yield from [(prefix, "on")] if value else []
        else:
            said = said[0] if isinstance(said, list) and said else said
            yield prefix, str(getattr(said, "pk", said) or "")


def noted(ask: Ask) -> list[Statement]:
    """The statements that a screen sends."""
    with measuring.statements_noted() as statements:
        ask()
    return statements


def measured(rounds: int) -> list[dict[str, Any]]:
    cases = [Case(name, ask) for name, ask in screens(Desk())]
    measuring.take_turns(cases, rounds)
    rows = []
    for case in cases:
        statements = noted(case.run)
        rows.append(
            {
                "screen": case.name,
                "CPU ms": case.cpu,
                "least": min(case.cpu_ms),
                "p95": measuring.percentile(case.cpu_ms, 0.95),
                "wall ms": case.wall,
                "queries": len(statements),
                "SQL ms": measuring.sql_ms(statements),
                "kB": len(case.run()) / 1000,
            }
        )
    return rows


def print_plans(part: str) -> None:
    for name, ask in screens(Desk()):
        if part in name:
            ask()
            print(f"\n{name}")
            reads = [each for each in noted(ask) if each.sql.lstrip().upper().startswith("SELECT")]
            for statement, (sql, plan) in zip(reads, measuring.plans(reads), strict=True):
                print(
                    f"  {measuring.sql_ms([statement], repeats=3):6.2f} ms  {sql[:90]} … {sql[sql.find(' FROM ') :][:400]}"
                )
                print("".join(f"             {line}\n" for line in plan), end="")


def main() -> None:
    parser = measuring.arguments(__doc__, rounds=9)
    parser.add_argument("--plans", metavar="NAME", help="print SQLite's plan of every query of these screens instead")
    options = parser.parse_args()
    measuring.open_magazine(options.magazine)
    if options.plans is not None:
        print_plans(options.plans)
    else:
        measuring.show("The desk", measured(options.rounds), as_json=options.json)


if __name__ == "__main__":
    main()
