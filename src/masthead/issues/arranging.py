"""Acts on an issue's draft: its running order, its departments, its cover. Each is one transaction that can be taken back.

Every act takes ``expected_version``, the version of the arrangement its editor saw (``drafts.version_of``); None does not ask. It answers
with the version it leaves and a token for :func:`undo`. An act that changes nothing leaves no trace.

Raised by all: ``ActionForbidden``; ``ChangedMeanwhile`` when somebody has changed the arrangement since. Entries are named by their keys
(``running_order.keyed``).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from masthead.articles.models import Article
from masthead.audit import actions as audit
from masthead.errors import ActionForbidden, MastheadError
from masthead.issues import drafts, running_order
from masthead.issues.models import ContentsEntry, Issue, UndoableAct
from masthead.issues.running_order import Spot
from masthead.planning.queries import pieces_for
from masthead.staff.models import User

KEPT_FOR = timedelta(days=1)
LARGEST_ISSUE = 500
NAMED_LENGTH = 60


class ChangedMeanwhile(MastheadError):
    """Somebody has changed the arrangement since its editor looked."""

    def __init__(self, by: str, at: str) -> None:
        self.by, self.at = by, at
        message = _("%(who)s changed this issue at %(time)s; nothing of yours was done yet.") % {"who": by, "time": at}
        super().__init__(message, _("Look at it as it is now, then do it again."), permanent=True)


class NotSaid(MastheadError):
    """What an act was given makes no sense."""


class CannotUndo(MastheadError):
    """There is nothing to take back, or something was changed since."""


@dataclass(frozen=True)
class Done:
    """What an act did: a sentence for the live region, the version it left, and how to take it back (empty: nothing changed)."""

    said: str
    version: str
    undo_token: str = ""


Change = Callable[[Issue], str]
"""Changes a draft in memory and says what it did."""


def place(
    issue: Issue,
    article_ids: Sequence[int],
    *,
    acting_user: User | None,
    expected_version: str | None = None,
    spot: Spot | None = None,
) -> Done:
    """Put articles into the running order, in the order given: at ``spot``, or each at the end of the department named like its section.

    An article that is in the issue already stays where it is.
    """

    def change(draft: Issue) -> str:
        entries = running_order.order_of(draft)
        departments = running_order.departments_of(draft)
        labels = {row.label.casefold(): row.label for row in departments}
        present = {entry.article_id for entry in entries}
        new = _entries_for([number for number in dict.fromkeys(article_ids) if number not in present], labels)
        if len(entries) + len(new) > LARGEST_ISSUE:
            message = _("An issue holds at most %(count)d pieces.") % {"count": LARGEST_ISSUE}
            raise NotSaid(message, _("Choose fewer."), permanent=True)
        if spot is not None:
            entries = running_order.put(entries, new, spot, departments)
        else:
            for entry in new:
                entries = running_order.put(entries, [entry], Spot(label=entry.section_label), departments)
        _settle(draft, entries)
        if not new:
            return _("They are in this issue already.")
        return _said(new, _("Placed %(what)s."))

    return perform(issue, "place", change, acting_user=acting_user, expected_version=expected_version)


def unplace(
    issue: Issue, keys: Sequence[str], *, acting_user: User | None, expected_version: str | None = None
) -> Done:
    """Take entries out of the running order; their cover lines go with them, the articles stay."""

    def change(draft: Issue) -> str:
        entries = running_order.order_of(draft)
        gone = _chosen(entries, keys)
        _settle(draft, [entry for entry in entries if not any(entry is one for one in gone)])
        return _said(gone, _("Took %(what)s out of the issue."))

    return perform(issue, "unplace", change, acting_user=acting_user, expected_version=expected_version)


def move(
    issue: Issue,
    keys: Sequence[str],
    spot: Spot,
    *,
    acting_user: User | None,
    expected_version: str | None = None,
) -> Done:
    """Move entries to ``spot``, keeping their order among themselves; what stands there is pushed.

    Raises:
        DepartmentLocked: one of them stands in a locked department.
        NotInTheIssue: one of them, or the entry at the spot, is not there.
    """

    def change(draft: Issue) -> str:
        entries = running_order.order_of(draft)
        moved = _chosen(entries, keys)
        departments = running_order.departments_of(draft)
        running_order.require_unlocked(moved, departments)
        entries = running_order.put(entries, moved, spot, departments)
        _settle(draft, entries)
        where = {"place": _index(entries, moved[0]) + 1, "count": len(entries)}
        return _said(moved, _("Moved %(what)s to position %(place)d of %(count)d."), **where)

    return perform(issue, "move", change, acting_user=acting_user, expected_version=expected_version)


def move_to_position(
    issue: Issue,
    keys: Sequence[str],
    position: int,
    *,
    acting_user: User | None,
    expected_version: str | None = None,
) -> Done:
    """Move entries so that the first of them is the ``position``-th piece of the issue, counted from 1.

    It takes the department of the piece that it pushes down; at the end, that of the last.
    """

    def change(draft: Issue) -> str:
        entries = running_order.order_of(draft)
        moved = _chosen(entries, keys)
        departments = running_order.departments_of(draft)
        running_order.require_unlocked(moved, departments)
        rest = [entry for entry in entries if not any(entry is one for one in moved)]
        place_ = min(max(position, 1), len(rest) + 1) - 1
        neighbour = rest[place_] if place_ < len(rest) else rest[-1] if rest else None
        for entry in moved:
            entry.section_label = neighbour.section_label if neighbour else entry.section_label
        _settle(draft, [*rest[:place_], *moved, *rest[place_:]])
        return _said(
            moved, _("Moved %(what)s to position %(place)d of %(count)d."), place=place_ + 1, count=len(entries)
        )

    return perform(issue, "move", change, acting_user=acting_user, expected_version=expected_version)


def swap(
    issue: Issue, key: str, other_key: str, *, acting_user: User | None, expected_version: str | None = None
) -> Done:
    """Let two entries change places, and departments."""

    def change(draft: Issue) -> str:
        entries = running_order.order_of(draft)
        one, other = _chosen(entries, [key, other_key]) if key != other_key else _chosen(entries, [key]) * 2
        running_order.require_unlocked([one, other], running_order.departments_of(draft))
        first, second = _index(entries, one), _index(entries, other)
        entries[first], entries[second] = other, one
        one.section_label, other.section_label = other.section_label, one.section_label
        _settle(draft, entries)
        return _("Swapped “%(one)s” and “%(other)s”.") % {"one": _name(one), "other": _name(other)}

    return perform(issue, "swap", change, acting_user=acting_user, expected_version=expected_version)


def undo(issue: Issue, token: str, *, acting_user: User | None) -> Done:
    """Take back one's own act, if the arrangement is still as that act left it.

    Raises:
        CannotUndo: it is somebody else's, too old, taken back already, or something was changed since.
    """
    user_id = acting_user.pk if acting_user else None
    act = UndoableAct.objects.filter(issue_id=issue.pk, token=token, made_by_id=user_id, undone_at=None).first()
    if act is None:
        raise CannotUndo(_("That can no longer be undone."), _("The history of the issue keeps its earlier versions."))

    def change(draft: Issue) -> str:
        restored = drafts.with_arrangement(draft, act.before)
        for name in drafts.ROWS:
            setattr(draft, name, list(getattr(restored, name).all()))
        for name in drafts.COVER_FIELDS:
            field = draft._meta.get_field(name)
            setattr(draft, field.attname, getattr(restored, field.attname))
        UndoableAct.objects.filter(pk=act.pk).update(undone_at=timezone.now())
        return _("Undone: %(what)s") % {"what": act.said}

    try:
        done = perform(
            issue, "undo", change, acting_user=acting_user, expected_version=act.version_after, is_undoable=False
        )
    except ChangedMeanwhile as trouble:
        message = _("This cannot be undone any more: %(who)s changed the issue at %(time)s.")
        raise CannotUndo(message % {"who": trouble.by, "time": trouble.at}, permanent=True) from trouble
    return done


def latest_undoable(issue: Issue, acting_user: User | None, version: str) -> UndoableAct | None:
    """The act that this person could take back now. One query."""
    user_id = acting_user.pk if acting_user else None
    own = UndoableAct.objects.filter(issue_id=issue.pk, made_by_id=user_id, undone_at=None, version_after=version)
    return own.defer("before").first()


def perform(
    issue: Issue,
    verb: str,
    change: Change,
    *,
    acting_user: User | None,
    expected_version: str | None,
    is_undoable: bool = True,
) -> Done:
    """Do ``change`` to the issue's draft in one transaction: permission, version, revision, audit entry, the way back."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=issue.pk)
        fresh = Issue.objects.select_related("latest_revision__user").get(pk=issue.pk)
        require_may_arrange(fresh, acting_user)
        draft = drafts.draft_of(fresh)
        before = drafts.arrangement_of(draft)
        version = drafts.version_of_arrangement(before)
        if expected_version is not None and expected_version != version:
            raise _clash(fresh, acting_user)
        said = change(draft)
        after = drafts.version_of(draft)
        if after == version:
            return Done(said, version)
        drafts.save(draft, acting_user=acting_user)
        audit.record(f"issue-{verb}", fresh, acting_user=acting_user, detail={"said": said, "version": after})
        return Done(said, after, _keep(fresh, said, before, after, acting_user) if is_undoable else "")


