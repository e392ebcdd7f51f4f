"""Where a picture stands: what readers see, what is drafted, covers, portraits. Asked before it is deleted, and shown at the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision

from masthead.body.queries import picture_ids
from masthead.errors import MastheadError
from masthead.pictures.models import Picture

MOST_USES = 200
MOST_NAMED = 3


class StillUsed(MastheadError):
    """A picture that shall be deleted stands in a draft."""


class Standing(StrEnum):
    """What readers have to do with a use."""

    PUBLIC = "public"
    DRAFT = "draft"
    OTHER = "other"


@dataclass(frozen=True)
class Use:
    """One place where a picture stands."""

    standing: Standing
    model: str = field(metadata={"help": "“articles.article”, “contributors.contributor”"})
    object_id: int
    title: str
    place: str = field(metadata={"help": "the field: hero_picture, body, cover, portrait"})


def uses_of(picture: Picture) -> list[Use]:
    """Every use, public ones first, then drafts, then what is no page; by title. At most ``MOST_USES`` of each; five queries or so."""
    stored = list(_stored(picture))
    public = {use.object_id for use in stored if use.standing is not Standing.OTHER}
    drafted = [use for use in drafts_with(picture) if use.object_id not in public]
    return sorted([*stored, *drafted], key=lambda use: (list(Standing).index(use.standing), use.title.casefold()))


def require_not_drafted(picture: Picture) -> None:
    """Refuse to delete a picture that somebody has put into a draft.

    Raises:
        StillUsed: names some of the drafts.
    """
    found = drafts_with(picture)
    if found:
        titles = ", ".join(f"“{use.title}”" for use in found[:MOST_NAMED])
        message = _("“%(picture)s” stands in a draft: %(titles)s. Take it out there first.")
        raise StillUsed(message % {"picture": picture, "titles": titles}, permanent=True)


def drafts_with(picture: Picture) -> list[Use]:
    """The pages whose latest draft holds the picture, whether or not they are public; the last edited first.

    The database looks through the drafts that differ from what is public; only those where the number occurs are read.
    """
    number = picture.pk
    occurs = Q(text__contains=f": {number},") | Q(text__contains=f": {number}}}") | Q(text__contains=f": {number}]")
    latest = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True)).values("latest_revision_id")
    candidates = (
        Revision.objects.filter(pk__in=latest)
        .annotate(text=Cast(F("content"), TextField()))
        .filter(occurs)
        .select_related("content_type")
        .order_by("-created_at")
    )
    found = []
    for revision in candidates.iterator(chunk_size=50):
        if place := _place_in(revision.content, revision.content_type, number):
            model = _label(revision.content_type)
            title = str(revision.content.get("title") or revision.object_str)
            found.append(Use(Standing.DRAFT, model, int(revision.object_id), title, place))
            if len(found) == MOST_USES:
                break
    return found


def _place_in(content: dict[str, Any], content_type: ContentType, number: int) -> str:
    """The field of a revision that holds the picture; empty when none does, and the number meant something else."""
    model = content_type.model_class()
    for one in model._meta.get_fields() if model else ():
        value = content.get(one.name)
        if getattr(one, "related_model", None) is Picture and value == number:
            return one.name
        if isinstance(one, StreamField) and number in picture_ids(_blocks(value)):
            return one.name
    return ""


def _blocks(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    return value if isinstance(value, list) else []


def _stored(picture: Picture) -> Iterator[Use]:
    """The uses in the tables: published pages, pages that were never public, contributors and the like."""
    rows = ReferenceIndex.get_references_to(picture).select_related("content_type").order_by("pk")[:MOST_USES]
    places = {(row.content_type, int(row.object_id)): row.model_path.partition(".")[0] for row in rows}
    pages = Page.objects.in_bulk([number for kind, number in places if issubclass(kind.model_class() or object, Page)])
    for (kind, number), place in places.items():
        model = kind.model_class()
        if model is None:
            continue
        if issubclass(model, Page):
            if page := pages.get(number):
                standing = Standing.PUBLIC if page.live else Standing.DRAFT
                yield Use(standing, _label(kind), number, page.get_admin_display_title(), place)
        elif thing := model._base_manager.filter(pk=number).first():
            yield Use(Standing.OTHER, _label(kind), number, str(thing), place)


def _label(kind: ContentType) -> str:
    return f"{kind.app_label}.{kind.model}"
