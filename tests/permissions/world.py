"""The small magazine in which every door is tried: two sections, and one of each thing that an address may be about.

A thing is made by a function named in ``THINGS``, once for each walk; the table calls it by that name. It returns the object, whose number
fills the arguments of the address. For a thing of your own: a function and a line in ``THINGS``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Task, Workflow, WorkflowTask

from masthead.articles.models import Article, Section, Series
from masthead.deliveries import actions as sending
from masthead.importers.models import ImportRun
from masthead.issues import actions as issues
from masthead.issues.models import Launch, ProofLink
from masthead.magazine.models import Magazine
from masthead.mailings import actions as mailings
from masthead.mailings.models import Mailing
from masthead.manuscripts.answers import Answers
from masthead.manuscripts.models import Manuscript
from masthead.manuscripts.reading import Reading
from masthead.newsletters import actions as newsletters
from masthead.pictures.models import Batch, MediaDocument, Picture
from masthead.planning import actions as planning
from masthead.planning.models import Assignment, Notification, Piece, Step
from masthead.publishing import actions as publishing
from masthead.publishing.models import ScheduleTrouble
from masthead.slots import actions as slots
from masthead.slots.models import Slot
from masthead.staff.models import SectionRole, User
from tests.cast import a_contributor, a_picture, a_small_magazine, a_user
from tests.deliveries import letters
from tests.issues.launches import an_issue_on_its_way
from tests.mailings.letters import a_letter
from tests.permissions.people import BOUND, accounts


class World:
    """The magazine, its people, and the things in it."""

    def __init__(self) -> None:
        self.magazine = a_small_magazine()
        self.politics = self._section("Politics")
        self.people = accounts()
        for name, role in BOUND.items():
            SectionRole.objects.create(
                user=self.account(name), group=Group.objects.get(name=role), section_id=self.magazine.culture.pk
            )
            self.account(name).groups.add(Group.objects.get(name="Section staff"))
        self.somebody = a_user("Somebody")
        self.thing = cache(self._thing)

    def account(self, name: str) -> User:
        """The account of one of the people who have one."""
        account = self.people[name]
        assert account is not None
        return account

    def article(self, headline: str, section: Section, *, by: User | None = None, is_live: bool = False) -> Article:
        """An article of somebody's."""
        article = self.magazine.draft(headline, section=section, owner=by or self.somebody)
        if is_live:
            publishing.publish(article, acting_user=None)
        return Article.objects.get(pk=article.pk)

    def _section(self, title: str) -> Section:
        section = Section(title=title, slug=title.lower(), live=False)
        Page.objects.get(pk=self.magazine.tree.front.pk).add_child(instance=section)
        publishing.publish(section, acting_user=None)
        return Section.objects.get(pk=section.pk)

    def _thing(self, name: str, person: str) -> Any:
        return THINGS[name](self, person)

    def about(self, name: str, person: str) -> Any:
        """The thing of that name; what is ``own`` is another one for each person."""
        return self.thing(name, person if name.startswith("own ") else "")


def a_document(_world: World, _person: str) -> MediaDocument:
    document = MediaDocument(title="Paper", file=ContentFile(b"words", name="paper.txt"))
    document.save()
    return document


def an_own_picture(world: World, person: str) -> Picture:
    return a_picture(f"Of {person}", uploaded_by_user=world.people[person])


def a_manuscript(world: World, person: str) -> Manuscript:
    later, owner = timezone.now() + timedelta(days=1), world.account(person) if person else world.somebody
    return Manuscript.objects.create(
        owner=owner,
        file_name="Snow.docx",
        expires_at=later,
        reading=Reading(headline="Snow").as_json(),
        answers=Answers(headline="Snow").as_json(),
    )


def a_slot(world: World, _person: str) -> Slot:
    arrangement = world.about("arrangement", "")
    return Slot.objects.create(arrangement=arrangement, place="lead", article=world.about("live", ""))


def a_task(_world: World, _person: str) -> Task:
    task: Task = GroupApprovalTask.objects.create(name="Sub-edit")
    return task


def a_workflow(world: World, _person: str) -> Workflow:
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=world.about("task", ""))
    return workflow


def an_article_in_review(world: World, _person: str) -> Article:
    """It also answers ``task``, ``task_state`` and ``workflow_state``, the numbers of its review."""
    article = world.article("In review", world.magazine.culture)
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.add(Group.objects.get(name="Sub-editors"))
    workflow = Workflow.objects.create(name="Copy")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state = workflow.start(article, world.somebody)
    article.__dict__.update(task=task.pk, task_state=state.current_task_state_id, workflow_state=state.pk)
    return article


def a_piece(world: World, where: str) -> Piece:
    return Piece.objects.get(pk=world.about(f"draft{where}", "").pk)


def an_assignment(world: World, assignee: User | None, headline: str) -> Assignment:
    article = world.article(headline, world.magazine.culture)
    return planning.assign(article, Step.COPY, assignee=assignee, acting_user=None)


def a_submitted_article(world: World, _person: str) -> Article:
    article = world.article("Handed in", world.magazine.culture)
    planning.set_steps(None, [Step.SUB_EDIT], acting_user=None)
    planning.submit(article, acting_user=world.account("owner"))
    return article


