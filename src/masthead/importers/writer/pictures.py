"""Putting picture files into the library, once each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from wagtail.models import Collection

from masthead.audit import actions as audit
from masthead.importers.records import ImportedPicture, Kind
from masthead.importers.troubles import ImportFailed
from masthead.importers.writer.items import Items
from masthead.importers.writer.touches import Touches
from masthead.pictures.models import Picture
from masthead.staff.models import User
from masthead.text.slugs import slug_from

ReadBytes = Callable[[str], bytes]


class Pictures:
    """The library as an import sees it. Two files are one picture when their bytes and their licence are the same.

    ``read`` gives the bytes of a picture by its key. A picture that is in the library already is used as it is.
    """

    def __init__(self, read: ReadBytes, items: Items, touches: Touches, *, acting_user: User | None) -> None:
        self.read = read
        self.items = items
        self.touches = touches
        self.acting_user = acting_user
        self._known: dict[str, Picture] = {}
        self._files: list[tuple[Storage, str]] = []

    def stored(self, pictures: Iterable[ImportedPicture]) -> dict[str, Picture]:
        """The library's pictures for those of an article, by key; those it lacks are added.

        Raises:
            ImportFailed: a file is not the one that was looked at.
        """
        return {picture.key: self._stored(picture) for picture in pictures}

    @contextmanager
    def kept_only_if_committed(self) -> Iterator[None]:
        """Files written in the block go again when it ends in an error, since their rows do not stand either."""
        self._files.clear()
        try:
            yield
        except BaseException:
            for storage, name in self._files:
                storage.delete(name)
            self._known.clear()
            raise
        finally:
            self._files.clear()

    def _stored(self, picture: ImportedPicture) -> Picture:
        key = f"{picture.sha1} {picture.licence}".strip()
        if key not in self._known:
            same = {"file_hash": picture.sha1, "licence": picture.licence}
            earlier = self.items.object_id(Kind.PICTURE, key)
            known = Picture.objects.filter(pk=earlier).first() if earlier else None
            found = known or Picture.objects.filter(**same).order_by("pk").first() or self._added(picture)
            if not known:
                self.items.put(Kind.PICTURE, key, found.pk)
            self._known[key] = found
        return self._known[key]

    def _added(self, said: ImportedPicture) -> Picture:
        data = self.read(said.key)
        if hashlib.sha1(data, usedforsecurity=False).hexdigest() != said.sha1:
            raise ImportFailed(f"{said.key} changed while it was being imported.", "Run the import again.")
        picture = Picture(
            title=said.title[:255],
            alt=said.alt,
            creator=said.creator,
            licence=said.licence,
            file_hash=said.sha1,
            file_size=len(data),
            collection=_root_collection(),
            uploaded_by_user=self.acting_user,
        )
        self._put_file(picture, said, data)
        picture.width, picture.height = said.width, said.height
        picture.save(force_insert=True)
        audit.record("create", picture, acting_user=self.acting_user, detail={"by": "import"})
        self.touches.created(picture)
        return picture

    def _put_file(self, picture: Picture, said: ImportedPicture, data: bytes) -> None:
        """Store the bytes, or take over a file that an import which was killed left behind without a row."""
        name = picture.get_upload_to(_file_name(said))
        storage = picture.file.storage
        if storage.exists(name) and not Picture.objects.filter(file=name).exists() and _holds(storage, name, data):
            self._files.append((storage, name))
            picture.file.name = name
            return
        self._files.append(
            (storage, storage.get_available_name(name))
        )  # before it is written: a full disk leaves half a file
        picture.file.save(_file_name(said), ContentFile(data), save=False)


def _holds(storage: Storage, name: str, data: bytes) -> bool:
    """Whether a stored file is exactly these bytes."""
    if storage.size(name) != len(data):
        return False
    with storage.open(name) as file:
        return bool(file.read() == data)


def _file_name(said: ImportedPicture) -> str:
    """A name that says what the file is and which: “harbour-1a2b3c4d5e.jpg”."""
    path = PurePosixPath(said.key)
    return f"{slug_from(path.stem, 'picture')[:60]}-{said.sha1[:10]}{path.suffix.lower()}"


def _root_collection() -> Collection:
    return Collection.get_first_root_node()
