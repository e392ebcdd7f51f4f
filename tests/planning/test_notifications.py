"""People are told once, as they chose."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from wagtail.models import Comment, CommentReply

from masthead.issues import news
from masthead.issues.models import Launch, Proof
from masthead.planning import actions, queries, tasks
from masthead.planning.models import Kind, Notification
from masthead.planning.queries import Ways
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import a_small_magazine
from tests.planning.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_on(settings: Any) -> None:
    """A magazine with a mail server."""
    settings.EMAIL_HOST = "mail.example.org"
    settings.DEFAULT_FROM_EMAIL = "desk@example.org"


def test_an_event_is_told_once_however_often_it_is_said(mail_on: None) -> None:
    ada = somebody("Ada", Role.WRITER)
    for _time in range(2):
        actions.notify([ada, ada], Kind.APPROVED, text="“Ice” is ready", event="ready:1")
    row = Notification.objects.get()
    assert (row.user, row.text, row.by_mail) == (ada, "“Ice” is ready", True)
    assert DBTaskResult.objects.filter(task_path__contains="send_mail").count() == 1


def test_a_mail_says_what_happened_and_leads_there_and_goes_once(mail_on: None) -> None:
    article = a_small_magazine().draft()
    ada, edda = somebody("Ada", Role.WRITER), somebody("Edda", Role.EDITOR)
    actions.notify(
        [ada], Kind.SENT_BACK, page=article, text="“A quiet winter” is sent back", note="Who <b>spoke</b>?", by=edda
    )
    row = Notification.objects.get()
    assert (tasks.send_mail.call(row.pk), tasks.send_mail.call(row.pk)) == (True, False)
    [message] = mail.outbox
    assert message.subject == "[The Small Hours] “A quiet winter” is sent back"
    assert (message.to, message.from_email) == (["ada@example.org"], "The Small Hours <desk@example.org>")
    body = str(message.body)
    assert f"http://testserver/desk/pages/{article.pk}/edit/" in body
    assert "Who <b>spoke</b>?" in body
    assert "(Edda)" in body
    assert isinstance(message, EmailMultiAlternatives)
    [html] = message.alternatives
    assert "Who &lt;b&gt;spoke&lt;/b&gt;?" in str(html[0])
    assert message.extra_headers["Message-ID"].startswith(f"<notification-{row.pk}-")


def test_a_mail_that_failed_is_tried_again(mail_on: None, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.notify([somebody("Ada", Role.WRITER)], Kind.APPROVED, text="Ready")
    row = Notification.objects.get()

    def refuse(*_: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(ConnectionRefusedError):
            tasks.send_mail.call(row.pk)
    row.refresh_from_db()
    assert row.mailed_at is None
    assert tasks.send_mail.call(row.pk)
    assert len(mail.outbox) == 1


def test_without_a_mail_server_nothing_is_mailed_and_the_desk_tells() -> None:
    ada = somebody("Ada", Role.WRITER)
    actions.notify([ada], Kind.APPROVED, text="Ready")
    assert not Notification.objects.get().by_mail
    assert not DBTaskResult.objects.exists()
    assert queries.unread_count(ada) == 1


@pytest.mark.parametrize(("at_desk", "by_mail"), [(True, False), (False, True), (False, False)])
def test_everybody_is_told_as_they_chose(mail_on: None, at_desk: bool, by_mail: bool) -> None:
    ada, bo = somebody("Ada", Role.WRITER), somebody("Bo", Role.WRITER)
    actions.choose({Kind.APPROVED: Ways(at_desk=at_desk, by_mail=by_mail)}, acting_user=ada)
    actions.notify([ada, bo], Kind.APPROVED, text="Ready")
    row = Notification.objects.filter(user=ada).first()
    assert (row is not None) == (at_desk or by_mail)
    assert queries.unread_count(ada) == int(at_desk)
    assert bool(row and row.by_mail) == by_mail
    assert Notification.objects.get(user=bo).by_mail
    actions.notify([ada], Kind.SENT_BACK, text="Back")
    assert queries.notifications_of(ada).filter(kind=Kind.SENT_BACK).exists()


def test_somebody_who_has_left_is_not_told(mail_on: None) -> None:
    ada = somebody("Ada", Role.WRITER)
    actions.notify([ada], Kind.APPROVED, text="Ready")
    User.objects.update(is_active=False)
    assert not tasks.send_mail.call(Notification.objects.get().pk)
    actions.notify([User.objects.get(pk=ada.pk)], Kind.APPROVED, text="Ready again")
    assert Notification.objects.count() == 1


def test_one_reads_ones_own_only() -> None:
    ada, bo = somebody("Ada", Role.WRITER), somebody("Bo", Role.WRITER)
    actions.notify([ada, bo], Kind.APPROVED, text="Ready")
    row = Notification.objects.get(user=bo)
    assert actions.mark_read([row.pk], acting_user=ada) == 0
    assert actions.mark_read(acting_user=bo) == 1
    assert (queries.unread_count(ada), queries.unread_count(bo)) == (1, 0)


def test_telling_ten_people_costs_as_many_queries_as_telling_two() -> None:
    people = [somebody(f"Reader{number}", Role.WRITER) for number in range(10)]
    counts = []
    for some in (people[:2], people):
        with CaptureQueriesContext(connection) as asked:
            actions.notify(some, Kind.APPROVED, text="Ready")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_comment_is_told_to_whose_piece_it_is_and_to_those_in_the_thread() -> None:
    wanda, edda, sven = somebody("Wanda", Role.WRITER), somebody("Edda", Role.EDITOR), somebody("Sven", Role.SUB_EDITOR)
    article = a_small_magazine().draft(owner=wanda)
    comment = Comment.objects.create(page=article, user=edda, text="Who spoke?", contentpath="standfirst")
    CommentReply.objects.create(comment=comment, user=sven, text="The wind.")
    told = Notification.objects.filter(kind=Kind.COMMENT).order_by("pk").values_list("user__first_name", "text", "note")
    assert list(told) == [
        ("Wanda", "Edda comments on “A quiet winter”", "Who spoke?"),
        ("Wanda", "Sven answers a comment on “A quiet winter”", "The wind."),
        ("Edda", "Sven answers a comment on “A quiet winter”", "The wind."),
    ]
    comment.text = "Who spoke here?"
    comment.save()
    assert Notification.objects.filter(kind=Kind.COMMENT).count() == 3


@pytest.mark.parametrize(
    ("state", "tell", "kind", "who"),
    [
        (Launch.State.LAUNCHED, news.tell_launched, Kind.LAUNCHED, ["Erik", "Wanda"]),
        (Launch.State.FAILED, news.tell_failed, Kind.LAUNCH_FAILED, ["Edda", "Erik"]),
    ],
)
def test_a_launch_is_told_once(state: str, tell: Any, kind: Kind, who: list[str]) -> None:
    magazine = a_small_magazine()
    wanda, edda, _erik = somebody("Wanda", Role.WRITER), somebody("Edda", Role.EDITOR), somebody("Erik", Role.EDITOR)
    issue = magazine.issue(articles=[magazine.article(owner=wanda)])
    proof = Proof.objects.create(issue=issue, number=1)
    launch = Launch.objects.create(
        issue=issue, proof=proof, state=state, confirmed_by=edda, trouble="Two have no credit."
    )
    for _time in range(2):
        tell({"launch_id": launch.pk, "issue_id": issue.pk})
    told = Notification.objects.filter(kind=kind).order_by("user__first_name")
    assert list(told.values_list("user__first_name", flat=True)) == who
