"""Manuscripts that wait for somebody to look at them: private, and gone after a while."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import Article
from masthead.pictures.models import Picture


class Manuscript(models.Model):
    """A Word file as it was understood, until it is an article or is let go. Only its owner and editors see it."""

    class State(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", _("Waiting")
        CREATED = "created", _("Made into an article")
        LET_GO = "let-go", _("Let go")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    expires_at = models.DateTimeField(_("kept until"), db_index=True)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    reading = models.JSONField(default=dict, help_text="reading.Reading.as_json(); empty once it is settled")
    answers = models.JSONField(
        default=dict, help_text="answers.Answers.as_json(): what people changed on the review page"
    )

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["owner", "state", "-received_at"], name="manuscripts_by_owner")]
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_waiting(self) -> bool:
        """Whether it can still become an article."""
        return self.state == self.State.WAITING


class ManuscriptPicture(models.Model):
    """A picture inside a waiting manuscript: its bytes, not in any folder that is served."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveIntegerField(help_text="its number in the reading's body")
    name = models.CharField(max_length=255)
    data = models.BinaryField()
    thumbnail = models.BinaryField(help_text="JPEG, for the review page")
    sha1 = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    said = models.JSONField(default=dict, help_text="fields of a picture, as the file and the manuscript say them")
    in_library = models.ForeignKey(
        Picture,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="the same picture, if it is there",
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["manuscript", "number"], name="manuscripts_one_number_each")]
        verbose_name = _("picture of a manuscript")
        verbose_name_plural = _("pictures of manuscripts")

    def __str__(self) -> str:
        return self.name
