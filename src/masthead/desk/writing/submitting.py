"""What the form says and does when a piece is submitted, passed or sent back.

No piece goes into review with a picture of which nobody says who made it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from masthead.articles.models import Article
from masthead.desk import door
from masthead.planning.actions import keeps_from_review
from masthead.planning.models import Piece, Stage, Step
from masthead.publishing.findings import Finding


class SubmittedWithCredits:
    """A mixin for Wagtail's two forms of pages. What was typed is saved as a draft either way."""

    form: Any
    request: Any

    def submit_action(self) -> HttpResponse:
        """Submit, or say which pictures keep it from that."""
        kept = self._kept_back_by()
        if not kept:
            return super().submit_action()  # type: ignore[misc]
        for finding in kept:
            messages.error(
                self.request,
                _("Not submitted: %(reason)s") % {"reason": finding.message},
                buttons=door.ways_to(finding),
            )
        return self.save_action()  # type: ignore[attr-defined]

    def restart_workflow_action(self) -> HttpResponse:
        """The same for a review that begins anew."""
        if self._kept_back_by():
            return self.submit_action()
        return super().restart_workflow_action()  # type: ignore[misc]

    def _kept_back_by(self) -> list[Finding]:
        page = self.form.save(commit=False)
        return keeps_from_review(page) if isinstance(page, Article) else []


class SaysWhatWasPassed:
    """A mixin for Wagtail's form of a page that exists: after a step of a review it says where the piece stands now."""

    page: Any
    request: Any
    action_name: str

    def add_save_confirmation_message(self) -> None:
        """Ours for a step of a review, else Wagtail's."""
        piece = Piece.objects.filter(pk=self.page.pk).first() if isinstance(self.page, Article) else None
        if self.action_name == "perform_workflow_action" and piece is not None:
            messages.success(self.request, standing_after_a_step(piece))
        else:
            super().add_save_confirmation_message()  # type: ignore[misc]


def standing_after_a_step(piece: Piece) -> str:
    """One sentence: where a piece stands after somebody passed it or sent it back."""
    words = {"title": piece.title}
    if piece.is_sent_back:
        return _("“%(title)s” is sent back.") % words
    if piece.step:
        return _("“%(title)s” is approved here. Next: %(step)s.") % {**words, "step": Step(piece.step).label}
    if piece.stage == Stage.READY:
        return _("“%(title)s” is approved, and ready.") % words
    return _("“%(title)s” is approved. Its checklist says what is still missing.") % words
