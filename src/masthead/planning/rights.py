"""Who may do what with a piece: rights that a role brings everywhere, or on the articles of some sections and those below them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, TaskState

from masthead.articles.models import Article
from masthead.planning.models.steps import Step
from masthead.staff.models import SectionRole, User

if TYPE_CHECKING:
    from masthead.planning.models.pieces import Piece

APP = "planning"
ASSIGN = "assign_piece"
HELD = "_planning_rights_on_sections"


def may(user: User | AnonymousUser | None, codename: str, page: Page) -> bool:
    """Whether ``user`` has this right of the room on ``page``; None is the system, which has all.

    Django keeps a user's rights on the user's object; ours on sections are kept beside them: one query, and one for the section.
    """
    if user is None or not isinstance(user, User):
        return user is None
    if not user.is_active:
        return False
    if user.has_perm(f"{APP}.{codename}"):
        return True
    branches = sections_held(user, codename)
    return bool(branches) and _section_path(page).startswith(branches)


def may_pass(user: User | AnonymousUser | None, step: Step, page: Page) -> bool:
    """Whether ``user`` may pass ``step`` for ``page``. The writing is handed in, and not passed."""
    return step != Step.WRITE and may(user, step.permission, page)


def may_assign(user: User | AnonymousUser | None, page: Page) -> bool:
    """Whether ``user`` may assign, plan, hold, kill and revive ``page``."""
    return may(user, ASSIGN, page)


def may_assign_somewhere(user: User) -> bool:
    """Whether ``user`` may plan pieces at all, of some section or of all."""
    return user.has_perm(f"{APP}.{ASSIGN}") or bool(sections_held(user, ASSIGN))


def assignable(user: User, pieces: Iterable[Piece]) -> set[int]:
    """Of these pieces those that ``user`` may plan, by the article's id. One query when their roles hold for sections only."""
    found = list(pieces)
    if user.has_perm(f"{APP}.{ASSIGN}"):
        return {piece.pk for piece in found}
    branches = sections_held(user, ASSIGN)
    if not branches or not found:
        return set()
    wanted = {piece.section_id for piece in found if piece.section_id}
    paths = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "path"))
    return {piece.pk for piece in found if paths.get(piece.section_id or 0, "").startswith(branches)}


def sections_held(user: User, codename: str) -> tuple[str, ...]:
    """The tree paths of the sections on which a role of ``user`` brings this right."""
    held: dict[str, list[str]] | None = getattr(user, HELD, None)
    if held is None:
        held = {}
        ours = Q(group__permissions__content_type__app_label=APP)
        rows = SectionRole.objects.filter(ours, user=user).values_list("group__permissions__codename", "section__path")
        for name, path in rows:
            held.setdefault(name, []).append(path)
        setattr(user, HELD, held)
    return tuple(held.get(codename, ()))


def who_may_pass(step: Step, page: Page) -> QuerySet[User]:
    """Everybody active who may pass ``step`` for ``page`` by a role of theirs; owners of all rights are not meant. Two queries."""
    if step == Step.WRITE:
        return User.objects.none()
    permission = Permission.objects.filter(content_type__app_label=APP, codename=step.permission)
    path = _section_path(page)
    branches = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    on_sections = SectionRole.objects.filter(
        user=OuterRef("pk"), group__permissions__in=permission, section__path__in=branches
    )
    by_role = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission) | Exists(on_sections)
    return User.objects.filter(by_role, is_active=True).distinct().order_by("pk")


def those_passable(states: QuerySet[TaskState], user: User, step: Step) -> QuerySet[TaskState]:
    """Of the states of one step those that ``user`` may pass."""
    if not user.is_active:
        return states.none()
    if user.has_perm(f"{APP}.{step.permission}"):
        return states
    branches = sections_held(user, step.permission)
    if not branches:
        return states.none()
    within = Q()
    for path in branches:
        within |= Q(path__startswith=path)
    sections = Page.objects.filter(within, content_type__app_label="articles", content_type__model="section")
    articles = Article.objects.filter(section__in=sections.values("pk"), piece__step=step).values_list("pk", flat=True)
    return states.filter(workflow_state__object_id__in=[str(number) for number in articles])


def pages_passable(user: User, page_ids: Collection[int], steps: Iterable[Step]) -> dict[Step, set[int]]:
    """Of some articles those for which ``user`` may pass each step. One query when their roles hold for sections only."""
    found: dict[Step, set[int]] = {}
    paths: dict[int, str] | None = None
    for step in steps:
        if user.has_perm(f"{APP}.{step.permission}"):
            found[step] = set(page_ids)
            continue
        if paths is None:
            placed = Article.objects.filter(pk__in=page_ids, section__isnull=False)
            paths = dict(placed.values_list("pk", "section__path"))
        branches = sections_held(user, step.permission)
        found[step] = {number for number, path in paths.items() if branches and path.startswith(branches)}
    return found


def _section_path(page: Page) -> str:
    """The tree path of the section that an article stands in; empty for one without, and for other pages."""
    if isinstance(page, Article):
        if page.section_id and Article.section.is_cached(page):
            return str(page.section.path) if page.section else ""
        section_id = page.section_id
    else:
        section_id = Article.objects.filter(pk=page.pk).values_list("section_id", flat=True).first()
    return Page.objects.filter(pk=section_id).values_list("path", flat=True).first() or "" if section_id else ""
