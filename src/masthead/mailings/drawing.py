"""From the stored pieces of a letter to what their templates receive; everything they refer to is fetched first, in few queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import mark_safe

from masthead.articles.labels import sponsor_label
from masthead.articles.models import Correction
from masthead.body.drawing import MAIL_WIDTH, Drawing
from masthead.body.embeds import is_web_address
from masthead.body.queries import linked_page_ids, page_paths, picture_ids
from masthead.body.reading import ReadBody, StoredBlock
from masthead.contributors.models import Contributor
from masthead.mailings import context
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.published.models import PublishedArticle, PublishedIssue
from masthead.published.queries import cards_by_id, cover_lines_of

PORTRAIT, COVER = 72, 240
"""Widths in pixels."""
MOST_CORRECTIONS = 50


@dataclass(frozen=True)
class Material:
    """What the pieces refer to, as far as it is public."""

    pictures: Mapping[int, DrawnPicture]
    cards: Mapping[int, PublishedArticle]
    issues: Mapping[int, PublishedIssue]
    contributors: Mapping[int, Contributor]
    corrections: tuple[Correction, ...]
    pages: Mapping[int, str]
    base_url: str

    def picture(self, number: int | None, width: int) -> context.LetterPicture | None:
        """A picture at most so wide (pixels); none while it is not there or no file of it has been made."""
        found = self.pictures.get(number or 0)
        if found is None or not found.src:
            return None
        shown = min(width, found.width)
        height = round(found.height * shown / found.width) if found.width else 0
        alt = "" if found.is_decorative else found.alt
        return context.LetterPicture(self.absolute(found.src), shown, height, alt, found.credit, found)

    def absolute(self, path: str) -> str:
        """An address that a mail can have."""
        return path if is_web_address(path) else f"{self.base_url.rstrip('/')}{path}"


def material_of(pieces: ReadBody, *, base_url: str, since: date | None) -> Material:
    """Everything at once; ``since`` is the day of the last letter, none for the first one, which has no corrections."""

    def of(name: str, field: str) -> set[int]:
        return {number for piece in pieces if piece.name == name and (number := piece.number(field))}

    issues = PublishedIssue.objects.in_bulk(of("issue", "issue"))
    picks = of("article", "article")
    in_issues = {entry["article_id"] for issue in issues.values() for entry in issue.entries}
    corrections = _corrections(since) if since and any(piece.name == "corrections" for piece in pieces) else ()
    cards = cards_by_id(picks | in_issues | {one.article_id for one in corrections})
    contributors = Contributor.objects.in_bulk(of("opening", "contributor"))
    wanted = [
        *picture_ids(pieces),
        *(cards[number].hero_picture_id for number in picks if number in cards),
        *(issue.cover_picture_id for issue in issues.values()),
        *(person.portrait_id for person in contributors.values()),
    ]
    opening = [StoredBlock("paragraph", piece.text("words")) for piece in pieces if piece.name == "opening"]
    pages = page_paths(linked_page_ids(ReadBody([*pieces, *opening])))
    return Material(pictures_by_id(wanted), cards, issues, contributors, corrections, pages, base_url)


def _corrections(since: date) -> tuple[Correction, ...]:
    rows = Correction.objects.filter(corrected_on__gte=since, article__published__isnull=False)
    return tuple(rows.order_by("corrected_on", "pk")[:MOST_CORRECTIONS])


def draw_opening(piece: StoredBlock, material: Material, words: Drawing, text: Drawing) -> context.Opening | None:
    """The first words; nothing when the contributor is gone or nothing is said."""
    person = material.contributors.get(piece.number("contributor") or 0)
    stored = piece.text("words")
    if person is None or not stored:
        return None
    return context.Opening(
        name=person.name,
        role=person.role_title,
        words=mark_safe(words.words(stored, words.paragraphs)),  # noqa: S308 - the body's cleaner made it
        text=text.words(stored, text.paragraphs),
        portrait=material.picture(person.portrait_id, PORTRAIT),
    )


def draw_pick(piece: StoredBlock, material: Material, *_: Drawing) -> context.Pick | None:
    """An article; nothing while it is not public."""
    card = material.cards.get(piece.number("article") or 0)
    if card is None:
        return None
    has_picture = piece.is_on("has_picture", otherwise=True)
    return context.Pick(
        title=card.headline,
        kicker=sponsor_label(card.form, card.sponsor_name) or card.kicker,
        byline=card.byline,
        blurb=piece.text("blurb").strip() or card.standfirst,
        address=material.absolute(card.path),
        picture=material.picture(card.hero_picture_id, MAIL_WIDTH) if has_picture else None,
    )


def draw_issue(piece: StoredBlock, material: Material, *_: Drawing) -> context.IssuePiece | None:
    """An issue; nothing while it is not public."""
    issue = material.issues.get(piece.number("issue") or 0)
    if issue is None:
        return None
    lines = tuple(
        context.CoverLine(line.text, material.absolute(line.path) if line.path else "")
        for line in cover_lines_of(issue, material.cards)
    )
    cover = material.picture(issue.cover_picture_id, COVER)
    return context.IssuePiece(issue.label, issue.title, material.absolute(issue.path), cover, lines)


def draw_links(piece: StoredBlock, *_: object) -> context.Links | None:
    """Links to addresses of the web; others are left out."""
    links = tuple(
        context.Link(item.text("title").strip(), address, item.text("words").strip())
        for item in piece.items("links")
        if is_web_address(address := item.text("address").strip())
    )
    return context.Links(piece.text("title").strip(), links) if links else None


def draw_corrections(piece: StoredBlock, material: Material, *_: Drawing) -> context.Corrections | None:
    """What was corrected; nothing when nothing was."""
    shown = tuple(
        context.Corrected(
            card.headline, material.absolute(card.path), one.get_kind_display(), one.text, one.corrected_on
        )
        for one in material.corrections
        if (card := material.cards.get(one.article_id))
    )
    return context.Corrections(piece.text("title").strip(), shown) if shown else None


Drawer = Callable[[StoredBlock, Material, Drawing, Drawing], object | None]
DRAWERS: Mapping[str, Drawer] = {
    "opening": draw_opening,
    "article": draw_pick,
    "issue": draw_issue,
    "links": draw_links,
    "corrections": draw_corrections,
}
"""By name of the piece; what is not here is a block of the body."""
