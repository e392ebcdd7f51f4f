"""The ledger of a mailing, and the paces that must outlive a restart."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masthead.mailings.models import Mailing
from masthead.newsletters.models import Subscriber


class Delivery(models.Model):
    """One message to one person. Written only by ``deliveries.ledger`` and ``deliveries.audience``.

    At every instant the rows of a mailing are its audience: waiting (planned or claimed) + handed + failed + skipped + uncertain.
    """

    class State(models.TextChoices):
        """How far it has come. ``CLAIMED`` is one connection's message in hand: at most one for each connection."""

        PLANNED = "planned", _("waiting")
        CLAIMED = "claimed", _("in hand")
        HANDED = "handed", _("handed over")
        UNCERTAIN = "uncertain", _("uncertain")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("skipped")

    class Settled(models.TextChoices):
        """Who said what became of a message that had been uncertain."""

        NOT = "", _("was never uncertain")
        RELAY = "relay", _("the mail server")
        POLICY = "policy", _("the choice made before the sending")
        EDITOR = "editor", _("an editor")

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber, null=True, on_delete=models.SET_NULL, related_name="deliveries", help_text=_("None once erased.")
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    token = models.BigIntegerField(default=0, help_text=_("The lease under which it was claimed last."))
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, help_text=_("Not before; none until it was first thought of."))
    at = models.DateTimeField(null=True, help_text=_("When the state last changed."))
    words = models.CharField(
        max_length=300, blank=True, help_text=_("The mail server's answer, or why it was skipped.")
    )
    settled_by = models.CharField(max_length=6, choices=Settled.choices, default=Settled.NOT, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing", "subscriber"], name="delivered_once")]
        indexes = [
            models.Index(fields=["mailing", "state"], name="deliveries_by_state"),
            models.Index(fields=["mailing"], name="deliveries_in_hand", condition=Q(state="claimed")),
            models.Index(fields=["mailing", "due_at", "id"], name="deliveries_waiting", condition=Q(state="planned")),
        ]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.subscriber_id} {self.state}"


class Pace(models.Model):
    """How far the sending has used up a rate, kept so that a restart does not begin anew; see ``deliveries.pace``."""

    name = models.CharField(max_length=280, primary_key=True, help_text=_("“all”, “hour”, or “domain:example.org”."))
    reached_at = models.DateTimeField(help_text=_("The moment up to which the rate is spent."))

    class Meta:
        verbose_name = _("pace")
        verbose_name_plural = _("paces")

    def __str__(self) -> str:
        return self.name
