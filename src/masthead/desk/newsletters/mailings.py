"""The screens on which a letter is written, looked at, tried, scheduled and sent. The rules are in ``mailings.actions``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from masthead.deliveries import schedule
from masthead.errors import MastheadError
from masthead.mailings import actions
from masthead.mailings.models import Mailing
from masthead.mailings.rendering import render
from masthead.newsletters.models import Newsletter
from masthead.staff.models import User

SHOWN = 100


class MailingForm(forms.ModelForm[Mailing]):
    """What a letter says."""

    class Meta:
        model = Mailing
        fields = ("subject", "preheader", "pieces", "uncertain")


class MomentForm(forms.Form):
    """When it goes out, in the magazine's time zone."""

    at = forms.DateTimeField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))


@require_safe
def mailing_list(request: HttpRequest, number: int) -> HttpResponse:
    """The letters of a newsletter, the newest first."""
    _require(request, actions.COMPOSE)
    newsletter = get_object_or_404(Newsletter, pk=number)
    title = _("Letters of %(name)s") % {"name": newsletter.name}
    context = {**_frame(title, newsletter), "newsletter": newsletter, "mailings": newsletter.mailings.all()[:SHOWN]}
    return TemplateResponse(request, "desk/newsletters/mailings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_mailing(request: HttpRequest, number: int) -> HttpResponse:
    """A new letter."""
    user = _require(request, actions.COMPOSE)
    newsletter = get_object_or_404(Newsletter, pk=number)
    form = MailingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.begin_mailing(newsletter, form.cleaned_data, acting_user=user)
        return redirect("desk_mailing", made.pk)
    context = {**_frame(_("A new letter"), newsletter), "form": form}
    return TemplateResponse(request, "desk/newsletters/mailing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mailing(request: HttpRequest, number: int) -> HttpResponse:
    """A letter: written on one side, seen on the other."""
    user = _require(request, actions.COMPOSE)
    found = get_object_or_404(Mailing.objects.select_related("newsletter"), pk=number)
    form = MailingForm(request.POST or None, instance=Mailing.objects.get(pk=found.pk))
    if request.method == "POST" and form.is_valid():
        _try(request, lambda: actions.change_mailing(found, form.cleaned_data, acting_user=user), _("Saved."))
        return redirect("desk_mailing", found.pk)
    context = {
        **_frame(found.subject, found.newsletter),
        "form": form,
        "mailing": found,
        "is_draft": found.state == Mailing.State.DRAFT,
        "is_scheduled": found.state == Mailing.State.SCHEDULED,
        "findings": actions.findings(found),
    }
    return TemplateResponse(request, "desk/newsletters/mailing.html", context)


@never_cache
@xframe_options_sameorigin
@require_safe
def mailing_face(request: HttpRequest, number: int, face: str) -> HttpResponse:
    """A letter as it would go now: ``mail`` or ``text``."""
    _require(request, actions.COMPOSE)
    drawn = render(get_object_or_404(Mailing, pk=number))
    if face == "text":
        return HttpResponse(drawn.text, content_type="text/plain; charset=utf-8")
    return HttpResponse(drawn.html)


@require_POST
def do_with_mailing(request: HttpRequest, number: int) -> HttpResponse:
    """What a button asks for: ``test``, ``send``, ``schedule``, ``unschedule``, ``fill-issue`` or ``fill-new``."""
    user = _require(request, actions.COMPOSE)
    found = get_object_or_404(Mailing, pk=number)
    moment = MomentForm(request.POST)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "test": (lambda: actions.send_test(found, acting_user=user), _("A test is on its way to you.")),
        "send": (lambda: schedule.send_now(found, acting_user=user), _("It is being sent.")),
        "unschedule": (lambda: actions.unschedule_mailing(found, acting_user=user), _("It is a draft again.")),
        "fill-issue": (lambda: actions.fill_from_issue(found, acting_user=user), _("Filled from the current issue.")),
        "fill-new": (lambda: actions.fill_with_new(found, acting_user=user), _("Filled with what is new.")),
    }
    if moment.is_valid():
        at = moment.cleaned_data["at"]
        acts["schedule"] = (lambda: actions.schedule_mailing(found, at, acting_user=user), _("Scheduled."))
    if asked := acts.get(request.POST.get("do", "")):
        _try(request, *asked)
    else:
        messages.error(request, _("Give a day and a time."))
    return redirect("desk_mailing", found.pk)


def _try(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    try:
        act()
    except MastheadError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)


def _require(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user


def _frame(title: str, newsletter: Newsletter) -> dict[str, Any]:
    above = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("desk_newsletters"), "label": _("Newsletters")},
        {"url": reverse("desk_mailings", args=(newsletter.pk,)), "label": newsletter.name},
    ]
    crumbs = [*above, {"url": "", "label": title}]
    return {"header_title": title, "page_title": title, "header_icon": "mail", "breadcrumbs_items": crumbs}
