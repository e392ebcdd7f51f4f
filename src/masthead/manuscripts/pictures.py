"""The pictures inside a manuscript, looked at before anything is kept: can they be opened, what do they say about themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from masthead.errors import MastheadError
from masthead.manuscripts.reading import FoundPicture, Remark
from masthead.manuscripts.troubles import WordFileRefused
from masthead.manuscripts.word.archive import WordFile
from masthead.pictures.metadata import fields_from_file, read_metadata
from masthead.pictures.renditions import open_picture

MOST_PICTURES = 80
MOST_PIXELS = 800_000_000
"""Of all pictures of a manuscript together: opening them is most of the work of reading it."""
THUMBNAIL = (640, 640)
KEPT = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
MADE_PNG = ("BMP", "TIFF")
DRAWINGS = frozenset({".emf", ".wmf", ".emz", ".wmz", ".svg", ".eps", ".pict", ".pct", ".pdf"})


@dataclass(frozen=True)
class PreparedPicture:
    """A picture that can be kept."""

    number: int
    name: str
    data: bytes
    thumbnail: bytes
    width: int
    height: int
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def sha1(self) -> str:
        """As Wagtail keeps it of a picture's file."""
        return hashlib.sha1(self.data, usedforsecurity=False).hexdigest()


class _Dropped(MastheadError):
    """A picture cannot be kept; the message says why."""


def prepare(file: WordFile, found: Sequence[FoundPicture]) -> Iterator[PreparedPicture | Remark]:
    """Each picture ready to be kept, or the reason why it is left out."""
    pixels = 0
    for place, picture in enumerate(found):
        name = PurePosixPath(picture.part).name
        try:
            if place >= MOST_PICTURES:
                raise _Dropped(_("a manuscript may bring %(most)d pictures") % {"most": MOST_PICTURES})
            prepared = _prepared(file, picture, MOST_PIXELS - pixels)
        except (MastheadError, WordFileRefused) as trouble:
            reason = trouble.reason if isinstance(trouble, WordFileRefused) else str(trouble)
            yield Remark(
                _("Picture %(number)d (%(name)s) was left out: %(reason)s")
                % {"number": picture.number, "name": name, "reason": reason},
                is_loss=True,
            )
        else:
            pixels += prepared.width * prepared.height
            yield prepared


def _prepared(file: WordFile, picture: FoundPicture, pixels_left: int) -> PreparedPicture:
    path = PurePosixPath(picture.part)
    if path.suffix.lower() in DRAWINGS:
        kind = path.suffix.lstrip(".").upper()
        raise _Dropped(
            _("it is a drawing in the format %(kind)s, which browsers cannot show.") % {"kind": kind},
            _("Save it as PNG and add it to the article."),
        )
    data = file.bytes_of(picture.part, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    format_name, size = _looked_at(data)
    if size[0] * size[1] > pixels_left:
        raise _Dropped(_("the pictures of this manuscript have too many pixels together."), _("Make them smaller."))
    image = open_picture(BytesIO(data))
    if format_name in MADE_PNG:
        data = _png(data)
    ending = KEPT.get(format_name, "png")
    return PreparedPicture(
        number=picture.number,
        name=f"{path.stem[:80]}.{ending}",
        data=data,
        thumbnail=_thumbnail(image),
        width=size[0],
        height=size[1],
        said=_said(data, picture),
    )


def _looked_at(data: bytes) -> tuple[str, tuple[int, int]]:
    """The format and size of a picture by its first bytes, whatever its name says."""
    try:
        with Image.open(BytesIO(data), formats=[*KEPT, *MADE_PNG]) as image:
            name, size = image.format or "", image.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as trouble:
        raise _Dropped(_("it claims more pixels than can be opened."), _("Make it smaller.")) from trouble
    except (OSError, SyntaxError, ValueError, EOFError) as trouble:
        raise _Dropped(_("it is no picture that can be opened."), _("Save it as JPEG or PNG and add it.")) from trouble
    return name, size


def _png(data: bytes) -> bytes:
    buffer = BytesIO()
    with Image.open(BytesIO(data), formats=list(MADE_PNG)) as image:
        mode = image.mode if image.mode in {"L", "RGB", "RGBA"} else "RGB"
        image.convert(mode).save(buffer, "PNG")
    return buffer.getvalue()


def _thumbnail(image: Image.Image) -> bytes:
    buffer = BytesIO()
    small = image.copy()
    small.thumbnail(THUMBNAIL)
    if small.mode != "RGB":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A") if "A" in small.getbands() else None)
        small = paper
    small.save(buffer, "JPEG", quality=78)
    return buffer.getvalue()


def _said(data: bytes, picture: FoundPicture) -> dict[str, Any]:
    """The fields of the picture: what its file says, and over it what the manuscript says."""
    from_file = {name: str(value.value) for name, value in fields_from_file(read_metadata(BytesIO(data))).items()}
    in_copy = {
        "alt": picture.alt[:500],
        "caption": picture.caption[:1000],
        "creator": picture.creator,
        "agency": picture.agency,
    }
    if picture.creator:
        from_file.pop("agency", None)
        from_file.pop("credit_line", None)
    return from_file | {name: value for name, value in in_copy.items() if value}
