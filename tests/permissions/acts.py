"""Who may do what by calling an action, whatever screen or program calls it: the second table, below the doors.

A line is ``act(function, thing, who, *arguments, **named)``: ``function(thing, *arguments, acting_user=…, **named)`` is called as everybody.
Arguments that are functions are called with the world first. An action that asks nothing of whoever acts is in ``ASKS_NOBODY``, with
who asks instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from masthead.articles.actions import give_lead_picture
from masthead.articles.models import Article, ArticleIndex, Section
from masthead.contributors import actions as contributors
from masthead.deliveries import actions as sending
from masthead.deliveries import schedule as sending_by_clock
from masthead.desk.access.actions import accounts, factors, rules
from masthead.errors import ActionForbidden
from masthead.importers import actions as importing
from masthead.importers import queries as imports
from masthead.issues import actions as issues
from masthead.issues import arranging, beginning, editing, signing
from masthead.issues.editing import CoverLook
from masthead.issues.running_order import Spot
from masthead.magazine import actions as looks
from masthead.magazine.themes import Theme
from masthead.mailings import actions as mailings
from masthead.manuscripts import actions as manuscripts
from masthead.manuscripts.answers import Answers
from masthead.newsletters import actions as newsletters
from masthead.pictures import actions as pictures
from masthead.planning import actions as planning
from masthead.planning.models import Notification, Stage, Step
from masthead.publishing import actions as publishing
from masthead.publishing import schedule
from masthead.slots import actions as front
from masthead.staff.models import User
from tests.cast import jpeg
from tests.permissions.people import (
    COPY,
    COPY_HERE,
    DESK,
    EDITORS,
    EDITORS_HERE,
    GUEST,
    OWNER,
    PICTURES,
    PUBLISHERS,
    SUBS,
    SUBS_HERE,
    WHOLE_DESK,
    WRITE,
)

ASKS_NOBODY = {
    "articles.access.require_place": "is itself a question",
    "audit.actions.entry_for": "writes down what was done",
    "audit.actions.record": "writes down what was done",
    "desk.access.actions.accounts.note_creation": "writes down what Wagtail's screen did, which asks",
    "desk.access.actions.accounts.note_change": "writes down what Wagtail's screen did, which asks",
    "desk.access.actions.accounts.note_deletion": "writes down what Wagtail's screen did, which asks",
    "desk.access.actions.factors.add_app": "one's own",
    "desk.access.actions.factors.remove_app": "one's own",
    "desk.access.actions.factors.new_recovery_codes": "one's own",
    "desk.access.actions.factors.require_may_change": "is itself a question",
    "desk.access.actions.passkeys.add_passkey": "one's own",
    "desk.access.actions.passkeys.remove_passkey": "one's own, which the view looks up among one's own",
    "desk.access.actions.sessions.end_session": "one's own, which the view looks up among one's own",
    "desk.access.actions.sessions.end_other_sessions": "one's own; those of others through end_sessions_of, which asks",
    "desk.access.actions.sessions.set_password": "the command line's",
    "front.actions.lay_out_site": "the system's, when a magazine begins",
    "issues.actions.rights.require": "is itself a question",
    "issues.arranging.latest_undoable": "one's own",
    "issues.arranging.undo": "one's own act, and through perform",
    "issues.arranging.perform": "is called by every act of the board, and asks",
    "issues.arranging.require_may_arrange": "is itself a question",
    "issues.drafts.save": "is called by the acts of the board, which ask",
    "manuscripts.writing.write": "is called by create_article, which asks",
    "desk.door.delete_or_trash": "leads to an action that asks",
    "planning.actions.stages.give_up": "is called by kill and put_in_trash, which ask",
    "planning.actions.stages.stand_again": "is called by restore_from_trash, which asks",
    "planning.actions.telling.choose": "one's own",
    "planning.actions.telling.mark_read": "one's own",
    "planning.actions.telling.mark_unread": "one's own",
    "publishing.actions.alike.go_live": "is called by publish_many, which asks",
    "publishing.actions.restoring.restore": "is called by undo_launch, which asks",
    "publishing.actions.singly.grant_inherited_debt": "is called by imports, which ask",
    "publishing.actions.steps.require": "is itself a question",
}
"""Public functions with an ``acting_user`` that are not in the table."""
SYSTEMS = ("demo.",)
"""Rooms whose functions the command line calls, and no one at the desk."""

__all__ = ["ACTS", "ASKS_NOBODY", "SYSTEMS", "Act"]


@dataclass(frozen=True)
class Act:
    """One line."""

    function: Callable[..., Any]
    thing: str
    who: frozenset[str]
    arguments: tuple[Any, ...]
    named: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.function.__module__.removeprefix('masthead.')}.{self.function.__name__}"

    def __str__(self) -> str:
        return self.name + (f" on {self.thing}" if self.thing else "")


ACTS: list[Act] = []


def act(function: Callable[..., Any], thing: str, who: str, *arguments: Any, **named: Any) -> None:
    """Declare who may do it."""
    ACTS.append(Act(function, thing, frozenset(who.split()), arguments, named))


def publish_below(index: ArticleIndex, *, acting_user: User) -> None:
    """The form of a new article asks this before it publishes."""
    if not index.permissions_for_user(acting_user).can_publish_subpage():
        raise ActionForbidden("No.")


def put_elsewhere(article: Article, section: Section, *, acting_user: User) -> None:
    """Every form that saves a draft comes to this."""
    article.section = section
    article.save_revision(user=acting_user)


def unread_again(notification: Notification, *, acting_user: User) -> None:
    """Only one's own."""
    if not planning.mark_unread([notification.pk], acting_user=acting_user):
        raise ActionForbidden("No.")


