"""The desk's screens of the front page. Every act is a form that posts and leads back; the rules are in ``slots.actions``."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from masthead.articles.models import Article
from masthead.desk.answering import words_in
from masthead.desk.slots.context import articles_to_place, places_of
from masthead.desk.slots.forms import AsOfForm, LaunchForm, WordsForm
from masthead.front.front_context import FrontPage
from masthead.front.queries.coming import coming_by
from masthead.front.queries.front import front_page
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.slots import actions, queries
from masthead.slots.models import LIMITS, Arrangement, Place, Slot

LONGEST_NUMBER = 18
"""Digits of a number that every database takes for an id."""


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What stands, what is to come, what is being prepared."""
    _require(request)
    now = timezone.now()
    context = {
        **_frame(request, _("Front page")),
        "standing": queries.arrangement_at(now),
        "scheduled": queries.scheduled(now),
        "drafts": queries.drafts(),
        "past": queries.past(now),
        "now": now,
    }
    return render(request, "desk/slots/front.html", context)


@require_safe
def arrangement(request: HttpRequest, number: int) -> HttpResponse:
    """One arrangement: its places beside its preview."""
    _require(request)
    found = get_object_or_404(Arrangement, pk=number)
    return _arrangement_page(request, found)


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """The front as readers would see it with this arrangement, as of now or of the moment asked for (``?at=2026-12-01T09:00``)."""
    _require(request)
    found = get_object_or_404(Arrangement, pk=number)
    return _drawn(_seen_at(found, _moment_asked_for(request, found)))


@require_safe
@xframe_options_sameorigin
def as_of(request: HttpRequest) -> HttpResponse:
    """The front as it will be at a moment, by whatever arrangement stands then."""
    _require(request)
    moment = _moment_asked_for(request, None)
    return _drawn(_seen_at(queries.arrangement_at(moment), moment))


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft, like the one named or empty."""
    like = Arrangement.objects.filter(pk=_number(request, "like") or 0).first()
    draft = actions.begin(like=like, acting_user=_user(request))
    return redirect("desk_arrangement", draft.pk)


@require_POST
def place(request: HttpRequest, number: int) -> HttpResponse:
    """Put an article into a place, or move it."""
    found = get_object_or_404(Arrangement, pk=number)
    article = get_object_or_404(Article, pk=_number(request, "article") or 0)
    position = _number(request, "position")
    done = actions.place(
        found,
        article,
        request.POST.get("place", ""),
        position=None if position is None else position - 1,
        expected_version=_number(request, "version"),
        acting_user=_user(request),
    )
    if done.gave_way:
        words = {"title": done.gave_way, "limit": LIMITS[Place(done.slot.place)]}
        messages.info(request, _("“%(title)s” gave way: there is room for %(limit)d.") % words)
    return _back(request, found, anchor=f"slot-{done.slot.pk}")


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a slot away."""
    slot = get_object_or_404(Slot.objects.select_related("arrangement", "article"), pk=number)
    actions.remove(slot, expected_version=_number(request, "version"), acting_user=_user(request))
    undo = _("Put it back from the list of articles if it should stay.")
    messages.success(request, _("“%(title)s” is taken away.") % {"title": slot.article.title} + " " + undo)
    return _back(request, slot.arrangement)


def describe(request: HttpRequest, number: int) -> HttpResponse:
    """A slot's own words: the form, and its answer."""
    _require(request)
    slot = get_object_or_404(Slot.objects.select_related("arrangement", "article", "picture"), pk=number)
    version = _number(request, "version") if request.method == "POST" else slot.arrangement.version
    form = WordsForm(request.POST or None, instance=slot)
    if request.method == "POST" and form.is_valid():
        fresh = Slot.objects.select_related("arrangement").get(pk=slot.pk)
        actions.describe(fresh, form.cleaned_data, expected_version=version, acting_user=_user(request))
        return _back(request, fresh.arrangement, anchor=f"slot-{slot.pk}")
    title = _("In other words: %(title)s") % {"title": slot.article.title}
    crumbs = [(reverse("desk_arrangement", args=(slot.arrangement_id,)), str(slot.arrangement))]
    context = {**_frame(request, title, crumbs), "slot": slot, "form": form, "version": version}
    return render(request, "desk/slots/words.html", context)


