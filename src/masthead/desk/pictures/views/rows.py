"""Saving rows: one when a field is left, or all of a page with one button; and the same for many."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from masthead.desk.pictures.context import Row, rows_of
from masthead.desk.pictures.forms import FIELD_SETS, RowForm, SharedForm
from masthead.desk.pictures.views.asking import is_script, next_address, picture_desk
from masthead.pictures import actions
from masthead.pictures.models import Picture
from masthead.staff.models import User

MOST_ROWS = 200


@dataclass
class Saved:
    """What became of a page of rows."""

    changed: set[int] = field(default_factory=set)
    troubles: dict[int, dict[str, str]] = field(default_factory=dict)

    def take(self, picture_id: int, troubles: dict[str, str]) -> None:
        """Note what is wrong with a picture."""
        if troubles:
            self.troubles.setdefault(picture_id, {}).update(troubles)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Write the rows that were sent; with ``apply`` also what is the same for the chosen ones.

    Our script sends a row and gets it back as JSON; a form gets a message and goes back to where it was.
    """
    user = picture_desk(request)
    names = FIELD_SETS.get(request.POST.get("fields", ""), FIELD_SETS["list"])
    saved = Saved()
    _save_rows(request, names, user, saved)
    if "apply" in request.POST:
        _apply(request, user, saved)
    if is_script(request):
        return JsonResponse(_answer(_ids(request, "ids") + _ids(request, "chosen"), names, user, saved))
    _tell(request, saved)
    return redirect(next_address(request, reverse("desk_pictures")))


def _ids(request: HttpRequest, name: str) -> list[int]:
    said = [int(one) for one in request.POST.getlist(name) if one.isascii() and one.isdecimal() and len(one) < 19]  # noqa: PLR2004
    return said[:MOST_ROWS]


def _save_rows(request: HttpRequest, names: tuple[str, ...], user: User, saved: Saved) -> None:
    found = Picture.objects.in_bulk([number for number in _ids(request, "ids") if f"p{number}-was" in request.POST])
    for number, picture in found.items():
        wanted, troubles = RowForm(picture, names, request.POST).changes()
        saved.take(number, troubles)
        if wanted:
            done = actions.describe([number], wanted, acting_user=user)
            saved.changed |= {one.pk for one in done.changed}
            saved.take(number, done.refused.get(number, {}))


def _apply(request: HttpRequest, user: User, saved: Saved) -> None:
    shared = SharedForm(request.POST)
    wanted = shared.changes()
    chosen = _ids(request, "chosen")
    for name, said in shared.errors.items():
        messages.error(request, f"{shared.fields[name].label}: {' '.join(map(str, said))}")
    if not wanted or not chosen:
        return
    done = actions.describe(chosen, wanted, acting_user=user, only_empty=request.POST.get("mode") != "all")
    saved.changed |= {one.pk for one in done.changed}
    for number, troubles in done.refused.items():
        saved.take(number, troubles)


def _answer(ids: list[int], names: tuple[str, ...], user: User, saved: Saved) -> dict[str, Any]:
    pictures = list(Picture.objects.filter(pk__in=ids).order_by("pk"))
    return {
        "changed": len(saved.changed),
        "rows": [_row_answer(row, saved.troubles.get(row.picture.pk, {})) for row in rows_of(pictures, names, user)],
    }


def _row_answer(row: Row, troubles: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.picture.pk,
        "isCleared": row.clearance.is_cleared,
        "status": render_to_string("desk/pictures/_status.html", {"row": row}),
        "was": row.was.value(),
        "values": {cell.name: cell.bound.value() for cell in row.cells},
        "fromFile": {cell.name: cell.origin for cell in row.cells if cell.origin},
        "troubles": troubles,
    }


def _tell(request: HttpRequest, saved: Saved) -> None:
    titles = dict(Picture.objects.filter(pk__in=saved.troubles).values_list("pk", "title"))
    for number, troubles in saved.troubles.items():
        messages.error(request, f"{titles.get(number, number)}: {' '.join(troubles.values())}")
    if number := len(saved.changed):
        text = ngettext("%(number)s picture was saved.", "%(number)s pictures were saved.", number)
        messages.success(request, text % {"number": number})
    elif not saved.troubles:
        messages.info(request, _("Nothing was changed."))
