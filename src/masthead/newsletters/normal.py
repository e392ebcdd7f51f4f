"""What counts as an address, and when two are the same."""

from __future__ import annotations

from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from masthead.errors import MastheadError

LONGEST = 254
"""Characters of an address: RFC 5321, 4.5.3.1.3, less the angle brackets."""
ONE_MAILBOX_WITH_ANY_DOTS = frozenset({"gmail.com", "googlemail.com"})


class AddressUnusable(MastheadError):
    """No mail can be sent to what was typed."""


def normal(typed: str) -> str:
    """The address in its one form: without space around it, NFC, the domain in lower case and in its own letters.

    An international domain is taken (post@bücher.example); letters outside ASCII before the @ are not, since few mail servers pass them on.
    Throwaway addresses are taken: which one to give is the reader's business. Nothing is asked of the network.

    Raises:
        AddressUnusable: with a sentence for whoever typed it.
    """
    typed = typed.strip()
    if not typed:
        raise AddressUnusable(_("Type your e-mail address."), permanent=True)
    if len(typed) > LONGEST:
        raise AddressUnusable(_("That is longer than an e-mail address can be. Type it again."), permanent=True)
    name, at, _domain = typed.rpartition("@")
    if not at:
        raise AddressUnusable(_("An e-mail address has an @ in it, like name@example.org."), permanent=True)
    if not name.isascii():
        message = _("Letters such as “ü” before the @ do not reach every mail server. Give an address without them.")
        raise AddressUnusable(message, permanent=True)
    try:
        return validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True).normalized
    except EmailNotValidError as error:
        message = _("Mail cannot be sent to this address. Look for a letter too many or too few: name@example.org.")
        raise AddressUnusable(message, permanent=True) from error


def key_of(address: str) -> str:
    """By which a normal address is known again: case makes no difference."""
    return address.casefold()


def mailbox_of(address: str) -> str:
    """The mailbox that limits count: without what stands after a plus, and without dots where the provider ignores them.

    Only for counting. Two addresses of one mailbox are two subscribers.
    """
    name, _at, domain = key_of(address).rpartition("@")
    name = name.partition("+")[0] or name
    if domain in ONE_MAILBOX_WITH_ANY_DOTS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"
