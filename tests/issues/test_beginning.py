"""Beginning an issue from the one before it: structure yes, pieces no."""

from __future__ import annotations

from datetime import date

import pytest

from masthead.errors import ActionForbidden
from masthead.issues import beginning, editing
from masthead.issues.beginning import IssueNotBegun, next_date, next_number
from masthead.issues.drafts import draft_of
from masthead.issues.editing import PlannedDepartment
from masthead.issues.models import Issue, Production
from masthead.staff.roles import Role
from tests.cast import a_picture, a_small_magazine, a_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "following"),
    [("7", "8"), ("11–12", "13"), ("No. 9a", "No. 10a"), ("007", "008"), ("Summer", ""), ("12/2026", "2027")],
)
def test_the_next_number(number: str, following: str) -> None:
    assert next_number(number) == following


@pytest.mark.parametrize(
    ("last", "earlier", "following"),
    [
        (date(2026, 11, 1), date(2026, 10, 1), date(2026, 12, 1)),
        (date(2026, 12, 15), date(2026, 9, 15), date(2027, 3, 15)),
        (date(2026, 1, 31), date(2025, 12, 31), date(2026, 2, 28)),
        (date(2026, 11, 20), date(2026, 11, 13), date(2026, 11, 27)),
        (date(2026, 11, 5), date(2026, 10, 3), date(2026, 12, 5)),
        (date(2026, 11, 1), None, date(2026, 12, 1)),
        (date(2026, 11, 1), date(2010, 1, 1), date(2026, 12, 1)),
    ],
)
def test_the_next_date_is_one_usual_interval_later(last: date, earlier: date | None, following: date) -> None:
    assert next_date(last, earlier) == following


def test_the_next_issue_has_the_structure_of_the_last_and_none_of_its_pieces() -> None:
    magazine = a_small_magazine()
    last = magazine.issue(
        "7", [magazine.article("A"), magazine.article("B")], dated_on=date(2026, 11, 1), cover=a_picture()
    )
    edda = a_user("Edda")
    plan = [PlannedDepartment("Letters", 1, is_locked=True), PlannedDepartment("Features")]
    editing.plan_departments(last, plan, acting_user=edda)
    Production.objects.update_or_create(
        issue=last, defaults={"deadline_on": date(2026, 10, 20), "planned_launch_on": date(2026, 10, 31)}
    )

    issue = beginning.begin_issue(number="8", dated_on=date(2026, 12, 1), like=last, acting_user=edda)

    made = draft_of(Issue.objects.get(pk=issue.pk))
    assert [(row.label, row.expected_count, row.is_locked) for row in made.departments.all()] == [
        ("Letters", 1, True),
        ("Features", 0, False),
    ]
    assert list(made.contents.all()) == []
    assert made.cover is None
    assert not made.live
    production = Production.objects.get(issue=issue)
    assert (production.deadline_on, production.planned_launch_on) == (date(2026, 11, 19), date(2026, 11, 30))
    assert production.state == Production.State.PRODUCTION


def test_labels_of_an_issue_without_departments_become_departments() -> None:
    magazine = a_small_magazine()
    last = magazine.issue("7", [magazine.article("A"), magazine.article("B")])

    issue = beginning.begin_issue(number="8", dated_on=date(2026, 12, 1), like=last, acting_user=a_user("Edda"))

    assert [(row.label, row.expected_count) for row in issue.departments.all()] == [("Features", 2)]


def test_a_name_that_is_the_month_is_followed_by_the_next_month() -> None:
    last = a_small_magazine().issue("7", [], dated_on=date(2026, 11, 1))
    assert beginning.propose(last, date(2026, 10, 1)).period_label == "December 2026"

    last.period_label = "The Sea Issue"
    assert beginning.propose(last, date(2026, 10, 1)).period_label == ""


def test_a_number_in_use_or_without_anything_is_refused() -> None:
    a_small_magazine().issue("7", [])
    edda = a_user("Edda")

    with pytest.raises(IssueNotBegun, match="issue 7 already"):
        beginning.begin_issue(number=" 7 ", dated_on=date(2026, 12, 1), acting_user=edda)
    with pytest.raises(IssueNotBegun):
        beginning.begin_issue(number="", dated_on=date(2026, 12, 1), acting_user=edda)
    with pytest.raises(IssueNotBegun):
        beginning.begin_issue(number="9" * 30, dated_on=date(2026, 12, 1), acting_user=edda)
    assert Issue.objects.count() == 1


def test_a_writer_begins_no_issue() -> None:
    a_small_magazine()

    with pytest.raises(ActionForbidden):
        beginning.begin_issue(number="1", dated_on=date(2026, 12, 1), acting_user=a_user("Will", role=Role.WRITER))
