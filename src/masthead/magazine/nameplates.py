"""Taking in a picture of the magazine's name: a raster picture is drawn anew, so that nothing but pixels stays of what was sent."""

from __future__ import annotations

from hashlib import blake2b
from io import BytesIO
from typing import IO, NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from masthead.errors import MastheadError

FORMATS = ("PNG", "WEBP", "JPEG", "GIF")
LARGEST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
BOX = (1600, 480)
"""Pixels kept at most: a nameplate 800 wide and 240 high, on screens of twice the density."""
HEAVIEST = 120 * 1024
QUALITIES = (90, 80, 65)


class NameplateUnusable(MastheadError):
    """The file is no picture that can stand in a nameplate; the message says why."""


class Drawn(NamedTuple):
    """The picture as it is kept."""

    name: str
    content: bytes
    width: int
    height: int


def drawn_anew(file: IO[bytes], size: int) -> Drawn:
    """A WebP of the picture, at most ``BOX`` and ``HEAVIEST``, named by its content. SVG is refused: it can carry scripts.

    Raises:
        NameplateUnusable: no PNG, WebP, JPEG or GIF, or too large.
    """
    if size > LARGEST_BYTES:
        raise NameplateUnusable(_("This file is larger than 8 MB. Save the nameplate smaller."), permanent=True)
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NameplateUnusable(_("This picture has too many pixels. 1600 across are enough."), permanent=True)
            kept = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        hint = _("Send a PNG, best on a transparent ground. An SVG can carry scripts: export it as PNG.")
        raise NameplateUnusable(_("This is no PNG, WebP, JPEG or GIF."), hint, permanent=True) from error
    kept = _trimmed(kept)
    kept.thumbnail(BOX, Image.Resampling.LANCZOS)
    content = _squeezed(kept)
    return Drawn(f"{blake2b(content, digest_size=8).hexdigest()}.webp", content, kept.width, kept.height)


def _trimmed(image: Image.Image) -> Image.Image:
    """Without the empty margin that drawing programs leave, which would put the name out of line with everything below."""
    box = image.getchannel("A").getbbox()
    return image.crop(box) if box else image


def _squeezed(image: Image.Image) -> bytes:
    """Without loss where that is light enough, as flat letters are."""
    tries = [{"lossless": True, "method": 6}, *({"quality": quality, "method": 6} for quality in QUALITIES)]
    content = b""
    for options in tries:
        buffer = BytesIO()
        image.save(buffer, "WEBP", **options)
        content = buffer.getvalue()
        if len(content) <= HEAVIEST:
            return content
    return content
