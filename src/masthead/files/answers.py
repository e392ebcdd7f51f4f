"""One file as an answer to one request: whole, in part, or “you have it already” (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

CHUNK_BYTES = 64 * 1024
BYTES = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
"""No file has more bytes than 18 digits can say; a longer number is no range."""
Headers = dict[str, str]


@dataclass(frozen=True)
class Asked:
    """What a request says that matters for a file. Absent headers are empty."""

    method: str = "GET"
    accept_encoding: str = ""
    if_none_match: str = ""
    if_modified_since: str = ""
    range: str = ""
    if_range: str = ""

    @property
    def takes_gzip(self) -> bool:
        """Whether the browser can unzip."""
        offers = (offer.strip().replace(" ", "") for offer in self.accept_encoding.lower().split(","))
        return any(offer.split(";")[0] == "gzip" and not offer.endswith(";q=0") for offer in offers)

    @staticmethod
    def of(environ: Mapping[str, Any]) -> Asked:
        """What a WSGI environment, or Django's ``request.META``, says."""
        return Asked(
            method=environ["REQUEST_METHOD"],
            accept_encoding=environ.get("HTTP_ACCEPT_ENCODING", ""),
            if_none_match=environ.get("HTTP_IF_NONE_MATCH", ""),
            if_modified_since=environ.get("HTTP_IF_MODIFIED_SINCE", ""),
            range=environ.get("HTTP_RANGE", ""),
            if_range=environ.get("HTTP_IF_RANGE", ""),
        )


@dataclass(frozen=True)
class Answer:
    """What to send."""

    status: HTTPStatus
    headers: Headers = field(default_factory=dict)
    body: Iterable[bytes] = ()


NOT_FOUND = Answer(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain; charset=utf-8"}, (b"There is no such file.\n",))
NOT_ALLOWED = Answer(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD", "Content-Length": "0"})


def file_answer(asked: Asked, path: Path, headers: Headers) -> Answer:
    """Send the file at ``path``, or the asked part of it, with these headers and its own."""
    if asked.method not in {"GET", "HEAD"}:
        return NOT_ALLOWED
    try:
        state = path.stat()
    except OSError:
        return NOT_FOUND
    tag = f'"{state.st_size:x}-{state.st_mtime_ns:x}"'
    headers = {
        **headers,
        "ETag": tag,
        "Last-Modified": formatdate(state.st_mtime, usegmt=True),
        "Accept-Ranges": "bytes",
    }
    if is_unchanged(asked, tag, state.st_mtime):
        return Answer(HTTPStatus.NOT_MODIFIED, headers)
    part = _part(asked, state.st_size, headers)
    if part is None:
        unsatisfied = {**headers, "Content-Range": f"bytes */{state.st_size}", "Content-Length": "0"}
        return Answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, unsatisfied)
    first, last = part
    headers["Content-Length"] = str(last - first + 1)
    status = HTTPStatus.OK
    if asked.range and (first, last) != (0, state.st_size - 1):
        status = HTTPStatus.PARTIAL_CONTENT
        headers["Content-Range"] = f"bytes {first}-{last}/{state.st_size}"
    return Answer(status, headers, () if asked.method == "HEAD" else _pieces(path, first, last - first + 1))


def bytes_answer(asked: Asked, content: bytes, headers: Headers, *, modified_at: float) -> Answer:
    """Send bytes at hand; ``headers`` holds their ``ETag``."""
    if asked.method not in {"GET", "HEAD"}:
        return NOT_ALLOWED
    headers = {**headers, "Last-Modified": formatdate(modified_at, usegmt=True)}
    if is_unchanged(asked, headers["ETag"], modified_at):
        return Answer(HTTPStatus.NOT_MODIFIED, headers)
    headers["Content-Length"] = str(len(content))
    return Answer(HTTPStatus.OK, headers, () if asked.method == "HEAD" else (content,))


def is_unchanged(asked: Asked, tag: str, modified_at: float) -> bool:
    """Whether the browser holds this already; its tag, if it sent one, counts before the date (RFC 9110, 13.2.2)."""
    if asked.if_none_match:
        held = [one.strip().removeprefix("W/") for one in asked.if_none_match.split(",")]
        return tag in held or "*" in held
    if asked.if_modified_since:
        try:
            return int(modified_at) <= parsedate_to_datetime(asked.if_modified_since).timestamp()
        except (ValueError, TypeError, OverflowError):
            return False
    return False


def _part(asked: Asked, size: int, headers: Headers) -> tuple[int, int] | None:
    """First and last byte to send; None when the asked part lies outside. Several parts get the whole file."""
    whole = 0, size - 1
    found = BYTES.fullmatch(asked.range.strip())
    if not found or not any(found.groups()) or asked.method == "HEAD":
        return whole
    if asked.if_range and asked.if_range not in {headers["ETag"], headers["Last-Modified"]}:
        return whole
    if not found[1]:  # the last so many bytes
        count = min(int(found[2]), size)
        return (size - count, size - 1) if count else None
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < first:
        return whole  # not a range at all: RFC 9110, 14.1.1 says to pass it by
    return (first, last) if first < size else None


def _pieces(path: Path, start: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while length > 0 and (piece := file.read(min(CHUNK_BYTES, length))):
            length -= len(piece)
            yield piece
