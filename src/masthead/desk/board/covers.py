"""The cover of an issue: its picture, its lines bound to pieces, how it will look, and whether the words can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from masthead.desk.board import queries
from masthead.desk.board.context import Board, Placed
from masthead.desk.board.forms import CoverForm
from masthead.desk.board.furniture import surroundings, the_issue, user_of
from masthead.errors import MastheadError
from masthead.issues import contrast, editing
from masthead.issues.contrast import Reading
from masthead.issues.models import CoverInk, Issue
from masthead.magazine.queries import this_magazine
from masthead.pictures.actions import describe
from masthead.pictures.context import DrawnPicture
from masthead.pictures.models import Picture
from masthead.pictures.queries import pictures_by_id
from masthead.published.context import CoverLine, CoverLook

LAST = 999


@dataclass(frozen=True)
class LineField:
    """The field for one piece's cover line."""

    placed: Placed
    text: str
    order: str


@dataclass(frozen=True)
class Preview:
    """The cover as readers will see it, and how well each line can be read."""

    cover: DrawnPicture | None
    look: CoverLook
    lines: tuple[CoverLine, ...]
    nameplate: str
    magazine_look: str
    readings: tuple[Reading, ...]
    is_untold: bool

    @property
    def advice(self) -> str:
        """What to do when a line cannot be read: the other ink where that would do, else a shade."""
        poor = [reading for reading in self.readings if not reading.is_enough]
        if not poor:
            return ""
        if all(reading.other_ratio >= contrast.ENOUGH for reading in self.readings):
            return _("Use dark ink.") if self.look.ink == CoverInk.LIGHT else _("Use light ink.")
        return _("Put a shade behind the words, or let them stand elsewhere.")


def cover(request: HttpRequest, issue_id: int) -> HttpResponse:
    """``/desk/issues/<id>/cover/``: shown, tried out (``act=preview``) or saved."""
    issue = the_issue(request, issue_id)
    board = queries.board_of(issue, user_of(request))
    form = CoverForm(request.POST or None, initial=_initial(board))
    lines = lines_said(board, request.POST) if request.method == "POST" else lines_of(board)
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and request.POST.get("act") == "save" and _save(request, issue, form.cleaned_data, lines):
        return redirect("desk_board", issue.pk)
    said = form.cleaned_data if is_valid else _initial(board)
    context = {
        "board": board,
        "issue": issue,
        "batch": uuid4(),
        "form": form,
        "lines": lines,
        "preview": preview_of(said, lines),
    }
    if request.headers.get("X-Masthead") == "fragment":
        return render(request, "desk/board/_cover_preview.html", context)
    crumb = (request.path.replace("/cover/", "/board/"), board.standing.issue.label)
    return render(request, "desk/board/cover.html", surroundings(_("Cover"), crumb, **context))


def _initial(board: Board) -> dict[str, Any]:
    issue = board.standing.issue
    names = ("subject", "place", "ink", "has_shade", "has_nameplate")
    return {"cover": issue.cover_id, **{name: getattr(issue, f"cover_{name}") for name in names}}


def lines_of(board: Board) -> list[LineField]:
    """A field for each piece, with the line it has."""
    return [
        LineField(line, line.cover_line, str(line.cover_line_order or ""))
        for group in board.groups
        for line in group.rows
    ]


def lines_said(board: Board, data: QueryDict) -> list[LineField]:
    """The same, with what a form says."""
    return [
        replace(field, text=data.get(f"line:{key}", ""), order=data.get(f"order:{key}", ""))
        for field in lines_of(board)
        for key in [field.placed.row.key]
    ]


def in_order(lines: list[LineField]) -> list[LineField]:
    """Those with words, by the number given, then in running order."""
    said = [line for line in lines if line.text.strip()]
    return sorted(said, key=lambda line: int(line.order[:4]) if line.order.isdecimal() else LAST)


def preview_of(said: dict[str, Any], lines: list[LineField]) -> Preview:
    """What the cover will look like, from values that need not be saved."""
    look = CoverLook(**{name: said[name] for name in ("place", "ink", "has_shade", "has_nameplate")})
    magazine = this_magazine()
    texts = [" ".join(line.text.split()) for line in in_order(lines)]
    picture = Picture.objects.filter(pk=said["cover"]).first() if said["cover"] else None
    readings: list[Reading] = []
    if picture is not None:
        readings = contrast.readings_of(
            picture,
            texts,
            place=look.place,
            ink=look.ink,
            has_shade=look.has_shade,
            nameplate=magazine.name if look.has_nameplate else "",
        )
    return Preview(
        cover=pictures_by_id([picture.pk]).get(picture.pk) if picture else None,
        look=look,
        lines=tuple(CoverLine(text, "") for text in texts),
        nameplate=magazine.name,
        magazine_look=magazine.look,
        readings=tuple(readings),
        is_untold=picture is not None and not picture.has_alt,
    )


def _save(request: HttpRequest, issue: Issue, said: dict[str, Any], lines: list[LineField]) -> bool:
    """Save the cover, and the alt text of its picture when one was typed; False when that was refused, which is said."""
    look = editing.CoverLook(
        picture_id=said["cover"],
        **{name: said[name] for name in ("subject", "place", "ink", "has_shade", "has_nameplate")},
    )
    pairs = [(line.placed.row.key, line.text) for line in in_order(lines)]
    try:
        done = editing.dress_cover(
            issue,
            look,
            pairs,
            acting_user=user_of(request),
            expected_version=request.POST.get("expected_version") or None,
        )
        if said["alt"] and said["cover"]:
            describe([said["cover"]], {"alt": said["alt"]}, acting_user=user_of(request))
    except MastheadError as trouble:
        messages.error(request, str(trouble))
        return False
    messages.success(request, done.said)
    return True
