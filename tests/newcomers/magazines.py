"""Magazines for newcomers to work on, made inside their folder: ``python -m tests.newcomers.magazines A|B|desk``.

``A``: three sections and no content. ``B``: No. 7 is out, twelve approved pieces in four sections wait for No. 8; one has no alt text, the
rights to the picture of another have ended. ``desk``: B, with a person of each role and an essay at its sub-edit, for the journeys.
``people.json`` in the folder says who can sign in.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import django

from tests.newcomers import pieces
from tests.newcomers.pieces import Copy
from tests.pictures.files import seq, xmp

if TYPE_CHECKING:
    from masthead.articles.models import Article
    from masthead.pictures.models import Picture
    from masthead.staff.models import User

PEOPLE_FILE = "people.json"
EDITOR = "edda"


def main() -> None:
    """Make the magazine of the folder that ``MASTHEAD_CONFIG`` names."""
    which = sys.argv[1]
    folder = Path(os.environ["MASTHEAD_CONFIG"]).parent
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")
    django.setup()
    found("The Small Hours")
    people = {EDITOR: a_person(EDITOR, "Edda", "Blom", "Editors")}
    if which == "A":
        for title in ("Reportage", "Essays", "Culture"):
            a_section(title)
    else:
        last_and_next_issue(people[EDITOR])
    if which == "desk":
        people |= {
            "will": a_person("will", "Will", "Arden", "Writers"),
            "sue": a_person("sue", "Sue", "Marlow", "Sub-editors"),
            "petra": a_person("petra", "Petra", "Quist", "Picture editors"),
            "paul": a_person("paul", "Paul", "Osgood", "Publishers"),
        }
        an_essay_at_its_sub_edit(people)
    (folder / PEOPLE_FILE).write_text(json.dumps({name: way_in(user) for name, user in people.items()}, indent=1))


def way_in(user: User) -> dict[str, str]:
    """A password, and a session that is signed in already, as a browser would hold it."""
    from django.conf import settings
    from django.test import Client

    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save(update_fields=["password"])
    client = Client()
    client.force_login(user)
    return {
        "username": user.username,
        "password": password,
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
    }


def found(name: str) -> None:
    """An owner, a name, a look and the first pages."""
    from masthead.desk.first_run.actions import Founding, found_magazine

    found_magazine(
        Founding(
            email="owner@example.org",
            password=secrets.token_urlsafe(16),
            owner_name="Olive Owner",
            name=name,
            tagline="A magazine for those awake",
        )
    )


def a_person(username: str, first: str, last: str, group: str) -> User:
    """Somebody of one role on all of the magazine."""
    from django.contrib.auth.models import Group

    from masthead.staff.models import User

    user = User.objects.create_user(username, f"{username}@example.org", first_name=first, last_name=last)
    user.groups.add(Group.objects.get(name=group))
    return user


def a_section(title: str) -> None:
    """A public section below the front page."""
    from wagtail.models import Page

    from masthead.articles.models import Section
    from masthead.front.models import FrontPage
    from masthead.publishing import actions as publishing

    section = Section(title=title, slug=title.lower(), live=False)
    Page.objects.get(pk=FrontPage.objects.get().pk).add_child(instance=section)
    publishing.publish(section, acting_user=None)


def last_and_next_issue(editor: User) -> None:
    """No. 7 before readers, and the approved pieces of No. 8, one without alt text."""
    from masthead.issues import actions, arranging, beginning, editing
    from masthead.issues.editing import CoverLook, PlannedDepartment
    from masthead.issues.models import Issue
    from masthead.pictures.models import Picture
    from masthead.planning.actions import move_to, rebuild
    from masthead.planning.models import Piece, Stage

    for title in pieces.SECTIONS:
        a_section(title)
    printed = [an_article(copy, place) for place, copy in enumerate(pieces.LAST_ISSUE)]
    waiting = [an_article(copy, place) for place, copy in reversed([*enumerate(pieces.NEXT_ISSUE)])]
    for article in [*printed, *waiting]:
        move_to(Piece.objects.get(pk=article.pk), Stage.READY, acting_user=editor)
    today = date.today()  # noqa: DTZ011 - any day near now will do
    issue = beginning.begin_issue(number="7", dated_on=today - timedelta(days=30), acting_user=editor)
    counts = {title: sum(copy.section == title for copy in pieces.LAST_ISSUE) for title in pieces.SECTIONS}
    plan = [PlannedDepartment(title, count) for title, count in counts.items()]
    editing.plan_departments(issue, plan, acting_user=editor)
    arranging.place(Issue.objects.get(pk=issue.pk), [article.pk for article in printed], acting_user=editor)
    cover = a_picture("cover-46", "Cover of No. 7", alt="A lighthouse between a red sun and its reflection")
    editing.dress_cover(Issue.objects.get(pk=issue.pk), CoverLook(cover.pk, subject="A light"), [], acting_user=editor)
    proof = actions.make_proof(Issue.objects.get(pk=issue.pk), acting_user=editor)
    actions.launch_issue(proof.issue, acting_user=editor, proof=proof)
    Picture.objects.filter(title="The night train to Osk").update(alt="")
    for copy in pieces.NEXT_ISSUE:
        if copy.ended_on:  # after its approval: what has ended is not approved
            Picture.objects.filter(title=copy.headline).update(rights_expire_on=date.fromisoformat(copy.ended_on))
    rebuild([article.pk for article in waiting])


def an_article(copy: Copy, place: int) -> Article:
    """A draft by one of the writers, with its picture if it has one."""
    from wagtail.models import Page

    from masthead.articles.models import Article, ArticleCredit, ArticleIndex, Section
    from masthead.body import making
    from masthead.contributors.actions import create_contributor
    from masthead.contributors.models import Contributor
    from masthead.staff.models import User

    name = pieces.WRITERS[place % len(pieces.WRITERS)]
    writer = Contributor.objects.filter(name=name).first() or create_contributor(name=name, acting_user=None)
    words = [pieces.PARAGRAPHS[(place + line) % len(pieces.PARAGRAPHS)] for line in range(3 + place % 4)]
    article = Article(
        title=copy.headline,
        standfirst=copy.standfirst,
        section=Section.objects.get(title=copy.section),
        body=making.stream([making.paragraph(f"<p>{paragraph}</p>") for paragraph in words]),
        live=False,
    )
    if copy.picture:
        article.hero_picture = a_picture(
            copy.picture, copy.headline, alt=copy.alt or "A night train", is_leased=bool(copy.ended_on)
        )
        article.hero_caption = copy.caption
    article.credits = [ArticleCredit(contributor=writer, sort_order=0)]
    Page.objects.get(pk=ArticleIndex.objects.get().pk).add_child(instance=article)
    article.save_revision(user=User.objects.get(username=EDITOR))
    return article


def a_picture(drawing: str, title: str, *, alt: str, is_leased: bool = False) -> Picture:
    """A drawing of the demo as a photograph that the magazine may print; one that ``is_leased`` has no last day yet."""
    from django.core.files.base import ContentFile

    from masthead.pictures.models import Picture

    licence = {"licence": "agency-rights-managed", "agency": "Northlight"} if is_leased else {"licence": "own"}
    picture = Picture(title=title, creator=pieces.PHOTOGRAPHER, alt=alt, **licence)
    picture.file = ContentFile(jpeg_of(drawing), name=f"{drawing}.jpg")
    picture.save()
    return picture


def jpeg_of(drawing: str, *, creator: str = "") -> bytes:
    """The file of a drawing, which says who made it if that is given."""
    from io import BytesIO

    from masthead.demo.drawing.portfolio import PICTURES

    buffer = BytesIO()
    said = {"xmp": xmp(seq("dc:creator", creator))} if creator else {}
    PICTURES[drawing]().save(buffer, "JPEG", quality=85, **said)
    return buffer.getvalue()


def an_essay_at_its_sub_edit(people: dict[str, User]) -> None:
    """Will's essay: submitted, its copy passed by Edda, who changed a sentence."""
    from masthead.articles.models import Article
    from masthead.body import making
    from masthead.planning.actions import pass_step, submit

    article = an_article(pieces.IN_REVIEW, 2)
    Article.objects.filter(pk=article.pk).update(owner=people["will"])
    article.save_revision(user=people["will"], log_action=True)
    submit(Article.objects.get(pk=article.pk), acting_user=people["will"])
    draft = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    draft.standfirst = "It is on no map, and everybody in the valley takes it."
    draft.body = making.stream([*draft.body.raw_data, making.paragraph("<p>The road is open again since Tuesday.</p>")])
    draft.save_revision(user=people[EDITOR], log_action=True)
    pass_step(Article.objects.get(pk=article.pk), acting_user=people[EDITOR])


if __name__ == "__main__":
    main()
