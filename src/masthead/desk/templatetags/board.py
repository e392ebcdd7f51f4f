"""Small pieces of the issue board's screens."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masthead.desk.board.context import Board, Placed, Row
from masthead.pictures.context import DrawnPicture

register = template.Library()
CLOSE = 50
SOON_DAYS = 3


@register.simple_tag
def board_thumb(cover: DrawnPicture | None, number: str) -> SafeString:
    """A cover, small; a plain card with the number while there is none."""
    if cover is None or not cover.src:
        return format_html('<span class="board-thumb board-thumb--none" aria-hidden="true">{}</span>', number)
    words = '<img class="board-thumb" src="{}" width="{}" height="{}" alt="{}" loading="lazy">'
    return format_html(words, cover.src, cover.width, cover.height, cover.alt)


@register.simple_tag
def days_left(days: int | None, placed: int = 1) -> SafeString | str:
    """“12 days left”, in another ink when it is past, or soon and something is ``placed``; nothing for an issue that is out."""
    if days is None:
        return ""
    if days < 0:
        text = ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
    elif days == 0:
        text = _("today")
    else:
        text = ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    if days > SOON_DAYS or (days >= 0 and not placed):
        return text
    return format_html('<strong class="board-soon">{}</strong>', text)


@register.simple_tag
def word_count(row: Row) -> SafeString | str:
    """The length in words, against what was commissioned; its ink says whether it is under, near or over."""
    if not row.commissioned:
        return ngettext("%(count)s word", "%(count)s words", row.words) % {"count": f"{row.words:,}"}
    over = row.words - row.commissioned
    band = "under" if over < -CLOSE else "near" if over <= CLOSE else "over"
    title = _("of %(count)s commissioned") % {"count": f"{row.commissioned:,}"}
    text = f"{row.words:,}/{row.commissioned:,}"
    return format_html('<span class="board-words board-words--{}" title="{}">{}</span>', band, title, text)


@register.simple_tag
def stage_pill(row: Row) -> SafeString:
    """Where a piece stands, as a pill."""
    kind = "ready" if row.is_ready else row.stage or "none"
    return format_html('<span class="board-pill board-pill--{}">{}</span>', kind, row.stage_label)


@register.filter
def cover_lines(board: Board) -> list[Placed]:
    """The entries with a cover line, in the order they stand on the cover."""
    lines = [line for group in board.groups for line in group.rows if line.cover_line]
    return sorted(lines, key=lambda line: line.cover_line_order)