def answers(world: Any, section: str) -> Answers:
    """An article in Culture or in Politics."""
    there = world.magazine.culture if section == "culture" else world.politics
    return Answers(headline="Snow", section_id=there.pk)


TOMORROW = timezone.now() + timedelta(days=1)

# Publishing.
for function in (publishing.publish, publishing.unpublish):
    for where in ("", " elsewhere"):
        who = EDITORS if where else EDITORS_HERE
        thing = f"live{where}" if function is publishing.unpublish else f"draft{where}"
        act(function, thing, who)
act(publishing.publish_many, "", EDITORS_HERE, lambda world: [publishing.Candidate(world.about("draft", ""))])
act(publishing.unpublish_with_descendants, "live", EDITORS_HERE)
act(publishing.unpublish, "front", "")
act(publishing.delete, "draft", EDITORS_HERE)
act(publishing.delete, "draft elsewhere", EDITORS)
act(publishing.reschedule, "draft", EDITORS_HERE, TOMORROW)
act(schedule.retry, "schedule trouble", EDITORS_HERE)

# Issues.
for made in (arranging.place, arranging.unplace, editing.edit_entries):
    act(made, "issue on its way", EDITORS, {} if made is editing.edit_entries else [])
act(arranging.move, "issue on its way", EDITORS, [], Spot())
act(arranging.move_to_position, "issue on its way", EDITORS, [], 1)
act(arranging.swap, "issue on its way", EDITORS, "a", "b")
act(editing.number_pages, "issue on its way", EDITORS, first_page=1, words_on_a_page=300)
act(editing.plan_departments, "issue on its way", EDITORS, [])
act(editing.dress_cover, "issue on its way", EDITORS, CoverLook(None), [])
act(beginning.begin_issue, "", EDITORS, number="99", dated_on=datetime(2027, 1, 1, tzinfo=UTC).date())
act(signing.sign_warning, "issue on its way", EDITORS, ("", "no such", ""))
act(signing.take_back, "issue on its way", EDITORS, 1)
act(issues.make_proof, "issue on its way", EDITORS)
act(issues.launch_issue, "issue on its way", EDITORS)
act(issues.schedule_launch, "issue on its way", EDITORS, at=TOMORROW)
act(issues.share_proof, "proof", EDITORS)
act(issues.withdraw_proof, "proof", EDITORS)
act(issues.withdraw_link, "proof link", EDITORS)
act(issues.cancel_launch, "waiting launch", EDITORS)
act(issues.undo_launch, "past launch", EDITORS)

# The front page.
act(front.begin, "", EDITORS)
act(front.place, "arrangement", EDITORS, lambda world: world.about("live", ""), "lead", expected_version=None)
act(front.launch, "arrangement", EDITORS, expected_version=None)
act(front.withdraw, "arrangement", EDITORS)
act(front.discard, "arrangement", EDITORS)
act(front.remove, "slot", EDITORS, expected_version=None)
act(front.describe, "slot", EDITORS, {}, expected_version=None)

# Newsletters.
act(newsletters.begin_newsletter, "", EDITORS, {"name": "Another", "slug": "another"})
act(newsletters.change_newsletter, "newsletter", EDITORS, {"heading": "Another promise"})
act(mailings.begin_mailing, "newsletter", EDITORS, {"subject": "The lamp"})
act(mailings.change_mailing, "mailing", EDITORS, {"subject": "The lamps"})
act(mailings.fill_from_issue, "mailing", EDITORS)
act(mailings.fill_with_new, "mailing", EDITORS)
act(mailings.make_ready, "mailing", EDITORS)
act(mailings.send_test, "mailing", EDITORS)
act(mailings.schedule_mailing, "mailing", EDITORS, TOMORROW)
act(mailings.unschedule_mailing, "scheduled mailing", EDITORS)
act(sending_by_clock.send_now, "mailing", EDITORS)
act(sending.begin, "frozen mailing", EDITORS)
act(sending.pause, "mailing on its way", EDITORS)
act(sending.resume, "paused mailing", EDITORS)
act(sending.cancel, "mailing on its way", EDITORS)
act(sending.decide_uncertain, "mailing on its way", EDITORS, [], has_it=True)
act(newsletters.take_out_subscribers, "newsletter", PUBLISHERS)

