"""From what was understood to rows: contributors, pictures, the draft article, its comments. Called in the action's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, Comment, Page

from masthead.articles.models import Article, ArticleCredit, ArticleIndex
from masthead.audit import actions as audit
from masthead.body import making
from masthead.body.making import RawBlock
from masthead.contributors.actions import create_contributor
from masthead.errors import ActionForbidden
from masthead.manuscripts import queries
from masthead.manuscripts.answers import Answers, PictureAnswer
from masthead.manuscripts.models import Manuscript, ManuscriptPicture
from masthead.manuscripts.reading import DeskNote, Reading, Remark
from masthead.pictures.models import Picture
from masthead.staff.models import User
from masthead.text.slugs import slug_apart_from, slug_from

StoredFiles = list[tuple[Storage, str]]
FROM_FILE = ("title", "credit_line", "source", "source_url", "licence_note", "rights_begin_on", "rights_expire_on")
"""Fields that the review page does not show, taken from the picture's file as they are."""


@contextmanager
def files_kept_only_if_committed() -> Iterator[StoredFiles]:
    """Files written in the block go again when it ends in an error, since their rows do not stand either."""
    files: StoredFiles = []
    try:
        yield files
    except BaseException:
        for storage, name in files:
            storage.delete(name)
        raise


def write(
    manuscript: Manuscript, answers: Answers, *, index: ArticleIndex, files: StoredFiles, acting_user: User
) -> Article:
    """The draft article with everything it needs."""
    reading = Reading.from_json(manuscript.reading)
    pictures = _pictures(manuscript, answers, files, acting_user)
    body = _with_library_pictures(reading.body, {number: each.pk for number, each in pictures.items()}, answers)
    article = _worded(answers, body)
    article.section = queries.sections().filter(pk=answers.section_id).first() if answers.section_id else None
    article.slug = _free_slug(answers.headline, index)
    _begin_with(article, pictures.get(answers.lead_number or 0), answers)
    article.owner = acting_user
    article.live = False
    article.credits = _credits(answers, acting_user)
    article.wagtail_admin_comments = _comments(reading.notes, body, acting_user)
    article.require_words_that_fit()
    Page.objects.get(pk=index.pk).add_child(instance=article)
    log(instance=article, action="wagtail.create", user=acting_user, content_changed=True)
    article.save_revision(user=acting_user, log_action=False)
    return article


def _begin_with(article: Article, picture: Picture | None, answers: Answers) -> None:
    """The chosen picture leads, under its caption here where that differs from the library's."""
    if picture is None or answers.lead_number is None:
        return
    caption = answers.pictures[answers.lead_number].caption
    article.hero_picture = picture
    article.hero_caption = "" if caption == picture.caption else caption


def as_it_would_read(reading: Reading, answers: Answers) -> Article:
    """The article with the words it would have, in memory alone: to be counted and looked through. No query."""
    wanted = {number: number for number, answer in answers.pictures.items() if answer.is_wanted}
    return _worded(answers, _with_library_pictures(reading.body, wanted, answers))


def _worded(answers: Answers, body: list[RawBlock]) -> Article:
    return Article(
        title=answers.headline.strip(),
        kicker=answers.kicker.strip(),
        standfirst=answers.standfirst.strip(),
        body=json.dumps(body),
    )


def without_lost_pictures(reading: Reading, kept: set[int], dropped: Sequence[Remark]) -> Reading:
    """The reading without the pictures that cannot be kept; their captions stay as copy."""
    body = _mapped(reading.body, lambda block: block if block["value"]["picture"] in kept else _caption_alone(block))
    return replace(
        reading,
        body=tuple(body),
        pictures=tuple(picture for picture in reading.pictures if picture.number in kept),
        remarks=(*dropped, *reading.remarks),
    )


def in_reading_order(blocks: Sequence[RawBlock], answers: Answers) -> list[RawBlock]:
    """The copy as the article will show it: the lead picture first, under the caption given, and nowhere else."""
    number = answers.lead_number
    if number is None:
        return list(blocks)
    first = making.picture(number, caption=escape(answers.pictures[number].caption, quote=False))
    return [first, *_mapped(blocks, lambda block: None if block["value"]["picture"] == number else block)]


def _caption_alone(block: RawBlock) -> RawBlock | None:
    caption = block["value"]["caption"]
    return {**making.paragraph(caption), "id": block["id"]} if caption else None


