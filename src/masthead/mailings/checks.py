"""What keeps a letter from being sent, and what is only said."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from masthead.body.checks import picture_findings
from masthead.body.reading import ReadBody, read
from masthead.mailings.drawing import Material, material_of
from masthead.mailings.models import Mailing
from masthead.mailings.rendering import Drawn
from masthead.pictures.context import DrawnPicture
from masthead.publishing.findings import Finding, Severity

WARN_BYTES, MOST_BYTES = 80 * 1024, 102 * 1024
"""Gmail cuts a letter off at 102 kB of HTML, and the link for leaving with it."""


def findings_of(mailing: Mailing, drawn: Drawn, *, sender_address: str, may_be_long: bool = False) -> list[Finding]:
    """All that is wrong with a letter as it is drawn now, in the order in which it stands."""
    pieces = read(mailing.pieces)
    material = material_of(pieces, base_url=settings.CONFIG.site.base_url, since=None)
    return [
        *_of_the_frame(mailing, sender_address),
        *_of_the_pieces(pieces, material),
        *picture_findings(pieces, material.pictures),
        *_of_the_length(drawn, may_be_long=may_be_long),
    ]


def _of_the_frame(mailing: Mailing, sender_address: str) -> Iterator[Finding]:
    if not mailing.subject.strip():
        yield Finding("no-subject", _("The letter has no subject."), field="subject")
    if not sender_address:
        yield Finding("no-sender", _("The newsletter has no address that it is sent from."), field="newsletter")
    if not mailing.newsletter.postal_address.strip():
        yield Finding(
            "no-postal-address", _("The newsletter has no postal address. Laws ask for it."), field="newsletter"
        )
    if not mailing.pieces:
        yield Finding("no-pieces", _("The letter is empty."), field="pieces")


def _of_the_pieces(pieces: ReadBody, material: Material) -> Iterator[Finding]:
    for piece in pieces:
        card = material.cards.get(piece.number("article") or 0)
        issue = material.issues.get(piece.number("issue") or 0)
        person = material.contributors.get(piece.number("contributor") or 0)
        if piece.name == "article" and card is None:
            yield _finding("article-not-published", _("An article in the letter is not published."), piece.id)
        if piece.name == "issue" and issue is None:
            yield _finding("issue-not-published", _("An issue in the letter is not published."), piece.id)
        if piece.name == "opening" and person is None:
            yield _finding("contributor-missing", _("Whoever opens the letter is no longer there."), piece.id)
        number = (
            (card and piece.is_on("has_picture", otherwise=True) and card.hero_picture_id)
            or (issue and issue.cover_picture_id)
            or (person and person.portrait_id)
        )
        if number and (picture := material.pictures.get(number)):
            yield from _of_a_picture(picture, piece.id)


def _of_a_picture(picture: DrawnPicture, block_id: str) -> Iterator[Finding]:
    name = {"title": picture.title}
    if not picture.credit:
        yield _finding("picture-without-credit", _("The picture “%(title)s” has no credit.") % name, block_id)
    if not picture.alt and not picture.is_decorative:
        yield _finding("picture-without-alt", _("The picture “%(title)s” has no alt text.") % name, block_id)


def _of_the_length(drawn: Drawn, *, may_be_long: bool) -> Iterator[Finding]:
    size = drawn.html_bytes
    if size <= WARN_BYTES:
        return
    severity = Severity.BLOCKS if size > MOST_BYTES and not may_be_long else Severity.WARNS
    message = _("The letter has %(size)d kB. Gmail cuts off after 102, and the link for leaving with it.")
    yield Finding("too-long", message % {"size": size // 1024}, field="pieces", severity=severity)


def _finding(code: str, message: str, block_id: str) -> Finding:
    return Finding(code, message, field="pieces", block_id=block_id)
