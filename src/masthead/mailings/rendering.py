"""A letter drawn: HTML as mail programs understand it, and plain text. The same for everybody, with marks for what is personal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from masthead.body import faces
from masthead.body.drawing import Drawing
from masthead.body.reading import ReadBody, read
from masthead.magazine.queries import this_magazine
from masthead.mailings import context
from masthead.mailings.drawing import DRAWERS, Material, material_of
from masthead.mailings.marks import Mark
from masthead.mailings.models import Mailing
from masthead.newsletters.models import Newsletter

BodyFace = Literal["email", "text"]
_GAPS = re.compile(r"\n{3,}")
_AT_LINE_END = re.compile(r"[ \t]+\n")


@dataclass(frozen=True)
class Drawn:
    """A letter in both faces."""

    html: str
    text: str

    @property
    def html_bytes(self) -> int:
        """What mail programs measure the length of a letter by."""
        return len(self.html.encode())


def render(mailing: Mailing) -> Drawn:
    """Both faces of a mailing as it is now. A pure function of it, of what is published, the settings and the day of the last letter."""
    pieces = read(mailing.pieces)
    material = material_of(pieces, base_url=settings.CONFIG.site.base_url, since=last_letter_on(mailing.newsletter))
    language = language_of(mailing.newsletter)
    with translation.override(language):
        html = render_to_string("mailings/letter.html", {"letter": _letter(mailing, pieces, material, "email")})
        text = render_to_string("mailings/letter.txt", {"letter": _letter(mailing, pieces, material, "text")})
    return Drawn(html, _GAPS.sub("\n\n", _AT_LINE_END.sub("\n", text)).strip() + "\n")


def language_of(newsletter: Newsletter) -> str:
    """The language of a newsletter (BCP 47)."""
    return newsletter.language or this_magazine().language


def last_letter_on(newsletter: Newsletter) -> date | None:
    """The day on which the last letter began to be sent, here; none when there was none."""
    begun = newsletter.mailings.filter(begun_at__isnull=False).order_by("-begun_at").values_list("begun_at", flat=True)
    first = begun.first()
    return timezone.localdate(first) if first else None


def _letter(mailing: Mailing, pieces: ReadBody, material: Material, face: BodyFace) -> context.Letter:
    newsletter, magazine, base = mailing.newsletter, this_magazine(), settings.CONFIG.site.base_url
    return context.Letter(
        magazine=magazine.name,
        newsletter=newsletter.name,
        subject=mailing.subject,
        preheader=mailing.preheader,
        language=language_of(newsletter),
        direction="rtl" if translation.get_language_bidi() else "ltr",
        sender=newsletter.sender_name or newsletter.name,
        postal_address=newsletter.postal_address.strip(),
        site=f"{base}/",
        page=base + reverse("front:newsletter"),
        leave=Mark.LEAVE.value,
        pieces=_pieces(pieces, material, face, language_of(newsletter)),
    )


def _pieces(pieces: ReadBody, material: Material, face: BodyFace, language: str) -> tuple[str, ...]:
    words, text = (_drawing(each, material, language) for each in ("email", "text"))
    drawn = []
    for place, piece in enumerate(pieces):
        drawer = DRAWERS.get(piece.name)
        if drawer is None:
            drawn.append(_of_the_body(ReadBody([piece]), material, face, language, place))
        elif (shown := drawer(piece, material, words, text)) is not None:
            name = f"mailings/pieces/{piece.name}.{'html' if face == 'email' else 'txt'}"
            printed = render_to_string(name, {"piece": shown}).strip("\n")
            drawn.append(mark_safe(printed) if face == "email" else printed)  # noqa: S308 - the template escaped it
    return tuple(each for each in drawn if each)


def _of_the_body(piece: ReadBody, material: Material, face: BodyFace, language: str, place: int) -> str:
    draw = partial(
        faces.render,
        piece,
        pictures=material.pictures,
        pages=material.pages,
        language=language,
        base_url=material.base_url,
        id_prefix=f"p{place}-",
    )
    return draw(face="text") if face == "text" else draw(face="email")


def _drawing(face: str, material: Material, language: str) -> Drawing:
    """What cleans rich text that is no block of a body."""
    return Drawing(
        face=face,
        body=None,
        pictures=material.pictures,
        articles={},
        files={},
        pages=material.pages,
        language=language,
        base_url=material.base_url,
        draw_all=lambda _: "",
        draw_mark=lambda _: mark_safe(""),
    )
