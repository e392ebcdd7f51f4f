"""Who follows whom: the only module that connects a signal or an outbox topic to what acts on it.

Read it as lists. What stands in ``IN_PUBLISH`` and ``IN_UNPUBLISH`` runs inside the publishing transaction: no network, no image work.
What stands in ``AFTER_COMMIT`` is delivered from the outbox by the worker, at least once, also after ``kill -9``.
What stands in ``PERIODIC`` the worker runs by the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save, pre_delete, pre_save
from wagtail.models import CollectionViewRestriction, Comment, CommentReply, PageViewRestriction, WorkflowState
from wagtail.signals import (
    post_page_move,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from masthead.articles import access
from masthead.articles import checks as article_checks
from masthead.articles.models import Article, Series
from masthead.contributors.models import Contributor
from masthead.deliveries import schedule as mailing_schedule
from masthead.deliveries import starting
from masthead.front import checks as front_checks
from masthead.issues import checks as issue_checks
from masthead.issues import news as launch_news
from masthead.issues import schedule as issue_schedule
from masthead.issues import states as issue_states
from masthead.issues.models import Issue
from masthead.jobs import actions as job_actions
from masthead.jobs import outbox
from masthead.jobs.periodic import Periodic, daily, every
from masthead.machines import tasks as machine_tasks
from masthead.manuscripts import actions as manuscripts
from masthead.newsletters import actions as newsletters
from masthead.pictures import tasks as picture_tasks
from masthead.pictures.models import MediaDocument, Picture
from masthead.pictures.renditions import WRITTEN_INTO_RENDITIONS
from masthead.planning import actions as planning
from masthead.planning import checks as planning_checks
from masthead.planning.actions import reviewing
from masthead.planning.models import ReviewTaskState
from masthead.published import actions as published
from masthead.published import uses as picture_uses
from masthead.publishing import actions as publishing
from masthead.publishing import door, indexes, schedule
from masthead.publishing.followers import FOLLOWERS, Check, DraftFollower, Follower
from masthead.recommendations import tasks as recommendation_tasks
from masthead.search import tasks as search_tasks
from masthead.staff import roles, throttling
from masthead.staff import sessions as ended_sessions

CHECKS: Sequence[Check] = (
    article_checks.pictures_are_credited,
    article_checks.recordings_have_transcripts,
    article_checks.sponsor_is_named,
    article_checks.no_tk_in_copy,
    article_checks.embargo_is_over,
    planning_checks.is_still_wanted,
    issue_checks.cover_is_credited,
    front_checks.address_is_free,
    front_checks.plain_pages_are_in_order,
    front_checks.policies_are_said_once,
)
IN_DRAFT: Sequence[DraftFollower] = (planning.record_draft,)
IN_PUBLISH: Sequence[Follower] = (published.record, planning.record_publication, issue_states.follow_publication)
IN_UNPUBLISH: Sequence[Follower] = (published.drop, planning.record_removal, issue_states.follow_removal)

AFTER_COMMIT: Mapping[str, Sequence[Callable[[dict[str, Any]], object]]] = {
    "published": (search_tasks.after_commit, recommendation_tasks.after_commit, machine_tasks.after_commit),
    "contributor-saved": (
        lambda payload: published.refresh_contributor(payload["id"]),
        lambda payload: planning.refresh_contributor(payload["id"]),
    ),
    "picture-saved": (
        lambda payload: published.refresh_picture(payload["id"]),
        lambda payload: planning.refresh_picture(payload["id"]),
    ),
    # Whoever tells people of launches, or prepares a newsletter, joins here. The payload is {launch_id, issue_id}.
    "issue-launched": (launch_news.tell_launched,),
    "launch-failed": (launch_news.tell_failed,),
    "launch-undone": (),
    schedule.FAILED: (planning.tell_schedule_failed,),
    "series-saved": (lambda payload: published.refresh_series(payload["id"]),),
}

PERIODIC: Sequence[Periodic] = (
    every(schedule.RUNNER, schedule.publish_due, minutes=1),
    every(issue_schedule.RUNNER, issue_schedule.launch_due, minutes=1),
    every("follow the read model with the search index", search_tasks.every_minute, minutes=1),
    every("keep what follows each article", recommendation_tasks.every_minute, minutes=1),
    every("tell people what is overdue", planning.tell_overdue, minutes=10),
    daily("remove old notifications", planning.prune_notifications, at="03:40"),
    daily("empty the trash of what has been in it for 30 days", planning.prune_trash, at="03:50"),
    daily("remove what is over", job_actions.prune, at="03:30"),
    every("forget old attempts to log in", throttling.prune_attempts, minutes=60),
    daily("forget sessions that are over", ended_sessions.prune_sessions, at="03:40"),
    every("begin the letters whose moment has come", mailing_schedule.begin_due, minutes=1),
    every("send the mailings that are due", starting.start_senders, seconds=2),
    every("forget sign-ups that are answered", newsletters.prune_sign_ups, minutes=60),
    daily("forget addresses that nobody confirmed", newsletters.forget_unconfirmed, at="03:45"),
    daily("remove manuscripts whose time is over", manuscripts.prune, at="03:45"),
    daily("bring the database's statistics up to date", job_actions.optimise_database, at="03:50"),
)


def connect() -> None:
    """Connect everything; called once, when all models are there."""
    access.install()
    FOLLOWERS.checks = CHECKS
    FOLLOWERS.in_draft = IN_DRAFT
    FOLLOWERS.review_of = planning.review_of
    FOLLOWERS.in_publish = IN_PUBLISH
    FOLLOWERS.in_unpublish = IN_UNPUBLISH
    post_save.connect(_follow_picture, sender=Picture, dispatch_uid="switchboard.picture")
    post_save.connect(_tell("picture-saved"), sender=Picture, weak=False, dispatch_uid="switchboard.picture.saved")
    post_save.connect(
        _tell("contributor-saved"), sender=Contributor, weak=False, dispatch_uid="switchboard.contributor"
    )
    post_save.connect(_tell("series-saved"), sender=Series, weak=False, dispatch_uid="switchboard.series")
    post_save.connect(_begin_issue, sender=Issue, dispatch_uid="switchboard.issue")
    for page_type in (Article, Issue):
        pre_delete.connect(_follow_deletion, sender=page_type, dispatch_uid=f"switchboard.delete.{page_type.__name__}")
    for shown in (Picture, MediaDocument, Contributor, Series):
        pre_delete.connect(_keep_what_is_shown, sender=shown, dispatch_uid=f"switchboard.keep.{shown.__name__}")
    for restriction in (PageViewRestriction, CollectionViewRestriction):
        pre_save.connect(_refuse_privacy, sender=restriction, dispatch_uid=f"switchboard.{restriction.__name__}")
    post_page_move.connect(_follow_move, dispatch_uid="switchboard.move")
    post_migrate.connect(_follow_migrate, dispatch_uid="switchboard.migrate")
    for said in (Comment, CommentReply):
        post_save.connect(_tell_of_comment, sender=said, dispatch_uid=f"switchboard.{said.__name__}")
    _connect_reviews()


def _connect_reviews() -> None:
    """What follows from each act of a review, in its transaction. The mails are ours, so Wagtail's are taken off."""
    steps, reviews = ReviewTaskState, WorkflowState
    for signal, sender, follower in (
        (task_submitted, steps, reviewing.follow_step_begun),
        (task_approved, steps, reviewing.follow_step_passed),
        (workflow_rejected, reviews, reviewing.follow_sent_back),
        (workflow_cancelled, reviews, reviewing.follow_cancelled),
        (workflow_approved, reviews, reviewing.follow_finished),
    ):
        signal.connect(
            _of_an_article(follower), sender=sender, weak=False, dispatch_uid=f"switchboard.{follower.__name__}"
        )
    for signal, name in (
        (workflow_submitted, "submitted"),
        (workflow_rejected, "rejected"),
        (workflow_approved, "approved"),
    ):
        signal.disconnect(sender=reviews, dispatch_uid=f"workflow_state_{name}_email_notification")


