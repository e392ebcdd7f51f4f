"""The issue that is being made, with pieces at every stage: what there is to see at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from masthead.articles.models import Article, Section
from masthead.audit import actions as audit
from masthead.demo.manuscripts import facts
from masthead.issues import arranging
from masthead.issues.beginning import begin_issue
from masthead.issues.models import Issue, Production
from masthead.planning import actions as planning
from masthead.planning.actions.stages import Plan
from masthead.planning.models import Piece, Step
from masthead.staff.models import User

END_OF_A_DAY = time(17)


def production(articles: Mapping[str, int], sections: Mapping[str, Section], *, acting_user: User) -> None:
    """Begin the next issue, place its pieces, and put each at its stage, in one transaction; nothing when it was begun before."""
    said = facts("production")
    if Issue.objects.filter(number=said["number"]).exists():
        return
    with transaction.atomic():
        people = {about["username"]: _colleague(about) for about in said["people"]}
        issue = _begun(said, acting_user)
        for about in said["pieces"]:
            _in_work(Article.objects.get(pk=articles[about["article"]]), about, people[about["who"]], acting_user)
        for about in said["pitches"]:
            planned = _plan(about, people[about["who"]])
            planning.pitch(about["title"], section=sections[about["section"]], acting_user=acting_user, **planned)
        arranging.place(issue, [articles[about["article"]] for about in said["pieces"]], acting_user=acting_user)


def _colleague(about: dict[str, Any]) -> User:
    known = User.objects.filter(username=about["username"]).first()
    if known is not None:
        return known
    names = {name: about[name] for name in ("first_name", "last_name")}
    user = User.objects.create_user(about["username"], password=None, **names)
    user.groups.add(Group.objects.get(name=about["role"]))
    audit.record("create", user, acting_user=None, detail={"by": "demo"})
    return user


def _begun(said: dict[str, Any], acting_user: User) -> Issue:
    issue = begin_issue(
        number=said["number"],
        title=said["title"],
        period_label=said["period"],
        dated_on=said["dated_on"],
        like=Issue.objects.get(slug=said["like"]),
        acting_user=acting_user,
    )
    days = {
        "planned_launch_on": _day_in(said["launch_in_days"]),
        "deadline_on": _day_in(said["deadline_in_days"]),
    }
    Production.objects.filter(issue=issue).update(**days)
    return issue


def _in_work(article: Article, about: dict[str, Any], who: User, acting_user: User) -> None:
    planning.plan(Piece.objects.get(pk=article.pk), acting_user=acting_user, **_plan(about, who))
    if "passed" not in about:
        planning.assign(article, Step.WRITE, assignee=who, acting_user=acting_user)  # due when the piece is
        return
    planning.submit(article, acting_user=acting_user)
    for _step in about["passed"]:
        planning.pass_step(Page.objects.get(pk=article.pk).specific, acting_user=acting_user)


def _plan(about: dict[str, Any], who: User) -> Plan:
    plan: Plan = {"assignee": who, "commissioned_words": about["words"]}
    if "due_in_days" in about:
        plan["due_at"] = _moment_in(about["due_in_days"])
    return plan


def _day_in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _moment_in(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(_day_in(days), END_OF_A_DAY))
