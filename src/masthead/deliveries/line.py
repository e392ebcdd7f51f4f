"""One connection to a mail server, and what may have become of a message on it.

SMTP cannot say "once": between our final dot and the server's answer both sides may own the message (RFC 1047). So the outcome of a
hand-over is one of four, and a connection that breaks *before* the dot is told apart from one that breaks *after* it.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

from masthead.errors import MastheadError

Encryption = Literal["starttls", "tls", "none"]
LONGEST_WORDS = 300
GOING = 300
"""SMTP answers below this say yes, those from 400 not now, those from 500 no (RFC 5321, 4.2.1)."""


class Outcome(StrEnum):
    """What became of a message."""

    HANDED = "handed"
    LATER = "later"
    NEVER = "never"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Answer:
    """An outcome, with the server's own words (its code first) in one line."""

    outcome: Outcome
    words: str


class LineBroken(MastheadError):
    """The connection cannot be used (any more); what was in hand was *not* handed over."""


class SenderRefused(MastheadError):
    """The server takes nothing from us: about the sender, the login or the encryption, and not about whoever was to get it."""


class LateForTheDot(MastheadError):
    """The lease may have been taken over while the message was on its way: it was not ended, so it was not handed over."""


@dataclass(frozen=True)
class Server:
    """Where a mail server listens, and how it is spoken to."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    encryption: Encryption = "starttls"
    timeout_seconds: float = 60.0
    local_name: str = ""


class Line:
    """An open connection. Not for two threads at once."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp
        self._is_pipelining = smtp.has_extn("pipelining")

    @classmethod
    def open(cls, server: Server) -> Self:
        """Connect, encrypt and log in.

        Raises:
            LineBroken: nobody answers, or not as a mail server.
            SenderRefused: it answers, and does not let us in; with ``starttls`` also when it does not offer that.
        """
        try:
            return cls(_connected(server))
        except (smtplib.SMTPNotSupportedError, smtplib.SMTPAuthenticationError) as error:
            raise SenderRefused(_in_one_line(str(error))) from error
        except ssl.SSLCertVerificationError as error:
            message = f"The certificate of {server.host} is not trusted: {error.verify_message}."
            raise SenderRefused(message) from error
        except (OSError, smtplib.SMTPException) as error:
            raise LineBroken(f"{server.host}:{server.port} does not answer: {_in_one_line(str(error))}") from error

    def hand_over(self, message: bytes, *, sender: str, recipient: str, may_end: Callable[[], bool]) -> Answer:
        """Hand one message over. ``message`` is dot-stuffed, ends in CRLF and lacks the final dot.

        ``may_end`` is asked right before the dot, the one moment after which the message may be the server's.

        Raises:
            LineBroken: before the dot. Close the line.
            SenderRefused: the server does not take our sender. The line may be used again.
            LateForTheDot: ``may_end`` said no. The line is closed.
        """
        try:
            refused = self._open_envelope(sender, recipient)
            if refused is not None:
                return refused
            self._send(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise LineBroken(_in_one_line(str(error)) or type(error).__name__) from error
        if not may_end():
            self._smtp.close()
            raise LateForTheDot("The lease was not renewed in time.")
        return self._end()

    def close(self, *, politely: bool = True) -> None:
        """Say goodbye, or hang up."""
        if politely:
            try:
                self._smtp.quit()
            except (OSError, smtplib.SMTPException):
                self._smtp.close()
        else:
            self._smtp.close()

    def _open_envelope(self, sender: str, recipient: str) -> Answer | None:
        """MAIL, RCPT and DATA; None when the server waits for the message. In one go where it can (RFC 2920)."""
        commands = [b"MAIL FROM:<%b>\r\n" % sender.encode("ascii"), b"RCPT TO:<%b>\r\n" % recipient.encode("ascii")]
        if self._is_pipelining:
            self._send(b"".join([*commands, b"DATA\r\n"]))
            mail, rcpt, data = self._reply(), self._reply(), self._reply()
            if data[0] == 354 and not (_is_yes(mail) and _is_yes(rcpt)):  # noqa: PLR2004 - RFC 5321, 4.2.3
                # The server waits for a message for nobody; an empty one ends that (RFC 2920, 3.1).
                self._send(b".\r\n")
                self._reply()
        else:
            mail = self._ask(commands[0])
            rcpt = self._ask(commands[1]) if _is_yes(mail) else mail
            data = self._ask(b"DATA\r\n") if _is_yes(mail) and _is_yes(rcpt) else rcpt
        if not _is_yes(mail):
            self._begin_anew(mail)
            raise _about_us(mail)
        if not _is_yes(rcpt):
            self._begin_anew(rcpt)
            return _refusal(rcpt)
        if data[0] != 354:  # noqa: PLR2004
            self._begin_anew(data)
            return _refusal(data)
        return None

    def _end(self) -> Answer:
        """The dot. From here on nothing is certain but an answer."""
        try:
            self._send(b".\r\n")
            code, words = self._reply()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._smtp.close()
            return Answer(Outcome.UNCERTAIN, _in_one_line(f"no answer after the message: {error}"))
        if not GOING // 3 * 2 <= code < 600:  # noqa: PLR2004 - an answer that is none
            self._smtp.close()
            return Answer(Outcome.UNCERTAIN, _said((code, words)))
        return Answer(Outcome.HANDED, _said((code, words))) if code < GOING else _refusal((code, words))

    def _begin_anew(self, answer: tuple[int, bytes]) -> None:
        """After a refusal the envelope is dropped; a server that closes (421) is hung up on."""
        if answer[0] == 421:  # noqa: PLR2004 - RFC 5321, 3.8
            self._smtp.close()
            raise LineBroken(_said(answer))
        if not _is_yes(self._ask(b"RSET\r\n")):
            self._smtp.close()

    def _ask(self, command: bytes) -> tuple[int, bytes]:
        self._send(command)
        return self._reply()

    def _send(self, data: bytes) -> None:
        sock = self._smtp.sock
        if sock is None:
            raise LineBroken("The connection is closed.")
        sock.sendall(data)

    def _reply(self) -> tuple[int, bytes]:
        code, words = self._smtp.getreply()
        if code == -1:
            raise smtplib.SMTPServerDisconnected("The server does not speak SMTP.")
        return code, words


def _connected(server: Server) -> smtplib.SMTP:
    name = server.local_name or None
    if server.encryption == "tls":
        context = ssl.create_default_context()
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, name, timeout=server.timeout_seconds, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, name, timeout=server.timeout_seconds)
    try:
        if smtp.sock is not None:  # the dot would wait 40 ms for the server's word that it has the message (RFC 896)
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.ehlo_or_helo_if_needed()
        if server.encryption == "starttls":
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _is_yes(answer: tuple[int, bytes]) -> bool:
    return 200 <= answer[0] < GOING  # noqa: PLR2004


def _refusal(answer: tuple[int, bytes]) -> Answer:
    """A no: for ever from 500 on, else for now."""
    return Answer(Outcome.NEVER if answer[0] >= 500 else Outcome.LATER, _said(answer))  # noqa: PLR2004


def _about_us(answer: tuple[int, bytes]) -> MastheadError:
    """A refused sender: for now (the line is no good at the moment), or for good."""
    return SenderRefused(_said(answer)) if answer[0] >= 500 else LineBroken(_said(answer))  # noqa: PLR2004


def _said(answer: tuple[int, bytes]) -> str:
    return _in_one_line(f"{answer[0]} {answer[1].decode('ascii', 'replace')}")


def _in_one_line(words: str) -> str:
    return " ".join(words.split())[:LONGEST_WORDS]
