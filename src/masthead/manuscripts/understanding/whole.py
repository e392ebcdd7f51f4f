"""The whole of a manuscript: head, copy, notes, comments, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from masthead.body import limits, making
from masthead.body.making import RawBlock
from masthead.manuscripts.reading import DeskNote, Reading, Remark
from masthead.manuscripts.understanding import copy as copy_of
from masthead.manuscripts.understanding import head as head_of
from masthead.manuscripts.understanding.remarks import remarks_on
from masthead.manuscripts.word.lines import Flow, Line
from masthead.manuscripts.word.styles import Role


def understand(flow: Flow) -> Reading:
    """What a magazine needs of a manuscript; nothing is lost without a remark."""
    head = head_of.read(list(flow.items))
    levels = [item.meaning.level for item in head.rest if isinstance(item, Line) and item.meaning.role == Role.HEADING]
    copy = copy_of.read(head.rest, main_level=min(levels, default=1))
    blocks, comments = [*copy.blocks, *_notes(flow.notes)], copy.comments
    remarks = [*remarks_on(flow), *head.remarks, *copy.remarks]
    if len(blocks) > limits.BODY_BLOCKS:
        blocks, lost = blocks[: limits.BODY_BLOCKS], len(blocks) - limits.BODY_BLOCKS
        remarks.append(
            Remark(
                _("The copy has %(count)d parts too many for one article; the end was left out.") % {"count": lost},
                is_loss=True,
            )
        )
    body = making.stream(blocks)
    return Reading(
        headline=head.headline,
        kicker=head.kicker,
        standfirst=head.standfirst,
        section=head.section,
        credits=tuple(head.credits),
        body=tuple(body),
        pictures=tuple(copy.pictures),
        notes=tuple(_desk_notes(flow, body, comments)),
        remarks=tuple(remarks),
    )


def _notes(notes: Sequence[str]) -> Iterator[RawBlock]:
    """Footnotes and endnotes as a numbered list at the end, in the order of their numbers in the copy."""
    if not notes:
        return
    yield making.crosshead(_("Notes"))
    for start in range(0, len(notes), limits.LIST_ITEMS):
        yield making.list_of([note or "–" for note in notes[start : start + limits.LIST_ITEMS]], "numbered")


def _desk_notes(flow: Flow, body: Sequence[RawBlock], comments: Sequence[Sequence[str]]) -> Iterator[DeskNote]:
    """Each comment of the file, on the block it ends in."""
    places = {key: body[place]["id"] for place, keys in enumerate(comments) if place < len(body) for key in keys}
    for key, comment in flow.comments.items():
        yield DeskNote(comment.author, comment.text, comment.passage, places.get(key, ""))
