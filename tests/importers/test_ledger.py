"""The ledger: exactly one outcome for each item, and its three forms as a file."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from masthead.importers.ledger import Ledger, LedgerFileUnusable, write_file
from masthead.importers.records import Kind, Note, Outcome
from masthead.importers.troubles import LedgerUnbalanced

NOTES = [
    Note(Kind.FILE, "a.md", Outcome.IMPORTED, "a.md", "", "article a", "a"),
    Note(Kind.MARK, "=ZOOM=", Outcome.TRANSFORMED, "a.md:7", "", "pull quote", "a"),
    Note(Kind.LINK, '<script>"x"</script>', Outcome.REFUSED, "a.md:8", "no, it’s not, safe", "", "a"),
]


def test_it_counts_and_balances() -> None:
    ledger = Ledger()
    ledger.take(NOTES, Counter({Kind.FILE: 1, Kind.MARK: 1, Kind.LINK: 1, Kind.HTML: 0}))
    ledger.balance()
    assert ledger.count_of(Kind.LINK) == ledger.count_of(Kind.LINK, Outcome.REFUSED) == 1
    assert ledger.refusals == [NOTES[2]]
    assert ledger.as_counts() == {"file": {"imported": 1}, "link": {"refused": 1}, "mark": {"transformed": 1}}


@pytest.mark.parametrize(
    ("census", "says"),
    [
        ({Kind.FILE: 1, Kind.MARK: 2, Kind.LINK: 1}, "a.md: .* 2 of kind “mark” seen, 1 accounted for"),
        ({Kind.FILE: 1, Kind.MARK: 1}, "0 of kind “link” seen, 1 accounted for"),
    ],
)
def test_an_item_without_an_outcome_or_an_outcome_without_an_item_is_an_error(
    census: dict[Kind, int], says: str
) -> None:
    with pytest.raises(LedgerUnbalanced, match=says):
        Ledger().take(NOTES, Counter(census))


def test_the_balance_is_of_the_whole_too() -> None:
    ledger = Ledger()
    ledger.take(NOTES, Counter(note.kind for note in NOTES))
    ledger.seen[Kind.PICTURE] += 1
    with pytest.raises(LedgerUnbalanced):
        ledger.balance()


def test_csv_can_be_read_again_and_starts_no_formula(tmp_path: Path) -> None:
    write_file(tmp_path / "ledger.csv", NOTES, "Import")
    with (tmp_path / "ledger.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == ["file", "mark", "link"]
    assert rows[1]["key"] == "'=ZOOM="
    assert rows[2]["reason"] == "no, it’s not, safe"


def test_json_has_one_object_a_line(tmp_path: Path) -> None:
    write_file(tmp_path / "ledger.json", NOTES, "Import")
    rows = [json.loads(line) for line in (tmp_path / "ledger.json").read_text("utf-8").splitlines()]
    assert rows[1] == {
        "kind": "mark", "key": "=ZOOM=", "outcome": "transformed", "where": "a.md:7", "reason": "", "target": "pull quote", "article": "a",
    }  # fmt: skip


def test_html_is_safe(tmp_path: Path) -> None:
    write_file(tmp_path / "ledger.html", NOTES, "Import of <i>")
    page = (tmp_path / "ledger.html").read_text("utf-8")
    assert "<script>" not in page
    assert "<h1>Import of &lt;i&gt;</h1>" in page
    assert page.count("<tr>") == 4


def test_another_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(LedgerFileUnusable, match=r"can be written as \.csv, \.json, \.html"):
        write_file(tmp_path / "ledger.pdf", NOTES, "Import")
    assert not (tmp_path / "ledger.pdf").exists()
