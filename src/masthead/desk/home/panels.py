"""The parts of the home, each drawn only for whom it is useful."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.ui.components import Component

from masthead.articles.models import Correction
from masthead.desk.calendar.events import Certainty, by_day, events_between, seen_by
from masthead.desk.home import troubles
from masthead.desk.home.production import issue_at_work
from masthead.desk.home.steps import first_steps
from masthead.desk.pictures import queries as pictures
from masthead.desk.pieces.rows import lines_of
from masthead.planning import queries as planning
from masthead.planning import rights
from masthead.planning.models import Kind, Notification, Piece, Stage
from masthead.published.models import PublishedArticle
from masthead.publishing import queries as publishing
from masthead.staff.models import User

DAYS = 7
MOST_WAITING = 8
MOST_MINE = 8
MOST_A_DAY = 6
MOST_LIVE = 8
MOST_NEWS = 5
MOST_COUNTED = 999
SHOWN_ANYHOW = (
    Kind.ASSIGNED,
    Kind.SUBMITTED,
    Kind.SENT_BACK,
    Kind.OVERDUE,
    Kind.PUBLISH_FAILED,
    Kind.LAUNCH_FAILED,
)
"""What people are told of that stands on their home as long as it waits for them."""


class HomePanel(Component):
    """A part of the home: what it shows is None when there is nothing to say."""

    column: ClassVar[str] = "main"
    order = 0

    def __init__(self, user: User) -> None:
        self.user = user

    def found(self) -> dict[str, Any] | None:
        """What it shows."""
        raise NotImplementedError

    def render_html(self, parent_context: Any = None) -> Any:
        """Nothing, or its template."""
        self._found = self.found()
        return super().render_html(parent_context) if self._found is not None else ""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """What was found, for a form too."""
        request = parent_context["request"]
        return {**(self._found or {}), "request": request, "csrf_token": parent_context.get("csrf_token", "")}


class Troubles(HomePanel):
    """The red bar: what did not go live, and a runner that does not run."""

    name, template_name, column, order = "troubles", "desk/home/_troubles.html", "top", 0

    def found(self) -> dict[str, Any] | None:
        """Eight queries at most; those whom it does not concern cost one."""
        found = troubles.troubles_for(self.user)
        may_see = troubles.may_see_runner(self.user)
        late = [runner for runner in troubles.runners() if runner.is_late or runner.failures] if may_see else []
        return {"troubles": found, "late": late, "may_see": may_see} if found or late else None


class Steps(HomePanel):
    """The first five steps of a new magazine."""

    name, template_name, column, order = "steps", "desk/home/_steps.html", "top", 5

    def found(self) -> dict[str, Any] | None:
        """Seven queries at most."""
        steps = first_steps(self.user)
        return {"steps": steps, "done": sum(step.is_done for step in steps)} if steps else None


class WaitingForMe(HomePanel):
    """Reviews one may do, assignments to answer, what came back, and what one was told and has not read."""

    name, template_name, order = "waiting", "desk/home/_waiting.html", 10

    def found(self) -> dict[str, Any]:
        """Ten queries, and the user's rights."""
        waiting = planning.waiting_for(self.user, limit=MOST_WAITING + 1)
        asked = [*waiting.to_answer, *waiting.to_do]
        known = planning.pieces_for(row.page_id for row in asked)
        rows = {line.piece.pk: line for line in lines_of([*known.values(), *waiting.sent_back], self.user)}
        return {
            "reviews": waiting.to_pass[:MOST_WAITING],
            "to_answer": [(row, known.get(row.page_id)) for row in waiting.to_answer[:MOST_WAITING]],
            "to_do": [(row, known.get(row.page_id)) for row in waiting.to_do[:MOST_WAITING]],
            "sent_back": [rows[piece.pk] for piece in waiting.sent_back[:MOST_WAITING]],
            "has_more": any(len(some) > MOST_WAITING for some in (waiting.to_pass, waiting.to_answer, waiting.to_do)),
            "notices": list(_news_of(self.user)[:MOST_NEWS]),
            "unread_count": planning.unread_count(self.user),
            "count": waiting.count,
            "now": timezone.now(),
        }