@require_POST
def launch(request: HttpRequest, number: int) -> HttpResponse:
    """Let readers see it, now or from a moment on."""
    found = get_object_or_404(Arrangement, pk=number)
    form = LaunchForm(request.POST)
    if not form.is_valid():
        return _arrangement_page(request, found, launch_form=form)
    if request.POST.get("when") == "later" and not form.cleaned_data["at"]:
        form.add_error("at", _("Say from when."))
        return _arrangement_page(request, found, launch_form=form)
    at = form.cleaned_data["at"] if request.POST.get("when") == "later" else None
    actions.launch(
        found,
        at=at,
        until=form.cleaned_data["until"],
        expected_version=_number(request, "version"),
        acting_user=_user(request),
    )
    done = _("Readers will see it from then on.") if at else _("Readers see it now.")
    messages.success(request, done, buttons=[messages.button(reverse("desk_front"), _("The front page by time"))])
    return redirect("desk_front")


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Undo a launch or a schedule."""
    found = actions.withdraw(get_object_or_404(Arrangement, pk=number), acting_user=_user(request))
    messages.success(request, _("It is a draft again, and readers see what stood before it."))
    return redirect("desk_arrangement", found.pk)


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a draft away."""
    actions.discard(get_object_or_404(Arrangement, pk=number), acting_user=_user(request))
    messages.success(request, _("The draft is thrown away."))
    return redirect("desk_front")


def _arrangement_page(
    request: HttpRequest, found: Arrangement, *, launch_form: forms.Form | None = None
) -> HttpResponse:
    now = timezone.now()
    moment = _moment_asked_for(request, found)
    seen = _seen_at(found, moment)
    query = words_in(request.GET.get("q", ""))
    title = found.name or _("Arrangement")
    context = {
        **_frame(request, title),
        "arrangement": found,
        "is_open": not found.has_begun(now),
        "places": places_of(found, seen.lead, seen.seconds),
        "choices": Place.choices,
        "query": query,
        "articles": articles_to_place(found, query),
        "launch_form": launch_form or LaunchForm(initial={"at": found.starts_at, "until": found.ends_at}),
        "as_of_form": AsOfForm(initial={"at": timezone.localtime(moment)}),
        "moment": moment,
        "preview_query": timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M"),
    }
    return render(request, "desk/slots/arrangement.html", context)


def _drawn(view: FrontPage) -> HttpResponse:
    context = {"view": view, "furniture": read_furniture(), "here": "/"}
    response = HttpResponse(render_to_string("front/front.html", context))
    response["Cache-Control"] = "no-store"
    return response


def _seen_at(found: Arrangement | None, moment: datetime) -> FrontPage:
    furniture = read_furniture()
    placed = queries.placed_in(queries.slots_of(found)) if found else ()
    coming = coming_by(moment) if moment > timezone.now() else []
    return front_page(furniture.magazine, furniture.sections, placed=placed, coming=coming)


def _moment_asked_for(request: HttpRequest, found: Arrangement | None) -> datetime:
    """The moment of the query; else the one that the arrangement begins at, when that lies ahead; else now."""
    form = AsOfForm(request.GET)
    now = timezone.now()
    asked: datetime | None = form.cleaned_data.get("at") if form.is_valid() else None
    begins = found.starts_at if found and found.starts_at and found.starts_at > now else None
    return asked or begins or now


def _frame(request: HttpRequest, title: str, crumbs: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """Title and the way back, as Wagtail's header wants them."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if request.resolver_match and request.resolver_match.url_name != "desk_front":
        trail.append({"url": reverse("desk_front"), "label": _("Front page")})
    trail += [{"url": url, "label": label} for url, label in crumbs or []]
    trail.append({"url": "", "label": title})
    return {"breadcrumbs_items": trail, "header_title": title, "page_title": title, "header_icon": "home"}


def _back(request: HttpRequest, found: Arrangement, *, anchor: str = "") -> HttpResponse:
    query = request.POST.get("q", "").strip()
    address = reverse("desk_arrangement", args=(found.pk,))
    if query:
        address += "?" + urlencode({"q": query})
    return redirect(address + (f"#{anchor}" if anchor else ""))


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _require(request: HttpRequest) -> None:
    if not _user(request).has_perm(actions.PERMISSION):
        raise PermissionDenied


def _user(request: HttpRequest) -> Any:
    return request.user
