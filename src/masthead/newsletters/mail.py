"""The mails that answer a sign-up: plain text and simple HTML, without picture, counter or advertisement, or a word a visitor typed."""

from __future__ import annotations

import hashlib
import hmac
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from masthead.magazine.queries import this_magazine
from masthead.newsletters import links
from masthead.newsletters.models import SignUpRequest

CONFIRM_VIEW = "front:confirm_newsletter"


def message_for(request: SignUpRequest) -> EmailMultiAlternatives:
    """The mail that answers a request which has been decided. Its one link begins with ``site.base_url``, whatever host was asked."""
    magazine = this_magazine()
    is_new = request.consent_id is not None
    letter = one_line(request.newsletter.name)
    base = settings.CONFIG.site.base_url
    context = {
        "letter": letter,
        "magazine": one_line(magazine.name),
        "language": magazine.language,
        "link": _link(base, request.consent_id),
        "site": f"{base}/",
        "days": links.LINK_DAYS,
    }
    name = "confirm" if is_new else "already"
    subject = _("Please confirm: %(letter)s") if is_new else _("You get %(letter)s already")
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail = EmailMultiAlternatives(
        subject=subject % {"letter": letter},
        body=render_to_string(f"newsletters/{name}.txt", context),
        from_email=formataddr((one_line(magazine.name), sender)),
        to=[request.address],
        reply_to=[magazine.contact_email] if magazine.contact_email else None,
        headers={"Message-ID": _message_id(request, sender), "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"newsletters/{name}.html", context), "text/html")
    return mail


def _link(base: str, consent_id: int | None) -> str:
    token = links.sign_confirmation(consent_id) if consent_id else ""
    return base + reverse(CONFIRM_VIEW, args=(token,)) if token else ""


def one_line(text: str) -> str:
    """Words for a header: one space for each run of white space, line breaks of every kind included."""
    return " ".join(text.split())


def _message_id(request: SignUpRequest, sender: str) -> str:
    """The same for every attempt, so that a mail that went twice is known as one (RFC 5322, 3.6.4)."""
    said = f"newsletters:message:{request.pk}:{request.asked_at.isoformat()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()[:32]
    return f"<sign-up-{digest}@{sender.partition('@')[2] or 'localhost'}>"
