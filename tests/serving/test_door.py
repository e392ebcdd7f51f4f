"""The application as the web process loads it."""

from __future__ import annotations

import os
import subprocess
import sys


def test_the_collector_of_garbage_does_not_look_through_the_program() -> None:
    said = "import gc, masthead.serving.door; print(gc.get_freeze_count(), len(gc.get_objects()))"

    answer = subprocess.run([sys.executable, "-c", said], env=os.environ, check=True, capture_output=True, text=True)

    frozen, looked_through = map(int, answer.stdout.split())
    assert frozen > 50_000
    assert looked_through < frozen / 10
