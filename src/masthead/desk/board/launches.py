"""Readiness, proofs, private links, launching and undoing: one screen, every act a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from masthead.articles.actions import give_lead_picture
from masthead.articles.models import Article
from masthead.desk.board import queries
from masthead.desk.board.forms import CoverChooser, MendForm
from masthead.desk.board.furniture import surroundings, the_issue, user_of
from masthead.desk.board.prospect import prospect_of
from masthead.desk.board.readiness import sheet_of
from masthead.desk.pictures.forms import SHEET_FIELDS
from masthead.errors import MastheadError, PublishingRefused
from masthead.issues import actions, drafts, signing
from masthead.issues import queries as issue_queries
from masthead.issues.actions import ChangedSinceLaunch
from masthead.issues.models import Issue, Launch, Proof, ProofLink
from masthead.pictures.actions import describe
from masthead.pictures.models import Picture
from masthead.planning import actions as planning
from masthead.staff.models import User
from masthead.text.moments import moment_in

NEW_LINK = "new-proof-link"
"""Where the session keeps the address of a link just made, for the one time it is shown."""
MOST_PROOFS = 10


def launch(request: HttpRequest, issue_id: int) -> HttpResponse:
    """``/desk/issues/<id>/launch/``."""
    issue = the_issue(request, issue_id)
    changed: ChangedSinceLaunch | None = None
    if request.method == "POST":
        try:
            said = _act(request, issue)
        except ChangedSinceLaunch as trouble:
            changed = trouble
        except PublishingRefused as trouble:
            for finding in trouble.findings:
                messages.error(request, finding.message)
        except MastheadError as trouble:
            messages.error(request, str(trouble))
        else:
            messages.success(request, said)
            return redirect("desk_launch", issue.pk)
        issue = the_issue(request, issue_id)
    return _drawn(request, issue, changed)


def _drawn(request: HttpRequest, issue: Issue, changed: ChangedSinceLaunch | None) -> HttpResponse:
    user = user_of(request)
    board = queries.board_of(issue, user)
    proofs = list(issue_queries.proofs_of(issue)[:MOST_PROOFS])
    proof = next((each for each in proofs if not each.is_withdrawn), None)
    last = issue_queries.last_launch(issue)
    context = {
        "issue": issue,
        "chooser": CoverChooser().media,
        "board": board,
        "sheet": sheet_of(issue),
        "proofs": proofs,
        "proof": proof,
        "changes": issue_queries.changes_since(proof) if proof else [],
        "prospect": prospect_of(issue, proof) if proof else None,
        "waiting": issue_queries.waiting_launch(issue),
        "last": last,
        "is_out": issue.live and last is not None and last.state == Launch.State.LAUNCHED,
        "changed": changed,
        "new_link": request.session.pop(NEW_LINK, ""),
        "may_proof": user.has_perm("issues.proof_issue"),
        "may_launch": user.has_perm("issues.launch_issue"),
    }
    crumb = (request.path.replace("/launch/", "/board/"), board.standing.issue.label)
    if request.headers.get("X-Masthead") == "fragment":
        return render(request, "desk/board/_readiness.html", {**context, "is_fragment": True})
    return render(request, "desk/board/launch.html", surroundings(_("Readiness and launch"), crumb, **context))


def _act(request: HttpRequest, issue: Issue) -> str:
    """Do what a form asks for, and say what was done."""
    name, _colon, about = request.POST.get("act", "").partition(":")
    act = ACTS.get(name)
    if act is None:
        raise MastheadError(_("The desk knows no such act."), permanent=True)
    said = act(issue, user_of(request), request.POST, about)
    if name == "share":
        request.session[NEW_LINK] = request.build_absolute_uri(said)
        return _("The link is made. Copy it now: it is shown once.")
    return said


def _proof(issue: Issue, user: User, data: QueryDict, _about: str) -> str:
    proof = actions.make_proof(issue, acting_user=user, note=data.get("note", ""))
    return _("%(proof)s is made.") % {"proof": proof}


def _share(issue: Issue, user: User, data: QueryDict, about: str) -> str:
    return actions.share_proof(_proof_of(issue, about), acting_user=user, label=data.get("label", "")).path


def _withdraw_link(issue: Issue, user: User, _data: QueryDict, about: str) -> str:
    link = ProofLink.objects.filter(pk=_id(about), proof__issue=issue).select_related("proof__issue").first()
    if link is None:
        raise Http404
    actions.withdraw_link(link, acting_user=user)
    return _("The link leads nowhere any more.")


def _withdraw_proof(issue: Issue, user: User, _data: QueryDict, about: str) -> str:
    proof = _proof_of(issue, about)
    actions.withdraw_proof(proof, acting_user=user)
    return _("%(proof)s is withdrawn, with its links.") % {"proof": proof}


def _launch_now(issue: Issue, user: User, _data: QueryDict, about: str) -> str:
    """Launch, and follow what it needs: the proof that was on the screen, and no other."""
    done = actions.launch_issue(issue, acting_user=user, proof=_proof_of(issue, about))
    count = sum(int(pk) != issue.pk for pk in done.before.get("launched", {}))
    said = ngettext(
        "Launched: %(count)d article and the issue went live.",
        "Launched: %(count)d articles and the issue went live.",
        count,
    )
    return said % {"count": count}


def _launch_later(issue: Issue, user: User, data: QueryDict, about: str) -> str:
    moment = _moment(data.get("at", ""))
    actions.schedule_launch(issue, at=moment, acting_user=user, proof=_proof_of(issue, about))
    words = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return _("It will be launched on %(moment)s.") % {"moment": words}


def _cancel(issue: Issue, user: User, _data: QueryDict, about: str) -> str:
    actions.cancel_launch(_launch_of(issue, about), acting_user=user)
    return _("The launch is cancelled.")


def _undo(issue: Issue, user: User, data: QueryDict, about: str) -> str:
    leaving = [_id(value) for value in data.getlist("leaving")]
    actions.undo_launch(_launch_of(issue, about), acting_user=user, leaving=leaving)
    return _("The launch is undone: readers see what they saw before.")


def _sign(issue: Issue, user: User, data: QueryDict, _about: str) -> str:
    mark = (data.get("key", ""), data.get("code", ""), data.get("subject", ""))
    signed = signing.sign_warning(issue, mark, acting_user=user)
    return _("Signed by %(who)s: %(what)s") % {"who": signed.signed_name, "what": signed.message}


def _unsign(issue: Issue, user: User, _data: QueryDict, about: str) -> str:
    signing.take_back(issue, _id(about), acting_user=user)
    return _("It counts again.")


def _describe(issue: Issue, user: User, data: QueryDict, about: str) -> str:
    """Mend alt text, credit or rights of a picture in the row; the issue's pieces are weighed anew at once, so that the answer is true."""
    name = next((name for name in SHEET_FIELDS if name in data), "alt")
    form = MendForm(name, data)
    if not form.is_valid():
        raise MastheadError(" ".join(map(str, form.errors[name])), permanent=True)
    done = describe([_id(about)], {name: form.cleaned_data[name]}, acting_user=user)
    for troubles in done.refused.values():
        raise MastheadError(" ".join(troubles.values()), permanent=True)
    placed = drafts.draft_of(issue).contents.all()
    planning.rebuild([entry.article_id for entry in placed if entry.article_id])
    return _("The picture is mended.")


