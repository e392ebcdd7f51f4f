"""Jobs, handlers and periodic jobs that leave traces, for the tests and for the worker processes they start."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from django.apps import apps
from django_tasks import task

from masthead.errors import MastheadError
from masthead.jobs.periodic import every
from masthead.jobs.registry import job
from tests.jobs.traces import FOLDER, note, wait_for_go


@job("samples.remember", attempts=3, backoff_seconds=10)
def remember(word: str) -> str:
    note(word)
    return word


@job("samples.brief", attempts=1)
def brief(number: int) -> None:
    note(f"begin-{number}")
    time.sleep(0.02)
    note(f"end-{number}")


@job("samples.patient", attempts=2, backoff_seconds=0.01)
def patient(word: str) -> None:
    note(f"begin-{word}")
    wait_for_go()
    note(f"end-{word}")


@job("samples.short", attempts=2, backoff_seconds=0.01, lease_seconds=2)
def short(word: str) -> None:
    note(f"begin-{word}")
    wait_for_go()
    note(f"end-{word}")


@job("samples.fail", attempts=3, backoff_seconds=10)
def fail() -> None:
    raise RuntimeError("the press is jammed")


@job("samples.fail_for_good", attempts=3)
def fail_for_good() -> None:
    raise MastheadError("There is no such picture.", permanent=True)


@job("samples.flaky", attempts=3, backoff_seconds=0.01)
def flaky() -> None:
    folder = Path(os.environ[FOLDER])
    if not (folder / "failed-once").exists():
        (folder / "failed-once").touch()
        raise RuntimeError("the first time never works")
    note("flaky")


@job("samples.once", key=lambda number, **_: number)
def once(number: int, *, colour: str = "") -> None:
    note(f"once-{number}")


@job("samples.unspeakable", attempts=1)
def unspeakable() -> object:
    return object()


def hear(payload: dict[str, Any]) -> None:
    note(f"heard-{payload['word']}")


def hear_patiently(payload: dict[str, Any]) -> None:
    note(f"begin-{payload['word']}")
    wait_for_go()
    note(f"end-{payload['word']}")


def tick() -> None:
    note("tick")


HANDLERS = {"said": [hear], "drawled": [hear_patiently]}
PERIODIC = [every("samples.tick", tick, seconds=1)]


@task()
def shelve(word: str) -> str:
    """As Wagtail's own tasks are: without a policy, on the default backend."""
    note(f"shelve-{word}")
    return word


@task()
def stumble(word: str) -> None:
    raise RuntimeError("the shelf is too high")


@task()
def seek(app_label: str, model_name: str, pk: str) -> str:
    """As the index tasks do: first the object itself, then what belongs to it."""
    found = apps.get_model(app_label, model_name).objects.get(pk=pk)
    return str(apps.get_model(app_label, model_name).objects.get(name=f"{found} of another name"))
