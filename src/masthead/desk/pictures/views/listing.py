"""The list of pictures, and the same as a table for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from masthead.desk.answering import words_in
from masthead.desk.pictures import queries
from masthead.desk.pictures.context import rows_of
from masthead.desk.pictures.forms import LIST_FIELDS, SharedForm
from masthead.desk.pictures.views.asking import page_context, picture_desk
from masthead.pictures.clearance import clearance_of
from masthead.pictures.models import Picture
from masthead.pictures.queries import may_upload
from masthead.text.licences import licence_named

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
LARGEST_ID = 2**63 - 1
COLUMNS = (
    "id", "title", "file", "cleared", "why not", "creator", "agency", "credit", "licence", "licence note", "rights begin",
    "rights end", "alt", "decorative", "caption", "uploaded",
)  # fmt: skip


@require_GET
def pictures(request: HttpRequest) -> HttpResponse:
    """The list, newest first, with what is missing mended in the row."""
    user = picture_desk(request)
    asked = _asked(request)
    page = queries.page_of(asked, user)
    counted = queries.counts(user)
    kept = {"show": asked.show, "q": asked.words}
    tabs = [
        (_address(show=show, q=asked.words), label, counted.get(show, ""), show == asked.show)
        for show, label in queries.SHOWN.items()
    ]
    context = page_context(
        _("Pictures"),
        rows=rows_of(page.pictures, LIST_FIELDS, user),
        shared=SharedForm(),
        tabs=tabs,
        asked=asked,
        here=request.get_full_path(),
        older=_address(**kept, before=page.older) if page.older else "",
        newer=_address(**kept, after=page.newer) if page.newer else "",
        query=_address(**kept),
        may_upload=may_upload(user),
    )
    return render(request, "desk/pictures/list.html", context)


@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """All pictures the list would show, page by page, as CSV."""
    user = picture_desk(request)
    lines = _lines(queries.pictures_shown(_asked(request), user).iterator(chunk_size=500))
    headers = {"Content-Disposition": 'attachment; filename="pictures.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: HttpRequest) -> queries.Asked:
    show = request.GET.get("show", "")
    return queries.Asked(
        show=show if show in queries.SHOWN else "",
        words=words_in(request.GET.get("q", ""), 200),
        before=_number(request.GET.get("before", "")),
        after=_number(request.GET.get("after", "")),
    )


def _number(said: str) -> int | None:
    return min(int(said), LARGEST_ID) if said.isascii() and said.isdecimal() and len(said) < 20 else None  # noqa: PLR2004 (digits)


def _address(**said: object) -> str:
    return "?" + urlencode({name: value for name, value in said.items() if value})


def _lines(found: Iterator[Picture]) -> Iterator[str]:
    """The table line by line; a cell that a spreadsheet would take for a formula begins with an apostrophe (CWE-1236)."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    today = timezone.localdate()
    for picture in found:
        clearance = clearance_of(picture, today)
        cells = [
            picture.pk, picture.title, picture.file.name, "yes" if clearance.is_cleared else "no", clearance.sentence,
            picture.creator, picture.agency, picture.credit, licence_named(picture.licence).code, picture.licence_note,
            picture.rights_begin_on or "", picture.rights_expire_on or "", picture.alt, "yes" if picture.is_decorative else "",
            picture.caption, picture.created_at.date(),
        ]  # fmt: skip
        texts = [str(cell) for cell in cells]
        writer.writerow([f"'{text}" if text.startswith(FORMULA_SIGNS) else text for text in texts])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
