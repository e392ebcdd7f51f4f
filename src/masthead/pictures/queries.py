"""Reads of the picture library."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from wagtail.images.permissions import permission_policy

from masthead.pictures.context import DrawnPicture, Source
from masthead.pictures.models import Picture, PictureRendition
from masthead.staff.models import User

MIME_ORDER = ("image/avif", "image/webp", "image/jpeg")
MIME_OF_FORMAT = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
PREFERRED_SRC_WIDTH = 800
WEB = ("https://", "http://")


class Size(NamedTuple):
    """One finished file: media type, address, pixels."""

    mime: str
    url: str
    width: int
    height: int


def pictures_by_id(ids: Iterable[int | None]) -> dict[int, DrawnPicture]:
    """Pictures ready to be drawn, by id; unknown ids are left out. Two queries however many pictures; none for no ids."""
    wanted = {number for number in ids if number}
    if not wanted:
        return {}
    rows = PictureRendition.objects.filter(
        image_id__in=wanted, filter_spec__startswith="width-", filter_spec__contains="|format-"
    )
    address = PictureRendition._meta.get_field("file").storage.url
    sizes: dict[int, list[Size]] = defaultdict(list)
    # Values and not objects: a page of cards has some 250 of them.
    for number, spec, name, width, height in rows.order_by("width").values_list(
        "image_id", "filter_spec", "file", "width", "height"
    ):
        mime = MIME_OF_FORMAT.get(spec.rpartition("format-")[2], "")
        sizes[number].append(Size(mime, address(name), width, height))
    return {picture.pk: drawn(picture, sizes[picture.pk]) for picture in Picture.objects.filter(pk__in=wanted)}


def drawn(picture: Picture, sizes: Iterable[Size]) -> DrawnPicture:
    """One picture with the sizes it has, ascending by width."""
    by_mime: dict[str, list[Size]] = defaultdict(list)
    for size in sizes:
        by_mime[size.mime].append(size)
    jpegs = by_mime["image/jpeg"]
    default = min(jpegs, key=lambda size: abs(size.width - PREFERRED_SRC_WIDTH), default=None)
    return DrawnPicture(
        id=picture.pk,
        alt=picture.default_alt_text,
        credit=picture.credit,
        caption=picture.caption,
        width=jpegs[-1].width if jpegs else picture.width,
        height=jpegs[-1].height if jpegs else picture.height,
        src=default.url if default else "",
        sources=tuple(
            Source(mime, ", ".join(f"{size.url} {size.width}w" for size in by_mime[mime]))
            for mime in MIME_ORDER
            if by_mime[mime]
        ),
        colour=picture.dominant_colour or "#cccccc",
        licence=picture.licence,
        licence_note=picture.licence_note,
        source=picture.source,
        largest=jpegs[-1].url if jpegs else "",
        creator=picture.creator,
        agency=picture.agency,
        is_decorative=picture.is_decorative,
        title=picture.title,
        rights_begin_on=picture.rights_begin_on,
        rights_expire_on=picture.rights_expire_on,
        source_url=picture.source_url if picture.source_url.startswith(WEB) else "",
        focus=picture.focus,
    )


def thumbnails(ids: Iterable[int]) -> dict[int, str]:
    """The address of the smallest WebP of each picture, by id; pictures that the worker has not come to are left out. One query."""
    rows = PictureRendition.objects.filter(
        image_id__in=set(ids), filter_spec__startswith="width-", filter_spec__endswith="|format-webp"
    )
    address = PictureRendition._meta.get_field("file").storage.url
    return {number: address(name) for number, name in rows.order_by("-width").values_list("image_id", "file")}


def largest_jpegs(ids: Iterable[int | None]) -> dict[int, str]:
    """The address of the widest JPEG of each picture that the worker has come to, by id. One query; none for no ids."""
    wanted = {number for number in ids if number}
    if not wanted:
        return {}
    rows = PictureRendition.objects.filter(
        image_id__in=wanted, filter_spec__startswith="width-", filter_spec__endswith="|format-jpeg"
    )
    address = PictureRendition._meta.get_field("file").storage.url
    widest = dict(rows.order_by("width").values_list("image_id", "file"))
    return {number: address(name) for number, name in widest.items()}


def waiting_for_renditions() -> QuerySet[Picture]:
    """Pictures of which the worker has made nothing yet, oldest first."""
    return Picture.objects.filter(renditions_made_at=None).order_by("pk")


def changeable_by(user: User) -> QuerySet[Picture]:
    """The pictures that somebody may describe.

    All with the right over pictures; else what the collections' rights and their own uploads give them.
    """
    if user.has_perm("pictures.change_picture"):
        return Picture.objects.all()
    found: QuerySet[Picture] = permission_policy.instances_user_has_permission_for(user, "change")
    return found


def may_upload(user: User) -> bool:
    """Whether somebody may add pictures."""
    return user.has_perm("pictures.add_picture") or bool(permission_policy.user_has_permission(user, "add"))


def may_delete(picture: Picture, user: User) -> bool:
    """Whether somebody has the right to delete this picture, used or not."""
    return user.has_perm("pictures.delete_picture") or bool(
        permission_policy.user_has_permission_for_instance(user, "delete", picture)
    )
