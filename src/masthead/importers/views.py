"""Imports at the desk: the list of runs, and the ledger of one."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from masthead.errors import ActionForbidden
from masthead.importers import ledger, queries
from masthead.importers.models import OUTCOMES, ImportRun
from masthead.importers.records import Kind
from masthead.staff.models import User
from masthead.text.excerpts import clean_text

RUNS_PER_PAGE = 25
LINES_PER_PAGE = 100


def import_list(request: HttpRequest) -> HttpResponse:
    """The runs, newest first."""
    try:
        runs = queries.runs(acting_user=_asking(request))
    except ActionForbidden as trouble:
        raise PermissionDenied(trouble.message) from trouble
    page = Paginator(runs, RUNS_PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "runs": page.object_list, "header_title": _("Imports"), "header_icon": "download"}
    return render(request, "importers/import_list.html", context)


def import_ledger(request: HttpRequest, run_id: int) -> HttpResponse:
    """The ledger of a run, narrowed by ``kind``, ``outcome`` and ``words``, a page at a time."""
    user = _asking(request)
    narrowed = {name: clean_text(request.GET.get(name, ""))[:100] for name in ("kind", "outcome", "words")}
    try:
        run = get_object_or_404(queries.runs(acting_user=user), pk=run_id)
        lines = queries.ledger_of(run, acting_user=user, **narrowed)
    except ActionForbidden as trouble:
        raise PermissionDenied(trouble.message) from trouble
    page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "run": run,
        "page": page,
        "lines": page.object_list,
        "summary": _by_kind(queries.summary_of(run, acting_user=user)),
        "kinds": [kind.value for kind in Kind],
        "outcomes": OUTCOMES,
        "narrowed": narrowed,
        "query": urlencode({name: value for name, value in narrowed.items() if value}),
        "header_title": _("Import %(number)s") % {"number": run.pk},
        "header_icon": "download",
    }
    return render(request, "importers/import_ledger.html", context)


def import_ledger_file(request: HttpRequest, run_id: int) -> StreamingHttpResponse:
    """The whole ledger of a run as CSV, streamed."""
    user = _asking(request)
    try:
        run: ImportRun = get_object_or_404(queries.runs(acting_user=user), pk=run_id)
        notes = queries.notes_of(run, acting_user=user)
    except ActionForbidden as trouble:
        raise PermissionDenied(trouble.message) from trouble
    lines: Iterable[str] = ledger.csv_lines(notes)
    headers = {"Content-Disposition": f'attachment; filename="import-{run.pk}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _by_kind(summary: Iterable[tuple[str, str, int]]) -> list[tuple[str, list[tuple[str, int]]]]:
    """A row for each kind that the ledger has, with the number of each outcome in the order of ``OUTCOMES``."""
    counted = {(kind, outcome): number for kind, outcome, number in summary}
    kinds = [kind.value for kind in Kind if any(kind.value == found for found, _ in counted)]
    return [(kind, [(code, counted.get((kind, code), 0)) for code, _ in OUTCOMES]) for kind in kinds]


def _asking(request: HttpRequest) -> User:
    """Who asks. The desk's addresses are behind the log-in already.

    Raises:
        PermissionDenied: nobody.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
