"""Taking a run back: what it made goes, what it changed is as it was, what somebody touched since stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import models
from taggit.models import Tag
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search import index

from masthead.articles.models import Article, Section, Series
from masthead.audit import actions as audit
from masthead.contributors.models import Contributor
from masthead.importers.models import ImportedItem, ImportRun, Touch
from masthead.importers.records import Kind
from masthead.importers.writer.touches import PARTS, state_of
from masthead.issues.models import Issue
from masthead.pictures.models import Picture
from masthead.planning.actions import drafts
from masthead.published import actions as published
from masthead.publishing import door
from masthead.publishing.models import Exemption
from masthead.redirects.models import OldAddress
from masthead.staff.models import User

BATCH = 50
# What stands on nothing else goes first.
ORDER: tuple[type[models.Model], ...] = (Issue, Article, Picture, Series, Contributor, Tag, Section)


@dataclass
class Undone:
    """What an undoing did."""

    taken_back: int = 0
    edited: list[str] = field(default_factory=list, metadata={"help": "kept, because somebody edited it since"})
    in_use: list[str] = field(default_factory=list, metadata={"help": "kept, because something else uses it now"})

    @property
    def kept(self) -> list[str]:
        """Everything that stays, with the reason."""
        edited = [f"{line}: it was edited at the desk since" for line in self.edited]
        return edited + [f"{line}: something else uses it now" for line in self.in_use]


class Undoing:
    """Takes a run back, in batches of one transaction each, so that it can be interrupted and continued."""

    def __init__(
        self, run: ImportRun, *, acting_user: User | None, is_forced: bool, taken_back: Callable[[], None]
    ) -> None:
        self.run = run
        self.acting_user = acting_user
        self.is_forced = is_forced
        self.tick = taken_back
        self.done = Undone()

    def carry_out(self) -> Undone:
        """Take back everything that may be."""
        for model in ORDER:
            touches = list(Touch.objects.filter(run=self.run, model=model._meta.label_lower).order_by("pk"))
            for start in range(0, len(touches), BATCH):
                with door.one_at_a_time():
                    self._batch(model, touches[start : start + BATCH])
        return self.done

    def _batch(self, model: type[models.Model], touches: list[Touch]) -> None:
        things = model._base_manager.in_bulk([touch.object_id for touch in touches])
        settled: list[Touch] = []
        doomed: list[models.Model] = []
        for touch in touches:
            thing = things.get(touch.object_id)
            if thing is None:
                settled.append(touch)
            elif touch.after != state_of(thing) and not self.is_forced:
                self.done.edited.append(touch.label)
            elif touch.verb == Touch.Verb.CHANGED:
                self._restore(thing, touch.before or [])
                settled.append(touch)
            elif is_in_use(thing):
                self.done.in_use.append(touch.label)
            else:
                doomed.append(thing)
                settled.append(touch)
        self._forget(model, settled, doomed)
        self._delete(doomed)
        Touch.objects.filter(pk__in=[touch.pk for touch in settled]).delete()
        self.done.taken_back += len(settled)
        for _ in touches:
            self.tick()

    def _forget(self, model: type[models.Model], settled: Iterable[Touch], doomed: Iterable[models.Model]) -> None:
        """The items that are no longer here: those of what goes, and those of what had gone."""
        doomed_ids = {thing.pk for thing in doomed}
        gone = [
            touch.object_id for touch in settled if touch.verb == Touch.Verb.CREATED or touch.object_id in doomed_ids
        ]
        ImportedItem.objects.filter(source=self.run.source, kind=KINDS[model], object_id__in=gone).delete()

    def _delete(self, things: list[models.Model]) -> None:
        pages = [thing for thing in things if isinstance(thing, Page)]
        if pages:
            self._delete_pages(pages)
        for thing in things:
            if not isinstance(thing, Page):
                audit.record("delete", thing, acting_user=self.acting_user, detail={"by": "undo of an import"})
                thing.delete()

    def _delete_pages(self, pages: list[Page]) -> None:
        """Delete a batch of pages with what hangs on them. Old addresses and exemptions go with their page."""
        entries = [
            audit.entry_for("delete", page, acting_user=self.acting_user, detail={"by": "undo of an import"})
            for page in pages
        ]
        audit.record_many(entries)
        live = [page.pk for page in pages if page.live and isinstance(page, Article)]
        published.drop_many(live)
        Page.objects.filter(pk__in=[page.pk for page in pages]).delete()

    def _restore(self, thing: models.Model, before: list[dict[str, Any]]) -> None:
        """Put the rows of an object back as they were before the run.

        A page keeps its place in the tree, and one that is not public now does not become public by this.
        """
        rows = [row.object for row in serializers.deserialize("python", before)]
        if isinstance(thing, Page):
            _keep_in_place(thing, [row for row in rows if isinstance(row, Page)])
        kept = {(type(row), row.pk) for row in rows}
        for row in _parts_of(thing):
            if (type(row), row.pk) not in kept:
                type(row)._base_manager.filter(pk=row.pk).delete()
        for row in rows:
            row.save_base(raw=True)
        if isinstance(thing, Page):
            self._settle_page(thing)
        if isinstance(thing, Article):
            drafts.record_many([Article.objects.get(pk=thing.pk)])
        audit.record("undo-import", thing, acting_user=self.acting_user, detail={"run": self.run.pk})

    def _settle_page(self, page: Page) -> None:
        """Remove the revisions the run made, and bring everything that follows the page up to date."""
        restored = type(page)._base_manager.get(pk=page.pk)
        later = Revision.page_revisions.filter(object_id=str(page.pk), pk__gt=restored.latest_revision_id or 0)
        later.delete()
        if restored.live:
            published.record([restored])
        else:
            published.drop([restored])
        ReferenceIndex.create_or_update_for_object(restored)
        index.insert_or_update_object(restored)


def _keep_in_place(page: Page, rows: Iterable[Page]) -> None:
    """What is not the import's: where the page stands among others, and that somebody took it down."""
    for row in rows:
        row.path, row.depth, row.numchild = page.path, page.depth, page.numchild
        row.set_url_path(page.get_parent())
        if not page.live:
            row.live, row.live_revision_id, row.has_unpublished_changes, row.expired = False, None, True, page.expired


