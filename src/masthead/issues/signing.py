"""Signing warnings of the readiness board: “go without”, with the name of who decided it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.errors import MastheadError
from masthead.issues.arranging import require_may_arrange
from masthead.issues.models import Issue, SignedWarning
from masthead.issues.readiness import readiness_of
from masthead.publishing.findings import Finding
from masthead.staff.models import User

SYSTEM = "Masthead"
Mark = tuple[str, str, str]
"""Key of the entry (empty: the issue), code and subject of the finding."""


class NothingToSign(MastheadError):
    """There is no such warning (any more)."""


def mark_of(key: str, finding: Finding) -> Mark:
    """What a signature is looked up by."""
    return (key, finding.code, finding.subject)


def signatures_of(issue: Issue) -> dict[Mark, SignedWarning]:
    """The signatures of an issue. One query."""
    return {(row.key, row.code, row.subject): row for row in SignedWarning.objects.filter(issue_id=issue.pk)}


def sign_warning(issue: Issue, mark: Mark, *, acting_user: User | None) -> SignedWarning:
    """Let a warning pass, in the name of ``acting_user``; one that is signed already keeps its name.

    Raises:
        ActionForbidden: the user may not change issues.
        NothingToSign: nobody warns of it; what blocks cannot be signed.
    """
    require_may_arrange(issue, acting_user)
    readiness = readiness_of(issue)
    warnings = [(mark_of("", finding), finding) for finding in readiness.warnings]
    warnings += [(mark_of(entry.key, finding), finding) for entry in readiness.entries for finding in entry.warnings]
    finding = dict(warnings).get(mark)
    if finding is None:
        raise NothingToSign(_("There is no such warning any more; what blocks cannot be signed."), permanent=True)
    key, code, subject = mark
    with transaction.atomic():
        signed, is_new = SignedWarning.objects.get_or_create(
            issue_id=issue.pk,
            key=key,
            code=code,
            subject=subject,
            defaults={
                "message": finding.message[:500],
                "signed_by": acting_user,
                "signed_name": acting_user.label if acting_user else SYSTEM,
            },
        )
        if is_new:
            detail = {"key": key, "code": code, "subject": subject, "message": finding.message}
            audit.record("sign-warning", issue, acting_user=acting_user, detail=detail)
    return signed


def take_back(issue: Issue, signature_id: int, *, acting_user: User | None) -> None:
    """Let a signed warning count again; one that is gone is passed over.

    Raises:
        ActionForbidden: the user may not change issues.
    """
    require_may_arrange(issue, acting_user)
    with transaction.atomic():
        signed = SignedWarning.objects.filter(issue_id=issue.pk, pk=signature_id).first()
        if signed is not None:
            detail = {"key": signed.key, "code": signed.code, "signed_by": signed.signed_name}
            signed.delete()
            audit.record("take-back-signature", issue, acting_user=acting_user, detail=detail)
