"""``kill -9`` in the middle of a sending: the sink's own ledger says who got the letter, and how often."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.deliveries import postfix
from tests.deliveries.lab import Lab, Sink, a_sink

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(settings.IS_POSTGRES, reason="the laboratory has a SQLite file of its own"),
]
CONNECTIONS = 4
MORE = f"[newsletters]\nconnections = {CONNECTIONS}\nretry_seconds = 1\nask_after_seconds = 1\n"


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


def killed_over_and_over(lab: Lab, *, people: int, kills: int) -> None:
    """Send, and kill the sender so many times at moments spread over the sending; then let it come to its end."""
    chance = random.Random(kills)
    for number in range(kills):
        process = lab.send()
        lab.wait_for_handed(people * (number + 1) // (kills + 2))
        time.sleep(chance.random() / 100)
        process.kill()
        process.wait()
        lab.forget_the_lease()
    assert "done" in lab.send_to_the_end()


def test_against_a_server_that_cannot_be_asked_nobody_is_doubled_and_who_may_be_lost_is_named(
    lab: Lab, sink: Sink
) -> None:
    people, kills = 1200, 3
    lab.begin(people)
    killed_over_and_over(lab, people=people, kills=kills)
    states, took = lab.states(), sink.recipients()
    assert sum(states.values()) == people
    assert set(states) <= {"handed", "uncertain"}
    assert states.get("uncertain", 0) <= kills * CONNECTIONS
    assert max(took.values()) == 1
    handed = {name for (name,) in lab.ask(WHO.format("handed"))}
    uncertain = {name for (name,) in lab.ask(WHO.format("uncertain"))}
    assert handed <= set(took)
    assert set(took) - handed <= uncertain


@pytest.mark.skipif(not postfix.IS_THERE, reason="needs Postfix, and root to start it")
def test_against_a_postfix_of_ones_own_nobody_is_lost_doubled_or_left_uncertain(tmp_path: Path, sink: Sink) -> None:
    people = 800
    with postfix.a_postfix(sink.port) as relay:
        lab = Lab(tmp_path, relay.port, MORE + relay.settings)
        lab.begin(people)
        killed_over_and_over(lab, people=people, kills=3)
        relay.wait_until_empty()
        assert lab.states() == {"handed": people}
        assert set(sink.recipients().values()) == {1}
        assert len(sink.took()) == people


WHO = "SELECT address FROM deliveries_delivery d JOIN newsletters_subscriber s ON s.id = d.subscriber_id WHERE d.state = '{}'"
