"""The screens of newsletters. The rules are in ``newsletters.actions``; what names people is for those with a right of its own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from masthead.desk.answering import words_in
from masthead.desk.newsletters.context import as_csv, plot_of
from masthead.desk.newsletters.forms import NewsletterForm
from masthead.newsletters import actions, queries
from masthead.newsletters.models import Newsletter, Subscriber
from masthead.staff.models import User

CHANGE, ADD = "newsletters.change_newsletter", "newsletters.add_newsletter"
SEE, EXPORT = "newsletters.view_subscriber", "newsletters.export_subscribers"
PER_PAGE = 100


@require_safe
def newsletter_list(request: HttpRequest) -> HttpResponse:
    """All newsletters, with how many subscribe to each."""
    _require(request, CHANGE)
    rows = [(newsletter, queries.counts_of(newsletter)) for newsletter in Newsletter.objects.all()]
    context = {**_frame(_("Newsletters")), "rows": rows, "obstacles": queries.obstacles(), "offered": queries.offered()}
    return TemplateResponse(request, "desk/newsletters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """A new newsletter."""
    user = _require(request, ADD)
    form = NewsletterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.begin_newsletter(form.words(), acting_user=user)
        messages.success(request, _("“%(name)s” begins.") % {"name": made.name})
        return redirect("desk_newsletter", made.pk)
    context = {**_frame(_("A new newsletter"), is_below=True), "form": form}
    return TemplateResponse(request, "desk/newsletters/newsletter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: HttpRequest, number: int) -> HttpResponse:
    """A newsletter's words, and how its sign-ups go."""
    user = _require(request, CHANGE)
    found = get_object_or_404(Newsletter, pk=number)
    form = NewsletterForm(request.POST or None, instance=Newsletter.objects.get(pk=found.pk))
    if request.method == "POST" and form.is_valid():
        actions.change_newsletter(found, form.words(), acting_user=user)
        messages.success(request, _("“%(name)s” is changed.") % {"name": form.cleaned_data["name"]})
        return redirect("desk_newsletter", found.pk)
    standing = queries.offered()
    context = {
        **_frame(found.name, is_below=True),
        "form": form,
        "newsletter": found,
        "counts": queries.counts_of(found),
        "plot": plot_of(queries.weeks_of(found)),
        "obstacles": queries.obstacles(),
        "stands_before": standing if found.is_offered and standing and standing.pk != found.pk else None,
        "may_see_people": user.has_perm(SEE),
    }
    return TemplateResponse(request, "desk/newsletters/newsletter.html", context)


@never_cache
@require_safe
def subscribers(request: HttpRequest, number: int) -> HttpResponse:
    """Who subscribes."""
    user = _require(request, SEE)
    found = get_object_or_404(Newsletter, pk=number)
    state, words = request.GET.get("state", ""), words_in(request.GET.get("q", ""))
    rows = queries.subscriptions_to(found, state=state, words=words)
    kept = request.GET.copy()
    kept.pop("p", None)
    context = {
        **_frame(_("Subscribers of %(name)s") % {"name": found.name}, is_below=True),
        "newsletter": found,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "states": Subscriber.State.choices,
        "state": state,
        "words": words,
        "kept": kept.urlencode(),
        "may_take_out": user.has_perm(EXPORT),
    }
    return TemplateResponse(request, "desk/newsletters/subscribers.html", context)


@require_POST
def take_out(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """All subscribers as CSV; that they were taken out is an entry of the audit trail."""
    user = _require(request, EXPORT)
    found = get_object_or_404(Newsletter, pk=number)
    rows = actions.take_out_subscribers(found, acting_user=user)
    name = f"{found.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store, private"}
    return StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _require(request: HttpRequest, permission: str) -> User:
    """Who asks.

    Raises:
        PermissionDenied: they may not.
    """
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user


def _frame(title: str, *, is_below: bool = False) -> dict[str, Any]:
    """What Wagtail's templates need for the head of a screen."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    above = [{"url": reverse("desk_newsletters"), "label": _("Newsletters")}] if is_below else []
    return {
        "header_title": title,
        "page_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [home, *above, {"url": "", "label": title}],
    }
