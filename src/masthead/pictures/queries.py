"""Reads of the picture library."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from masthead.pictures.context import DrawnPicture, Source
from masthead.pictures.models import Picture, PictureRendition

MIME_ORDER = ("image/avif", "image/webp", "image/jpeg")
MIME_OF_FORMAT = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
PREFERRED_SRC_WIDTH = 800


def pictures_by_id(ids: Iterable[int | None]) -> dict[int, DrawnPicture]:
    """Pictures ready to be drawn, by id; unknown ids are left out. Two queries however many pictures; none for no ids."""
    wanted = {number for number in ids if number}
    if not wanted:
        return {}
    renditions: dict[int, list[PictureRendition]] = defaultdict(list)
    rows = PictureRendition.objects.filter(
        image_id__in=wanted, filter_spec__startswith="width-", filter_spec__contains="|format-"
    )
    for rendition in rows.order_by("width").only("image_id", "filter_spec", "file", "width", "height"):
        renditions[rendition.image_id].append(rendition)
    return {picture.pk: drawn(picture, renditions[picture.pk]) for picture in Picture.objects.filter(pk__in=wanted)}


def drawn(picture: Picture, renditions: Iterable[PictureRendition]) -> DrawnPicture:
    """One picture with the renditions it has, ascending by width."""
    by_mime: dict[str, list[PictureRendition]] = defaultdict(list)
    for rendition in renditions:
        by_mime[MIME_OF_FORMAT.get(rendition.filter_spec.rpartition("format-")[2], "")].append(rendition)
    jpegs = by_mime["image/jpeg"]
    default = min(jpegs, key=lambda rendition: abs(rendition.width - PREFERRED_SRC_WIDTH), default=None)
    return DrawnPicture(
        id=picture.pk,
        alt=picture.default_alt_text,
        credit=picture.credit,
        caption=picture.caption,
        width=jpegs[-1].width if jpegs else picture.width,
        height=jpegs[-1].height if jpegs else picture.height,
        src=default.url if default else "",
        sources=tuple(
            Source(mime, ", ".join(f"{rendition.url} {rendition.width}w" for rendition in by_mime[mime]))
            for mime in MIME_ORDER
            if by_mime[mime]
        ),
        colour=picture.dominant_colour or "#cccccc",
        licence=picture.licence,
        largest=jpegs[-1].url if jpegs else "",
        creator=picture.creator,
        agency=picture.agency,
        is_decorative=picture.is_decorative,
        rights_expire_on=picture.rights_expire_on,
    )


def pictures_in_need() -> QuerySet[Picture]:
    """Pictures without a credit or without alt text, newest first: the picture editor's repair list."""
    without_credit = Picture.objects.filter(credit_line="", creator="", agency="")
    without_alt = Picture.objects.filter(alt="", is_decorative=False)
    return (without_credit | without_alt).order_by("-created_at", "-pk")


def waiting_for_renditions() -> QuerySet[Picture]:
    """Pictures of which the worker has made nothing yet, oldest first."""
    return Picture.objects.filter(renditions_made_at=None).order_by("pk")
