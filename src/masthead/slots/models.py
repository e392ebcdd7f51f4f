"""Arrangements of the front page and their slots."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import Article
from masthead.pictures.models import Picture


class Place(models.TextChoices):
    """Where a slot stands."""

    LEAD = "lead", _("Lead")
    SECOND = "second", _("Seconds")
    PICK = "pick", _("Editor's picks")
    QUOTE = "quote", _("Quote")


LIMITS = {Place.LEAD: 1, Place.SECOND: 4, Place.PICK: 6, Place.QUOTE: 1}
"""How many slots each place has."""


class Arrangement(models.Model):
    """The front as editors arranged it, from ``starts_at`` until ``ends_at`` or until another begins; without a start, a draft.

    At any moment the one that began last, and has not ended, stands. When one with an end is over, what stood before it stands again.
    """

    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("For the desk only, for example “Weekend”.")
    )
    starts_at = models.DateTimeField(_("from"), null=True, blank=True, unique=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    launched_by_label = models.CharField(max_length=150, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by_label = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        permissions = [("arrange_front", "Can arrange the front page")]
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangements")

    def __str__(self) -> str:
        return self.name or (f"{self.starts_at:%Y-%m-%d %H:%M}" if self.starts_at else f"draft {self.pk}")

    def has_begun(self, moment: datetime) -> bool:
        """Whether readers see it, or have seen it, at ``moment``; from then on it does not change."""
        return self.starts_at is not None and self.starts_at <= moment

    def is_over(self, moment: datetime) -> bool:
        """Whether its end has passed."""
        return self.ends_at is not None and self.ends_at <= moment


class Slot(models.Model):
    """An article in a place on the front. Its own words stand there while ``uses_own_words``; switched off, they are kept."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.CASCADE, related_name="slots")
    place = models.CharField(max_length=10, choices=Place.choices)
    order = models.PositiveSmallIntegerField(default=0)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    uses_own_words = models.BooleanField(_("use these instead of the article's"), default=True)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    standfirst = models.TextField(_("standfirst"), max_length=600, blank=True)
    picture = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    quote_text = models.CharField(_("words quoted"), max_length=300, blank=True)
    quote_by = models.CharField(_("who says it"), max_length=120, blank=True)

    class Meta:
        ordering = ["arrangement", "place", "order"]
        constraints = [models.UniqueConstraint(fields=["arrangement", "article"], name="once_on_a_front")]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.article_id}"
