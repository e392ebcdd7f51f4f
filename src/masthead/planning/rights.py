"""Who may do what with a piece: rights that a role brings everywhere, or on the articles of some sections."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Q, QuerySet
from wagtail.models import Page, TaskState

from masthead.planning.models.steps import Step
from masthead.staff.models import User

APP = "planning"
ASSIGN = "assign_piece"


def may(user: User | AnonymousUser | None, codename: str, page: Page) -> bool:  # noqa: ARG001 - sections are asked as soon as roles know them
    """Whether ``user`` has this right of the room on ``page``; None is the system, which has all."""
    if user is None:
        return True
    return user.is_active and user.has_perm(f"{APP}.{codename}")


def may_pass(user: User | AnonymousUser | None, step: Step, page: Page) -> bool:
    """Whether ``user`` may pass ``step`` for ``page``. The writing is handed in, and not passed."""
    return step != Step.WRITE and may(user, step.permission, page)


def may_assign(user: User | AnonymousUser | None, page: Page) -> bool:
    """Whether ``user`` may assign, plan, hold, kill and revive ``page``."""
    return may(user, ASSIGN, page)


def who_may_pass(step: Step, page: Page) -> QuerySet[User]:  # noqa: ARG001 - the same
    """Everybody active who may pass ``step`` for ``page`` by a role of theirs; owners of all rights are not meant."""
    if step == Step.WRITE:
        return User.objects.none()
    permission = Permission.objects.filter(content_type__app_label=APP, codename=step.permission)
    by_role = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission)
    return User.objects.filter(by_role, is_active=True).distinct()


def those_passable(states: QuerySet[TaskState], user: User, step: Step) -> QuerySet[TaskState]:
    """Of the states of one step those that ``user`` may pass."""
    return states if user.is_active and user.has_perm(f"{APP}.{step.permission}") else states.none()
