"""The screens under ``/desk/manuscripts/``: what waits, the review of one, its pictures."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from masthead.manuscripts import actions, queries
from masthead.manuscripts.answers import Answers
from masthead.manuscripts.context import review_of
from masthead.manuscripts.forms import ReviewForm, UploadForm
from masthead.manuscripts.models import Manuscript
from masthead.manuscripts.troubles import WordFileRefused
from masthead.staff.models import User
from masthead.text.excerpts import one_line

PER_PAGE = 25
MEGABYTE = 1024 * 1024


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manuscript_list(request: HttpRequest) -> HttpResponse:
    """What waits; and the way in: a file sent here is read, and its review page answers."""
    user = _asking(request)
    if request.method == "POST":
        return _received(request, user)
    page = Paginator(queries.waiting_for(user), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **_furniture(_("Word files")),
        "page": page,
        "upload": UploadForm(),
        "kept_days": actions.KEPT_DAYS,
        "sees_all": queries.may_see_all(user),
    }
    return render(request, "manuscripts/list.html", context)


def _received(request: HttpRequest, user: User) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a Word file first."))
        return redirect("manuscripts_list")
    sent = form.cleaned_data["file"]
    name = one_line(sent.name).replace("\\", "/").rpartition("/")[2][-255:] or "manuscript"
    most = settings.CONFIG.media.max_upload_megabytes
    if sent.size > most * MEGABYTE:
        raise WordFileRefused(
            name,
            _("The file is larger than %(most)d MB.") % {"most": most},
            _("Make the pictures in it smaller, or send them apart."),
        )
    manuscript = actions.receive(sent.read(), file_name=name, acting_user=user)
    return redirect("manuscripts_review", manuscript.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, manuscript_id: int) -> HttpResponse:
    """What was understood, to be corrected; “Create” makes the article."""
    user = _asking(request)
    manuscript = get_object_or_404(queries.visible_to(user), pk=manuscript_id)
    if not manuscript.is_waiting:
        return _settled(request, manuscript)
    if request.method != "POST":
        return _shown(request, manuscript, user, ReviewForm(Answers.from_json(manuscript.answers)))
    what = request.POST.get("do", "keep")
    if what == "let-go":
        actions.let_go(manuscript, acting_user=user)
        messages.success(request, _("“%(name)s” is let go. Nothing was made.") % {"name": manuscript.file_name})
        return redirect("manuscripts_list")
    forms = ReviewForm(Answers.from_json(manuscript.answers), request.POST)
    if not forms.is_valid():
        messages.error(request, _("Something has to be put right first."))
        return _shown(request, manuscript, user, forms, status=422)
    answers = forms.answers(is_for_all=what == "apply")
    if what == "create":
        article = actions.create_article(manuscript, answers, acting_user=user)
        messages.success(request, _("“%(title)s” is a draft now.") % {"title": article.title})
        return redirect("wagtailadmin_pages:edit", article.pk)
    actions.keep_answers(manuscript, answers, acting_user=user)
    if what == "apply":
        return redirect(reverse("manuscripts_review", args=(manuscript.pk,)) + "#pictures")
    messages.success(request, _("Kept. You find it again under “Word files”."))
    return redirect("manuscripts_review", manuscript.pk)


@never_cache
@require_GET
def picture(request: HttpRequest, manuscript_id: int, number: int) -> HttpResponse:
    """A picture of a waiting manuscript, small, for those who may see the manuscript."""
    manuscript = get_object_or_404(queries.visible_to(_asking(request)).defer("reading", "answers"), pk=manuscript_id)
    row = get_object_or_404(manuscript.pictures.only("thumbnail"), number=number)
    return HttpResponse(bytes(row.thumbnail), content_type="image/jpeg")


def _shown(
    request: HttpRequest, manuscript: Manuscript, user: User, forms: ReviewForm, *, status: int = 200
) -> HttpResponse:
    page = review_of(manuscript, forms, earlier=queries.earlier_of(manuscript, user))
    context = {**_furniture(manuscript.file_name, is_below=True), "review": page}
    return render(request, "manuscripts/review.html", context, status=status)


def _settled(request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
    if manuscript.article_id:
        messages.info(request, _("“%(name)s” is this article already.") % {"name": manuscript.file_name})
        return redirect("wagtailadmin_pages:edit", manuscript.article_id)
    messages.info(request, _("“%(name)s” was let go, or its article is gone.") % {"name": manuscript.file_name})
    return redirect("manuscripts_list")


def _furniture(title: str, *, is_below: bool = False) -> dict[str, Any]:
    """What Wagtail's templates need for the head of a screen."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    above = [{"url": reverse("manuscripts_list"), "label": _("Word files")}] if is_below else []
    return {
        "header_title": title,
        "page_title": title,
        "header_icon": "doc-full",
        "breadcrumbs_items": [home, *above, {"url": "", "label": title}],
    }


def _asking(request: HttpRequest) -> User:
    """Who asks.

    Raises:
        PermissionDenied: somebody who may not make articles.
    """
    if not isinstance(request.user, User) or not queries.may_receive(request.user):
        raise PermissionDenied
    return request.user
