"""One run at work: what its batches share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Page

from masthead.articles.models import Article, ArticleIndex
from masthead.importers.models import ImportedItem, ImportRun
from masthead.importers.plan import Plan
from masthead.importers.records import ImportedIssue, Kind
from masthead.importers.spool import Entry, Verdict
from masthead.importers.troubles import ImportFailed
from masthead.importers.writer import addresses
from masthead.importers.writer.bulk import Bulk
from masthead.importers.writer.issues import Issues
from masthead.importers.writer.items import Items, known_of
from masthead.importers.writer.names import Names
from masthead.importers.writer.numbers import reserve_ids
from masthead.importers.writer.pages import Builder, Planned
from masthead.importers.writer.pictures import Pictures
from masthead.importers.writer.singly import Singly
from masthead.importers.writer.touches import Touches, state_of
from masthead.staff.models import User

NUMBER = "number"
FEW = 20
"""Up to so many new articles go through the publishing action one by one; more take the bulk route."""


class Session:
    """Writes entries. Everything between entering and leaving ``batch`` stands or falls together, files included."""

    def __init__(
        self, run: ImportRun, plan: Plan, picture_bytes: Callable[[str], bytes], *, acting_user: User | None
    ) -> None:
        reason = f"Public before import {run.pk} from {run.source}."
        self.touches = Touches(run)
        self.items = Items(run.source, run)
        self.names = Names(self.items, self.touches, acting_user=acting_user)
        self.pictures = Pictures(picture_bytes, self.items, self.touches, acting_user=acting_user)
        pages = dict(plan.pages)
        self.builder = Builder(run.source, pages, self.names, self.pictures)
        self.singly = Singly(self.builder, acting_user=acting_user, reason=reason)
        self.bulk = Bulk(self.builder, acting_user=acting_user, reason=reason)
        self.issues = Issues(pages, self.items, self.touches, acting_user=acting_user)
        reserved = {key: number for key, number, _, _ in known_of(run.source, NUMBER)}
        self.is_bulk = len(plan.new_keys) > FEW or bool(reserved)
        if self.is_bulk:
            pages |= self._numbers(plan.new_keys, reserved)

    def _numbers(self, keys: Sequence[str], reserved: Mapping[str, int]) -> dict[str, int]:
        """A page number for each new article.

        They are kept until the run ends: one that is interrupted must go on with the same numbers, since pages that
        are written already link to them.
        """
        missing = [key for key in keys if key not in reserved]
        with transaction.atomic():
            numbers = dict(zip(missing, reserve_ids(Page, len(missing)), strict=True))
            for key, number in numbers.items():
                self.items.put(NUMBER, key, number)
            self.items.write()
        return {key: reserved.get(key) or numbers[key] for key in keys}

    def close(self) -> None:
        """The run is complete: let go of the numbers that were kept."""
        ImportedItem.objects.filter(source=self.items.source, kind=NUMBER).delete()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction; on an error nothing of it stays, in the database, on disk or in memory."""
        try:
            with self.pictures.kept_only_if_committed(), transaction.atomic():
                yield
                self.items.write()
                self.touches.write()
        except BaseException:
            for memory in (self.items, self.touches):
                memory.drop()
            self.names.forget()
            raise

    def write(self, entries: Sequence[Entry]) -> None:
        """Create the new articles and change the changed ones; entries without a record are passed over."""
        new = [entry for entry in entries if entry.verdict == Verdict.NEW]
        planned = [Planned(entry.record, entry.slug) for entry in new if entry.record]
        if planned:
            self._require_free_slugs(planned)
            created = (self.bulk if self.is_bulk else self.singly).create(planned)
            for entry, article in zip(new, created, strict=True):
                self._remember(entry, article)
                self.touches.created(article)
        for entry in entries:
            if entry.verdict == Verdict.CHANGED and entry.record:
                self._change(entry)
        self._remember_addresses(entries)

    @staticmethod
    def _require_free_slugs(planned: Sequence[Planned]) -> None:
        """The plan was made a while ago; somebody may have taken an address since. Running again finds another one."""
        index = ArticleIndex.objects.get()
        taken = index.get_children().filter(slug__in=[each.slug for each in planned])
        if page := taken.first():
            message = f"The address “{page.slug}” was taken while the import was under way."
            raise ImportFailed(message, "Run the import again.")

    def write_issue(self, issue: ImportedIssue) -> None:
        """Write one issue."""
        self.issues.write(issue)

    def _change(self, entry: Entry) -> None:
        record = entry.record
        if record is None:
            return
        article = Article.objects.get(pk=self.builder.pages[record.key])
        if state_of(article) != self.items.state(Kind.ARTICLE, record.key):
            raise ImportFailed(f"“{article.title}” was edited while the import was under way.", "Run the import again.")
        self.touches.changing(article)
        changed = self.singly.change(article, record)
        self._remember(entry, changed)
        self.touches.settled(changed)

    def _remember(self, entry: Entry, article: Article) -> None:
        record = entry.record
        if record is not None:
            state = state_of(article)
            self.items.put(
                Kind.ARTICLE, record.key, article.pk, fingerprint=entry.fingerprint, state=state, raw=record.raw
            )

    def _remember_addresses(self, entries: Sequence[Entry]) -> None:
        records = [entry.record for entry in entries if entry.record]
        ids = [self.builder.pages[record.key] for record in records]
        articles = Article.objects.only("pk", "url_path").in_bulk(ids)
        addresses.remember(
            (articles[number], record.old_addresses) for number, record in zip(ids, records, strict=True)
        )
