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
    "found": _("founded the magazine"),
    "publish": _("published"),
    "unpublish": _("unpublished"),
    "delete": _("deleted"),
    "schedule": _("scheduled"),
    "launch-issue": _("launched"),
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
