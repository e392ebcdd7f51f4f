"""``/desk/audit/``: who did what, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masthead.audit import queries
from masthead.audit.actions import record
from masthead.audit.queries import Cursor, Question
from masthead.desk.access.forms import TrailForm
from masthead.desk.access.trail import as_csv, as_json_lines, facts, kind_called, said
from masthead.desk.access.views.factors import user_of

PERMISSION = "audit.view_auditentry"
FORMS = {"csv": (as_csv, "text/csv; charset=utf-8"), "jsonl": (as_json_lines, "application/jsonl; charset=utf-8")}


@require_safe
def audit_trail(request: HttpRequest) -> HttpResponse:
    """The trail, from the newest entry, narrowed as asked."""
    form, question = _asked(request)
    page = queries.page_of(question, after=Cursor.read(request.GET.get("after", "")))
    kept = request.GET.copy()
    kept.pop("after", None)
    context: dict[str, Any] = {
        "form": form,
        "rows": [
            {"entry": entry, "said": said(entry.verb), "kind": kind_called(entry.target_type), "facts": facts(entry)}
            for entry in page.entries
        ],
        "next": str(page.next) if page.next else "",
        "is_first": "after" not in request.GET,
        "is_narrowed": question != Question(),
        "kept": kept.urlencode(),
        "header_title": _("Audit trail"),
        "header_icon": "history",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Audit trail")},
        ],
    }
    return TemplateResponse(request, "desk/access/audit.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """What was asked, whole, as CSV or as JSON lines; that it was taken out is an entry of its own."""
    if form not in FORMS:
        raise Http404
    _form, question = _asked(request)
    draw, media_type = FORMS[form]
    user = user_of(request)
    asked = {name: value for name, value in request.GET.items() if value}
    record("export-audit", user, acting_user=user, detail={"form": form, "asked": asked})
    name = f"audit-{timezone.localdate():%Y-%m-%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(draw(queries.all_of(question)), content_type=media_type, headers=headers)


def _asked(request: HttpRequest) -> tuple[TrailForm, Question]:
    """The form and what it asks; a value that it does not know asks for nothing."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = TrailForm(request.GET)
    form.is_valid()
    found = {name: value for name, value in form.cleaned_data.items() if value}
    return form, Question(**found)