def a_proof_link(world: World, _person: str) -> ProofLink:
    issues.share_proof(world.about("proof", ""), acting_user=None)
    return ProofLink.objects.latest("pk")


def a_launch(world: World, state: Launch.State) -> Launch:
    proof = world.about("proof", "")
    now = timezone.now()
    return Launch.objects.create(issue=proof.issue, proof=proof, state=state, launch_at=now, undo_until=now)


def a_mailing(world: World) -> Mailing:
    newsletter = world.about("newsletter", "")
    if not newsletter.subscriptions.exists():
        letters.give_readers(newsletter, 1)
    return letters.a_frozen_mailing(newsletter)


def a_notification(world: World, _person: str) -> Notification:
    return Notification.objects.create(user=world.somebody, kind="assigned", text="Snow is assigned to you")


def a_deleted_article(world: World, person: str) -> Article:
    article = world.article(f"Deleted {person}", world.magazine.culture, by=world.people.get(person))
    planning.put_in_trash(article, acting_user=None)
    return article


THINGS: dict[str, Callable[[World, str], Any]] = {
    "draft": lambda world, _: world.article("Waiting", world.magazine.culture),
    "draft elsewhere": lambda world, _: world.article("Waiting elsewhere", world.politics),
    "deleted": a_deleted_article,
    "own deleted": a_deleted_article,
    "live": lambda world, _: world.article("Out", world.magazine.culture, is_live=True),
    "live elsewhere": lambda world, _: world.article("Out elsewhere", world.politics, is_live=True),
    "own draft": lambda world, person: world.article(f"By {person}", world.magazine.culture, by=world.people[person]),
    "own draft elsewhere": lambda world, person: world.article(
        f"{person} away", world.politics, by=world.people[person]
    ),
    "articles": lambda world, _: world.magazine.tree.articles,
    "in review": an_article_in_review,
    "issues": lambda world, _: world.magazine.tree.issues,
    "front": lambda world, _: world.magazine.tree.front,
    "section": lambda world, _: world.magazine.culture,
    "issue": lambda world, _: world.magazine.issue("12"),
    "picture": lambda world, _: a_picture(uploaded_by_user=world.somebody),
    "own picture": an_own_picture,
    "arrangement": lambda _world, _: slots.begin(name="Tomorrow", acting_user=None),
    "slot": a_slot,
    "upload": lambda world, _: Batch.objects.create(user=world.somebody),
    "manuscript": a_manuscript,
    "own manuscript": a_manuscript,
    "piece": lambda world, _: a_piece(world, ""),
    "piece elsewhere": lambda world, _: a_piece(world, " elsewhere"),
    "assignment": lambda world, _: an_assignment(world, world.somebody, "Asked for"),
    "free assignment": lambda world, _: an_assignment(world, None, "For anybody"),
    "submitted": a_submitted_article,
    "issue on its way": lambda world, _: an_issue_on_its_way(world.magazine, [world.about("draft", "")], "13"),
    "proof": lambda world, _: issues.make_proof(world.about("issue on its way", ""), acting_user=None),
    "proof link": a_proof_link,
    "waiting launch": lambda world, _: a_launch(world, Launch.State.WAITING),
    "past launch": lambda world, _: a_launch(world, Launch.State.LAUNCHED),
    "notification": a_notification,
    "newsletter": lambda _world, _: newsletters.begin_newsletter(
        {
            "name": "The Letter",
            "slug": "letter",
            "heading": "A letter",
            "promise": "On Sundays.",
            "postal_address": "1 Quay",
            "sender_address": "letter@magazine.example",
        },
        acting_user=None,
    ),
    "mailing": lambda world, _: a_letter(world.about("newsletter", "")),
    "scheduled mailing": lambda world, _: mailings.schedule_mailing(
        world.about("mailing", ""), timezone.now() + timedelta(days=1), acting_user=None
    ),
    "frozen mailing": lambda world, _: a_mailing(world),
    "mailing on its way": lambda world, _: sending.begin(a_mailing(world), acting_user=None),
    "paused mailing": lambda world, _: sending.pause(world.about("mailing on its way", ""), acting_user=None),
    "document": a_document,
    "contributor": lambda _world, _: a_contributor("Anna Seth"),
    "series": lambda _world, _: Series.objects.create(title="Harbours", slug="harbours"),
    "user": lambda world, _: world.somebody,
    "another owner": lambda _world, _: User.objects.create_superuser(
        "founder", "founder@example.org", "correct horse battery"
    ),
    "group": lambda _world, _: Group.objects.get(name="Writers"),
    "site": lambda _world, _: Site.objects.get(),
    "collection": lambda _world, _: Collection.get_first_root_node().add_child(name="Harbour"),
    "magazine": lambda _world, _: Magazine.objects.get(),
    "import": lambda _world, _: ImportRun.objects.create(source="x", reader="markdown"),
    "undone import": lambda _world, _: ImportRun.objects.create(
        source="y", reader="markdown", state=ImportRun.State.UNDONE
    ),
    "schedule trouble": lambda world, _: ScheduleTrouble.objects.create(
        page=world.about("draft", ""), act="publish", due_at=timezone.now(), message="No."
    ),
    "task": a_task,
    "workflow": a_workflow,
}