class Mine(HomePanel):
    """Pieces one has, or has begun, that ask for work yet."""

    name, template_name, order = "mine", "desk/home/_mine.html", 30

    def found(self) -> dict[str, Any] | None:
        """Five queries."""
        theirs = [
            *planning.pieces(assignee=self.user, is_open=True).exclude(stage=Stage.HOLD)[: MOST_MINE + 1],
            *planning.pieces(owner=self.user, is_open=True).exclude(stage=Stage.HOLD)[: MOST_MINE + 1],
        ]
        pieces = sorted({piece.pk: piece for piece in theirs}.values(), key=_latest, reverse=True)
        lines = lines_of(pieces[:MOST_MINE], self.user)
        return {"lines": lines, "has_more": len(pieces) > MOST_MINE} if lines else None


class IssueAtWork(HomePanel):
    """The issue in production, for those who make issues."""

    name, template_name, order = "issue", "desk/home/_issue.html", 20

    def found(self) -> dict[str, Any] | None:
        """Seven queries."""
        if not self.user.has_perm("issues.change_issue"):
            return None
        found = issue_at_work()
        return {"issue": found} if found else None


class NextDays(HomePanel):
    """What is due, planned, scheduled and launched within seven days."""

    name, template_name, column, order = "days", "desk/home/_days.html", "side", 10

    def found(self) -> dict[str, Any] | None:
        """Eleven queries: of everybody for those who plan, of oneself for others."""
        today = timezone.localdate()
        is_planner = rights.may_assign_somewhere(self.user)
        events = events_between(today, today + timedelta(days=DAYS - 1), user=None if is_planner else self.user)
        days = by_day(seen_by(self.user, [event for event in events if event.certainty != Certainty.DONE]))
        shown = [(day, found[:MOST_A_DAY], max(len(found) - MOST_A_DAY, 0)) for day, found in days.items()]
        return {"days": shown, "today": today, "tomorrow": today + timedelta(days=1)}


class LiveToday(HomePanel):
    """What readers see since today, and what was corrected lately."""

    name, template_name, column, order = "live", "desk/home/_live.html", "side", 20

    def found(self) -> dict[str, Any] | None:
        """Three queries."""
        now = timezone.localtime()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        pieces = list(planning.went_live_between(midnight, now + timedelta(minutes=1))[: MOST_LIVE + 1])
        since = now.date() - timedelta(days=DAYS)
        corrections = (
            Correction.objects.filter(corrected_on__gte=since, article__live=True)
            .order_by("-corrected_on", "-pk")
            .values_list("article_id", "article__title", "kind", "text", "corrected_on")[:MOST_NEWS]
        )
        corrected = [
            {"title": title, "label": Correction.Kind(kind).label, "text": text, "day": day, "article_id": number}
            for number, title, kind, text, day in corrections
        ]
        if not pieces and not corrected:
            return None
        numbers = [*(piece.pk for piece in pieces), *(each["article_id"] for each in corrected)]
        paths = dict(PublishedArticle.objects.filter(pk__in=numbers).values_list("pk", "path"))
        return {
            "live": [(piece, paths.get(piece.pk, "")) for piece in pieces[:MOST_LIVE]],
            "corrected": [{**each, "path": paths.get(each["article_id"], "")} for each in corrected],
            "has_more": len(pieces) > MOST_LIVE,
        }


class Repairs(HomePanel):
    """How much waits to be mended, for those who may mend it; nothing that is zero."""

    name, template_name, column, order = "repairs", "desk/home/_repairs.html", "side", 30

    def found(self) -> dict[str, Any] | None:
        """Eight queries at most."""
        may_mend = self.user.has_perm("pictures.change_picture")
        counts = pictures.counts(self.user) if may_mend else {}
        found = {
            "pictures": [(show, pictures.SHOWN[show], count) for show, count in counts.items()],
            "debt": publishing.subjects_to_repair()[:MOST_COUNTED].count() if may_mend else 0,
            "late": _late_count() if rights.may_assign_somewhere(self.user) else 0,
        }
        return found if any(found.values()) else None


def for_home(user: User) -> list[HomePanel]:
    """All parts, in their order."""
    return [kind(user) for kind in (Troubles, Steps, WaitingForMe, IssueAtWork, Mine, NextDays, LiveToday, Repairs)]


def _news_of(user: User) -> QuerySet[Notification]:
    """What somebody was told and has not read, but for what stands on the home by itself."""
    return planning.notifications_of(user, only_unread=True).exclude(kind__in=SHOWN_ANYHOW)


def _late_count() -> int:
    late = Piece.objects.filter(is_open=True, due_at__lt=timezone.now()).exclude(stage__in=[Stage.READY, Stage.HOLD])
    return late.order_by()[:MOST_COUNTED].count()


def _latest(piece: Piece) -> Any:
    return piece.latest_revision_at or piece.stage_changed_at, piece.pk
