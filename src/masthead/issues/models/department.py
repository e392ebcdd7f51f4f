"""What an issue is expected to hold: its departments in order, kept with the page so that a revision brings both back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from masthead.issues.models.issue import Issue


class Department(Orderable):
    """A part of one issue, such as Letters or Features, with how many pieces it should have; the next issue is begun with the same.

    ``label`` is what ``ContentsEntry.section_label`` of its entries says. A locked department (the letter, the back page) keeps its place,
    and nothing in it is moved or renumbered.
    """

    issue = ParentalKey(Issue, on_delete=models.CASCADE, related_name="departments")
    label = models.CharField(_("department"), max_length=80)
    expected_count = models.PositiveSmallIntegerField(
        _("pieces expected"), default=0, help_text=_("0: any number, and none is missed.")
    )
    is_locked = models.BooleanField(_("locked"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def __str__(self) -> str:
        return self.label
