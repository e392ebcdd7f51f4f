"""Telling people what the schedule could not do. Called from the outbox, perhaps twice: each is told once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from masthead.planning.actions.telling import notify
from masthead.planning.models import Kind, Piece
from masthead.staff.models import SectionRole, User

MOST_TOLD = 50


def tell_schedule_failed(payload: Mapping[str, Any]) -> None:
    """Tell whoever has the piece, whoever began it, and those who may publish it, that it was due and did not go live, or stayed.

    The payload is that of ``publishing.schedule.FAILED``.
    """
    page = Page.objects.filter(pk=payload["page_id"]).first()
    if page is None:
        return
    is_live = payload["act"] == "publish"
    words = (
        _("“%(title)s” was due and did not go live") if is_live else _("“%(title)s” has expired and is still public")
    )
    notify(
        _who_is_told(page),
        Kind.PUBLISH_FAILED,
        page=page,
        text=words % {"title": page.draft_title or page.title},
        note=payload["message"],
        address=reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        event=f"schedule-failed:{page.pk}:{payload['act']}:{payload['due_at']}"[:120],
    )


def _who_is_told(page: Page) -> list[User]:
    """Those who have to do with it; owners of all rights only when nobody else may publish it."""
    piece = Piece.objects.select_related("assignee").filter(pk=page.pk).first()
    people: list[User | None] = [piece.assignee if piece else None, page.owner]
    specific = page.specific
    by_group = page_permission_policy.users_with_permission_for_instance("publish", specific)
    found = list(by_group.order_by("is_superuser", "pk")[:MOST_TOLD])
    bound = SectionRole.objects.filter(group__page_permissions__permission__codename="publish_page")
    here = User.objects.filter(pk__in=bound.values("user"), is_active=True)[:MOST_TOLD]
    found += [user for user in here if specific.permissions_for_user(user).can_publish()]
    by_role = [user for user in found if not user.is_superuser]
    return [user for user in [*people, *(by_role or found)] if user is not None]
