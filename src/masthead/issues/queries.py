"""Reads of issues in the making: their state, their proofs, what changed since, and what waits to be launched."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from masthead.articles.models import Article
from masthead.issues import freezing
from masthead.issues.models import Issue, Launch, Production, Proof, ProofedPage, ProofLink
from masthead.staff.models import User

LONGEST_TOKEN = 100


def production_of(issue: Issue) -> Production:
    """Where ``issue`` stands; one that nobody has kept anything of is planned (an unsaved row). One query."""
    return Production.objects.filter(pk=issue.pk).first() or Production(issue=issue)


def latest_proof(issue: Issue) -> Proof | None:
    """The newest proof that is not withdrawn. One query."""
    return Proof.objects.filter(issue=issue, withdrawn_at=None).order_by("-number").first()


def proofs_of(issue: Issue) -> QuerySet[Proof]:
    """All proofs, newest first, with who made them and their links."""
    return Proof.objects.filter(issue=issue).select_related("made_by").prefetch_related("links").order_by("-number")


def token_hash(token: str) -> str:
    """What is kept of a link's token. A fast hash will do: there is nothing to guess in 256 bits drawn by lot."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> ProofLink | None:
    """The link with this token, whether or not it is still open. One query.

    It is looked up by its hash, so how long that takes says nothing about the tokens that are kept.
    """
    if len(token) > LONGEST_TOKEN:
        return None
    links = ProofLink.objects.select_related("proof", "proof__issue")
    return links.filter(token_hash=token_hash(token)).first()


@dataclass(frozen=True)
class PageChange:
    """What became of one page since a proof."""

    class Kind:
        """The words of ``kind``."""

        CHANGED, ADDED, LEFT, DELETED = "changed", "added", "left", "deleted"

    page_id: int
    title: str
    kind: str
    fields: tuple[str, ...] = ()
    """The labels of the fields that say something else now; empty unless it changed."""
    by: str = ""
    at: datetime | None = None


def changes_since(proof: Proof) -> list[PageChange]:
    """What the latest drafts say otherwise than ``proof``: the issue first, then its pieces in running order, then what left.

    Five queries however many pieces; drafts that were not saved again are not compared.
    """
    frozen = {each.page_id: each for each in proof.pages.all()}
    whole = freezing.latest_drafts([proof.issue_id]).get(proof.issue_id)
    placed = freezing.placed_ids(whole.content) if whole else []
    drafts = freezing.latest_drafts({*placed, *frozen})
    names = _names_of(draft.saved_by_id for draft in drafts.values())
    changes = [
        change
        for pk in (proof.issue_id, *placed)
        if pk in drafts and (change := _change(drafts[pk], frozen.get(pk), proof, names))
    ]
    for each in frozen.values():
        if each.page_id not in drafts:
            changes.append(PageChange(each.page_id, each.title, PageChange.Kind.DELETED))
        elif each.page_id not in {proof.issue_id, *placed}:
            changes.append(PageChange(each.page_id, each.title, PageChange.Kind.LEFT))
    return changes


def _change(
    draft: freezing.Latest, frozen: ProofedPage | None, proof: Proof, names: dict[int, str]
) -> PageChange | None:
    by, at = names.get(draft.saved_by_id or 0, ""), draft.saved_at
    if frozen is None:
        return PageChange(draft.page_id, draft.title, PageChange.Kind.ADDED, by=by, at=at)
    if freezing.hash_of(draft.content) == frozen.content_hash:
        return None
    fields = _labels(
        Issue if draft.page_id == proof.issue_id else Article,
        freezing.fields_that_differ(frozen.content, draft.content),
    )
    return PageChange(draft.page_id, draft.title, PageChange.Kind.CHANGED, fields, by, at)


def _labels(model: type[Issue | Article], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_label(model, name) for name in names))


def _label(model: type[Issue | Article], name: str) -> str:
    known = {
        "title": _("headline") if model is Article else _("title"),
        "contents": _("running order"),
        "credits": _("credits"),
        "tagged_items": _("tags"),
        "corrections": _("corrections"),
        "related_picks": _("related articles"),
        "departments": _("departments"),
    }
    if name in known:
        return known[name]
    field: Any = next((each for each in model._meta.get_fields() if each.name == name), None)
    return str(getattr(field, "verbose_name", "") or name.replace("_", " "))


def _names_of(user_ids: Any) -> dict[int, str]:
    wanted = {number for number in user_ids if number}
    return {user.pk: user.label for user in User.objects.filter(pk__in=wanted)} if wanted else {}


def waiting_launch(issue: Issue) -> Launch | None:
    """The launch that waits for its moment. One query."""
    return Launch.objects.filter(issue=issue, state=Launch.State.WAITING).select_related("proof").first()


def last_launch(issue: Issue) -> Launch | None:
    """The launch by which ``issue`` is public now, or the last one that failed or was undone. One query."""
    done = Launch.objects.filter(issue=issue).exclude(state__in=[Launch.State.WAITING, Launch.State.CANCELLED])
    return done.select_related("proof", "confirmed_by").order_by("-pk").first()


def launches_waiting() -> QuerySet[Launch]:
    """All launches that wait, the next one first, with their trouble if an attempt failed."""
    waiting = Launch.objects.filter(state=Launch.State.WAITING)
    return waiting.select_related("issue", "proof", "confirmed_by").order_by("launch_at", "pk")


def launches_waiting_with(article_id: int) -> QuerySet[Launch]:
    """Launches that wait and whose proof holds this article, the next first."""
    waiting = Launch.objects.filter(state=Launch.State.WAITING, proof__pages__page_id=article_id)
    return waiting.select_related("issue").order_by("launch_at")


def failed_launches() -> QuerySet[Launch]:
    """Launches that failed and that nobody did anything about since, and waiting ones of which an attempt failed; the latest first."""
    later = Launch.objects.filter(issue=OuterRef("issue"), pk__gt=OuterRef("pk"))
    is_out = Production.objects.filter(
        pk=OuterRef("issue"), state__in=[Production.State.LAUNCHED, Production.State.ARCHIVED]
    )
    given_up = Q(state=Launch.State.FAILED) & ~Exists(later) & ~Exists(is_out)
    failed = given_up | Q(state=Launch.State.WAITING, attempts__gt=0)
    return Launch.objects.filter(failed).select_related("issue", "confirmed_by").order_by("-pk")
