"""Pictures, recordings and the people who made them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha1
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection

from masthead.audit import actions as audit
from masthead.contributors.models import Contributor
from masthead.demo.drawing import film, portfolio, sound
from masthead.demo.manuscripts import facts
from masthead.pictures.models import MediaDocument, Picture
from masthead.staff.models import User

Told = Callable[[str, int, int], None]

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "loom.wav": ("The loom, verse four", sound.loom),
    "tide.webm": ("The tide at the causeway", film.tide),
}


def pictures(collection: str, *, acting_user: User | None, tell: Told) -> dict[str, int]:
    """Return the ids of the demo's pictures by name, after drawing those that are missing.

    They are known again by collection and title. What readers see first is drawn first, since the worker makes renditions in that order.
    """
    shelf = _collection(collection)
    said = facts("pictures")
    found: dict[str, int] = {}
    for place, name in enumerate(sorted(said, key=lambda name: name.startswith("portrait-")), start=1):
        details = dict(said[name])
        known = Picture.objects.filter(collection=shelf, title=details["title"]).values_list("pk", flat=True).first()
        found[name] = known or _hung(name, details, shelf, acting_user)
        tell("pictures", place, len(said))
    return found


def _hung(name: str, details: dict[str, Any], collection: Collection, acting_user: User | None) -> int:
    picture = Picture(collection=collection, uploaded_by_user=acting_user, **details)
    data = portfolio.drawn(name)
    with transaction.atomic():
        picture.file = ContentFile(data, name=f"{name}.jpg")
        picture.file_size, picture.file_hash = len(data), sha1(data, usedforsecurity=False).hexdigest()
        picture.save()
        audit.record("create", picture, acting_user=acting_user, detail={"by": "demo"})
    return picture.pk


def recordings(collection: str, *, acting_user: User | None) -> dict[str, int]:
    """Return the ids of the demo's sound and film by file name, after making those that are missing."""
    shelf = _collection(collection)
    found: dict[str, int] = {}
    for name, (title, make) in FILES.items():
        document = MediaDocument.objects.filter(collection=shelf, title=title).first()
        if document is None:
            document = MediaDocument(title=title, collection=shelf, uploaded_by_user=acting_user)
            data = make()
            with transaction.atomic():
                document.file.save(name, ContentFile(data), save=False)
                document.file_size = len(data)
                document.save()
                audit.record("create", document, acting_user=acting_user, detail={"by": "demo"})
        found[name] = document.pk
    return found


def contributors(portraits: dict[str, int], *, acting_user: User | None) -> dict[str, Contributor]:
    """Return the demo's contributors by slug."""
    found: dict[str, Contributor] = {}
    with transaction.atomic():
        for details in facts("contributors")["contributors"]:
            has_portrait, words = details.pop("portrait", False), details.pop("biography", "")
            person = Contributor.objects.filter(slug=details["slug"]).first()
            if person is None:
                portrait = portraits[f"portrait-{details['slug']}"] if has_portrait else None
                person = Contributor.objects.create(biography=_biography(words), portrait_id=portrait, **details)
                audit.record("create", person, acting_user=acting_user, detail={"by": "demo"})
            found[person.slug] = person
    return found


def _biography(words: str) -> str:
    parts = words.split("*")
    return "<p>" + "".join(f"<em>{part}</em>" if i % 2 else part for i, part in enumerate(parts)) + "</p>"


def _collection(name: str) -> Collection:
    with transaction.atomic():
        found = Collection.objects.filter(name=name).order_by("pk").first()
        return found or Collection.get_first_root_node().add_child(name=name)
