"""What can be done with a manuscript: receive it, keep corrections, make the article, let it go, and clear away what is over."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.models import Article, ArticleIndex
from masthead.audit import actions as audit
from masthead.errors import ActionForbidden
from masthead.manuscripts import queries, understanding, writing
from masthead.manuscripts.answers import Answers, first_answers
from masthead.manuscripts.models import Manuscript, ManuscriptPicture
from masthead.manuscripts.pictures import PreparedPicture, prepare
from masthead.manuscripts.reading import Reading, Remark
from masthead.manuscripts.troubles import ManuscriptIncomplete, ManuscriptSettled
from masthead.manuscripts.word import flow
from masthead.manuscripts.word.archive import WordFile
from masthead.pictures.models import Picture
from masthead.staff.models import User

KEPT_DAYS = 7
SETTLED_KEPT_DAYS = 90
"""How long a file is known again after it became an article. Nothing of its content is kept."""


def receive(data: bytes, *, file_name: str, acting_user: User) -> Manuscript:
    """Read a Word file and keep what was understood, for its owner to look at. Nothing is made yet.

    Raises:
        ActionForbidden: the user may not make articles.
        WordFileRefused: the file cannot be read; nothing is kept.
    """
    _require(queries.may_receive(acting_user), _("You may not make articles."))
    file = WordFile(data, file_name)
    reading = understanding.understand(flow.read(file))
    pictures = list(prepare(file, reading.pictures))
    dropped = [each for each in pictures if isinstance(each, Remark)]
    kept = [each for each in pictures if isinstance(each, PreparedPicture)]
    return _kept(
        writing.without_lost_pictures(reading, {picture.number for picture in kept}, dropped),
        kept,
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        owner=acting_user,
    )


def _kept(reading: Reading, pictures: list[PreparedPicture], *, file_name: str, sha256: str, owner: User) -> Manuscript:
    known = {
        picture.file_hash: picture
        for picture in Picture.objects.filter(file_hash__in=[each.sha1 for each in pictures]).order_by("-pk")
    }
    section = queries.section_named(reading.section)
    rows = [
        ManuscriptPicture(
            number=each.number,
            name=each.name,
            data=each.data,
            thumbnail=each.thumbnail,
            sha1=each.sha1,
            width=each.width,
            height=each.height,
            said=each.said,
            in_library=known.get(each.sha1),
        )
        for each in pictures
    ]
    with transaction.atomic():
        manuscript = Manuscript.objects.create(
            owner=owner,
            file_name=file_name,
            sha256=sha256,
            expires_at=timezone.now() + timedelta(days=KEPT_DAYS),
            headline=reading.headline,
            reading=reading.as_json(),
            answers=first_answers(reading, rows, section_id=section.pk if section else None).as_json(),
        )
        for row in rows:
            row.manuscript = manuscript
        ManuscriptPicture.objects.bulk_create(rows, batch_size=1)
        audit.record("receive", manuscript, acting_user=owner, detail={"sha256": sha256})
    return manuscript


def keep_answers(manuscript: Manuscript, answers: Answers, *, acting_user: User) -> None:
    """Keep what somebody corrected on the review page, to be found again.

    Raises:
        ActionForbidden, ManuscriptSettled.
    """
    with transaction.atomic():
        row = _waiting(manuscript, acting_user)
        row.answers = answers.as_json()
        row.headline = answers.headline[:255]
        row.save(update_fields=["answers", "headline"])


def create_article(manuscript: Manuscript, answers: Answers, *, acting_user: User) -> Article:
    """Make the draft article with its new contributors, pictures and comments: all of it, or nothing.

    Raises:
        ActionForbidden: the user may not see the manuscript, or not make what it needs.
        ManuscriptSettled: it is an article already, or was let go.
        ManuscriptIncomplete: there is no headline.
    """
    if not answers.headline.strip():
        raise ManuscriptIncomplete(_("The article needs a headline."), permanent=True)
    with writing.files_kept_only_if_committed() as files, transaction.atomic():
        row = _waiting(manuscript, acting_user)
        index = ArticleIndex.objects.get()
        article = writing.write(row, answers, index=index, files=files, acting_user=acting_user)
        _settle(row, Manuscript.State.CREATED, article=article)
        audit.record("create", article, acting_user=acting_user, detail={"from": row.file_name, "sha256": row.sha256})
    return article


def let_go(manuscript: Manuscript, *, acting_user: User) -> None:
    """Throw a manuscript away: what was read of it, and its pictures.

    Raises:
        ActionForbidden, ManuscriptSettled.
    """
    with transaction.atomic():
        row = _waiting(manuscript, acting_user)
        audit.record("let go", row, acting_user=acting_user, detail={"sha256": row.sha256})
        _settle(row, Manuscript.State.LET_GO, article=None)


def prune() -> int:
    """Remove the manuscripts whose time is over; returns how many. For the clock."""
    _total, by_model = Manuscript.objects.filter(expires_at__lte=timezone.now()).delete()
    return by_model.get(Manuscript._meta.label, 0)


def _settle(row: Manuscript, state: Manuscript.State, *, article: Article | None) -> None:
    row.pictures.all().delete()
    row.state, row.article, row.reading, row.answers = state, article, {}, {}
    row.expires_at = timezone.now() + timedelta(days=SETTLED_KEPT_DAYS)
    row.save(update_fields=["state", "article", "reading", "answers", "expires_at"])


def _waiting(manuscript: Manuscript, acting_user: User) -> Manuscript:
    """The row, locked, when the user may see it and it waits."""
    is_visible = queries.visible_to(acting_user).filter(pk=manuscript.pk).exists()
    _require(is_visible, _("This manuscript is somebody else's."))
    row = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if not row.is_waiting:
        raise ManuscriptSettled(
            _("“%(name)s” is settled already: %(state)s.") % {"name": row.file_name, "state": row.get_state_display()},
            permanent=True,
        )
    return row


def _require(is_allowed: bool, message: str) -> None:  # noqa: FBT001 - reads as “require this”
    if not is_allowed:
        raise ActionForbidden(message, _("Ask an editor."))
