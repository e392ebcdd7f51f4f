"""Deleted articles, until their time is over."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import Article
from masthead.planning.models.pieces import Stage

DAYS_IN_TRASH = 30
IN_TRASH = "in-the-trash"
"""The code of the finding that holds back what is in the trash."""


class Trashed(models.Model):
    """An article that somebody deleted: it stays where it stood, with its draft, credits and address, and nobody reads or finds it."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="trashed")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, help_text="where the piece stood before")
    was_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-article"]
        permissions = [("empty_trash", "Can delete articles for good before their time in the trash is over")]
        verbose_name = _("article in the trash")
        verbose_name_plural = _("articles in the trash")

    def __str__(self) -> str:
        return str(self.article_id)
