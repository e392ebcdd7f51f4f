"""Storing the sizes and formats of a picture."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from masthead.pictures.models import Picture, PictureRendition
from masthead.pictures.renditions import MadeRendition, Rights, dominant_colour, made_of, open_picture


def make_renditions(picture_id: int) -> int:
    """Make every size and format of one picture anew, and return how many. For the worker: it takes a second or two.

    A picture that is gone counts as done. Pixels are worked on outside the transaction; the rows change in one.

    Raises:
        PictureTooLarge, PictureUnreadable: permanent; the old renditions stay.
    """
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return 0
    with picture.file.open("rb") as file:
        image = open_picture(file)
    rights = Rights(
        creator=picture.creator, credit=picture.credit, licence=picture.licence, licence_note=picture.licence_note
    )
    made = list(made_of(image, rights))
    colour = dominant_colour(image)
    stored = [_stored(picture, rendition) for rendition in made]
    with transaction.atomic():
        stale = list(
            picture.renditions.filter(filter_spec__in=[rendition.spec for rendition in made], focal_point_key="")
        )
        PictureRendition.objects.filter(pk__in=[rendition.pk for rendition in stale]).delete()
        PictureRendition.objects.bulk_create(stored)
        Picture.objects.filter(pk=picture.pk).update(dominant_colour=colour, renditions_made_at=timezone.now())
    return len(stored)


def _stored(picture: Picture, made: MadeRendition) -> PictureRendition:
    """The file in the media store under a fresh name, and its unsaved row."""
    rendition = PictureRendition(image=picture, filter_spec=made.spec, focal_point_key="")
    name = f"{picture.pk}-{picture.file_hash[:8] or 'x'}-{made.width}.{made.extension}"
    rendition.file.save(name, ContentFile(made.data), save=False)
    rendition.width, rendition.height = made.width, made.height
    return rendition
