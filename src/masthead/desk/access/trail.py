"""The audit trail in words, and as files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from masthead.audit.models import AuditEntry

VERBS = {
    "login": _("signed in"),
    "login-failed": _("failed to sign in"),
    "logout": _("signed out"),
    "end-session": _("ended a session"),
    "end-sessions": _("ended the other sessions"),
    "change-password": _("changed the password"),
    "add-factor": _("added a second factor"),
    "remove-factor": _("removed a second factor"),
    "reset-factors": _("reset the second factors"),
    "make-recovery-codes": _("made recovery codes"),
    "copied-passkey": _("showed a copied passkey"),
    "ask-second-factor": _("asked for a second factor"),
    "ask-no-second-factor": _("no longer asked for a second factor"),
    "link-identity": _("linked to single sign-on"),
    "change-roles": _("changed the roles"),
    "create-user": _("made the account"),
    "change-user": _("changed the account"),
    "delete-user": _("deleted the account"),
    "change-account": _("changed their own account"),
    "create-owner": _("made an owner"),
    "export-audit": _("exported the audit trail"),
    "change-theme": _("changed the look of"),
    "put-theme-back": _("put the look before back on"),
    "found": _("founded the magazine"),
    "publish": _("published"),
    "unpublish": _("unpublished"),
    "delete": _("deleted"),
    "trash": _("put in the trash"),
    "untrash": _("restored from the trash"),
    "schedule": _("scheduled"),
    "create": _("made"),
    "describe": _("described"),
    "give-lead-picture": _("gave another lead picture to"),
    "move": _("moved"),
    "restore": _("brought back"),
    "withdraw": _("withdrew"),
    "exempt": _("let pass what it came with"),
    "import": _("imported"),
    "undo-import": _("took an import back"),
    "upload": _("uploaded"),
    "receive": _("took in a Word file"),
    "let go": _("threw a Word file away"),
    "set-up": _("set the magazine up"),
    "plan": _("planned"),
    "assign": _("assigned"),
    "unassign": _("assigned to nobody"),
    "accept": _("took on"),
    "begin": _("began to work on"),
    "hand-in": _("handed in"),
    "finish": _("finished"),
    "decline": _("declined"),
    "approve": _("approved"),
    "pass": _("passed a step of"),
    "send-back": _("sent back"),
    "set-steps": _("changed the steps of review of"),
    "begin-issue": _("began"),
    "issue-place": _("placed pieces in"),
    "issue-unplace": _("took pieces out of"),
    "issue-move": _("moved pieces in"),
    "issue-swap": _("swapped pieces in"),
    "issue-edit-entry": _("changed entries of"),
    "issue-number-pages": _("numbered the pages of"),
    "issue-plan": _("planned the departments of"),
    "issue-cover": _("dressed the cover of"),
    "issue-undo": _("undid a change of"),
    "sign-warning": _("signed a warning about"),
    "take-back-signature": _("took a signature back from"),
    "proof": _("made a proof of"),
    "share-proof": _("shared a proof of"),
    "open-proof": _("opened a proof of"),
    "withdraw-proof": _("withdrew a proof of"),
    "withdraw-proof-link": _("withdrew a link to a proof of"),
    "launch": _("launched"),
    "schedule-launch": _("scheduled the launch of"),
    "cancel-launch": _("cancelled the launch of"),
    "launch-failed": _("could not launch"),
    "undo-launch": _("undid the launch of"),
    "begin-arrangement": _("began an arrangement of the front page"),
    "place-on-front": _("placed an article on the front page"),
    "remove-from-front": _("took an article from the front page"),
    "describe-slot": _("gave other words to an article on the front page"),
    "schedule-front": _("scheduled an arrangement of the front page"),
    "launch-front": _("launched an arrangement of the front page"),
    "withdraw-front": _("withdrew an arrangement of the front page"),
    "discard-arrangement": _("threw an arrangement of the front page away"),
    "begin-newsletter": _("began the newsletter"),
    "change-newsletter": _("changed the newsletter"),
    "begin-mailing": _("began the letter"),
    "change-mailing": _("changed the letter"),
    "schedule-mailing": _("scheduled the letter"),
    "unschedule-mailing": _("took the schedule from the letter"),
    "make-mailing-ready": _("made ready to be sent the letter"),
    "test-mailing": _("sent to their own address, as a test, the letter"),
    "export-subscribers": _("took out the subscribers of"),
}
"""What verbs are in a sentence; others stand as they are written."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""
COLUMNS = ("at", "person", "user", "verb", "kind", "object", "title", "detail")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def said(verb: str) -> str:
    """A verb as a sentence has it."""
    return str(VERBS.get(verb, verb.replace("-", " ")))


def kind_called(target_type: str) -> str:
    """What a kind of object is called: the model's name, or what was written when the model is gone."""
    try:
        return str(apps.get_model(target_type)._meta.verbose_name).capitalize()
    except (LookupError, ValueError):
        return target_type


def facts(entry: AuditEntry) -> list[tuple[str, str]]:
    """The details of an entry, readably: names and values, long ones cut short."""
    shown: list[tuple[str, str]] = []
    for name, value in entry.detail.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        shown.append((name.replace("_", " "), text if len(text) <= 200 else f"{text[:200]}…"))  # noqa: PLR2004
    return shown


def as_csv(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Lines of a table; no cell begins as a formula does."""
    writer = csv.writer(Echo())
    yield writer.writerow(COLUMNS)
    for entry in entries:
        row = as_row(entry)
        yield writer.writerow([harmless(_in_a_cell(row[column])) for column in COLUMNS])


def as_json_lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """One object a line."""
    for entry in entries:
        yield json.dumps(as_row(entry), ensure_ascii=False) + "\n"


def as_row(entry: AuditEntry) -> dict[str, Any]:
    """An entry under the names of ``COLUMNS``."""
    return {
        "at": localtime(entry.at).isoformat(),
        "person": entry.user_label,
        "user": entry.user_id,
        "verb": entry.verb,
        "kind": entry.target_type,
        "object": entry.target_id,
        "title": entry.target_label,
        "detail": entry.detail,
    }


def harmless(cell: str) -> str:
    """The cell, after an apostrophe when a spreadsheet would count it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(DANGEROUS) else cell


def _in_a_cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
