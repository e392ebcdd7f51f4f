"""Issues with their contents, through the publishing action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from django.utils import timezone
from wagtail.models import Page

from masthead.importers.models import ImportedItem
from masthead.importers.records import ImportedEntry, ImportedIssue, Kind
from masthead.importers.writer.items import Items
from masthead.importers.writer.touches import Touches, state_of
from masthead.issues.models import ContentsEntry, Issue, IssueIndex
from masthead.publishing import actions as publishing
from masthead.staff.models import User
from masthead.text.slugs import slug_apart_from, slug_from


class Issues:
    """Writes issues. ``pages`` gives the page number of an article by its key."""

    def __init__(self, pages: Mapping[str, int], items: Items, touches: Touches, *, acting_user: User | None) -> None:
        self.pages = pages
        self.items = items
        self.touches = touches
        self.acting_user = acting_user

    def write(self, said: ImportedIssue) -> Issue:
        """Make an issue or bring it up to date, and publish it.

        An issue that an editor made, or changed since the last import, keeps its running order; articles that
        are missing from it are added at the end.
        """
        issue = self._known(said)
        if issue is None:
            issue = self._new(said)
        else:
            self.touches.changing(issue)
            issue.contents = self._merged(issue, said)
            issue.save_revision(user=self.acting_user)
        day = datetime.combine(issue.dated_on, time(), tzinfo=timezone.get_current_timezone())
        publishing.publish(issue, acting_user=self.acting_user, at=min(day, timezone.now()))
        written = Issue.objects.get(pk=issue.pk)
        self.items.put(Kind.ISSUE, said.key, written.pk, fingerprint=said.fingerprint, state=state_of(written))
        self.touches.settled(written)
        return written

    def _known(self, said: ImportedIssue) -> Issue | None:
        earlier = self.items.object_id(Kind.ISSUE, said.key)
        known = Issue.objects.filter(pk=earlier).first() if earlier else None
        return known or Issue.objects.filter(number=said.number).order_by("pk").first()

    def _new(self, said: ImportedIssue) -> Issue:
        index = IssueIndex.objects.get()
        taken = set(index.get_children().values_list("slug", flat=True))
        issue = Issue(
            title=said.label[:255],
            slug=slug_apart_from(slug_from(said.label, "issue"), taken),
            number=said.number,
            period_label="" if said.number in said.label else said.label[:80],
            dated_on=said.dated_on,
            live=False,
        )
        issue.contents = [self._entry(entry, place) for place, entry in enumerate(self._here(said.contents))]
        Page.objects.get(pk=index.pk).add_child(instance=issue)
        issue.save_revision(user=self.acting_user)
        self.touches.created(issue)
        return issue

    def _merged(self, issue: Issue, said: ImportedIssue) -> list[ContentsEntry]:
        present = list(issue.contents.all())
        if self._is_ours_untouched(issue, said):
            present = []
        placed = {entry.article_id for entry in present}
        added = [entry for entry in self._here(said.contents) if self.pages[entry.article] not in placed]
        start = max((entry.sort_order or 0 for entry in present), default=-1) + 1
        return [*present, *(self._entry(entry, place) for place, entry in enumerate(added, start=start))]

    def _is_ours_untouched(self, issue: Issue, said: ImportedIssue) -> bool:
        """Whether an import made the issue and nobody edited it since."""
        known = ImportedItem.objects.filter(source=self.items.source, kind=Kind.ISSUE, key=said.key, object_id=issue.pk)
        return known.filter(state=state_of(issue)).exists()

    def _here(self, entries: Iterable[ImportedEntry]) -> list[ImportedEntry]:
        return [entry for entry in entries if entry.article in self.pages]

    def _entry(self, said: ImportedEntry, place: int) -> ContentsEntry:
        return ContentsEntry(article_id=self.pages[said.article], section_label=said.section_label, sort_order=place)
