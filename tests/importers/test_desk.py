"""Imports at the desk: the list of runs and their ledgers, for those who may publish."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from masthead.importers.models import ImportRun
from masthead.staff.roles import Role
from tests.cast import a_small_magazine, a_user
from tests.importers.sources import HEAD, a_folder, imported

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(tmp_path: Path) -> ImportRun:
    """Sixty articles with a link each: more lines than one page shows; and one refusal."""
    a_small_magazine()
    files: dict[str, str | bytes] = {f"a{number}.md": f"{HEAD}[x](http://x.example/)" for number in range(60)}
    return imported(a_folder(tmp_path / "old", {**files, "<script>.txt": b"x"}))


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(a_user("Petra"))
    return client


def test_the_list_shows_each_run_and_leads_to_its_ledger(run: ImportRun, desk: Client) -> None:
    page = desk.get("/desk/imports/").content.decode()
    assert f'<a href="/desk/imports/{run.pk}/">markdown:test</a>' in page
    assert "60 new, 0 changed" in page


def test_the_list_of_an_empty_magazine_says_so(desk: Client) -> None:
    a_small_magazine()
    assert "Nothing was imported yet." in desk.get("/desk/imports/").content.decode()


def test_the_ledger_is_shown_a_page_at_a_time(run: ImportRun, desk: Client) -> None:
    first = desk.get(f"/desk/imports/{run.pk}/").content.decode()
    assert first.count("<td>a0.md") > 0
    assert "Page 1 of" in first
    second = desk.get(f"/desk/imports/{run.pk}/?p=2").content.decode()
    assert "a0.md" not in second
    assert f"{run.rows.count()} lines" in first


def test_the_ledger_begins_with_a_table_of_kinds_and_outcomes(run: ImportRun, desk: Client) -> None:
    page = desk.get(f"/desk/imports/{run.pk}/").content.decode()
    refused = run.rows.filter(kind="file", outcome="refused").count()
    assert '<th scope="row">file</th>' in page
    assert f'<a href="?kind=file&amp;outcome=refused">{refused}</a>' in page
    assert "outcome=kept-raw" not in page


def test_the_ledger_can_be_narrowed(run: ImportRun, desk: Client) -> None:
    page = desk.get(f"/desk/imports/{run.pk}/?kind=file&outcome=refused").content.decode()
    assert "1 line" in page
    assert "&lt;script&gt;.txt" in page
    assert "<script>.txt" not in page
    assert "60 lines" in desk.get(f"/desk/imports/{run.pk}/?kind=link").content.decode()
    assert "0 lines" in desk.get(f"/desk/imports/{run.pk}/?words=nowhere").content.decode()


def test_the_whole_ledger_comes_as_csv(run: ImportRun, desk: Client) -> None:
    answer = desk.get(f"/desk/imports/{run.pk}/ledger.csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(lines) == run.rows.count() + 1


@pytest.mark.parametrize("path", ["", "{run}/", "{run}/ledger.csv"])
def test_who_may_not_publish_sees_nothing_of_it(run: ImportRun, client: Client, path: str) -> None:
    address = f"/desk/imports/{path.format(run=run.pk)}"
    assert client.get(address).status_code == 302
    client.force_login(a_user("Walter", role=Role.WRITER))
    answer = client.get(address)
    assert answer.status_code in (302, 403)
    assert "markdown:test" not in (answer.content.decode() if not answer.streaming else "")
    assert "/desk/imports/" not in client.get("/desk/").content.decode()


def test_an_unknown_run_is_not_found(run: ImportRun, desk: Client) -> None:
    assert desk.get(f"/desk/imports/{run.pk + 1}/").status_code == 404


def test_a_null_character_in_the_question_finds_nothing_and_breaks_nothing(run: ImportRun, desk: Client) -> None:
    for query in ("words=a%00", "kind=%00file", "outcome=%00"):
        assert desk.get(f"/desk/imports/{run.pk}/?{query}").status_code == 200
