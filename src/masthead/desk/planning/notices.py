"""What somebody was told, and how they want to be told."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from masthead.desk.answering import number_in
from masthead.desk.planning.asking import user_of
from masthead.planning import actions, queries
from masthead.planning.mail import address_of, is_mail_on
from masthead.planning.models import Kind, Notification
from masthead.planning.queries import Ways

PER_PAGE = 30


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """The list, the latest first, a page at a time; ``?unread`` shows only those. Three queries."""
    user = user_of(request)
    only_unread = "unread" in request.GET
    rows = queries.notifications_of(user, only_unread=only_unread)
    return TemplateResponse(
        request,
        "desk/planning/notifications.html",
        {
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
            "only_unread": only_unread,
            "unread_count": queries.unread_count(user),
            "header_title": _("Notifications"),
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": "", "label": _("Notifications")},
            ],
        },
    )


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one as read (``number``), or as unread again, or all as read."""
    user, number = user_of(request), request.POST.get("number", "")
    ids = [number_in(number) or 0] if number else None
    if ids and "unread" in request.POST:
        actions.mark_unread(ids, acting_user=user)
    else:
        count = actions.mark_read(ids, acting_user=user)
        if ids is None:
            words = ngettext(
                "%(count)d notification is marked as read.", "%(count)d notifications are marked as read.", count
            )
            messages.success(request, words % {"count": count})
    return redirect("desk_notifications")


@require_safe
def follow(request: HttpRequest, number: int) -> HttpResponse:
    """Go to where a notification leads; it is read by that."""
    row = get_object_or_404(Notification, pk=number, user=user_of(request))
    actions.mark_read([row.pk], acting_user=user_of(request))
    return redirect(address_of(row))


def choices(request: HttpRequest) -> HttpResponse:
    """For each kind: at the desk, by mail."""
    user = user_of(request)
    if request.method == "POST":
        at_desk, by_mail = set(request.POST.getlist("at_desk")), set(request.POST.getlist("by_mail"))
        actions.choose({kind: Ways(kind in at_desk, kind in by_mail) for kind in Kind}, acting_user=user)
        messages.success(request, _("Your choice is kept."))
        return redirect("desk_notification_choices")
    return TemplateResponse(
        request,
        "desk/planning/choices.html",
        {
            "choices": queries.choices_of(user).items(),
            "is_mail_on": is_mail_on(),
            "address": user.email,
            "header_title": _("What you are told of"),
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_account"), "label": _("Account")},
                {"url": "", "label": _("What you are told of")},
            ],
        },
    )
