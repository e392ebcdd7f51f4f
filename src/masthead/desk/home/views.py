"""The runner's own screen: when it last ran, how late it is, what is next, what failed, and trying again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from masthead.desk.answering import go_on, number_in
from masthead.desk.home import troubles
from masthead.desk.planning.asking import user_of
from masthead.issues import queries as issues
from masthead.jobs import queries as jobs
from masthead.publishing import queries as publishing
from masthead.publishing import schedule
from masthead.publishing.models import ScheduleTrouble

NEXT = 20


@require_http_methods(["GET", "HEAD", "POST"])
def runner(request: HttpRequest) -> HttpResponse:
    """``/desk/runner/``; a POST with ``trouble`` does now what the schedule could not. Twelve queries and the user's rights."""
    user = user_of(request)
    if not troubles.may_see_runner(user):
        raise PermissionDenied
    if request.method == "POST":
        return _retried(request)
    now = timezone.now()
    due = list(publishing.next_scheduled(now)[:NEXT])
    titles = dict(Page.objects.filter(pk__in=[int(row.object_id) for row in due]).values_list("pk", "draft_title"))
    return TemplateResponse(
        request,
        "desk/home/runner.html",
        {
            "troubles": troubles.troubles_for(user),
            "runners": troubles.runners(),
            "workers": jobs.workers_alive(),
            "coming": [
                (row.approved_go_live_at, titles[int(row.object_id)], int(row.object_id))
                for row in due
                if int(row.object_id) in titles
            ],
            "launches": list(issues.launches_waiting()[:NEXT]),
            "header_title": _("Schedule"),
            "header_icon": "calendar-check",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": "", "label": _("Schedule")},
            ],
        },
    )


def _retried(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("trouble", "")
    row = get_object_or_404(ScheduleTrouble.objects.select_related("page"), pk=number_in(number) or 0)
    page = schedule.retry(row, acting_user=user_of(request))
    words = _("“%(title)s” is live.") if page.live else _("“%(title)s” is no longer public.")
    messages.success(request, words % {"title": page.title})
    return go_on(request, "desk_runner")
