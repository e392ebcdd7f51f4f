"""What all screens of the issue board have in common: who may come in, the way back, the issue asked for."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from masthead.desk.board import queries
from masthead.issues.models import Issue
from masthead.staff.models import User


def the_issue(request: HttpRequest, issue_id: int) -> Issue:
    """The issue of an address, for somebody who may arrange it.

    Raises:
        Http404: there is none.
        PermissionDenied: this is not for everybody; Wagtail leads them home with a message.
    """
    issue = Issue.objects.select_related("latest_revision__user", "production").filter(pk=issue_id).first()
    if issue is None:
        raise Http404
    if not queries.may_arrange(issue, user_of(request)):
        raise PermissionDenied
    return issue


def user_of(request: HttpRequest) -> User:
    """Who asks; the desk lets nobody in who is not logged in."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - require_admin_access stands before every desk view
    return user


def surroundings(title: str, *crumbs: tuple[str, str], **context: Any) -> dict[str, Any]:
    """The context of a screen: heading, and the way to it as (address, name)."""
    way = [("wagtailadmin_home", _("Home")), ("desk_issues", _("Issues"))]
    items = [{"url": reverse(name), "label": label} for name, label in way]
    items += [{"url": url, "label": label} for url, label in crumbs]
    return {
        "breadcrumbs_items": [*items, {"url": "", "label": title}] if title != _("Issues") else items,
        "header_title": title,
        "header_icon": "folder-open-inverse",
        **context,
    }
