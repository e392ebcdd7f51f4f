"""Two who would send at once, and one who sleeps while another takes over: the lease's token decides, and nobody gets two."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.deliveries.lab import Lab, Sink, a_sink

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(settings.IS_POSTGRES, reason="the laboratory has a SQLite file of its own"),
]
MORE = "[newsletters]\nconnections = 4\nretry_seconds = 1\nask_after_seconds = 1\n"


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    running = a_sink(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def lab(tmp_path: Path, sink: Sink) -> Iterator[Lab]:
    made = Lab(tmp_path, sink.port, MORE)
    yield made
    made.close()


def test_of_two_started_at_once_one_sends(lab: Lab, sink: Sink) -> None:
    lab.begin(300)
    first, second = lab.send(), lab.send()
    # Whoever comes second finds the lease taken (1), or, on a slow day, everything sent (0).
    assert {first.wait(timeout=120), second.wait(timeout=120)} in ({0, 1}, {0})
    assert lab.states() == {"handed": 300}
    assert set(sink.recipients().values()) == {1}


def test_who_was_frozen_and_woken_after_another_took_over_hands_nothing_over(lab: Lab, sink: Sink) -> None:
    people = 1500
    lab.begin(people, kilobytes=30)
    frozen = lab.send()
    lab.wait_for_handed(100)
    lab.freeze(frozen)
    time.sleep(6)  # longer than the frozen one may take to end a message, so that what it has in hand is late
    lab.forget_the_lease()
    other = lab.send()
    lab.wait_for_handed(people // 2)
    frozen.send_signal(signal.SIGCONT)
    assert frozen.wait(timeout=120) == 1
    assert other.wait(timeout=120) == 0
    took, states = sink.recipients(), lab.states()
    assert max(took.values()) == 1
    assert sum(states.values()) == people
    assert states.get("uncertain", 0) <= 4
