"""The board of one issue: every act is a form that posts here; with a script the answer is the board anew, without one a redirect."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from masthead.desk.answering import words_in
from masthead.desk.board import queries
from masthead.desk.board.furniture import surroundings, the_issue, user_of
from masthead.errors import MastheadError
from masthead.issues import arranging, editing
from masthead.issues.arranging import ChangedMeanwhile, Done, NotSaid
from masthead.issues.models import Issue
from masthead.issues.running_order import Spot
from masthead.staff.models import User

FRAGMENT = "fragment"
LARGEST_ID = 2**63 - 1
NOT_REPEATED = frozenset({"csrfmiddlewaretoken", "expected_version"})
EDITED = ("section_label", "kicker", "page_number", "title_override", "byline_override", "is_cover_story")


def board(request: HttpRequest, issue_id: int) -> HttpResponse:
    """``/desk/issues/<id>/board/``."""
    issue = the_issue(request, issue_id)
    if request.method == "POST":
        return _act(request, issue)
    seen = request.GET.get("known")
    if seen is not None and seen == queries.version_of(issue):
        return HttpResponse(status=204)
    return _drawn(request, issue)


def _act(request: HttpRequest, issue: Issue) -> HttpResponse:
    """Do what was asked, and show the board, or a clash with the means to do it again."""
    try:
        done = act_of(request.POST)(issue, user_of(request), request.POST.get("expected_version") or None)
    except ChangedMeanwhile as clash:
        again = [(name, value) for name, values in request.POST.lists() if name not in NOT_REPEATED for value in values]
        return _drawn(request, the_issue(request, issue.pk), status=409, clash=clash, again=again)
    except MastheadError as trouble:
        if _wants_fragment(request):
            return _drawn(request, the_issue(request, issue.pk), status=422, said=str(trouble))
        messages.error(request, str(trouble))
        return redirect("desk_board", issue.pk)
    if _wants_fragment(request):
        return _drawn(request, the_issue(request, issue.pk), said=done.said, token=done.undo_token)
    messages.success(request, done.said)
    return redirect("desk_board", issue.pk)


def _drawn(request: HttpRequest, issue: Issue, *, status: int = 200, **said: object) -> HttpResponse:
    """The board, whole or (asked for by a script) its inner part, or only its tray."""
    found = queries.board_of(issue, user_of(request), question=words_in(request.GET.get("q", "")))
    context = {"board": found, "issue": issue, **said}
    if _wants_fragment(request):
        part = "_tray" if request.GET.get("part") == "tray" else "_board"
        return render(request, f"desk/board/{part}.html", context, status=status)
    title = found.standing.issue.label
    return render(request, "desk/board/board.html", surroundings(title, tab="board", **context), status=status)


def _wants_fragment(request: HttpRequest) -> bool:
    return request.headers.get("X-Masthead") == FRAGMENT


Act = Callable[[Issue, User, str | None], Done]


def act_of(data: QueryDict) -> Act:
    """The act that a form asks for: ``act`` is its name, with what it is about after a colon.

    Raises:
        NotSaid: there is no such act, or what it needs is missing.
    """
    name, _colon, about = data.get("act", "").partition(":")
    maker = ACTS.get(name)
    if maker is None:
        raise NotSaid(_("The desk knows no such act."), permanent=True)
    return maker(data, about)


def _place(data: QueryDict, about: str) -> Act:
    numbers = [_number(value) for value in ([about] if about else data.getlist("piece"))]
    if not numbers:
        raise NotSaid(_("Choose a piece first."), _("Tick the box before it."), permanent=True)
    spot = _spot(data)
    return lambda issue, user, version: arranging.place(
        issue, numbers, spot=spot, acting_user=user, expected_version=version
    )


def _unplace(data: QueryDict, about: str) -> Act:
    keys = [about] if about else data.getlist("key")
    return lambda issue, user, version: arranging.unplace(issue, keys, acting_user=user, expected_version=version)


def _move(data: QueryDict, about: str) -> Act:
    keys = [about] if about else data.getlist("key")
    asked = data.get("position", "").strip()
    if asked:
        position = _number(asked)
        return lambda issue, user, version: arranging.move_to_position(
            issue, keys, position, acting_user=user, expected_version=version
        )
    spot = _spot(data)
    if spot is None:
        raise NotSaid(_("Say where to: a position or a department."), permanent=True)
    return lambda issue, user, version: arranging.move(issue, keys, spot, acting_user=user, expected_version=version)


def _swap(data: QueryDict, about: str) -> Act:
    keys = [about, data.get("with", "")] if about else [*data.getlist("key"), "", ""][:2]
    if not all(keys) or (not about and len(data.getlist("key")) != 2):  # noqa: PLR2004 - a swap takes two
        raise NotSaid(_("Tick two pieces to swap them."), permanent=True)
    return lambda issue, user, version: arranging.swap(issue, *keys, acting_user=user, expected_version=version)


def _edit(data: QueryDict, about: str) -> Act:
    fields: dict[str, object] = {name: data[name] for name in EDITED if name in data}
    fields["is_cover_story"] = "is_cover_story" in data
    return lambda issue, user, version: editing.edit_entries(
        issue, {about: fields}, acting_user=user, expected_version=version
    )


def _number_pages(data: QueryDict, _about: str) -> Act:
    first, words = _number(data.get("first_page", "")), _number(data.get("words_on_a_page", ""))
    return lambda issue, user, version: editing.number_pages(
        issue, first_page=first, words_on_a_page=words, acting_user=user, expected_version=version
    )


def _undo(_data: QueryDict, about: str) -> Act:
    return lambda issue, user, _version: arranging.undo(issue, about, acting_user=user)


ACTS: dict[str, Callable[[QueryDict, str], Act]] = {
    "place": _place,
    "unplace": _unplace,
    "move": _move,
    "swap": _swap,
    "edit": _edit,
    "number-pages": _number_pages,
    "undo": _undo,
}


def _spot(data: QueryDict) -> Spot | None:
    """Where to, as a form says it: before an entry, or at the end of a department."""
    before, label = data.get("before") or None, data.get("label")
    if before is None and not label:
        return None
    return Spot(label=" ".join(label.split())[:80] if label else None, before=before)


def _number(value: str) -> int:
    text = value.strip()
    digits = text.removeprefix("-")
    if not (digits.isdecimal() and digits.isascii() and int(digits[:20]) <= LARGEST_ID):
        raise NotSaid(_("“%s” is no number.") % text[:20], permanent=True)
    return int(text)
