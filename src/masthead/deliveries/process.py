"""The process that sends: what the configuration says about the mail server, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from masthead.config import Mail, Newsletters
from masthead.deliveries.line import Server
from masthead.deliveries.pace import Paces, Rate
from masthead.deliveries.relays import BareServer, Postfix, Relay
from masthead.deliveries.sending import Ended, Manner, send
from masthead.errors import MastheadError
from masthead.mailings.models import Mailing


def send_mailing(number: int, *, is_asked_to_stop: Callable[[], bool]) -> Ended:
    """Send a mailing that has begun, as the configuration says.

    Raises:
        MastheadError: there is no such mailing, it has not begun, or there is no mail server.
    """
    mailing = Mailing.objects.select_related("sent_copy").filter(pk=number).exclude(audience_count=None).first()
    if mailing is None:
        raise MastheadError(f"Mailing {number} has not begun to be sent.", "masthead newsletter show", permanent=True)
    config = settings.CONFIG
    manner = manner_of(config.newsletters)
    return send(mailing, relay_of(config.mail, config.newsletters), manner, is_asked_to_stop=is_asked_to_stop)


def relay_of(mail: Mail, newsletters: Newsletters) -> Relay:
    """The mail server that letters are handed to.

    Raises:
        MastheadError: there is none.
    """
    if not mail.host:
        raise MastheadError("There is no mail server to hand letters to.", "Set mail.host.", permanent=True)
    server = Server(mail.host, mail.port, mail.user, mail.password, mail.tls)  # type: ignore[arg-type]
    if newsletters.relay == "server":
        return BareServer(server)
    config_dir = Path(newsletters.relay_config) if newsletters.relay_config else None
    return Postfix(server, log=Path(newsletters.relay_log), config_dir=config_dir)


def manner_of(newsletters: Newsletters) -> Manner:
    """How letters are handed over."""
    rates = (Rate(newsletters.per_second, timedelta(seconds=1)), Rate(newsletters.per_hour, timedelta(hours=1)))
    return Manner(
        connections=newsletters.connections,
        quiet_seconds=newsletters.ask_after_seconds,
        first_wait=timedelta(seconds=newsletters.retry_seconds),
        paces=Paces(in_all=tuple(rate for rate in rates if rate.count)),
    )
