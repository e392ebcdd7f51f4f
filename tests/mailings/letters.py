"""A letter with every piece, and the small magazine that it speaks of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from masthead.articles.models import Correction
from masthead.body import making
from masthead.mailings import actions
from masthead.mailings.models import Mailing
from masthead.newsletters.models import Newsletter
from masthead.pictures.actions import make_renditions
from masthead.pictures.models import Picture
from tests.cast import SmallMagazine, a_picture


def a_letter(newsletter: Newsletter, pieces: list[dict[str, Any]] | None = None, **words: Any) -> Mailing:
    """One with a paragraph, unless other pieces are given."""
    made = making.stream(pieces or [making.paragraph("<p>The lamp was lit at four.</p>")], key="letter")
    return actions.begin_mailing(newsletter, {"subject": "The lamp", "pieces": made, **words}, acting_user=None)


def every_piece(magazine: SmallMagazine) -> list[dict[str, Any]]:
    """Each kind of piece once. The letter before was sent on 1 November; one article was corrected after it."""
    picture = with_a_file(a_picture())
    article = magazine.article("Ice & fire", hero_picture=picture)
    Correction.objects.create(article=article, text="The ship had two masts.", corrected_on="2026-11-04")
    issue = magazine.issue("12", [article], cover=with_a_file(a_picture("Cover", alt="A lamp")))
    magazine.ines.portrait, magazine.ines.role_title = with_a_file(a_picture("Portrait", alt="Ines")), "Editor"
    magazine.ines.save()
    return [
        piece(
            "opening", contributor=magazine.ines.pk, words="<p>Dear <i>readers</i>, see <a href='/about/'>us</a>.</p>"
        ),
        piece("article", article=article.pk, blurb="", has_picture=True),
        making.paragraph("<p>Only here: the <b>lamp</b>.</p>"),
        piece("issue", issue=issue.pk),
        making.picture(picture.pk, caption="The harbour"),
        making.box("A box", [making.paragraph("<p>Aside.</p>")]),
        making.list_of(["One", "Two"]),
        piece(
            "links",
            title="Elsewhere",
            links=[
                {"type": "item", "value": {"title": "A log", "address": "https://log.example/?a=1&b=2", "words": "old"}}
            ],
        ),
        piece("corrections", title=""),
    ]


def before(newsletter: Newsletter) -> Mailing:
    """The letter before, sent on 1 November."""
    begun = datetime(2026, 11, 1, 9, tzinfo=UTC)
    return Mailing.objects.create(newsletter=newsletter, subject="Before", state=Mailing.State.SENT, begun_at=begun)


def piece(kind: str, **value: Any) -> dict[str, Any]:
    """One as the database keeps it."""
    return {"type": kind, "value": value}


def with_a_file(picture: Picture) -> Picture:
    """A picture whose sizes are made."""
    make_renditions(picture.pk)
    return picture