def _swap(issue: Issue, user: User, data: QueryDict, about: str) -> str:
    """Let a piece of the issue begin with another picture."""
    article = Article.objects.filter(pk=_id(about)).first()
    picture = Picture.objects.filter(pk=_id(data.get("picture", ""))).first()
    placed = {entry.article_id for entry in drafts.draft_of(issue).contents.all()}
    if article is None or picture is None or article.pk not in placed:
        raise Http404
    draft = give_lead_picture(article, picture, acting_user=user)
    return _("“%(title)s” begins with “%(picture)s” now.") % {"title": draft.title, "picture": picture.title}


ACTS: dict[str, Callable[[Issue, User, QueryDict, str], str]] = {
    "proof": _proof,
    "share": _share,
    "withdraw-link": _withdraw_link,
    "withdraw-proof": _withdraw_proof,
    "launch": _launch_now,
    "launch-later": _launch_later,
    "cancel-launch": _cancel,
    "undo-launch": _undo,
    "sign": _sign,
    "unsign": _unsign,
    "describe": _describe,
    "swap": _swap,
}


def _proof_of(issue: Issue, about: str) -> Proof:
    proof = Proof.objects.filter(pk=_id(about), issue=issue).select_related("issue").first()
    if proof is None:
        raise Http404
    return proof


def _launch_of(issue: Issue, about: str) -> Launch:
    found = Launch.objects.filter(pk=_id(about), issue=issue).select_related("issue", "proof").first()
    if found is None:
        raise Http404
    return found


def _id(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):  # noqa: PLR2004 - what a key can be
        raise Http404
    return int(text)


def _moment(text: str) -> datetime:
    """A moment from a date-and-time field, or typed in words."""
    now = timezone.localtime()
    try:
        found: datetime | None = datetime.fromisoformat(text.strip())
    except ValueError:
        found = moment_in(text, now)
    if found is None:
        raise MastheadError(_("“%s” is no moment.") % text[:40], _("For example 2026-12-01 09:00."), permanent=True)
    return found if timezone.is_aware(found) else timezone.make_aware(found)
