"""What is signed: the moment in a sign-up form, and the link in a confirmation. Each has its own salt: neither does for the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b

from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner
from django.utils import timezone

from masthead.errors import MastheadError

LINK_DAYS = 7
"""How long the link of a confirmation lasts."""
FORM_DAYS = 14
"""How long a page with a form may have lain in a tab or a cache. Pages carry the day, no finer moment: so they change once a day."""
SEPARATOR = "."


class FormOutdated(MastheadError):
    """The form's moment is none of ours, or is long past."""


class LinkUnknown(MastheadError):
    """No confirmation has this link."""


class LinkExpired(MastheadError):
    """The confirmation's link has had its time."""


@dataclass(frozen=True)
class Moment:
    """What a form's moment says: the newsletter's number, a digest of the words that were shown, and the day in UTC."""

    newsletter: int
    words: str
    day: datetime


def _forms() -> Signer:
    return Signer(salt="masthead.newsletters.form", sep=SEPARATOR)


def _confirmations() -> TimestampSigner:
    return TimestampSigner(salt="masthead.newsletters.confirm", sep=SEPARATOR)


@cache
def _people() -> Signer:
    return Signer(salt="masthead.newsletters.person", sep=SEPARATOR)


def digest_of(wording: str) -> str:
    """A short digest of the words of a sign-up."""
    return blake2b(wording.encode(), digest_size=6).hexdigest()


def sign_moment(newsletter: int, wording: str) -> str:
    """The moment to put into a form: changes with the day (UTC) and with the words, and with nothing else."""
    return _forms().sign(f"{newsletter}-{digest_of(wording)}-{timezone.now().astimezone(UTC):%Y%m%d}")


def read_moment(signed: str) -> Moment:
    """What a form sent back.

    Raises:
        FormOutdated: it is not ours, is from the future, or is more than ``FORM_DAYS`` old.
    """
    try:
        number, words, day = _forms().unsign(signed).split("-")
        moment = Moment(int(number), words, datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC))
    except (BadSignature, ValueError) as error:
        raise FormOutdated("This form is none of ours.", permanent=True) from error
    age = timezone.now() - moment.day
    if not timedelta() <= age <= timedelta(days=FORM_DAYS + 1):
        raise FormOutdated("This form is too old.", permanent=True)
    return moment


def sign_confirmation(consent_id: int) -> str:
    """The last part of a confirmation's link."""
    return _confirmations().sign(str(consent_id))


def sign_person(subscriber_id: int, newsletter_id: int) -> str:
    """The last part of the links by which a subscriber leaves a newsletter or sees what there is; lasts for ever (RFC 8058)."""
    return _people().sign(f"{subscriber_id}-{newsletter_id}")


def read_person(token: str) -> tuple[int, int]:
    """The numbers of the subscriber and of the newsletter that a link is about.

    Raises:
        LinkUnknown: it is none of ours.
    """
    try:
        subscriber, newsletter = _people().unsign(token).split("-")
        return int(subscriber), int(newsletter)
    except (BadSignature, ValueError) as error:
        raise LinkUnknown("There is no such link.", permanent=True) from error


def read_confirmation(token: str) -> int:
    """The number of the consent that a link asks to be confirmed.

    Raises:
        LinkExpired: it was ours, more than ``LINK_DAYS`` ago.
        LinkUnknown: it was never ours.
    """
    try:
        return int(_confirmations().unsign(token, max_age=timedelta(days=LINK_DAYS)))
    except SignatureExpired as error:
        raise LinkExpired("The link has had its time.", permanent=True) from error
    except (BadSignature, ValueError) as error:
        raise LinkUnknown("There is no such link.", permanent=True) from error
