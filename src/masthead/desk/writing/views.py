"""Wagtail's create and edit views of pages, with our checklist, our footer and no save over somebody else's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import PageActionMenu
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from masthead.articles.models import Article
from masthead.contributors.models import Role
from masthead.desk.planning.panel import PlanPanel
from masthead.desk.writing.checklist import ChecklistPanel, take_publish_button
from masthead.desk.writing.following import FollowingPanel
from masthead.desk.writing.lengths import lengths_of
from masthead.desk.writing.submitting import SaysWhatWasPassed, SubmittedWithCredits
from masthead.planning.queries import is_in_trash
from masthead.publishing.pages import MagazinePage


@dataclass(frozen=True)
class Rescue:
    """Whose unsaved words of which page the browser keeps. A new page has no number yet, but a parent."""

    person: int
    page: int | str = ""
    parent: int | str = ""
    is_by_me: bool = False


class EditPage(SubmittedWithCredits, SaysWhatWasPassed, EditView):
    """The form of a page of ours."""

    partials_template_name = "desk/writing/edit_partials.html"

    @cached_property
    def checklist_panel(self) -> ChecklistPanel | None:
        """The checklist of the page as it stands after this request; None for a page that is not of ours."""
        return ChecklistPanel(self.page, self.request) if isinstance(self.page, MagazinePage) else None

    def get_template_names(self) -> list[str]:
        """Ours for an article, else Wagtail's."""
        names: list[str] = super().get_template_names()
        is_form = names == ["wagtailadmin/pages/edit.html"]
        return ["desk/writing/edit.html"] if is_form and isinstance(self.page, Article) else names

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's, the checklist first."""
        panels = super().get_side_panels()
        ours = [self.checklist_panel] if self.checklist_panel else []
        beside = (
            [kind(self.page, self.request) for kind in (PlanPanel, FollowingPanel)]
            if isinstance(self.page, Article)
            else []
        )
        return MediaContainer([*ours, *beside, *panels])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wagtail's, unless the article is deleted: then the way leads to the trash."""
        if isinstance(self.page, Article) and is_in_trash(self.page.pk):
            words = _("“%(title)s” is in the trash. Restore it to go on.") % {"title": self.page.title}
            messages.warning(request, words)
            return redirect("desk_trash")
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def send_commenting_notifications(self, changes: Any) -> None:
        """Send nothing here: whoever a comment concerns is told as they chose (``planning.actions.tell_comment``)."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's, with what our templates show."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not isinstance(self.page, Article) or not self.checklist_panel:
            return context
        return {
            **context,
            **_for_an_article(self.page, context["action_menu"], self.checklist_panel),
            "rescue": self._rescue(),
        }

    def _rescue(self) -> Rescue:
        revision = self.latest_revision
        is_by_me = bool(revision and revision.user_id == self.request.user.pk)
        return Rescue(self.request.user.pk, page=self.page.pk, is_by_me=is_by_me)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse to save over a version that this form has never seen; Wagtail refuses only what saves by itself.

        What was typed stays in the form, and the next save, made knowingly, goes through: the other version is in the history.
        """
        if self.expects_json_response or self.page.alias_of_id or not self._has_others_newer_words():
            return super().post(request, *args, **kwargs)
        self.form = self.form_class(
            request.POST,
            request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.has_unsaved_changes = True
        messages.warning(request, self._whose_is_newer())
        return self.render_to_response(self.get_context_data())

    def _has_others_newer_words(self) -> bool:
        """Whether somebody else saved since this form was loaded. What the same person's form saved by itself is no reason."""
        loaded_at = parse_datetime(self.request.POST.get("loaded_revision_created_at") or "")
        if loaded_at is None or not self.is_out_of_date:
            return False
        return bool(self.page.revisions.filter(created_at__gt=loaded_at).exclude(user=self.request.user).exists())

    def _whose_is_newer(self) -> str:
        revision = self.latest_revision
        who = revision.user.label if revision.user else _("Somebody")
        words = {"who": who, "moment": localtime(revision.created_at).strftime("%H:%M")}
        return (
            _(
                "%(who)s saved this page at %(moment)s, after you opened it. Nothing is lost: your words are below, the other version "
                "is in the history. Compare them, then save again to put yours on top."
            )
            % words
        )


class CreatePage(SubmittedWithCredits, CreateView):
    """The empty form of a page of ours."""

    def save_action(self) -> HttpResponse:
        """Wagtail's, said in our words."""
        if self.expects_json_response:
            answer: HttpResponse = super().save_action()
            return answer
        return self._saying(_("“%(title)s” is a draft now."), super().save_action)

    def get_template_names(self) -> list[str]:
        """Ours for an article, else Wagtail's."""
        return ["desk/writing/create.html"] if issubclass(self.page_class, Article) else [self.template_name]

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's, the checklist first; it is empty until the first save."""
        panels = super().get_side_panels()
        is_ours = issubclass(self.page_class, MagazinePage)
        return MediaContainer([ChecklistPanel(self.page, self.request), *panels]) if is_ours else panels

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's, with what our templates show."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not issubclass(self.page_class, Article):
            return context
        return {
            **context,
            **_for_an_article(self.page, context["action_menu"], ChecklistPanel(self.page, self.request)),
            "rescue": Rescue(self.request.user.pk, parent=self.parent_page.pk),
        }


def _for_an_article(article: Article, menu: PageActionMenu, panel: ChecklistPanel) -> dict[str, Any]:
    """What our templates show besides Wagtail's."""
    return {
        "publish_button": take_publish_button(menu, len(panel.checklist.blocks)),
        "lengths": lengths_of(article),
        "roles": Role.choices,
    }
