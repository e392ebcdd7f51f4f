"""A file becomes a picture of the library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images.permissions import permission_policy
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from masthead.audit import actions as audit
from masthead.errors import ActionForbidden, MastheadError
from masthead.pictures.forms import PictureFileField
from masthead.pictures.metadata import fields_from_file, read_metadata
from masthead.pictures.models import Batch, Picture
from masthead.pictures.renditions import dominant_colour, open_picture
from masthead.staff.models import User


class PictureRefused(MastheadError):
    """A file that cannot become a picture."""


@dataclass(frozen=True)
class Added:
    """What became of a file."""

    picture: Picture
    is_new: bool
    """False when the library had this very file; ``picture`` is the one that is there."""


def add_picture(file: UploadedFile[Any], *, acting_user: User | None, batch_key: UUID | None = None) -> Added:
    """Put a file into the library, described as far as the file describes itself; nothing more is asked.

    The same bytes are not kept twice: the picture that is there is returned. Refused or failed, neither row nor file is left behind.
    ``batch_key`` names the batch it belongs to, which begins with its first picture.

    Raises:
        ActionForbidden: ``acting_user`` may not add pictures, or the batch is somebody else's.
        PictureRefused: not a picture, too large, of a kind that is not taken, or not whole.
    """
    collection = _collection_for(acting_user)
    picture = _read(file)
    if existing := _same_file(picture.file_hash):
        return Added(existing, is_new=False)
    picture.collection, picture.uploaded_by_user = collection, acting_user
    picture.file.save(PurePath(file.name or "picture").name, File(file), save=False)
    try:
        with transaction.atomic():
            if existing := _same_file(picture.file_hash):
                picture.file.storage.delete(picture.file.name)
                return Added(existing, is_new=False)
            picture.batch = _batch(batch_key, acting_user) if batch_key else None
            picture.save()
            audit.record("upload", picture, acting_user=acting_user, detail={"from_file": sorted(picture.from_file)})
    except BaseException:
        picture.file.storage.delete(picture.file.name)
        raise
    return Added(picture, is_new=True)


def _collection_for(user: User | None) -> Collection:
    """Where this person's pictures go: the first collection they may add to."""
    if user is None or user.has_perm("pictures.add_picture"):
        return Collection.get_first_root_node()
    found = permission_policy.collections_user_has_permission_for(user, "add").order_by("path").first()
    if found is None:
        raise ActionForbidden(_("You may not add pictures."), hint=_("Ask an editor for the right to."))
    return found


def _read(file: UploadedFile[Any]) -> Picture:
    """An unsaved picture with what the file says; every pixel has been looked at, so half a file is found out here."""
    try:
        PictureFileField().clean(file)
    except ValidationError as trouble:
        raise PictureRefused(" ".join(trouble.messages), permanent=True) from trouble
    try:
        file.seek(0)
        colour = dominant_colour(open_picture(file))
    except MastheadError as trouble:
        raise PictureRefused(str(trouble), permanent=True) from trouble
    file.seek(0)
    digest = hash_filelike(file)
    file.seek(0)
    said = fields_from_file(read_metadata(file))
    file.seek(0)
    picture = Picture(title=_title_from(file.name or ""), file_hash=digest, file_size=file.size, dominant_colour=colour)
    for name, found in said.items():
        setattr(picture, name, found.value)
    picture.from_file = {name: found.origin for name, found in said.items()}
    return picture


def _title_from(name: str) -> str:
    """“harbour at dusk” for ``harbour_at-dusk.JPG``."""
    words = re.sub(r"[\s_-]+", " ", PurePath(name.replace("\\", "/")).stem).strip()
    return words[:255] or _("Picture")


def _same_file(digest: str) -> Picture | None:
    return Picture.objects.filter(file_hash=digest).order_by("pk").first()


def _batch(key: UUID, user: User | None) -> Batch:
    batch, _created = Batch.objects.get_or_create(key=key, defaults={"user": user})
    if batch.user_id != (user.pk if user else None):
        raise ActionForbidden(_("This batch of pictures is somebody else’s."))
    return batch
