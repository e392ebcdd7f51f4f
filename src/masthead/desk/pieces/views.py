"""The list of all articles, and one act on several of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from masthead.articles.models import Section
from masthead.desk.answering import number_in
from masthead.desk.board.queries import MOST_OPEN, OPEN_STATES
from masthead.desk.home.buttons import may_write
from masthead.desk.pieces import bulk, undoing
from masthead.desk.pieces.asked import IN_WORK, ME, NOBODY, SHOWN, SORTABLE, SORTS, Asked, asked_by, page_of
from masthead.desk.pieces.forms import BulkForm
from masthead.desk.pieces.rows import lines_of
from masthead.desk.planning.asking import user_of
from masthead.issues.models import Issue
from masthead.planning import queries, rights
from masthead.planning.models import Piece, Stage
from masthead.staff.models import User

MOST_REASONS = 5
MOST_PEOPLE = 300


@require_http_methods(["GET", "HEAD", "POST"])
def articles(request: HttpRequest) -> HttpResponse:
    """``/desk/articles/``: the pieces asked for, a page at a time; a POST acts on those chosen. Twelve queries and the user's rights."""
    user, asked = user_of(request), asked_by(request.GET)
    if request.method == "POST":
        return _acted(request, asked, user)
    page = page_of(asked, user)
    counts = queries.stage_counts()
    lines = lines_of(page.pieces, user)
    context = {
        "asked": asked,
        "lines": lines,
        "states": [
            (asked.address(show=show, sort=""), label, _count(show, counts), show == asked.show)
            for show, label in SHOWN.items()
        ],
        "newer": asked.address(p=page.number - 1) if page.number > 1 else None,
        "older": asked.address(p=page.number + 1) if page.has_more else None,
        "here": asked.address(p=page.number),
        "everything": asked.address(section="", who="", issue="", q="", sort=""),
        "sorts": list(SORTS.items()) if asked.show in SORTABLE else [],
        "sections": [(str(pk), title) for pk, title in Section.objects.order_by("title").values_list("pk", "title")],
        "people": [(ME, _("Me")), (NOBODY, _("Nobody yet")), *_people()],
        "issues": _open_issues(),
        "undo": undoing.remembered(request.session),
        "bulk": BulkForm(auto_id="bulk-%s"),
        "may_write": may_write(user),
        "may_choose": any(line.may_edit for line in lines),
        "may_assign": rights.may_assign_somewhere(user),
    }
    return TemplateResponse(request, "desk/pieces/list.html", {**context, **_furniture(_("Articles"))})


def _acted(request: HttpRequest, asked: Asked, user: User) -> HttpResponse:
    """Do the act; when some would be refused, say first which, and why."""
    here = f"{reverse('desk_articles')}?{asked.address(p=asked.page)}"
    if request.POST.get("act") == "undo":
        report = undoing.undo(request.session, user)
        _tell(request, report, _("as it was before"))
        return redirect(here)
    numbers = [number_in(number) or 0 for number in request.POST.getlist("piece")[: bulk.MOST]]
    pieces = list(Piece.objects.filter(pk__in=numbers).order_by("-latest_revision_at", "-article_id"))
    form = BulkForm(request.POST)
    if not pieces or not form.is_valid():
        trouble = next((errors[0] for errors in form.errors.values()), "") if pieces else ""
        messages.error(request, trouble or _("Tick the articles in the list, then choose what is done with them."))
        return redirect(here)
    act, said = form.chosen(user)
    report = bulk.foretell(act, pieces)
    if report.refused and "sure" not in request.POST:
        again = [(name, request.POST.get(name, "")) for name in ("act", "stage", "who", "due")]
        context = {"report": report, "said": said, "again": again, "here": here}
        return TemplateResponse(request, "desk/pieces/sure.html", {**context, **_furniture(_("Not all of them"))})
    done = bulk.do(act, report.changed)
    undoing.remember(request.session, form.cleaned_data["act"], done.changed, said)
    _tell(request, done, said)
    return redirect(here)


def _tell(request: HttpRequest, report: bulk.Report, said: str) -> None:
    if report.changed:
        words = ngettext("%(count)d article %(said)s.", "%(count)d articles %(said)s.", len(report.changed))
        messages.success(request, words % {"count": len(report.changed), "said": said})
    for piece, reason in report.refused[:MOST_REASONS]:
        messages.error(request, f"“{piece.title}”: {reason}")


def _furniture(title: str) -> dict[str, object]:
    crumbs = [(reverse("wagtailadmin_home"), _("Home")), (reverse("desk_articles"), _("Articles"))]
    if title != _("Articles"):
        crumbs.append(("", title))
    items = [{"url": address, "label": label} for address, label in crumbs]
    return {"header_title": title, "header_icon": "doc-full", "breadcrumbs_items": items}


def _count(show: str, counts: Mapping[Stage, int]) -> int | None:
    """How many a state has; None where counting would cost more than it tells."""
    if show == IN_WORK:
        return sum(counts.values())
    return counts.get(Stage(show)) if show in Stage.values else None


def _people() -> list[tuple[str, str]]:
    people = User.objects.filter(is_active=True).order_by("first_name", "last_name", "username")[:MOST_PEOPLE]
    return [(str(person.pk), person.label) for person in people]


def _open_issues() -> list[tuple[str, str]]:
    open_ones = Issue.objects.filter(production__state__in=OPEN_STATES, live=False).order_by("-dated_on")
    return [
        (number, _("No. %(number)s") % {"number": number})
        for number in open_ones.values_list("number", flat=True)[:MOST_OPEN]
    ]
