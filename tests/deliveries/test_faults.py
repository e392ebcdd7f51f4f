"""A mail server that misbehaves in every way it can: each letter reaches its right end, and nobody gets two."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from tests.deliveries.lab import Lab, a_sink

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(settings.IS_POSTGRES, reason="the laboratory has a SQLite file of its own"),
]
MORE = "[newsletters]\nconnections = 4\nretry_seconds = 1\nask_after_seconds = 1\n"
WHO = "SELECT address FROM deliveries_delivery d JOIN newsletters_subscriber s ON s.id = d.subscriber_id WHERE d.state = '{}'"


def test_whatever_the_server_does_everybody_is_accounted_for_and_nobody_gets_two(tmp_path: Path) -> None:
    people = 600
    faults = ("later:10", "never:40", "drop-before:60", "drop-after:90", "stall:200", "nonsense:130", "busy:110")
    sink = a_sink(tmp_path, *faults)
    lab = Lab(tmp_path, sink.port, MORE)
    try:
        lab.begin(people, kilobytes=30)
        assert "done" in lab.send_to_the_end()
        took = sink.recipients()
        handed, failed, uncertain = (
            {name for (name,) in lab.ask(WHO.format(state))} for state in ("handed", "failed", "uncertain")
        )
        assert len(handed) + len(failed) + len(uncertain) == people
        assert failed
        assert uncertain
        assert max(took.values()) == 1
        assert handed <= set(took) <= handed | uncertain
        assert not failed & set(took)
        assert lab.ask("SELECT DISTINCT substr(words, 1, 9) FROM deliveries_delivery WHERE state = 'failed'") == [
            ("550 5.1.1",)
        ]
    finally:
        lab.close()
        sink.stop()
