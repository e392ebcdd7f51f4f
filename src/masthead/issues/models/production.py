"""Where an issue stands in its making. Never part of a revision, so that no draft brings an older state back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masthead.issues.models.issue import Issue


class Production(models.Model):
    """What the desk knows of one issue besides its page: its state, and the days it is meant for.

    ``version`` grows with every change of this row, so that two who change it at once are told of one another.
    A planned day publishes nothing; only a :class:`~masthead.issues.models.Launch` somebody confirmed does.
    """

    class State(models.TextChoices):
        """How far an issue has come."""

        PLANNED = "planned", _("planned")
        PRODUCTION = "production", _("in production")
        LAUNCHED = "launched", _("launched")
        ARCHIVED = "archived", _("archived")

    issue = models.OneToOneField(Issue, primary_key=True, on_delete=models.CASCADE, related_name="production")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PLANNED)
    planned_launch_on = models.DateField(
        _("planned launch"), null=True, blank=True, help_text=_("A plan: nothing is published by it.")
    )
    deadline_on = models.DateField(_("deadline for copy"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "production"
        verbose_name_plural = "productions"
        indexes = [models.Index(fields=["state", "planned_launch_on"], name="issues_by_state")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.state}"
