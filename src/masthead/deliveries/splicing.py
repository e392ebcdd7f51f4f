"""The message: serialised once for all, and spliced for each person.

Building a message of 45 kB with Python's ``email`` takes about 10 ms; joining bytes takes a quarter of one. So everything that is the
same for everybody is header-encoded, quoted-printable (RFC 2045, 6.7), CRLF and dot-stuffed (RFC 5321, 4.5.2) once. What differs
stands between: a value in a body goes on a line of its own, closed by a soft line break, so that no line grows too long.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from masthead.mailings import marks
from masthead.mailings.marks import Mark

SOFT_BREAK = b"=\r\n"
LONGEST_VALUE = 75
"""Characters of a line of a value in a body: with the soft line break's "=" that is RFC 2045's 76."""


@dataclass(frozen=True)
class Personal:
    """What differs from person to person. All of it ASCII without line breaks; ``address`` with its domain in IDNA."""

    address: str
    message_id: str
    leave: str

    @property
    def values(self) -> Mapping[Mark, str]:
        """By mark."""
        return {Mark.LEAVE: self.leave}


@dataclass(frozen=True)
class Copy:
    """What is the same for everybody. ``headers`` in their order; they are folded and encoded here."""

    subject: str
    sender_name: str
    sender_address: str
    headers: Mapping[str, str]
    text: str
    html: str
    boundary: str
    sent_at: datetime


@dataclass(frozen=True)
class Serialised:
    """A message in pieces: bytes that are the same for everybody between the ``slots`` that are not.

    ``pieces`` has one more than ``slots``. ``is_in_body`` says for each slot whether its value must be quoted-printable.
    """

    pieces: tuple[bytes, ...]
    slots: tuple[str, ...]
    is_in_body: tuple[bool, ...]

    def for_person(self, personal: Personal) -> bytes:
        """The whole message as it goes after DATA, dot-stuffed, ending in CRLF, without the final dot."""
        in_header = {
            "address": personal.address.encode("ascii"),
            "message-id": personal.message_id.encode("ascii"),
            Mark.LEAVE.value: personal.leave.encode("ascii"),
        }
        in_body = {mark.value: quoted(value) for mark, value in personal.values.items()}
        parts = [self.pieces[0]]
        for slot, is_in_body, piece in zip(self.slots, self.is_in_body, self.pieces[1:], strict=True):
            parts += [(in_body if is_in_body else in_header)[slot], piece]
        return b"".join(parts)


def serialise(copy: Copy) -> Serialised:
    """Everything that can be done once."""
    written = _Pieces()
    written.add(_headers(copy))
    written.add(b"To: <").slot("address").add(b">\r\nMessage-ID: <").slot("message-id").add(b">\r\n")
    # RFC 8058, 3.1: one https address, and the field that says that a POST to it is enough.
    written.add(b"List-Unsubscribe: <").slot(Mark.LEAVE.value)
    written.add(b">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
    boundary = copy.boundary.encode("ascii")
    written.add(b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="%b"\r\n\r\n' % boundary)
    for kind, body in (("plain", copy.text), ("html", copy.html)):
        written.add(b"--%b\r\nContent-Type: text/%b; charset=utf-8\r\n" % (boundary, kind.encode()))
        written.add(b"Content-Transfer-Encoding: quoted-printable\r\n\r\n")
        written.body(marks.split(body))
        written.add(b"\r\n")
    return written.add(b"--%b--\r\n" % boundary).done()


def quoted(value: str) -> bytes:
    """A value in a body: lines of its own, each closed by a soft line break; a dot at a line's beginning is doubled."""
    encoded = value.encode("ascii").replace(b"=", b"=3D")
    lines = []
    while encoded:
        end = min(LONGEST_VALUE, len(encoded))
        if end < len(encoded) and b"=" in encoded[end - 2 : end]:
            end = encoded.rindex(b"=", 0, end)
        line, encoded = encoded[:end], encoded[end:]
        lines.append((b"." + line if line.startswith(b".") else line) + SOFT_BREAK)
    return b"".join(lines)


class _Pieces:
    """Pieces and slots, written one after the other."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = [b""]
        self._slots: list[str] = []
        self._is_in_body: list[bool] = []

    def add(self, part: bytes) -> _Pieces:
        """Bytes that are the same for everybody."""
        self._pieces[-1] += part
        return self

    def slot(self, name: str, *, is_in_body: bool = False) -> _Pieces:
        """A place for something personal."""
        self._slots.append(name)
        self._is_in_body.append(is_in_body)
        self._pieces.append(b"")
        return self

    def body(self, content: Iterable[str | Mark]) -> None:
        """A body in quoted-printable; each mark between soft line breaks."""
        for part in content:
            if isinstance(part, Mark):
                self.add(SOFT_BREAK).slot(part.value, is_in_body=True)
            else:
                self.add(encoded(part))

    def done(self) -> Serialised:
        """What was written."""
        return Serialised(tuple(self._pieces), tuple(self._slots), tuple(self._is_in_body))


def encoded(words: str) -> bytes:
    """Words in quoted-printable with CRLF, dot-stuffed. A space at the end of a line or of the words is encoded."""
    lines = binascii.b2a_qp(words.replace("\r\n", "\n").encode(), istext=True).split(b"\n")
    if lines[-1].endswith((b" ", b"\t")):
        lines[-1] = lines[-1][:-1] + b"=%02X" % lines[-1][-1]
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)


def _headers(copy: Copy) -> bytes:
    """The header fields that are the same for everybody, encoded and folded (RFC 2047, RFC 5322)."""
    message = EmailMessage(policy=policy.SMTP)
    name, _at, domain = copy.sender_address.rpartition("@")
    message["From"] = Address(copy.sender_name, name, domain)
    message["Subject"] = copy.subject
    message["Date"] = format_datetime(copy.sent_at)
    for field, value in copy.headers.items():
        message[field] = value
    return message.as_bytes().rstrip(b"\r\n") + b"\r\n"
