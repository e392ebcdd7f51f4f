"""What is done once after a restore, before anything is sent."""

from __future__ import annotations

from django.conf import settings

from masthead.cli.running.screen import say
from masthead.deliveries.actions import pause_restored
from masthead.newsletters import journal, replaying


def settle() -> None:
    """Replay the journal of newsletters and pause their mailings, if the data were restored and that has not been done."""
    data_dir = settings.CONFIG.data_dir
    if not journal.waits_for_replay(data_dir):
        return
    count, paused = replaying.replay(data_dir), pause_restored()
    journal.note_replayed(data_dir)
    say(f"Restored: {count:,} lines of the newsletters' journal replayed, {paused:,} mailings paused.")
