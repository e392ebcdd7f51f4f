"""What a run did to each object, kept so that it can be taken back; and the state of an object, to see a later hand in it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core import serializers
from django.db import models
from taggit.models import Tag
from wagtail.models import Page

from masthead.articles.models import Article, ArticleCredit, ArticleTag, Correction, RelatedPick, Section, Series
from masthead.contributors.models import Contributor
from masthead.importers.models import ImportedItem, ImportRun, Touch
from masthead.importers.records import Kind
from masthead.issues.models import ContentsEntry, Issue
from masthead.pictures.models import Picture
from masthead.publishing.models import Exemption
from masthead.redirects.models import OldAddress

BATCH = 500
# Fields that change without anybody editing: positions in the tree, what the worker computes.
COMPUTED = frozenset({"renditions_made_at", "dominant_colour"})
"""Fields that change without anybody editing."""


class Touches:
    """Gathers what a run touches; ``write`` puts it down in the caller's transaction."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self._waiting: dict[tuple[str, int], Touch] = {}

    def created(self, thing: models.Model) -> None:
        """The run made this, and leaves it as it stands now."""
        self._add(thing, Touch.Verb.CREATED, None)
        self.settled(thing)

    def changing(self, thing: models.Model) -> None:
        """The run is about to change this, which it did not make: keep its rows as they are now."""
        if not self._is_known(thing):
            self._add(thing, Touch.Verb.CHANGED, snapshot(thing))

    def settled(self, thing: models.Model) -> None:
        """The run is done with this object, which it made or changed."""
        place, after = _place(thing), state_of(thing)
        if place in self._waiting:
            self._waiting[place].after = after
        else:
            Touch.objects.filter(run=self.run, model=place[0], object_id=place[1]).update(after=after)

    def write(self) -> None:
        """Put down what was gathered. A thing touched twice in a run keeps its first line."""
        waiting, self._waiting = list(self._waiting.values()), {}
        Touch.objects.bulk_create(waiting, batch_size=BATCH, ignore_conflicts=True)

    def drop(self) -> None:
        """Forget what was gathered, after a transaction failed."""
        self._waiting.clear()

    def _is_known(self, thing: models.Model) -> bool:
        place = _place(thing)
        known = Touch.objects.filter(run=self.run, model=place[0], object_id=place[1])
        return place in self._waiting or known.exists()

    def _add(self, thing: models.Model, verb: Touch.Verb, before: Any) -> None:
        place = _place(thing)
        touch = Touch(
            run=self.run, model=place[0], object_id=place[1], label=str(thing)[:255], verb=verb, before=before
        )
        self._waiting.setdefault(place, touch)


def _place(thing: models.Model) -> tuple[str, int]:
    return thing._meta.label_lower, int(thing.pk)


def rows_of(thing: models.Model) -> list[models.Model]:
    """The rows that make up an object, the object's own first: what a snapshot keeps and an undoing puts back."""
    rows: list[models.Model] = [thing]
    if isinstance(thing, Page):
        rows = [Page.objects.get(pk=thing.pk), thing, *Exemption.objects.filter(page_id=thing.pk).order_by("pk")]
        rows += OldAddress.objects.filter(page_id=thing.pk).order_by("pk")
        rows += ImportedItem.objects.filter(kind__in=[Kind.ARTICLE, Kind.ISSUE], object_id=thing.pk).order_by("pk")
    for model, field in PARTS.get(type(thing), ()):
        rows += model._base_manager.filter(**{field: thing.pk}).order_by("pk")
    return rows


PARTS: dict[type[models.Model], tuple[tuple[type[models.Model], str], ...]] = {
    Article: (
        (ArticleCredit, "article_id"),
        (ArticleTag, "content_object_id"),
        (Correction, "article_id"),
        (RelatedPick, "article_id"),
    ),
    Issue: ((ContentsEntry, "issue_id"),),
}
MODELS: dict[str, type[models.Model]] = {
    model._meta.label_lower: model for model in (Article, Issue, Section, Series, Contributor, Tag, Picture, OldAddress)
}


def snapshot(thing: models.Model) -> list[dict[str, Any]]:
    """The object's rows as they stand in the database, for keeping as JSON."""
    fresh = type(thing)._base_manager.get(pk=thing.pk)
    return plain(serializers.serialize("python", rows_of(fresh)))


def plain(rows: Any) -> Any:
    """Serialised rows with moments as text, to the microsecond (Django's own JSON form cuts them to milliseconds)."""
    return json.loads(
        json.dumps(rows, default=lambda value: value.isoformat() if hasattr(value, "isoformat") else str(value))
    )


def state_of(thing: models.Model) -> str:
    """A word for the state of an object, which changes when somebody edits it, publishes it or takes it down.

    A page makes a revision with every edit; of anything else it is a hash of the row.
    """
    if isinstance(thing, Page):
        return page_state(thing.latest_revision_id, is_live=thing.live)
    [said] = plain(serializers.serialize("python", [thing]))
    fields = {name: value for name, value in said["fields"].items() if name not in COMPUTED}
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def page_state(revision_id: int | None, *, is_live: bool) -> str:
    """The same for a page of which no more is known than its latest revision and whether it is public."""
    return f"revision {revision_id}" if is_live else f"revision {revision_id}, not public"
