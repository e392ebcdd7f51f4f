"""The table of old addresses."""

from django.db import models
from wagtail.models import Page


class OldAddress(models.Model):
    """An address that once answered, by path and (for ``?p=123``) by query, and what it answers now.

    ``page`` wins over ``target_path``: the address is read from the page when it is asked for, so that a chain cannot arise.
    """

    class Kind(models.TextChoices):
        """What the address answers."""

        MOVED = "moved"
        GONE = "gone"

    path = models.CharField(max_length=700)
    query = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MOVED)
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="old_addresses")
    target_path = models.CharField(max_length=700, blank=True)
    origin = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "query"], name="one_answer_per_old_address")]
        verbose_name = "old address"
        verbose_name_plural = "old addresses"

    def __str__(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path
