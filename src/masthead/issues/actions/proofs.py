"""Making proofs, sharing them by private links, and withdrawing both."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from masthead.audit import actions as audit
from masthead.errors import MastheadError
from masthead.issues import freezing
from masthead.issues.actions.rights import PROOF, require
from masthead.issues.models import Issue, Launch, Production, Proof, ProofedPage, ProofLink
from masthead.issues.queries import token_hash
from masthead.planning.queries import pieces_for
from masthead.staff.models import User
from masthead.text.excerpts import clean_text

TOKEN_BYTES = 32
LONGEST_LINK = timedelta(days=366)
NOTED_EVERY = timedelta(minutes=1)


class NothingToProof(MastheadError):
    """There is no such issue any more, or it cannot be proofed as it stands."""


class ProofWithdrawn(MastheadError):
    """The proof is withdrawn: nobody may read it or launch it."""


class LinkUnusable(MastheadError):
    """A link cannot be made as asked."""


@dataclass(frozen=True)
class SharedProof:
    """A new link. ``path`` is shown once, now: only a hash of its token is kept."""

    link: ProofLink
    path: str


def make_proof(issue: Issue, *, acting_user: User | None, note: str = "") -> Proof:
    """Freeze the latest draft of ``issue`` and of every article in it as the next numbered proof.

    The issue is in production from its first proof on. An article that is in the running order twice is frozen once.

    Raises:
        ActionForbidden: the user may not make proofs.
        NothingToProof: the issue is deleted.
    """
    require(PROOF, issue, acting_user)
    with transaction.atomic():
        if not Page.objects.select_for_update().filter(pk=issue.pk).exists():
            raise NothingToProof(_("“%(title)s” is deleted.") % {"title": issue.title}, permanent=True)
        last = Proof.objects.filter(issue=issue).aggregate(last=Max("number"))["last"] or 0
        proof = Proof.objects.create(issue=issue, number=last + 1, note=clean_text(note)[:500], made_by=acting_user)
        pages = _frozen(proof)
        ProofedPage.objects.bulk_create(pages)
        Production.objects.get_or_create(issue=issue)
        begun = Production.objects.filter(issue=issue, state=Production.State.PLANNED)
        begun.update(state=Production.State.PRODUCTION)
        detail = {"proof": proof.number, "pages": len(pages)}
        audit.record("proof", issue, acting_user=acting_user, detail=detail)
    return proof


def _frozen(proof: Proof) -> list[ProofedPage]:
    """Copies of the issue's draft and of the drafts it places, in running order."""
    whole = freezing.latest_drafts([proof.issue_id])[proof.issue_id]
    placed = freezing.placed_ids(whole.content)
    drafts = freezing.latest_drafts(placed)
    pieces = pieces_for(placed)
    return [
        ProofedPage(
            proof=proof,
            page_id=draft.page_id,
            position=position,
            title=draft.title[:255],
            revision_id=draft.revision_id,
            saved_at=draft.saved_at,
            was_live=draft.is_live,
            stage=pieces[draft.page_id].stage if draft.page_id in pieces else "",
            content=draft.content,
            content_hash=freezing.hash_of(draft.content),
        )
        for position, draft in enumerate([whole, *(drafts[pk] for pk in placed if pk in drafts)])
    ]


def withdraw_proof(proof: Proof, *, acting_user: User | None) -> None:
    """Let nobody read or launch ``proof`` any more; its links end with it, and a launch that waits for it is cancelled.

    Raises:
        ActionForbidden: the user may not.
    """
    require(PROOF, proof.issue, acting_user)
    with transaction.atomic():
        if not Proof.objects.filter(pk=proof.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
            return
        waiting = Launch.objects.filter(proof=proof, state=Launch.State.WAITING)
        cancelled = waiting.update(state=Launch.State.CANCELLED, trouble=_("Its proof was withdrawn."))
        detail = {"proof": proof.number, "launches_cancelled": cancelled}
        audit.record("withdraw-proof", proof.issue, acting_user=acting_user, detail=detail)
    proof.refresh_from_db()


def share_proof(
    proof: Proof, *, acting_user: User | None, label: str = "", expires_in: timedelta | None = None
) -> SharedProof:
    """Make a link by which whoever has it reads ``proof``, until it expires (two weeks unless said otherwise) or is withdrawn.

    ``label`` says whom it is for. The token is 256 bits by lot; only its hash is kept, so the path is seen once.

    Raises:
        ActionForbidden: the user may not share proofs.
        ProofWithdrawn: there is nothing to be read any more.
        LinkUnusable: it would be over at once, or last longer than a year.
    """
    require(PROOF, proof.issue, acting_user)
    if proof.is_withdrawn:
        raise ProofWithdrawn(_("%(proof)s is withdrawn. Make a new one.") % {"proof": proof}, permanent=True)
    lasts = timedelta(days=settings.PROOF_LINK_DAYS) if expires_in is None else expires_in
    if not timedelta() < lasts <= LONGEST_LINK:
        raise LinkUnusable(_("A link lasts for at least a moment and at most a year."), permanent=True)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        link = ProofLink.objects.create(
            proof=proof,
            token_hash=token_hash(token),
            label=label[:120],
            made_by=acting_user,
            expires_at=timezone.now() + lasts,
        )
        detail = {"proof": proof.number, "link": link.pk, "for": link.label, "until": link.expires_at.isoformat()}
        audit.record("share-proof", proof.issue, acting_user=acting_user, detail=detail)
    return SharedProof(link, f"/proof/{token}/")


def withdraw_link(link: ProofLink, *, acting_user: User | None) -> None:
    """Let ``link`` lead nowhere from now on.

    Raises:
        ActionForbidden: the user may not.
    """
    require(PROOF, link.proof.issue, acting_user)
    with transaction.atomic():
        if ProofLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
            detail = {"proof": link.proof.number, "link": link.pk, "for": link.label}
            audit.record("withdraw-proof-link", link.proof.issue, acting_user=acting_user, detail=detail)
    link.refresh_from_db()


def note_opening(link: ProofLink) -> None:
    """Somebody reads by ``link``: note when, at most once a minute, and the first time in the audit trail."""
    now = timezone.now()
    if link.last_opened_at and now - link.last_opened_at < NOTED_EVERY:
        return
    with transaction.atomic():
        if link.last_opened_at is None:
            detail = {"proof": link.proof.number, "link": link.pk, "for": link.label}
            audit.record("open-proof", link.proof.issue, acting_user=None, detail=detail)
        ProofLink.objects.filter(pk=link.pk).update(last_opened_at=now)
