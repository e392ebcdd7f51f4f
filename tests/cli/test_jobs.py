"""An operator sees what background work has failed, and lets it run again."""

from __future__ import annotations

import argparse

import pytest
from django.utils import timezone

from masthead.cli.checkup import magazine
from masthead.cli.inside import jobs
from masthead.jobs.models import OutboxEntry
from masthead.pictures import actions as pictures
from masthead.pictures.models import Picture
from tests.cast import a_picture

pytestmark = pytest.mark.django_db


def asked(*, retry: bool = False) -> argparse.Namespace:
    return argparse.Namespace(retry=retry)


def test_nothing_failed_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert jobs.run(asked()) == 0
    said = capsys.readouterr().out
    assert "Workers: none" in said
    assert "Failed for good: nothing" in said


def test_what_failed_is_shown_with_its_cause_and_may_run_again(capsys: pytest.CaptureFixture[str]) -> None:
    entry = OutboxEntry.objects.create(
        topic="published", key="page:12", payload={}, failed_at=timezone.now(), error="Traceback\nOSError: no room left"
    )

    assert jobs.run(asked()) == 1
    said = capsys.readouterr().out
    assert "published page:12" in said
    assert "OSError: no room left" in said
    assert "masthead jobs --retry" in said

    assert jobs.run(asked(retry=True)) == 0
    assert "1 will be tried again." in capsys.readouterr().out
    entry.refresh_from_db()
    assert entry.failed_at is None


def test_the_doctor_sees_a_picture_that_nobody_made_sizes_of() -> None:
    picture = a_picture()
    assert [finding.level.value for finding in magazine.pictures()] == ["ok"]
    Picture.objects.filter(pk=picture.pk).update(created_at=timezone.now() - 2 * magazine.LATE)
    assert [finding.level.value for finding in magazine.pictures()] == ["warn"]
    pictures.make_renditions(picture.pk)
    assert [finding.level.value for finding in magazine.pictures()] == ["ok"]