def _tell_of_comment(instance: Comment | CommentReply, *, created: bool = False, raw: bool = False, **_: Any) -> None:
    if created and not raw:
        planning.tell_comment(instance)


def _of_an_article(follower: Callable[[Any, Any], None]) -> Callable[..., None]:
    def follow(instance: Any, user: Any = None, **_: Any) -> None:
        review = instance if isinstance(instance, WorkflowState) else instance.workflow_state
        if review.workflow.name.startswith(reviewing.NAME_BEGINS) and isinstance(
            review.content_object.specific, Article
        ):
            follower(instance, user)

    return follow


def _follow_picture(
    instance: Picture, *, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    if raw:
        return
    if update_fields is None or update_fields & WRITTEN_INTO_RENDITIONS:
        picture_tasks.make_renditions.later(instance.pk)
    repaired = {"picture-without-credit": instance.has_credit, "picture-without-alt": instance.has_alt}
    publishing.settle_debt(f"picture:{instance.pk}", [code for code, is_repaired in repaired.items() if is_repaired])


def _begin_issue(instance: Issue, *, raw: bool = False, created: bool = False, **_: Any) -> None:
    if created and not raw:
        issue_states.begin(instance)


def _follow_deletion(instance: Article | Issue, **_: Any) -> None:
    if isinstance(instance, Article):
        published.forget(instance)
    if instance.live:
        publishing.follow_removal(instance)


def _keep_what_is_shown(instance: Picture | MediaDocument | Contributor | Series, **_: Any) -> None:
    published.require_not_shown(instance)
    if isinstance(instance, Picture):
        picture_uses.require_not_drafted(instance)


def _refuse_privacy(**_: Any) -> None:
    door.refuse_privacy()


def _tell(topic: str) -> Callable[..., None]:
    def tell(instance: Contributor | Picture | Series, *, raw: bool = False, created: bool = False, **_: Any) -> None:
        if not raw and not created:
            outbox.put(topic, {"id": instance.pk}, key=f"{topic}:{instance.pk}")

    return tell


def _follow_move(instance: Any, *, url_path_before: str, url_path_after: str, **_: Any) -> None:
    published.follow_move(instance, url_path_before=url_path_before, url_path_after=url_path_after)


def _follow_migrate(sender: AppConfig, **_: Any) -> None:
    """Once for each ``migrate``: after the last app, when the permissions of all have been made."""
    if sender is [app for app in apps.get_app_configs() if app.models_module][-1]:
        roles.ensure_roles()
        indexes.keep_page_indexes()
