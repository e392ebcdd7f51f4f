"""Newsletters, who subscribes to them, and the record of what they consented to."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.errors import MastheadError


class ConsentIsLasting(MastheadError):
    """Somebody tried to change what a reader consented to."""


class Newsletter(models.Model):
    """A letter that readers may ask for, and the words in which it is offered to them."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("As it stands in the subject of mails: “The Evenlight Letter”.")
    )
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    heading = models.CharField(
        _("heading"), max_length=80, help_text=_("Above the field for the address. A promise in few words.")
    )
    promise = models.CharField(
        _("promise"),
        max_length=240,
        help_text=_(
            "What comes, how often, chosen by whom. Readers consent to these words, so promise no more than you keep."
        ),
    )
    button = models.CharField(_("words on the button"), max_length=30, default="Subscribe")
    about = models.TextField(
        _("what it is"),
        max_length=2000,
        blank=True,
        help_text=_("For the newsletter's own page; an empty line begins a paragraph."),
    )
    is_offered = models.BooleanField(
        _("offer it to readers"),
        default=False,
        help_text=_("On the front page, under every article and on its own page."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Of those offered, pages show the first.")
    )

    sender_name = models.CharField(
        _("sender"), max_length=120, blank=True, help_text=_("Who it is from, as mailboxes show it. Empty: its name.")
    )
    sender_address = models.EmailField(
        _("sender's address"), blank=True, help_text=_("Empty: the address that all mail of the magazine comes from.")
    )
    reply_to = models.EmailField(_("answers go to"), blank=True, help_text=_("Empty: the magazine's contact address."))
    postal_address = models.TextField(
        _("postal address"),
        max_length=400,
        blank=True,
        help_text=_("At the foot of every letter. Laws ask for it; without it nothing is sent."),
    )
    language = models.CharField(
        _("language"), max_length=12, blank=True, help_text=_("As in “en” or “pt-BR”. Empty: the magazine's.")
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")

    def __str__(self) -> str:
        return self.name


class Subscriber(models.Model):
    """Whoever gave an address. Nothing but the confirmation is sent to one who has not confirmed."""

    class State(models.TextChoices):
        """How far it has come. Further states (left, unreachable) come with the sending of mailings."""

        PENDING = "pending", _("not confirmed yet")
        CONFIRMED = "confirmed", _("confirmed")

    address = models.CharField(_("address"), max_length=254, help_text=_("As mail is sent to it."))
    address_key = models.CharField(
        max_length=254, unique=True, help_text=_("By which the same address is known again.")
    )
    address_digest = models.CharField(
        max_length=64, blank=True, db_index=True, help_text=_("By which a suppression knows it: a keyed hash.")
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    language = models.CharField(
        _("language"), max_length=12, help_text=_("Of the page on which it was given (BCP 47).")
    )
    asked_at = models.DateTimeField(_("asked"), help_text=_("The last time before it was confirmed."))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "asked_at"], name="subscribers_by_state")]
        permissions = [("export_subscribers", "Can take out the list of subscribers")]
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self) -> str:
        return self.address