def _mapped(blocks: Sequence[RawBlock], change: Any) -> list[RawBlock]:
    """The blocks with each picture changed, also those in boxes; ``None`` takes it out."""
    made = []
    for block in blocks:
        if block["type"] == "picture":
            changed = change(block)
        elif block["type"] == "box":
            changed = {**block, "value": {**block["value"], "body": _mapped(block["value"]["body"], change)}}
        else:
            changed = block
        if changed is not None:
            made.append(changed)
    return made


def _with_library_pictures(blocks: Sequence[RawBlock], pictures: Mapping[int, int], answers: Answers) -> list[RawBlock]:
    """The blocks with the library's numbers of the pictures, and the captions that were given; the lead picture leaves them."""

    def change(block: RawBlock) -> RawBlock | None:
        number = block["value"]["picture"]
        if number not in pictures or number == answers.lead_number:
            return None
        library_number, answer = pictures[number], answers.pictures.get(number, PictureAnswer())
        caption = making.picture(library_number, caption=escape(answer.caption, quote=False))["value"]["caption"]
        return {**block, "value": {**block["value"], "picture": library_number, "caption": caption}}

    return _mapped(blocks, change)


def _pictures(manuscript: Manuscript, answers: Answers, files: StoredFiles, acting_user: User) -> dict[int, Picture]:
    """The library's pictures by their numbers; those it lacks are added."""
    found: dict[int, Picture] = {}
    for row in manuscript.pictures.select_related("in_library"):
        answer = answers.pictures.get(row.number, PictureAnswer())
        if answer.is_wanted:
            found[row.number] = row.in_library or _added(row, answer, answers, files, acting_user)
    return found


def _added(
    row: ManuscriptPicture, answer: PictureAnswer, answers: Answers, files: StoredFiles, acting_user: User
) -> Picture:
    if not acting_user.has_perm("pictures.add_picture"):
        raise ActionForbidden(_("You may not add pictures."), _("Leave them out, or ask an editor."))
    data = bytes(row.data)
    facts = {name: row.said[name] for name in FROM_FILE if row.said.get(name)}
    if (answer.creator, answer.agency) != (row.said.get("creator", ""), row.said.get("agency", "")):
        facts.pop("credit_line", None)  # the words that the file prescribes were about another credit
    title = facts.pop("title", "") or f"{answers.headline}, {row.number}"
    picture = Picture(
        **facts,
        title=title[:255],
        alt="" if answer.is_decorative else answer.alt,
        is_decorative=answer.is_decorative,
        caption=answer.caption,
        creator=answer.creator,
        agency=answer.agency,
        licence=answer.licence,
        file_hash=row.sha1,
        file_size=len(data),
        collection=Collection.get_first_root_node(),
        uploaded_by_user=acting_user,
    )
    name = f"{slug_from(answers.headline, 'manuscript')[:50]}-{row.number}-{row.sha1[:8]}.{row.name.rpartition('.')[2]}"
    storage = picture.file.storage
    files.append(
        (storage, storage.get_available_name(picture.get_upload_to(name)))
    )  # first: a full disk leaves half a file
    picture.file.save(name, ContentFile(data), save=False)
    picture.width, picture.height = row.width, row.height
    picture.save(force_insert=True)
    audit.record("create", picture, acting_user=acting_user, detail={"by": "manuscript"})
    return picture


def _credits(answers: Answers, acting_user: User) -> list[ArticleCredit]:
    credits = [credit for credit in answers.credits if credit.name.strip()]
    known = queries.contributors_named([credit.name.strip() for credit in credits])
    made: list[ArticleCredit] = []
    for place, credit in enumerate(credits):
        name = credit.name.strip()
        if name.casefold() not in known:
            known[name.casefold()] = create_contributor(name=name, acting_user=acting_user, is_known_to_be_new=True)
        made.append(ArticleCredit(contributor=known[name.casefold()], role=credit.role, sort_order=place))
    return made


def _comments(notes: Sequence[DeskNote], body: Sequence[RawBlock], acting_user: User) -> list[Comment]:
    """The comments of the file as comments on their blocks; without a place they are on the body's first."""
    places = {block["id"] for block in body}
    first = body[0]["id"] if body else ""
    return [
        Comment(
            user=acting_user,
            text=_words_of(note),
            contentpath=f"body.{note.block_id if note.block_id in places else first}",
        )
        for note in notes
        if first
    ]


def _words_of(note: DeskNote) -> str:
    said = _("%(author)s in Word: %(text)s") % {"author": note.author, "text": note.text} if note.author else note.text
    return f"“{note.passage}” {said}" if note.passage else said


def _free_slug(headline: str, index: ArticleIndex) -> str:
    slug = slug_from(headline, "article")
    taken = set(index.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    return slug_apart_from(slug, taken)
