"""A proxy before a newcomers' magazine: it puts the counter into every page and keeps what the counter says. Never shipped."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COUNTER = Path(__file__).with_name("counter.js").read_bytes()
SCRIPT = b'<script src="/_acts/counter.js"></script></head>'
NOT_PASSED = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "accept-encoding"})
NOT_COUNTED = "/desk/login/"
ACTS_FILE = "acts.jsonl"
ACTS = frozenset({"press", "drop", "field", "key"})
LOCK = threading.Lock()


@contextmanager
def counting(folder: Path, *, port: int, behind: int) -> Iterator[None]:
    """Serve at ``port`` what is served at ``behind``, and write acts into the folder, for the length of the block."""

    class Counting(Passing):
        log = folder / ACTS_FILE
        backend = behind

    server = ThreadingHTTPServer(("127.0.0.1", port), Counting)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()


class Passing(BaseHTTPRequestHandler):
    """One request: passed on as it is; answered with the counter in it when it is a page."""

    protocol_version = "HTTP/1.1"
    log: Path
    backend: int

    def do_GET(self) -> None:
        if self.path == "/_acts/counter.js":
            self._answer(200, [("Content-Type", "text/javascript")], COUNTER)
        else:
            self._pass()

    def do_POST(self) -> None:
        if self.path == "/_acts/":
            self._keep(self._body())
            self._answer(204, [], b"")
        else:
            self._pass()

    do_HEAD = do_GET  # noqa: N815
    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST  # noqa: N815

    def _keep(self, data: bytes) -> None:
        entry = json.loads(data)
        if entry["path"] != NOT_COUNTED:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            with LOCK, self.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps({"at": now, **entry}, ensure_ascii=False) + "\n")

    def _pass(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.backend, timeout=120)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in NOT_PASSED}
        body = self._body()
        connection.request(self.command, self.path, body=body or None, headers=headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        if answer.getheader("Content-Type", "").startswith("text/html"):
            data = data.replace(b"</head>", SCRIPT, 1)
        self._answer(answer.status, answer.getheaders(), data)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in NOT_PASSED:
                self.send_header(name, value)
        if status not in {204, 304}:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD" and status not in {204, 304}:
            self.wfile.write(data)

    def log_message(self, *_said: object) -> None:
        """Say nothing: the acts are the log."""


def acts_of(folder: Path) -> list[dict[str, str]]:
    """What was done so far, in order: acts, and screens that were shown."""
    log = folder / ACTS_FILE
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
