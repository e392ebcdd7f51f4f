"""Who may do what with an issue as a whole."""

from __future__ import annotations

from django.utils.translation import gettext as _

from masthead.errors import ActionForbidden
from masthead.issues.models import Issue
from masthead.staff.models import User

PROOF, LAUNCH = "issues.proof_issue", "issues.launch_issue"


def require(right: str, issue: Issue, acting_user: User | None) -> None:
    """Ask for one of the rights above; the system (None) has them all.

    Raises:
        ActionForbidden: they have not got it.
    """
    if acting_user is None or acting_user.has_perm(right):
        return
    verb = _("make or share proofs of") if right == PROOF else _("launch")
    message = _("You may not %(verb)s “%(title)s”.") % {"verb": verb, "title": issue.title}
    raise ActionForbidden(message, _("Ask an editor."))