KINDS: dict[type[models.Model], Kind] = {
    Article: Kind.ARTICLE,
    Issue: Kind.ISSUE,
    Picture: Kind.PICTURE,
    Series: Kind.SERIES,
    Contributor: Kind.CONTRIBUTOR,
    Tag: Kind.TAG,
    Section: Kind.SECTION,
}


def _parts_of(thing: models.Model) -> Iterator[models.Model]:
    """The rows that hang on an object and belong to it."""
    for model, name in PARTS.get(type(thing), ()):
        yield from model._base_manager.filter(**{name: thing.pk})
    if isinstance(thing, Page):
        yield from Exemption.objects.filter(page_id=thing.pk)
        yield from OldAddress.objects.filter(page_id=thing.pk)


def is_in_use(thing: models.Model) -> bool:
    """Whether something that stays refers to this."""
    if isinstance(thing, Article | Issue):
        return False
    if isinstance(thing, Section):
        return thing.numchild > 0 or Article.objects.filter(section=thing).exists()
    if isinstance(thing, Tag):
        return any(
            relation.related_model._base_manager.filter(**{relation.field.name: thing}).exists()
            for relation in thing._meta.related_objects
        )
    if isinstance(thing, Series):
        return Article.objects.filter(series=thing).exists()
    return ReferenceIndex.get_references_to(thing).exists() or _is_related(thing)


def _is_related(thing: models.Model) -> bool:
    relations = [each for each in thing._meta.related_objects if each.related_model._meta.label_lower not in OWN]
    return any(each.related_model._base_manager.filter(**{each.field.name: thing}).exists() for each in relations)


OWN = frozenset({"pictures.picturerendition"})
"""Rows that go with their picture."""
