"""Whom letters are handed to, and what can be asked of them afterwards."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from masthead.deliveries.line import Line, Server

CHUNK_BYTES = 1 << 20
FURTHEST_BACK_BYTES = 1 << 28
ASK_SECONDS = 60


class Word(StrEnum):
    """What a mail server says of a message it is asked about."""

    HAS_IT = "has it"
    NEVER_GOT_IT = "never got it"
    CANNOT_SAY = "cannot say"


class Relay(Protocol):
    """A mail server that letters are handed to."""

    def open(self) -> Line:
        """A connection to it; the errors are those of ``Line.open``."""

    def ask(self, message_ids: Collection[str]) -> Mapping[str, Word]:
        """What it says of messages whose sending was cut off some time ago. Every one of them is in the answer."""


@dataclass(frozen=True)
class BareServer:
    """A mail server somewhere else: it takes mail and answers no questions."""

    server: Server

    def open(self) -> Line:
        """See ``Relay``."""
        return Line.open(self.server)

    def ask(self, message_ids: Collection[str]) -> Mapping[str, Word]:
        """See ``Relay``: it cannot say."""
        return dict.fromkeys(message_ids, Word.CANNOT_SAY)


@dataclass(frozen=True)
class Postfix:
    """A Postfix on this machine: its log and its queue know every message by its Message-ID.

    Postfix answers 250 only when the message is safe in its queue. Its ``cleanup`` logs the Message-ID while the message still comes in,
    so that alone proves nothing; ``qmgr``'s line “queue active”, or the message standing in the queue, does.
    """

    server: Server
    log: Path
    config_dir: Path | None = None

    def open(self) -> Line:
        """See ``Relay``."""
        return Line.open(self.server)

    def ask(self, message_ids: Collection[str]) -> Mapping[str, Word]:
        """See ``Relay``. It cannot say when neither log nor queue can be read."""
        try:
            queued = self._queue()
            seen = _Log(self.log).look_for(set(message_ids))
        except (OSError, subprocess.SubprocessError, ValueError):
            return dict.fromkeys(message_ids, Word.CANNOT_SAY)
        return {
            each: Word.HAS_IT if seen.get(each, set()) & (queued | seen.get("", set())) else Word.NEVER_GOT_IT
            for each in message_ids
        }

    def _queue(self) -> set[str]:
        """The ids of all messages that are whole in the queue."""
        where = ["-c", str(self.config_dir)] if self.config_dir else []
        done = subprocess.run(
            ["postqueue", *where, "-j"],  # noqa: S607 - Postfix is where the system has put it
            capture_output=True,
            check=True,
            timeout=ASK_SECONDS,
        )
        return {str(json.loads(line)["queue_id"]) for line in done.stdout.splitlines() if line.strip()}


@dataclass(frozen=True)
class _Log:
    """Postfix's log, read from its end. What logrotate has put beside it as ``.1`` is read too."""

    path: Path

    def look_for(self, message_ids: set[str]) -> dict[str, set[str]]:
        """Queue ids by Message-ID; under "" the ids of all that ``qmgr`` has taken up.

        One Message-ID may have several: each try that got as far as the header leaves one.
        """
        found: dict[str, set[str]] = {"": set()}
        for line in self._lines():
            if taken := TAKEN_UP.search(line):
                found[""].add(taken[1].decode("ascii"))
            elif (said := MESSAGE_ID.search(line)) and (name := said[2].decode("ascii", "replace")) in message_ids:
                found.setdefault(name, set()).add(said[1].decode("ascii"))
        return found

    def _lines(self) -> Iterator[bytes]:
        for path in (self.path, self.path.with_name(f"{self.path.name}.1")):
            if path == self.path or path.exists():
                with path.open("rb") as log:
                    size = log.seek(0, 2)
                    log.seek(max(0, size - FURTHEST_BACK_BYTES))
                    yield from log


MESSAGE_ID = re.compile(rb"/cleanup\[\d+\]: ([0-9A-Za-z]+): message-id=<([^>]*)>")
TAKEN_UP = re.compile(rb"/qmgr\[\d+\]: ([0-9A-Za-z]+): from=<")
