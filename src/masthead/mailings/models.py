"""A mailing: one sending of a newsletter, and its copy as it was when the sending began."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from masthead.mailings.blocks import PiecesStream
from masthead.newsletters.models import Newsletter


class Mailing(models.Model):
    """One sending of a newsletter: composed, scheduled, sent once."""

    class State(models.TextChoices):
        """How far it has come. Only ``DRAFT`` can be edited; what is ``SENDING`` has a frozen copy and a frozen audience."""

        DRAFT = "draft", _("being written")
        SCHEDULED = "scheduled", _("scheduled")
        SENDING = "sending", _("being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")

    class Uncertain(models.TextChoices):
        """What becomes of somebody who may have got the letter, where the mail server cannot be asked. Chosen before the sending."""

        NEVER_TWICE = "never-twice", _("rather never twice: not sent again, and listed by name")
        NEVER_LOST = "never-lost", _("rather never lost: sent again")

    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="mailings")
    subject = models.CharField(_("subject"), max_length=150)
    preheader = models.CharField(
        _("first words"),
        max_length=150,
        blank=True,
        help_text=_("What mailboxes show beside the subject. Empty shows the letter's beginning."),
    )
    pieces = StreamField(PiecesStream(), verbose_name=_("pieces"), blank=True, default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    uncertain = models.CharField(
        _("whoever may have got it"), max_length=12, choices=Uncertain.choices, default=Uncertain.NEVER_TWICE
    )
    scheduled_at = models.DateTimeField(_("goes out"), null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    audience_count = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("How many were to get it when the sending began.")
    )
    stopped_because = models.TextField(blank=True, help_text=_("Why it paused by itself, in the mail server's words."))

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "scheduled_at"], name="mailings_by_state")]
        permissions = [("send_mailing", "Can send, pause and cancel mailings")]
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")

    def __str__(self) -> str:
        return self.subject


class SentCopy(models.Model):
    """A mailing exactly as it goes to everybody: drawn once, when the sending begins, and never changed.

    ``html`` and ``text`` hold the marks of ``mailings.marks`` where something personal stands.
    """

    mailing = models.OneToOneField(Mailing, on_delete=models.PROTECT, related_name="sent_copy")
    subject = models.CharField(max_length=150)
    sender_name = models.CharField(max_length=120)
    sender_address = models.CharField(max_length=254)
    reply_to = models.CharField(max_length=254, blank=True)
    leave_address = models.CharField(
        max_length=300, help_text=_("Where a reader leaves; what tells the reader stands in the place of {token}.")
    )
    headers = models.JSONField(default=dict, help_text=_("Header fields that are the same for everybody."))
    html = models.TextField()
    text = models.TextField()
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("copy as sent")
        verbose_name_plural = _("copies as sent")

    def __str__(self) -> str:
        return self.subject
