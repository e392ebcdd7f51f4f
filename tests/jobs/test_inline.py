"""What Wagtail asks for at every save: once for each object, after the commit, and never lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.signals import task_started
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task

from masthead.jobs.models import PeriodicRun
from masthead.publishing import actions as publishing
from tests.cast import a_contributor, a_small_magazine
from tests.jobs import samples
from tests.jobs.traces import Trace

pytestmark = pytest.mark.django_db(transaction=True)

Ran = Counter[tuple[str, ...]]


@pytest.fixture
def ran() -> Iterator[Ran]:
    """How often each task ran with which arguments."""
    seen: Ran = Counter()

    def see(task_result: Any, **_: Any) -> None:
        seen[task_result.task.name, *map(str, task_result.args)] += 1

    task_started.connect(see)
    yield seen
    task_started.disconnect(see)


def test_a_task_asked_for_many_times_in_a_transaction_runs_once_after_the_commit(trace: Trace) -> None:
    with transaction.atomic():
        results = [samples.shelve.enqueue(word) for word in ("a", "b", "a", "a")]
        assert trace.words() == []
    assert trace.words() == ["shelve-a", "shelve-b"]
    assert [result.return_value for result in results] == ["a", "b", "a", "a"]


def test_a_task_asked_for_outside_a_transaction_runs_at_once(trace: Trace) -> None:
    samples.shelve.enqueue("a")
    samples.shelve.enqueue("a")
    assert trace.words() == ["shelve-a", "shelve-a"]


def test_the_next_transaction_runs_the_same_task_again(trace: Trace) -> None:
    for _ in range(2):
        with transaction.atomic():
            samples.shelve.enqueue("a")
    assert trace.words() == ["shelve-a", "shelve-a"]


def test_what_a_rolled_back_savepoint_asked_for_is_forgotten_and_nothing_else(trace: Trace) -> None:
    with transaction.atomic():
        with pytest.raises(RuntimeError):
            _ask_and_roll_back("a", "b")
        samples.shelve.enqueue("a")
    assert trace.words() == ["shelve-a"]


def _ask_and_roll_back(*words: str) -> None:
    with transaction.atomic():
        for word in words:
            samples.shelve.enqueue(word)
        raise RuntimeError


def test_publishing_an_article_indexes_it_once(ran: Ran) -> None:
    magazine = a_small_magazine()
    people = [magazine.ines, a_contributor("Bo Marsh"), a_contributor("Kai Ferro")]
    article = magazine.draft(credits=people, tags=["winter", "harbour", "snow"])
    ran.clear()
    publishing.publish(article, acting_user=None)
    about = [task for task in ran if task[1:] == ("articles", "article", str(article.pk))]
    assert sorted(task[0] for task in about) == ["insert_or_update_object_task", "update_reference_index_task"]
    assert {ran[task] for task in about} == {1}
    children = [task for task in ran if task[0] == "update_reference_index_task" and task[2] == "articlecredit"]
    assert children == []


def test_the_references_of_a_new_article_include_those_of_its_credits(ran: Ran) -> None:
    magazine = a_small_magazine()
    bo = a_contributor("Bo Marsh")
    article = magazine.article(credits=[magazine.ines, bo])
    assert str(article.pk) in ReferenceIndex.get_references_to(bo).values_list("object_id", flat=True)


def test_a_row_saved_alone_renews_the_references_of_its_page(ran: Ran) -> None:
    magazine = a_small_magazine()
    article = magazine.article()
    ran.clear()
    with transaction.atomic():
        for credit in article.credits.all():
            credit.save()
        article.tagged_items.first().save()
    assert ran["update_reference_index_task", "articles", "article", str(article.pk)] == 1
    assert {task[2] for task in ran if task[0] == "update_reference_index_task"} == {"article"}


def test_an_object_deleted_meanwhile_needs_no_index(caplog: pytest.LogCaptureFixture) -> None:
    with transaction.atomic():
        result = update_reference_index_task.enqueue("contributors", "contributor", "987654")
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert not DBTaskResult.objects.exists()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_something_else_that_is_missing_is_a_failure() -> None:
    PeriodicRun.objects.create(name="sweep", next_run_at=timezone.now() + timedelta(days=1))
    result = samples.seek.enqueue("jobs", "periodicrun", "sweep")
    assert result.status == TaskResultStatus.FAILED


def test_a_task_that_fails_is_logged_loudly_and_left_to_the_worker(
    caplog: pytest.LogCaptureFixture, trace: Trace
) -> None:
    with transaction.atomic():
        result = samples.stumble.enqueue("a")
        samples.shelve.enqueue("b")
    assert result.status == TaskResultStatus.FAILED
    assert trace.words() == ["shelve-b"], "the next task still runs"
    assert "the shelf is too high" in caplog.text
    row = DBTaskResult.objects.get()
    assert (row.backend_name, row.task_path, row.args_kwargs["args"]) == ("bg", "tests.jobs.samples.stumble", ["a"])
