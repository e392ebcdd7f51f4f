"""The hands of a sending: threads with a connection each, that hand over what they are given and tell what became of it.

A hand never touches the database. It has at most one message, and takes the next only when the ledger has written down the last.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from masthead.deliveries.ledger import Claimed, Report
from masthead.deliveries.line import LONGEST_WORDS, Answer, LateForTheDot, Line, LineBroken, Outcome, SenderRefused
from masthead.deliveries.relays import Relay
from masthead.errors import MastheadError

logger = logging.getLogger(__name__)

MOST_ON_ONE_LINE = 1000
"""Messages after which a connection is opened anew: servers count them, and memory is given back."""


@dataclass(frozen=True)
class Errand:
    """A claimed message, ready to go."""

    claimed: Claimed
    sender: str
    recipient: str
    message: bytes


@dataclass(frozen=True)
class Return:
    """A hand is free again: its report, and what was wrong with its connection if anything was."""

    hand: int
    report: Report
    trouble: MastheadError | None = None


class Hands:
    """``count`` hands. ``give`` and ``returns`` are called by the one thread that keeps the ledger."""

    def __init__(self, count: int, relay: Relay, *, may_end: Callable[[], bool]) -> None:
        self._errands: list[queue.SimpleQueue[Errand | None]] = [queue.SimpleQueue() for _each in range(count)]
        self._returns: queue.SimpleQueue[Return] = queue.SimpleQueue()
        self._relay, self._may_end = relay, may_end
        self.free = set(range(count))
        self._threads = [threading.Thread(target=self._work, args=(hand,), daemon=True) for hand in range(count)]
        for thread in self._threads:
            thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in hand."""
        return len(self.free) == len(self._errands)

    def give(self, errand: Errand) -> None:
        """Give an errand to a free hand."""
        self._errands[self.free.pop()].put(errand)

    def returns(self, seconds: float) -> list[Return]:
        """Whoever has come back; waits up to ``seconds`` for the first one when anything is in hand."""
        found: list[Return] = []
        try:
            if not self.is_idle:
                found.append(self._returns.get(timeout=max(seconds, 0.001)))
            while True:
                found.append(self._returns.get_nowait())
        except queue.Empty:
            pass
        self.free |= {each.hand for each in found}
        return found

    def dismiss(self) -> None:
        """Let all go, each after what it has in hand."""
        for errands in self._errands:
            errands.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self, hand: int) -> None:
        line: Line | None = None
        handed = 0
        while (errand := self._errands[hand].get()) is not None:
            answer, trouble = None, None
            try:
                line = line or self._relay.open()
                answer = line.hand_over(
                    errand.message, sender=errand.sender, recipient=errand.recipient, may_end=self._may_end
                )
                handed += 1
            except (LineBroken, SenderRefused, LateForTheDot) as error:
                trouble = error
            except Exception as error:
                # A mistake of ours, at a moment nobody thought of: it may have gone. Whoever keeps the ledger must hear of it.
                logger.exception("A letter could not be handed over.")
                answer = Answer(Outcome.UNCERTAIN, f"{type(error).__name__} in Masthead"[:LONGEST_WORDS])
            if line is not None and (trouble or _is_over(answer) or handed >= MOST_ON_ONE_LINE):
                line.close(politely=trouble is None and not _is_over(answer))
                line, handed = None, 0
            self._returns.put(Return(hand, Report(errand.claimed, answer), trouble))
        if line is not None:
            line.close()


def _is_over(answer: Answer | None) -> bool:
    return answer is not None and answer.outcome is Outcome.UNCERTAIN
