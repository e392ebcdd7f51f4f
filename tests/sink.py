"""A mail server that keeps its own ledger: the judge of every sending. It shares no code with Masthead.

``python -m tests.sink PORT LEDGER [--fault KIND:EVERY …]`` takes mail on 127.0.0.1. A message is in the ledger (one line: its
Message-ID, a space, its recipient), written before the server answers 250: whoever is in there has it. Faults befall every
so-manieth message:

- ``later``: 451 to RCPT, as greylisting does; the same recipient is taken the next time
- ``never``: 550 to RCPT
- ``drop-before``: the connection is cut in the middle of the message
- ``drop-after``: the message is taken, and the connection cut before the answer
- ``stall``: the answer to the dot takes three seconds
- ``nonsense``: the answer to MAIL is no SMTP
- ``busy``: 421 to MAIL, and the connection is closed
"""

from __future__ import annotations

import argparse
import asyncio
import re
from collections import Counter
from pathlib import Path

MESSAGE_ID = re.compile(rb"^message-id: *<([^>]*)>", re.IGNORECASE | re.MULTILINE)
ADDRESS = re.compile(rb"<([^>]*)>")
END = b"\r\n.\r\n"
STALL_SECONDS = 3.0


class Sink:
    """What all connections share."""

    def __init__(self, ledger: Path, faults: dict[str, int], *, keep: Path | None = None) -> None:
        self.ledger = ledger.open("ab", buffering=0)
        self.faults = faults
        self.keep = keep
        self.seen: Counter[str] = Counter()
        self.greylisted: set[bytes] = set()

    def befalls(self, kind: str) -> bool:
        """Whether it is this message's turn to suffer it."""
        every = self.faults.get(kind, 0)
        if not every:
            return False
        self.seen[kind] += 1
        return self.seen[kind] % every == 0

    def take(self, message: bytes, recipient: bytes) -> None:
        """The message is ours from here on."""
        found = MESSAGE_ID.search(message)
        self.ledger.write((found[1] if found else b"-") + b" " + recipient + b"\n")
        if self.keep is not None:
            name = found[1].decode() if found else str(self.seen.total())
            (self.keep / f"{name}.eml").write_bytes(message.replace(b"\r\n..", b"\r\n."))


class Connection(asyncio.Protocol):
    """One client."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.waiting = b""
        self.is_in_data = False
        self.recipient = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.say("220 sink.example ESMTP")

    def say(self, answer: str) -> None:
        """One answer."""
        if not self.transport.is_closing():
            self.transport.write(answer.encode() + b"\r\n")

    def data_received(self, data: bytes) -> None:
        """Commands line by line, a message until its dot."""
        self.waiting += data
        while self.waiting and not self.transport.is_closing():
            if self.is_in_data:
                if not self.take_message():
                    return
            else:
                line, found, rest = self.waiting.partition(b"\r\n")
                if not found:
                    return
                self.waiting = rest
                self.command(line)

    def take_message(self) -> bool:
        """Whether the message had come to its end."""
        if self.waiting.startswith(b".\r\n"):
            message, self.waiting = b"", self.waiting[3:]
        else:
            end = self.waiting.find(END)
            if end < 0:
                if len(self.waiting) > 10_000 and self.sink.befalls("drop-before"):
                    self.transport.abort()
                return False
            message, self.waiting = self.waiting[: end + 2], self.waiting[end + len(END) :]
        self.is_in_data = False
        if not self.recipient:
            self.say("554 nobody to give it to")
            return True
        self.sink.take(message, self.recipient)
        if self.sink.befalls("drop-after"):
            self.transport.abort()
        elif self.sink.befalls("stall"):
            asyncio.get_running_loop().call_later(STALL_SECONDS, self.say, "250 taken at last")
        else:
            self.say("250 taken")
        return True

    def command(self, line: bytes) -> None:
        """Anything but the message."""
        verb = line[:4].upper()
        if verb in {b"EHLO", b"HELO"}:
            self.say("250-sink.example\r\n250-PIPELINING\r\n250 8BITMIME")
        elif verb == b"MAIL":
            self.recipient = b""
            if self.sink.befalls("busy"):
                self.say("421 come back later")
                self.transport.close()
            else:
                self.say("what?" if self.sink.befalls("nonsense") else "250 go on")
        elif verb == b"RCPT":
            self.rcpt(line)
        elif verb == b"DATA":
            self.is_in_data = bool(self.recipient)
            self.say("354 go on" if self.recipient else "503 to whom?")
        elif verb == b"QUIT":
            self.say("221 bye")
            self.transport.close()
        else:
            self.say("250 if you like")

    def rcpt(self, line: bytes) -> None:
        """For whom."""
        found = ADDRESS.search(line)
        address = found[1] if found else b""
        if address in self.sink.greylisted:
            self.sink.greylisted.discard(address)
        elif self.sink.befalls("later"):
            self.sink.greylisted.add(address)
            self.say("451 4.7.1 not now")
            return
        elif self.sink.befalls("never"):
            self.say("550 5.1.1 nobody of that name")
            return
        self.recipient = address
        self.say("250 go on")


async def serve(port: int, sink: Sink) -> None:
    """Until killed. Prints the port when it listens."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(sink), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - whoever started it reads this
    await server.serve_forever()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--fault", action="append", default=[])
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    faults = {kind: int(every) for kind, _colon, every in (each.partition(":") for each in given.fault)}
    asyncio.run(serve(given.port, Sink(given.ledger, faults, keep=given.keep)))


if __name__ == "__main__":
    main()
