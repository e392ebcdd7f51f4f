"""What the form says and does when a piece is submitted, passed or sent back.

No piece goes into review with a picture of which nobody says who made it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.messages import add_message, get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
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
    page: Any
    request: Any

    def submit_action(self) -> HttpResponse:
        """Submit, or say which pictures keep it from that."""
        kept = self._kept_back_by()
        if not kept:
            words = _("“%(title)s” is submitted for review. Its plan says who has it next.")
            return self._saying(words, super().submit_action)  # type: ignore[misc]
        for finding in kept:
            messages.error(
                self.request,
                _("Not submitted: %(reason)s") % {"reason": finding.message},
                buttons=door.ways_to(finding),
            )
        return self.save_action()  # type: ignore[attr-defined]

    def _saying(self, words: str, act: Callable[[], HttpResponse]) -> HttpResponse:
        """Do it, and say it in our words instead of Wagtail's."""
        before = len(get_messages(self.request))
        answer = act()
        say_instead(self.request, words % {"title": self.page.title}, keep=before)
        return answer

    def restart_workflow_action(self) -> HttpResponse:
        """The same for a review that begins anew."""
        if self._kept_back_by():
            return self.submit_action()
        return self._saying(_("The review of “%(title)s” begins anew."), super().restart_workflow_action)  # type: ignore[misc]

    def _kept_back_by(self) -> list[Finding]:
        page = self.form.save(commit=False)
        return keeps_from_review(page) if isinstance(page, Article) else []


class SaysWhatWasPassed:
    """A mixin for Wagtail's form of a page that exists: it says in our words that it is saved, and where a piece stands after a step."""

    page: Any
    request: Any
    action_name: str
    is_reverting: bool
    previous_revision: Any

    def add_save_confirmation_message(self) -> None:
        """Ours for a step of a review, else Wagtail's."""
        piece = Piece.objects.filter(pk=self.page.pk).first() if isinstance(self.page, Article) else None
        if self.action_name == "perform_workflow_action" and piece is not None:
            messages.success(self.request, standing_after_a_step(piece))
        elif self.is_reverting:
            moment = date_format(localtime(self.previous_revision.created_at), "j F Y, H:i")
            words = _("“%(title)s” reads again as on %(moment)s. It is saved as a draft.")
            messages.success(self.request, words % {"title": self.page.title, "moment": moment})
        else:
            messages.success(self.request, _saved(self.page))

    def add_cancel_workflow_confirmation_message(self) -> None:
        """Ours."""
        messages.success(
            self.request, _("The review of “%(title)s” is over. It is a draft again.") % {"title": self.page.title}
        )


def say_instead(request: HttpRequest, words: str, *, keep: int) -> None:
    """Keep so many of the messages that wait, and say this in place of those after them."""
    waiting = list(get_messages(request))
    for message in waiting[:keep]:
        add_message(request, message.level, message.message, extra_tags=message.extra_tags)
    messages.success(request, words)


def _saved(page: Any) -> str:
    if page.live:
        return _("Your changes to “%(title)s” are saved. Readers see them when you publish.") % {"title": page.title}
    return _("“%(title)s” is saved as a draft.") % {"title": page.title}


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
