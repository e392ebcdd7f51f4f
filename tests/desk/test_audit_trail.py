"""The audit trail at the desk: who may read it, what it can be asked, and the files made of it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from masthead.audit import queries
from masthead.audit.actions import record
from masthead.audit.models import AuditEntry
from masthead.audit.queries import Cursor, Question
from masthead.desk.access.trail import harmless
from masthead.staff.models import User
from tests.cast import a_user

AUDIT = "/desk/audit/"
NOW = timezone.now()

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra() -> User:
    user = a_user()
    user.user_permissions.add(Permission.objects.get(codename="view_auditentry"))
    return user


@pytest.fixture
def desk(client: Client, petra: User) -> Client:
    client.force_login(petra)
    return client


def many(user: User, count: int = 120, verb: str = "publish") -> None:
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=NOW - timedelta(minutes=number // 3),  # several at the same moment
            user=user,
            user_label=user.label,
            verb=verb,
            target_type="articles.article",
            target_id=str(number),
            target_label=f"Story {number}",
        )
        for number in range(count)
    )


def test_only_those_who_may_read_it_do(client: Client) -> None:
    client.force_login(a_user("Ines"))
    for address in (AUDIT, f"{AUDIT}export.csv", f"{AUDIT}export.jsonl"):
        assert client.get(address).status_code == 302
    assert not AuditEntry.objects.filter(verb="export-audit").exists()


def test_it_is_in_the_menu_of_those_who_may_read_it(desk: Client, client: Client) -> None:
    assert AUDIT in desk.get("/desk/").content.decode()
    client.force_login(a_user("Ines"))
    assert AUDIT not in client.get("/desk/").content.decode()


def test_it_says_who_did_what_to_what_in_words(desk: Client, petra: User) -> None:
    record("change-roles", petra, acting_user=petra, detail={"added": ["Editors"]})
    page = desk.get(AUDIT).content.decode()
    for words in ("Petra", "changed the roles", "User", "Editors"):
        assert words in page


def test_pages_hold_every_entry_once_also_when_many_are_of_one_moment(petra: User) -> None:
    many(petra)
    seen: list[str] = []
    after: Cursor | None = None
    while True:
        page = queries.page_of(Question(), after=after, size=7)
        seen += [entry.target_id for entry in page.entries]
        if page.next is None:
            break
        after = Cursor.read(str(page.next))
    assert len(seen) == len(set(seen)) == 120


def test_the_link_to_older_entries_keeps_what_was_asked(desk: Client, petra: User) -> None:
    many(petra)
    many(petra, verb="delete")
    first = desk.get(AUDIT, {"verb": "delete"})
    older = desk.get(AUDIT, {"verb": "delete", "after": first.context["next"]})
    rows = [*first.context["rows"], *older.context["rows"]]
    assert {row["entry"].verb for row in rows} == {"delete"}
    assert len({row["entry"].pk for row in rows}) == 100
    assert "verb=delete&amp;after=" in first.content.decode()


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"person": "Petra"}, 3),
        ({"person": "Masthead"}, 1),
        ({"verb": "delete"}, 1),
        ({"kind": "staff.user"}, 4),
        ({"kind": "staff.user", "object_id": "0"}, 0),
        ({"since": "2026-01-02"}, 3),
        ({"until": "2026-01-01"}, 1),
        ({"since": "2026-01-01", "until": "2026-01-01"}, 1),
        ({"person": "nobody at all"}, 4),
    ],
)
def test_it_is_narrowed_by_person_verb_object_and_days(
    desk: Client, petra: User, asked: dict[str, str], count: int
) -> None:
    for number, verb in enumerate(["publish", "unpublish", "delete"]):
        record(verb, petra, acting_user=petra, detail={"number": number})
    old = AuditEntry(
        at=datetime.fromisoformat("2026-01-01T12:00:00+00:00"), user_label="Masthead", verb="found",
        target_type="staff.user", target_id="9", target_label="x",
    )  # fmt: skip
    old.save()
    assert len(desk.get(AUDIT, asked).context["rows"]) == count


def test_what_can_be_asked_is_what_stands_in_the_trail(petra: User) -> None:
    many(petra, 3)
    many(a_user("Ines"), 3, verb="delete")
    assert queries.verbs() == ["delete", "publish"]
    assert queries.persons() == ["Ines", "Petra"]
    assert queries.kinds() == ["articles.article"]


@pytest.mark.parametrize(
    "after", ["x", "_", "2026-01-01_5", "2026-13-01T00:00:00+00:00_5", f"2026-01-01T00:00:00+00:00_{'9' * 40}"]
)
def test_a_link_that_was_tampered_with_shows_the_newest(desk: Client, petra: User, after: str) -> None:
    many(petra, 3)
    assert len(desk.get(AUDIT, {"after": after}).context["rows"]) == 3


def test_a_page_asks_no_more_the_more_entries_there_are(desk: Client, petra: User) -> None:
    many(petra, 60)
    desk.get(AUDIT)
    with CaptureQueriesContext(connection) as few:
        desk.get(AUDIT)
    many(petra, 600)
    with CaptureQueriesContext(connection) as now:
        desk.get(AUDIT)
    assert len(now) == len(few)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its plan")
@pytest.mark.parametrize(
    "question",
    [Question(), Question(person="Petra"), Question(user_id=1), Question(verb="publish"), Question(kind="a"),
     Question(kind="a", object_id="1"), Question(since=date(2026, 1, 1), until=date(2026, 1, 1))],
)  # fmt: skip
def test_each_question_is_answered_from_an_index_and_sorts_nothing(question: Question) -> None:
    after = Cursor(NOW, 5)
    plan = queries._from(queries._asked(question), after)[:51].explain()
    assert "USING INDEX audit_by" in plan
    assert "ORDER BY" not in plan.replace("LAST TERM OF ORDER BY", "")


def test_the_table_neutralises_formulas_and_holds_what_was_asked(desk: Client, petra: User) -> None:
    many(petra, 3)
    record("publish", User(username="=HYPERLINK(1)", pk=7), acting_user=petra, detail={"note": 'a, "b"\nc'})
    answer = desk.get(f"{AUDIT}export.csv", {"verb": "publish"})
    rows = list(csv.DictReader(io.StringIO(text_of(answer))))
    assert answer["Content-Disposition"].startswith('attachment; filename="audit-')
    assert len(rows) == 4
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert json.loads(rows[0]["detail"]) == {"note": 'a, "b"\nc'}
    assert AuditEntry.objects.get(verb="export-audit").detail == {"form": "csv", "asked": {"verb": "publish"}}


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1"])
def test_a_cell_that_a_spreadsheet_would_count_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("plain = words") == "plain = words"


def test_json_lines_hold_entries_as_they_are(desk: Client, petra: User) -> None:
    record("publish", User(username="=x", pk=7), acting_user=petra, detail={"number": 1})
    line = json.loads(text_of(desk.get(f"{AUDIT}export.jsonl", {"verb": "publish"})))
    assert (line["title"], line["detail"], line["person"]) == ("=x", {"number": 1}, "Petra")


def test_a_file_is_streamed_in_batches_and_ends(desk: Client, petra: User, monkeypatch: pytest.MonkeyPatch) -> None:
    many(petra, 50)
    monkeypatch.setattr(queries, "BATCH", 7)
    answer = desk.get(f"{AUDIT}export.jsonl", {"verb": "publish"})
    assert answer.streaming
    assert text_of(answer).count("\n") == 50


def test_there_is_no_other_kind_of_file(desk: Client) -> None:
    assert desk.get(f"{AUDIT}export.html").status_code == 404


def text_of(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()
