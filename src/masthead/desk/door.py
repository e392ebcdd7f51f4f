"""The desk's buttons that make something public or take it down, each answered through the publishing action."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page, ReferenceIndex, Revision

from masthead.articles.models import Article
from masthead.desk.answering import go_on
from masthead.errors import MastheadError, PublishingRefused
from masthead.issues.models import Issue
from masthead.issues.queries import launches_waiting_with
from masthead.pictures.models import Picture
from masthead.planning import actions as planning
from masthead.publishing import actions as publishing
from masthead.publishing.findings import Finding, Severity
from masthead.publishing.pages import MagazinePage
from masthead.publishing.queries import findings_at_the_door


def publish(request: HttpRequest, page: MagazinePage) -> HttpResponse:
    """Answer “Publish” on the edit and the create form: the copy is saved as a draft by now, and stays one if a check blocks.

    What the form saved goes live, and not what somebody else may have saved a moment later. An article asks once more, in one sentence.
    """
    fresh = page.specific_class.objects.get(pk=page.pk)
    if is_launched_instead(fresh):
        messages.warning(request, _("An issue goes before readers by its launch. Your changes are saved as a draft."))
        return redirect("desk_launch", page.pk)
    if isinstance(fresh, Article):
        return _ask_first(request, fresh, page.latest_revision)
    return go_live(request, fresh, page.latest_revision)


def _ask_first(request: HttpRequest, article: Article, revision: Revision) -> HttpResponse:
    """On to the sentence that says what publishing will do; back to the form when something blocks it already."""
    findings = findings_at_the_door(revision.as_object())
    blocking = [finding for finding in findings if finding.severity == Severity.BLOCKS]
    if blocking:
        return _back_to_the_form(request, article, PublishingRefused(blocking))
    return redirect("desk_publish", article.pk, revision.pk)


def _back_to_the_form(request: HttpRequest, page: MagazinePage, trouble: MastheadError) -> HttpResponse:
    tell(request, trouble)
    messages.info(request, _("Your changes are saved as a draft."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def go_live(request: HttpRequest, page: MagazinePage, revision: Revision | None) -> HttpResponse:
    """Publish this very revision, and say what became of it."""
    try:
        outcome = publishing.publish(page, acting_user=_user(request), revision=revision)
    except MastheadError as trouble:
        return _back_to_the_form(request, page, trouble)
    for finding in outcome.warnings:
        messages.warning(request, finding.message, buttons=ways_to(finding))
    done = _("“%(title)s” is live.") if outcome.is_live else _("“%(title)s” is scheduled.")
    ways = [messages.button(outcome.page.address, _("See it"))] if outcome.is_live else []
    ways.append(messages.button(reverse("wagtailadmin_pages:edit", args=(page.pk,)), _("Edit")))
    messages.success(request, done % {"title": outcome.page.title}, buttons=ways)
    return redirect(list_of(outcome.page, is_live=outcome.is_live))


def is_launched_instead(page: MagazinePage) -> bool:
    """Whether a page goes before readers by a launch: an issue that is not out, unless it is only a list of contents."""
    return isinstance(page, Issue) and not page.live and not page.is_contents_only


def unpublish(request: HttpRequest, page: MagazinePage) -> HttpResponse:
    """Answer “Unpublish”, with all below it when that box is ticked."""
    if request.POST.get("include_descendants"):
        publishing.unpublish_with_descendants(page, acting_user=_user(request))
    else:
        publishing.unpublish(page, acting_user=_user(request))
    messages.success(request, _("“%(title)s” is no longer public.") % {"title": page.title})
    return go_on(request, list_of(page, is_live=False))


def delete(request: HttpRequest, page: MagazinePage) -> HttpResponse | None:
    """Answer “Delete”: an article asks first and goes into the trash; for others None lets Wagtail ask, or refuse what is protected."""
    if isinstance(page, Article):
        return _trash(request, page)
    is_protected = ReferenceIndex.get_references_to(page).group_by_source_object().is_protected
    if request.method != "POST" or is_protected or not type_to_delete_confirmation(request):
        return None
    back = list_of(page, is_live=page.live)
    publishing.delete(page, acting_user=_user(request))
    messages.success(request, _("“%(title)s” is deleted.") % {"title": page.title})
    return go_on(request, back)


def _trash(request: HttpRequest, article: Article) -> HttpResponse:
    parent = reverse("wagtailadmin_explore", args=(article.get_parent().pk,))
    back = get_valid_next_url_from_request(request) or parent
    if request.method != "POST":
        context = {"article": article, "back": back, "launches": launches_waiting_with(article.pk)}
        return render(request, "desk/writing/confirm_trash.html", context)
    planning.put_in_trash(article, acting_user=_user(request))
    _warn_of_launches(request, article)
    ways = [messages.button(reverse("desk_trash"), _("Open the trash"))]
    messages.success(request, _("“%(title)s” is in the trash for 30 days.") % {"title": article.title}, buttons=ways)
    return HttpResponseRedirect(back)


def _warn_of_launches(request: HttpRequest, article: Article) -> None:
    """Say which launches wait for what is in the trash now: nobody should hear of it at the moment of the launch."""
    for launch in launches_waiting_with(article.pk):
        words = {
            "title": article.title,
            "issue": launch.issue.label,
            "moment": date_format(localtime(launch.launch_at), "DATETIME_FORMAT"),
        }
        message = _(
            "“%(title)s” stands in %(issue)s: its launch on %(moment)s will be refused while the piece is in the trash."
        )
        ways = [messages.button(reverse("desk_launch", args=(launch.issue_id,)), _("Look at the launch"))]
        messages.warning(request, message % words, buttons=ways)


def delete_or_trash(page: MagazinePage, *, acting_user: Any) -> None:
    """What “delete” means at the desk: an article can come back for 30 days, another page is gone.

    Raises:
        ActionForbidden: the user may not.
        StillInUse: something that stays needs it.
    """
    if isinstance(page, Article):
        planning.put_in_trash(page, acting_user=acting_user)
    else:
        publishing.delete(page, acting_user=acting_user)


def bulk(
    request: HttpRequest, action_type: str, pages: Iterable[Page], *, include_descendants: bool
) -> HttpResponse | None:
    """Answer publish, unpublish and delete on many pages, each by itself: one that is refused is named and stops none of the others.

    None for other bulk actions, which are Wagtail's.
    """
    verb = {"publish": _publish_one, "unpublish": _unpublish_one, "delete": _delete_one}.get(action_type)
    if verb is None:
        return None
    done = 0
    for page in _with_descendants(pages, action_type, is_wanted=include_descendants):
        try:
            verb(page, request)
            done += 1
        except MastheadError as trouble:
            messages.error(request, f"“{page.title}”: {trouble}")
    if done:
        messages.success(
            request, ngettext("Done for %(count)d page.", "Done for %(count)d pages.", done) % {"count": done}
        )
    return go_on(request, "wagtailadmin_home")


def list_of(page: Page, *, is_live: bool) -> str:
    """The desk's own list in which a page stands: the articles, the issues; for others Wagtail's."""
    if isinstance(page, Article):
        return reverse("desk_articles") + ("?show=live" if is_live else "")
    if isinstance(page, Issue):
        return reverse("desk_issues")
    return reverse("wagtailadmin_explore", args=(page.get_parent().pk,))


def tell(request: HttpRequest, trouble: MastheadError) -> None:
    """Show a refusal as messages, one for each finding, with the way to what must be mended."""
    if isinstance(trouble, PublishingRefused):
        for finding in trouble.findings:
            reason = _("Not published: %(reason)s") % {"reason": finding.message}
            messages.error(request, reason, buttons=ways_to(finding))
    else:
        messages.error(request, str(trouble))


def ways_to(finding: object) -> list[Any]:
    """A button to the picture that a finding is about; none for other findings."""
    kind, _colon, number = finding.subject.partition(":") if isinstance(finding, Finding) else ("", "", "")
    if kind != "picture" or not Picture.objects.filter(pk=number or None).exists():
        return []
    return [messages.button(reverse("wagtailimages:edit", args=(number,)), _("Mend the picture"), new_window=True)]


def move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Answer a confirmed “Move” in one transaction with what follows from it (old addresses, section labels); None on the question."""
    if request.method != "POST":
        return None
    with transaction.atomic():
        get_object_or_404(Page, pk=page.pk).move(destination, pos="last-child", user=request.user)
    messages.success(request, _("“%(title)s” is moved.") % {"title": page.title})
    return redirect("wagtailadmin_explore", destination.pk)


def _with_descendants(pages: Iterable[Page], action_type: str, *, is_wanted: bool) -> Iterable[MagazinePage]:
    for page in pages:
        yield page.specific
        if is_wanted and action_type != "delete":
            below = page.get_descendants()
            yield from (below.not_live() if action_type == "publish" else below.live()).specific()


def _publish_one(page: MagazinePage, request: HttpRequest) -> None:
    publishing.publish(page, acting_user=_user(request))


def _unpublish_one(page: MagazinePage, request: HttpRequest) -> None:
    publishing.unpublish(page, acting_user=_user(request))


def _delete_one(page: MagazinePage, request: HttpRequest) -> None:
    delete_or_trash(page, acting_user=_user(request))
    if isinstance(page, Article):
        _warn_of_launches(request, page)


def _user(request: HttpRequest) -> Any:
    return request.user
