"""Telling people what became of a launch. Called from the outbox, perhaps twice: each is told once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from masthead.issues.models import Launch
from masthead.planning.actions import notify
from masthead.planning.models import Kind
from masthead.staff.models import User


def tell_launched(payload: Mapping[str, Any]) -> None:
    """Tell who launches issues, and whoever has a piece in this one, that it is out."""
    launch = _launch(payload)
    if launch is None or launch.state != Launch.State.LAUNCHED:
        return
    placed = launch.issue.contents.exclude(article=None).values("article")
    with_a_piece = User.objects.filter(Q(owned_pages__in=placed) | Q(pieces__in=placed), is_active=True)
    notify(
        [*_who_launches(), *with_a_piece.distinct()],
        Kind.LAUNCHED,
        page=launch.issue,
        text=_("“%(title)s” is launched") % {"title": launch.issue.title},
        by=launch.confirmed_by,
        event=f"launched:{launch.pk}",
    )


def tell_failed(payload: Mapping[str, Any]) -> None:
    """Tell who launches issues that one was given up, and why."""
    launch = _launch(payload)
    if launch is None or launch.state != Launch.State.FAILED:
        return
    notify(
        _who_launches(),
        Kind.LAUNCH_FAILED,
        page=launch.issue,
        text=_("“%(title)s” was not launched") % {"title": launch.issue.title},
        note=launch.trouble,
        address=reverse("wagtailadmin_pages:edit", args=(launch.issue_id,)),
        event=f"launch-failed:{launch.pk}",
    )


def _launch(payload: Mapping[str, Any]) -> Launch | None:
    return Launch.objects.select_related("issue", "confirmed_by").filter(pk=payload["launch_id"]).first()


def _who_launches() -> list[User]:
    """Everybody whose role brings the right to launch; owners of all rights only when there is nobody else."""
    named = {"codename": "launch_issue", "content_type__app_label": "issues"}
    holders = (
        User.objects.filter(groups__permissions__in=Permission.objects.filter(**named), is_active=True)
        .distinct()
        .order_by("pk")
    )
    return list(holders) or list(User.objects.filter(is_superuser=True, is_active=True))