# Planning and review.
for where in ("", " elsewhere"):
    copy, editors = (COPY, EDITORS) if where else (COPY_HERE, EDITORS_HERE)
    act(planning.move_to, f"piece{where}", editors, Stage.HOLD)
    act(planning.hold, f"piece{where}", editors)
    act(planning.kill, f"piece{where}", editors)
    act(planning.revive, f"piece{where}", editors)
    act(planning.plan, f"piece{where}", editors)
    act(planning.assign, f"draft{where}", editors, Step.COPY, assignee=None)
    act(planning.submit, f"draft{where}", copy)
    act(planning.put_in_trash, f"draft{where}", editors)
act(planning.move_to, "piece", COPY_HERE, Stage.WRITING)
act(planning.restore_from_trash, "deleted", EDITORS_HERE)
act(planning.delete_for_good, "deleted", PUBLISHERS)
act(planning.cancel, "assignment", EDITORS_HERE)
act(planning.finish, "assignment", EDITORS_HERE)
for answered in (planning.accept, planning.begin, planning.hand_in, planning.decline):
    act(answered, "assignment", "")
    act(answered, "free assignment", COPY_HERE)
act(planning.pass_step, "submitted", SUBS_HERE)
act(planning.send_back, "submitted", SUBS_HERE, note="No.")
act(planning.pitch, "", WRITE, "Snow", section=lambda world: world.magazine.culture)
act(planning.set_steps, "", PUBLISHERS, None, [Step.COPY])

# Pictures, contributors, manuscripts.
act(give_lead_picture, "draft", COPY_HERE, lambda world: world.about("picture", ""))
act(give_lead_picture, "draft elsewhere", COPY, lambda world: world.about("picture", ""))
act(pictures.describe, "", PICTURES, lambda world: [world.about("picture", "").pk], {"title": "Quay"})
act(pictures.delete_picture, "picture", PICTURES)
act(pictures.add_picture, "", DESK, lambda _world: SimpleUploadedFile("quay.jpg", jpeg(colour="#aa0000")))
act(
    pictures.add_picture,
    "",
    "",
    lambda _world: SimpleUploadedFile("quay.jpg", jpeg(colour="#aa0000")),
    batch_key=lambda world: world.about("upload", "").key,
)
act(contributors.create_contributor, "", DESK, name="Odile Marchetti")
act(manuscripts.receive, "", WRITE, b"no file", file_name="snow.docx")
act(manuscripts.keep_answers, "manuscript", EDITORS, Answers(headline="Snow"))
act(manuscripts.create_article, "manuscript", EDITORS, Answers(headline="Snow"))
for where, who in (("culture", WRITE), ("politics", f"writer {SUBS}")):
    act(manuscripts.create_article, "own manuscript", who, lambda world, where=where: answers(world, where))
act(manuscripts.let_go, "manuscript", EDITORS)

# What the code asks on the way.
act(publish_below, "articles", EDITORS_HERE)
act(put_elsewhere, "draft", f"{WHOLE_DESK} {GUEST}", lambda world: world.politics)
act(unread_again, "notification", "")

# Running the house.
for reset, thing, who in (
    (factors.reset_factors, "user", PUBLISHERS),
    (factors.reset_factors, "another owner", OWNER),
):
    act(reset, thing, who)
act(factors.end_sessions_of, "user", PUBLISHERS, keep=None)
act(factors.end_sessions_of, "another owner", OWNER, keep=None)
act(looks.change_theme, "magazine", PUBLISHERS, Theme(look="quiet"))
act(looks.put_theme_back, "magazine", PUBLISHERS)
act(looks.take_in_nameplate, "", PUBLISHERS, lambda _world: BytesIO(jpeg()), size=1, alt="Snow")
act(rules.ask_second_factor_of, "", PUBLISHERS, [], of_owners=False)
act(rules.ask_second_factor_of, "", OWNER, [], of_owners=True)
act(accounts.note_many, "", OWNER, "delete", lambda world: [world.about("another owner", "")], detail={})
act(imports.runs, "", EDITORS)
act(imports.ledger_of, "import", EDITORS)
act(imports.summary_of, "import", EDITORS)
act(imports.notes_of, "import", EDITORS)
act(
    importing.carry_out,
    "",
    EDITORS,
    SimpleNamespace(plan=SimpleNamespace(has_work=False, is_rest_of_interrupted=False)),
)
act(importing.undo, "undone import", EDITORS)
