"""Writing to the picture library: adding, describing and deleting pictures, and making their sizes."""

from masthead.pictures.actions.deleting import delete_picture
from masthead.pictures.actions.describing import DESCRIBED_FIELDS, Described, describe
from masthead.pictures.actions.renditions import make_renditions
from masthead.pictures.actions.uploading import Added, PictureRefused, add_picture

__all__ = [
    "DESCRIBED_FIELDS",
    "Added",
    "Described",
    "PictureRefused",
    "add_picture",
    "delete_picture",
    "describe",
    "make_renditions",
]
