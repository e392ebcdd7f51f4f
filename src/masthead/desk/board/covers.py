"""The cover of an issue: its picture, its lines bound to pieces, how it will look, and whether the words can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from masthead.desk.board import cover_lines, queries
from masthead.desk.board.context import Board
from masthead.desk.board.cover_lines import LineRow
from masthead.desk.board.forms import CoverForm
from masthead.desk.board.furniture import surroundings, the_issue, user_of
from masthead.errors import MastheadError
from masthead.issues import contrast, editing
from masthead.issues.contrast import Reading
from masthead.issues.models import CoverInk, CoverPlace, Issue
from masthead.magazine.queries import this_magazine
from masthead.pictures.actions import describe
from masthead.pictures.context import DrawnPicture
from masthead.pictures.models import Picture
from masthead.pictures.queries import pictures_by_id
from masthead.published.context import CoverLine, CoverLook


@dataclass(frozen=True)
class Preview:
    """The cover as readers will see it, and how well each line can be read."""

    cover: DrawnPicture | None
    look: CoverLook
    lines: tuple[CoverLine, ...]
    nameplate: str
    magazine_look: str
    readings: tuple[Reading, ...]
    lacking: tuple[str, ...]
    """What the picture lacks and is asked here: ``alt``, ``creator``, ``licence``."""

    advice: str
    """What to do when a line cannot be read, in words; else empty."""


def cover(request: HttpRequest, issue_id: int) -> HttpResponse:
    """``/desk/issues/<id>/cover/``: shown, tried out (``act=preview``), given rows for lines in another order or more of them, or saved."""
    issue = the_issue(request, issue_id)
    board = queries.board_of(issue, user_of(request))
    act = request.POST.get("act", "")
    form = CoverForm(request.POST or None, initial=_initial(board))
    rows = cover_lines.rows_said(board, request.POST, act) if request.method == "POST" else cover_lines.rows_of(board)
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and act == "save":
        rows = cover_lines.examined(rows)
        if _save(request, issue, form.cleaned_data, rows, form.of_the_picture):
            return redirect("desk_board", issue.pk)
    said = form.cleaned_data if is_valid else _initial(board)
    context = {
        "board": board,
        "issue": issue,
        "batch": uuid4(),
        "form": form,
        "rows": rows,
        "pieces": cover_lines.pieces_of(board),
        "may_add": len(rows) < editing.MOST_COVER_LINES,
        "preview": preview_of(said, rows),
    }
    if request.headers.get("X-Masthead") == "fragment":
        return render(request, "desk/board/_cover_preview.html", context)
    crumb = (request.path.replace("/cover/", "/board/"), board.standing.issue.label)
    return render(request, "desk/board/cover.html", surroundings(_("Cover"), crumb, **context))


def _initial(board: Board) -> dict[str, Any]:
    issue = board.standing.issue
    names = ("subject", "place", "ink", "has_shade", "has_nameplate")
    return {"cover": issue.cover_id, **{name: getattr(issue, f"cover_{name}") for name in names}}


def preview_of(said: dict[str, Any], rows: list[LineRow]) -> Preview:
    """What the cover will look like, from values that need not be saved."""
    look = CoverLook(**{name: said[name] for name in ("place", "ink", "has_shade", "has_nameplate")})
    magazine = this_magazine()
    texts = [" ".join(text.split()) for _key, text in cover_lines.pairs_of(rows)]
    picture = Picture.objects.filter(pk=said["cover"]).first() if said["cover"] else None
    across = magazine.name if look.has_nameplate else ""
    asked = contrast.Look(look.place, look.ink, look.has_shade)
    readings = contrast.readings_of(picture, texts, **asked._asdict(), nameplate=across) if picture else []
    is_poor = not all(reading.is_enough for reading in readings)
    return Preview(
        cover=pictures_by_id([picture.pk]).get(picture.pk) if picture else None,
        look=look,
        lines=tuple(CoverLine(text, "") for text in texts),
        nameplate=magazine.name,
        magazine_look=magazine.look,
        readings=tuple(readings),
        lacking=_lacking(picture) if picture else (),
        advice=_advice(asked, contrast.way_out(picture, texts, asked, nameplate=across), readings, across)
        if picture and is_poor
        else "",
    )


def _advice(look: contrast.Look, way: contrast.Look | None, readings: list[Reading], nameplate: str) -> str:
    """What leads from a look that cannot be read to one that can; neither place nor shade helps the nameplate."""
    if way is None:
        if nameplate and not readings[0].is_enough:
            return _("Leave the magazine’s name off the picture, or take another picture.")
        return _("Let the words stand beside the picture.")
    if way.place != look.place:
        return _("They can be read at “%(place)s”.") % {"place": CoverPlace(way.place).label}
    if way.ink != look.ink:
        return _("Use dark ink.") if way.ink == CoverInk.DARK else _("Use light ink.")
    return _("Put a shade behind the words.")


def _lacking(picture: Picture) -> tuple[str, ...]:
    has = {"alt": picture.has_alt, "creator": bool(picture.credit.strip()), "licence": bool(picture.licence)}
    return tuple(name for name, is_there in has.items() if not is_there)


def _save(
    request: HttpRequest, issue: Issue, said: dict[str, Any], rows: list[LineRow], of_the_picture: dict[str, Any]
) -> bool:
    """Save the cover, and what was said of its picture (alt text, credit, licence); False when that was refused, which is said."""
    look = editing.CoverLook(
        picture_id=said["cover"],
        **{name: said[name] for name in ("subject", "place", "ink", "has_shade", "has_nameplate")},
    )
    troubles = [row.trouble for row in rows if row.trouble]
    if troubles:
        messages.error(request, _("The cover is not saved yet. %(troubles)s") % {"troubles": " ".join(troubles)})
        return False
    try:
        done = editing.dress_cover(
            issue,
            look,
            cover_lines.pairs_of(rows),
            acting_user=user_of(request),
            expected_version=request.POST.get("expected_version") or None,
        )
        if of_the_picture and said["cover"]:
            refused = describe([said["cover"]], of_the_picture, acting_user=user_of(request)).refused
            for why in refused.values():
                messages.warning(request, " ".join(why.values()))
    except MastheadError as trouble:
        messages.error(request, str(trouble))
        return False
    messages.success(request, done.said)
    return True
