"""A notification as a mail: plain text and simple HTML, no secret in it."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.magazine.queries import this_magazine
from masthead.planning.models import Notification


def is_mail_on() -> bool:
    """Whether there is a mail server to hand mails to."""
    return bool(settings.EMAIL_HOST)


def deliver(notification_id: int) -> bool:
    """Send it if it is wanted by mail and was not sent; whether it was. The mail server's errors are raised, for another try.

    A worker that dies between the sending and the note of it sends twice, with one Message-ID, by which mail programs know.
    """
    row = Notification.objects.select_related("user").filter(pk=notification_id, by_mail=True, mailed_at=None).first()
    if row is None or not row.user.is_active or not row.user.email or not is_mail_on():
        return False
    message_of(row).send()
    Notification.objects.filter(pk=row.pk).update(mailed_at=timezone.now())
    return True


def message_of(row: Notification) -> EmailMultiAlternatives:
    """The mail of one notification."""
    magazine = this_magazine().name
    base = settings.CONFIG.site.base_url.rstrip("/")
    context = {
        "row": row,
        "magazine": magazine,
        "name": row.user.get_short_name() or row.user.get_username(),
        "link": base + address_of(row),
        "choices": base + reverse("desk_notification_choices"),
    }
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail = EmailMultiAlternatives(
        subject=_("[%(magazine)s] %(text)s") % {"magazine": magazine, "text": " ".join(row.text.split())},
        body=render_to_string("planning/mail.txt", context),
        from_email=formataddr((magazine, sender)),
        to=[row.user.email],
        headers={
            "Message-ID": f"<notification-{row.pk}-{row.at:%Y%m%d%H%M%S}@{sender.partition('@')[2] or 'localhost'}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("planning/mail.html", context), "text/html")
    return mail


def address_of(row: Notification) -> str:
    """Where a notification leads: its own address, else the form of its page, else the list of notifications."""
    if row.address:
        return row.address
    return reverse("wagtailadmin_pages:edit", args=(row.page_id,)) if row.page_id else reverse("desk_notifications")