def require_may_arrange(issue: Issue, acting_user: User | None) -> None:
    """Refuse who may not edit issues.

    Raises:
        ActionForbidden: with what to do.
    """
    if acting_user is None:
        return
    if not (acting_user.has_perm("issues.change_issue") and issue.permissions_for_user(acting_user).can_edit()):
        message = _("You may not change “%(title)s”.") % {"title": issue.title}
        raise ActionForbidden(message, hint=_("Ask an editor."))


def _keep(issue: Issue, said: str, before: dict[str, Any], after: str, acting_user: User | None) -> str:
    """Write down the way back; what is older than a day goes. Returns the token."""
    UndoableAct.objects.filter(issue_id=issue.pk, made_at__lt=timezone.now() - KEPT_FOR).delete()
    token = secrets.token_urlsafe(16)
    UndoableAct.objects.create(
        issue=issue, token=token, made_by=acting_user, said=said[:300], before=before, version_after=after
    )
    return token


def _clash(issue: Issue, acting_user: User | None) -> ChangedMeanwhile:
    latest = issue.latest_revision
    by = latest.user if latest else None
    if by is not None and acting_user is not None and by.pk == acting_user.pk:
        who = _("You yourself, in another window,")
    else:
        who = by.label if by is not None else _("Somebody")
    moment = timezone.localtime(latest.created_at).strftime("%H:%M") if latest else "–"
    return ChangedMeanwhile(who, moment)


