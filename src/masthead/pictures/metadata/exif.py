"""EXIF: what the camera wrote. Of it only who, whose, what and when; never where."""

from __future__ import annotations

from PIL import ExifTags
from PIL.ImageFile import ImageFile

CAMERA_PHRASES = frozenset(
    {"olympus digital camera", "sony dsc", "digital camera", "kodak digital still camera", "samsung", "minolta dsc", "default"}
)  # fmt: skip
"""What cameras write as a description of their own accord."""
TEXT_TAGS = {
    "Artist": ExifTags.Base.Artist,
    "Copyright": ExifTags.Base.Copyright,
    "ImageDescription": ExifTags.Base.ImageDescription,
}
WINDOWS_TAGS = {
    "XPTitle": ExifTags.Base.XPTitle,
    "XPAuthor": ExifTags.Base.XPAuthor,
    "XPKeywords": ExifTags.Base.XPKeywords,
}


def exif_fields(image: ImageFile) -> dict[str, list[str]]:
    """The texts by the names of their tags (``Artist``), and ``DateTimeOriginal`` as it is written."""
    exif = image.getexif()
    found = {name: _text(exif.get(tag)) for name, tag in TEXT_TAGS.items()}
    found |= {name: _windows_text(exif.get(tag)) for name, tag in WINDOWS_TAGS.items()}
    found["DateTimeOriginal"] = _text(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal))
    if found["ImageDescription"].strip().lower() in CAMERA_PHRASES:
        found["ImageDescription"] = ""
    return {name: [value] for name, value in found.items() if value}


def _text(value: object) -> str:
    """Pillow reads EXIF's texts as Latin-1; most programs write UTF-8 there. Of a copyright in two halves the first is meant."""
    if not isinstance(value, str):
        return ""
    first = value.partition("\x00")[0]
    try:
        return first.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return first


def _windows_text(value: object) -> str:
    return value.decode("utf-16-le", errors="replace") if isinstance(value, bytes) else ""
