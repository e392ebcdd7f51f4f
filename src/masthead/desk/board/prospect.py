"""What a launch will do, in plain numbers, before anybody confirms it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from masthead.issues.models import Issue, Proof
from masthead.published.models import PublishedIssue


@dataclass(frozen=True)
class Prospect:
    """Pieces of a proof by what readers have of them, and what becomes of the current issue."""

    going_live: int
    live_already: int
    current_label: str
    becomes_current: bool
    label: str

    @property
    def sentence(self) -> str:
        """One plain sentence."""
        new = ngettext(
            "%(count)d article and the issue go live", "%(count)d articles and the issue go live", self.going_live
        )
        parts = [new % {"count": self.going_live}]
        if self.live_already:
            old = ngettext("%(count)d is live already", "%(count)d are live already", self.live_already)
            parts.append(old % {"count": self.live_already})
        sentence = ", ".join(parts)
        if not self.becomes_current:
            tail = _("%(current)s stays the current issue.") % {"current": self.current_label}
        elif self.current_label:
            words = {"label": self.label, "current": self.current_label}
            tail = _("%(label)s becomes the current issue in place of %(current)s.") % words
        else:
            tail = _("%(label)s becomes the current issue.") % {"label": self.label}
        return f"{sentence}. {tail}"


def prospect_of(issue: Issue, proof: Proof) -> Prospect:
    """What launching ``proof`` will do. Three queries."""
    ids = [page_id for page_id in proof.pages.values_list("page_id", flat=True) if page_id != issue.pk]
    live = Page.objects.filter(pk__in=ids, live=True).count()
    newest = PublishedIssue.objects.filter(is_contents_only=False).order_by("-dated_on", "-number_sort", "-pk")[:2]
    current = next((found for found in newest if found.pk != issue.pk), None)
    return Prospect(
        going_live=len(ids) - live,
        live_already=live,
        current_label=current.label if current else "",
        becomes_current=current is None
        or (issue.dated_on, issue.number_sort) >= (current.dated_on, current.number_sort),
        label=issue.label,
    )
