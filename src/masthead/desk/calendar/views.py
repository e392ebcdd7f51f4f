"""The calendar: month, week, list; planning a piece on a day, and moving it to another. A date alone publishes nothing."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from masthead.articles.models import Article
from masthead.desk.answering import go_on
from masthead.desk.calendar.events import events_between, seen_by
from masthead.desk.calendar.forms import AddForm, MoveForm
from masthead.desk.calendar.grids import VIEWS, Span, days_of, span_of, weeks_of
from masthead.desk.planning.asking import user_of
from masthead.desk.planning.forms import in_full
from masthead.planning import actions, queries, rights
from masthead.planning.models import Piece, Precision
from masthead.publishing import actions as publishing

TRAY = 30


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """``/desk/calendar/?view=month&on=2026-12-01``; ``mine`` shows only one's own pieces. Fifteen queries and the user's rights."""
    user = user_of(request)
    view = request.GET.get("view", "")
    span = span_of(view if view in VIEWS else "month", _day(request.GET.get("on", "")) or timezone.localdate())
    is_mine = "mine" in request.GET
    events = seen_by(user, events_between(span.begin, span.end, user=user if is_mine else None))
    may_plan = rights.may_assign_somewhere(user)
    tray = _undated() if may_plan else []
    context = {
        "span": span,
        "weeks": weeks_of(span, events) if span.view != "list" else [],
        "days": days_of(events) if span.view == "list" else [],
        "is_empty": not events,
        "is_mine": is_mine,
        "may_plan": may_plan,
        "tray": tray[:TRAY],
        "has_more": len(tray) > TRAY,
        "add": AddForm(
            initial={"planned_for": _day(request.GET.get("plan", "")) or max(timezone.localdate(), span.begin)}
        ),
        "turn": _at(span, is_mine),
        "views": [(name, label, _at(span, is_mine, view=name)) for name, label in _views()],
        "before": _at(span, is_mine, on=span.before),
        "after": _at(span, is_mine, on=span.after),
        "now_address": _at(span, is_mine, on=timezone.localdate()),
        "other_address": _at(span, not is_mine),
        "here": request.get_full_path(),
        "header_title": _("Calendar"),
        "header_icon": "calendar-alt",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Calendar")},
        ],
    }
    return TemplateResponse(request, "desk/calendar/calendar.html", context)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """A piece that is planned for a day: an empty draft, and nothing more."""
    form = AddForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was planned: give it a working title, and a day."))
        return _back(request)
    said = form.cleaned_data
    more = {name: said[name] for name in ("assignee", "planned_for") if said[name]}
    piece = actions.pitch(said["title"], section=said["section"], acting_user=user_of(request), **more)
    words = _("“%(title)s” is planned. It stays a draft until somebody publishes it.") % {"title": piece.title}
    way = messages.button(reverse("wagtailadmin_pages:edit", args=(piece.pk,)), _("Write it"))
    messages.success(request, words, buttons=[way])
    return _back(request)


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Another day for a piece; its hour stays. What is scheduled asks first; what is live does not move."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was moved: that is no day."))
        return _back(request)
    said, user = form.cleaned_data, user_of(request)
    piece = get_object_or_404(Piece, pk=said["piece"])
    day, words = said["day"], {"title": piece.title, "day": date_format(said["day"], "l j F Y")}
    if said["kind"] == "scheduled":
        return _rescheduled(request, piece, day)
    if said["kind"] == "due":
        if piece.due_at is None:
            raise Http404
        moment = _on(day, piece.due_at)
        actions.plan(piece, acting_user=user, expected_version=said["version"], due_at=moment)
        messages.success(request, _("“%(title)s” is due %(moment)s.") % {**words, "moment": in_full(moment)})
        return _back(request)
    actions.plan(
        piece,
        acting_user=user,
        expected_version=said["version"],
        planned_for=day,
        planned_precision=Precision.DAY,
    )
    messages.success(request, _("“%(title)s” is planned for %(day)s. Nothing is published by that.") % words)
    return _back(request)


def _undated() -> list[Piece]:
    """What has no date at all, one more than is shown; two queries."""
    found = list(queries.undated()[: 2 * TRAY])
    waiting = queries.scheduled_for(piece.pk for piece in found)
    return [piece for piece in found if piece.pk not in waiting][: TRAY + 1]


def _rescheduled(request: HttpRequest, piece: Piece, day: date) -> HttpResponse:
    was = queries.scheduled_for([piece.pk]).get(piece.pk)
    if was is None:
        raise Http404
    moment = _on(day, was)
    if "sure" not in request.POST:
        context = {
            "piece": piece,
            "was": in_full(was),
            "moment": in_full(moment),
            "day": day.isoformat(),
            "next": get_valid_next_url_from_request(request) or reverse("desk_calendar"),
            "header_title": _("Reschedule?"),
            "header_icon": "calendar-alt",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": reverse("desk_calendar"), "label": _("Calendar")},
                {"url": "", "label": _("Reschedule?")},
            ],
        }
        return TemplateResponse(request, "desk/calendar/sure.html", context)
    publishing.reschedule(Article.objects.get(pk=piece.pk), moment, acting_user=user_of(request))
    messages.success(
        request, _("“%(title)s” goes live %(moment)s.") % {"title": piece.title, "moment": in_full(moment)}
    )
    return _back(request)


def _on(day: date, moment: datetime) -> datetime:
    """The same hour on another day."""
    return timezone.make_aware(datetime.combine(day, timezone.localtime(moment).time()))


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if re.fullmatch(r"20\d\d-\d\d-\d\d", words) else None
    except ValueError:
        return None


def _views() -> list[tuple[str, str]]:
    return [("month", _("Month")), ("week", _("Week")), ("list", _("List"))]


def _at(span: Span, is_mine: bool, *, view: str = "", on: date | None = None) -> str:  # noqa: FBT001 - its two callers are here
    asked = {"view": view or span.view, "on": (on or span.on).isoformat(), **({"mine": "1"} if is_mine else {})}
    return f"{reverse('desk_calendar')}?{urlencode(asked)}"


def _back(request: HttpRequest) -> HttpResponse:
    return go_on(request, "desk_calendar")