def _entries_for(article_ids: Sequence[int], labels: dict[str, str]) -> list[ContentsEntry]:
    """New entries; a label that is a department's is written as that department has it. Two queries."""
    articles = Article.objects.select_related("section").in_bulk(article_ids)
    pieces = pieces_for(article_ids)
    found = []
    for number in article_ids:
        if (article := articles.get(number)) is None:
            continue
        piece = pieces.get(number)
        section = article.section.title if article.section else ""
        name = (piece.section_title if piece else section)[:80]
        found.append(ContentsEntry(article=article, section_label=labels.get(name.casefold(), name)))
    return found


def _chosen(entries: Sequence[ContentsEntry], keys: Iterable[str]) -> list[ContentsEntry]:
    """The entries of some keys, in running order.

    Raises:
        NotSaid: no key was given.
        NotInTheIssue: one of them is not there.
    """
    by_key = running_order.keyed(entries)
    wanted = [running_order.entry_of(by_key, key) for key in dict.fromkeys(keys)]
    if not wanted:
        raise NotSaid(_("Choose a piece first."), _("Tick the box before it."), permanent=True)
    return [entry for entry in entries if any(entry is one for one in wanted)]


def _settle(draft: Issue, entries: Sequence[ContentsEntry]) -> None:
    running_order.put_in_order(entries)
    draft.contents = list(entries)


def _index(entries: Sequence[ContentsEntry], wanted: ContentsEntry) -> int:
    return next(place for place, entry in enumerate(entries) if entry is wanted)


def _name(entry: ContentsEntry) -> str:
    title = entry.title or _("a piece without a title")
    return title if len(title) <= NAMED_LENGTH else f"{title[: NAMED_LENGTH - 1]}…"


def _said(entries: Sequence[ContentsEntry], sentence: str, **words: object) -> str:
    """The sentence with what it is about: the title of one, the number of several."""
    if len(entries) == 1:
        what = f"“{_name(entries[0])}”"
    else:
        what = ngettext("%(count)d piece", "%(count)d pieces", len(entries)) % {"count": len(entries)}
    return sentence % {"what": what, **words}
