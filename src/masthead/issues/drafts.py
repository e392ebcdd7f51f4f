"""An issue's draft: the arrangement editors work on, its version, and saving it without flooding the revisions.

The *arrangement* is the running order, the departments and the cover. Its version is a hash of what it says, so that an edit of the
letter beside it is no clash, and an act taken back leads to the version before it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision, TaskState

from masthead.issues.models import Issue, ProofedPage
from masthead.staff.models import User

LOG_ACTION = "issues.arrange"
COVER_FIELDS = ("cover", "cover_subject", "cover_place", "cover_ink", "cover_has_shade", "cover_has_nameplate")
ROWS = ("contents", "departments")
NOT_SAID = frozenset({"pk", "issue", "sort_order"})
OWN_FOR = timedelta(minutes=30)
VERSION_LENGTH = 16


def draft_of(issue: Issue) -> Issue:
    """The issue as its latest revision has it; without one, as it is in the database."""
    revision = issue.latest_revision
    return revision.as_object() if revision else issue


def arrangement_of(draft: Issue) -> dict[str, Any]:
    """The running order, the departments and the cover as JSON, as a revision keeps them."""
    content = draft.serializable_data()
    return {name: content[name] for name in (*ROWS, *COVER_FIELDS)}


def with_arrangement(draft: Issue, arrangement: dict[str, Any]) -> Issue:
    """The draft with another arrangement; what else it says stays."""
    content = draft.serializable_data()
    return draft.with_content_json({**content, **{name: arrangement[name] for name in (*ROWS, *COVER_FIELDS)}})


def version_of(draft: Issue) -> str:
    """A hash of what the arrangement says. Equal arrangements have equal versions, whoever made them."""
    return version_of_arrangement(arrangement_of(draft))


def version_of_arrangement(arrangement: dict[str, Any]) -> str:
    """The same, of an arrangement as JSON."""
    said = {
        name: [{key: value for key, value in row.items() if key not in NOT_SAID} for row in arrangement[name]]
        for name in ROWS
    }
    said |= {name: arrangement[name] for name in COVER_FIELDS}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:VERSION_LENGTH]


def save(draft: Issue, *, acting_user: User | None) -> Revision:
    """Save the draft as a revision; one's own of the last half hour is written over, and one line in the page's history stands for all."""
    own = _own_recent(draft, acting_user)
    revision = draft.save_revision(user=acting_user, clean=False, overwrite_revision=own)
    if own is None:
        log(instance=draft, action=LOG_ACTION, user=acting_user, revision=revision, content_changed=True)
    return revision


def _own_recent(draft: Issue, acting_user: User | None) -> Revision | None:
    """The revision that may be written over: made by arranging, by the same person, lately, and of no meaning to anything else."""
    latest = draft.latest_revision
    if latest is None or acting_user is None or latest.user_id != acting_user.pk:
        return None
    is_public = latest.pk == draft.live_revision_id or latest.approved_go_live_at is not None
    if is_public or latest.created_at < timezone.now() - OWN_FOR:
        return None
    logged = set(PageLogEntry.objects.filter(revision_id=latest.pk).values_list("action", flat=True))
    if logged != {LOG_ACTION}:
        return None
    is_kept = (
        TaskState.objects.filter(revision_id=latest.pk).exists()
        or ProofedPage.objects.filter(revision_id=latest.pk).exists()
    )
    return None if is_kept else latest