class Subscription(models.Model):
    """One subscriber's subscription to one newsletter; asked for until ``confirmed_at`` is there."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="subscriptions")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("When the subscriber left, or was suppressed."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "newsletter"], name="subscribed_once")]
        indexes = [models.Index(fields=["newsletter", "confirmed_at"], name="subscriptions_confirmed")]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return f"{self.subscriber_id}: {self.newsletter_id}"


class Suppression(models.Model):
    """An address that must not be written to: by one newsletter, or (``newsletter`` none) by any.

    The address is kept as a keyed hash only, so that a suppression outlives the erasure of the person's data. It is lifted by the
    person's own confirmation and by nothing else; a complaint and a block by the desk are not lifted by that either.
    """

    class Reason(models.TextChoices):
        """Why."""

        LEFT = "left", _("left")
        BOUNCED = "bounced", _("the address does not exist")
        COMPLAINED = "complained", _("marked the letter as spam")
        BLOCKED = "blocked", _("blocked by the desk")
        ERASED = "erased", _("asked to be erased")

    address_digest = models.CharField(max_length=64)
    newsletter = models.ForeignKey(
        Newsletter, null=True, blank=True, on_delete=models.CASCADE, related_name="suppressions"
    )
    reason = models.CharField(max_length=10, choices=Reason.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address_digest", "newsletter"], name="suppressed_once"),
            models.UniqueConstraint(
                fields=["address_digest"], condition=models.Q(newsletter=None), name="suppressed_for_all_once"
            ),
        ]
        verbose_name = _("suppression")
        verbose_name_plural = _("suppressions")

    def __str__(self) -> str:
        return f"{self.address_digest[:8]}… {self.reason}"


class Consents(models.QuerySet["Consent"]):
    """Consents, which many at a time are as lasting as one by one."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse; always raises ``ConsentIsLasting``."""
        raise ConsentIsLasting("What a reader consented to cannot be changed.")


class Consent(models.Model):
    """What somebody asked for, confirmed or ended, when, in which words and where; kept as long as the subscriber, and never changed.

    It shows that consent was given (GDPR, article 7(1)). The network address is no part of it.
    """

    class Act(models.TextChoices):
        """What was done."""

        ASKED = "asked", _("asked for it")
        CONFIRMED = "confirmed", _("confirmed it")
        LEFT = "left", _("left")

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="consents")
    act = models.CharField(max_length=12, choices=Act.choices)
    at = models.DateTimeField(default=timezone.now)
    wording = models.TextField(help_text=_("The words of the sign-up, exactly as they were shown."))
    path = models.CharField(max_length=700, help_text=_("The page on which they were shown."))

    objects = Consents.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.subscription_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only.

        Raises:
            ConsentIsLasting: it is in the table already.
        """
        if not self._state.adding:
            raise ConsentIsLasting("What a reader consented to cannot be changed.")
        super().save(*args, **kwargs)


class SignUpRequest(models.Model):
    """What was sent from a sign-up form, until it is answered and no limit counts it any more; then it is removed.

    Every request is written down alike, whoever the address belongs to, and the worker looks who that is: so the time that the
    answer takes tells nobody whether an address is known.
    """

    class Answer(models.TextChoices):
        """Which mail it was answered with."""

        WAITING = "", _("not answered yet")
        CONFIRM = "confirm", _("asked to confirm")
        ALREADY = "already", _("told that the subscription is there")
        NONE = "none", _("none: one was sent a short while ago")

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=12)
    wording = models.TextField()
    path = models.CharField(max_length=700)
    asked_at = models.DateTimeField(default=timezone.now)
    network = models.CharField(max_length=64, blank=True, help_text=_("A keyed hash of the visitor's network."))
    mailbox = models.CharField(max_length=64, help_text=_("A keyed hash of the mailbox behind the address."))
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.WAITING, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_at"], name="sign_ups_by_time"),
            models.Index(fields=["network", "asked_at"], name="sign_ups_by_network"),
            models.Index(fields=["mailbox", "answered_at"], name="sign_ups_by_mailbox"),
        ]
        verbose_name = _("sign-up request")
        verbose_name_plural = _("sign-up requests")

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.answer or 'waiting'}"


class SignUpTally(models.Model):
    """How many asked for a newsletter on a day and how many confirmed; nobody in particular."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="tallies")
    day = models.DateField()
    asked_count = models.PositiveIntegerField(default=0)
    confirmed_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["newsletter", "day"], name="tallied_once_a_day")]
        verbose_name = _("sign-ups of a day")
        verbose_name_plural = _("sign-ups by day")

    def __str__(self) -> str:
        return f"{self.day}: {self.asked_count}, {self.confirmed_count}"
