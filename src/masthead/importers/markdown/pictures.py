"""Looking at a picture file before it is let in: what it is, whether it can be read, and whether it would hurt."""

from __future__ import annotations

import hashlib
import re
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from masthead.importers.markdown.folder import Folder
from masthead.importers.troubles import ItemRefused

MOST_PIXELS = 80_000_000
"""Unless the caller says otherwise; ``[media] max_picture_megapixels`` does."""
MAX_FRAMES = 500
MAX_EDGE = 30_000
FORMATS = frozenset({"JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "MPO"})
THUMBNAIL = (256, 256)
_SVG = re.compile(rb"<svg[\s>/]|<!DOCTYPE\s+svg", re.IGNORECASE)
_ACTIVE_SVG = re.compile(rb"<script|\son\w+\s*=|javascript:|<foreignObject", re.IGNORECASE)
_GIF_IMAGE, _GIF_EXTENSION, _GIF_HEADER_BYTES = 0x2C, 0x21, 13


@dataclass(frozen=True)
class Facts:
    """What is known of a readable picture file."""

    sha1: str
    size_bytes: int
    width: int
    height: int
    is_plain: bool
    """One flat colour: a placeholder, not a picture."""

    def require_picture(self, path: str) -> None:
        """Refuse a placeholder.

        Raises:
            ItemRefused: the file at ``path`` shows nothing.
        """
        if self.is_plain:
            raise ItemRefused(path, f"{self.width} × {self.height} pixels of one flat colour: a placeholder.")


def inspect(folder: Folder, path: str, *, max_bytes: int, max_pixels: int = MOST_PIXELS) -> Facts:
    """The facts of a picture file of the folder.

    Raises:
        ItemRefused: too large, too many pixels or frames, no picture, broken, or a kind we do not take; says which.
    """
    data = folder.read_bytes(path, max_bytes)
    if _SVG.search(data[:2000]):
        script = " and this one holds a script" if _ACTIVE_SVG.search(data) else ""
        raise ItemRefused(path, f"SVG pictures can run scripts{script}.", "Export it as PNG.")
    if data[:3] == b"GIF" and (frames := gif_frames(data, MAX_FRAMES + 1)) > MAX_FRAMES:
        raise ItemRefused(path, f"an animation of more than {frames - 1} frames.", "Take a still from it.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _facts(data, path, max_pixels)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as trouble:
        found = re.search(r"\((\d+) pixels\)", str(trouble))
        size = f"{int(found[1]):,}" if found else "far too many"
        raise ItemRefused(path, f"the picture claims {size} pixels; the most we open is {max_pixels:,}.") from trouble
    except UnidentifiedImageError as trouble:
        raise ItemRefused(path, "this is no picture that we can read.") from trouble
    except (OSError, SyntaxError, ValueError, EOFError) as trouble:
        raise ItemRefused(path, f"the picture is broken ({' '.join(str(trouble).split())[:100]}).") from trouble


def _facts(data: bytes, path: str, max_pixels: int) -> Facts:
    with Image.open(BytesIO(data)) as image:
        width, height = image.size
        if image.format not in FORMATS:
            raise ItemRefused(path, f"pictures of the kind {image.format} are not taken.", "Save it as PNG or JPEG.")
        if width * height > max_pixels or max(width, height) > MAX_EDGE:
            raise ItemRefused(path, f"{width:,} × {height:,} pixels; the most we open is {max_pixels:,}.")
        if getattr(image, "n_frames", 1) > MAX_FRAMES:
            raise ItemRefused(path, f"an animation of more than {MAX_FRAMES} frames.", "Take a still from it.")
        image.draft("RGB", THUMBNAIL)
        image.load()
        extrema = image.getextrema()
    bands = extrema if isinstance(extrema[0], tuple) else (extrema,)
    is_plain = all(low == high for low, high in bands)
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    return Facts(digest, len(data), width, height, is_plain)


def gif_frames(data: bytes, limit: int) -> int:
    """How many frames a GIF holds, counted no further than ``limit``, by its block structure alone (GIF89a, sections 17 to 27)."""
    if len(data) < _GIF_HEADER_BYTES:
        return 0
    place = _GIF_HEADER_BYTES + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    frames = 0
    while place < len(data) and frames < limit:
        kind = data[place]
        if kind == _GIF_IMAGE and place + 9 < len(data):
            frames += 1
            flags = data[place + 9]
            place = _after_blocks(data, place + 11 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0))
        elif kind == _GIF_EXTENSION:
            place = _after_blocks(data, place + 2)
        else:
            break
    return frames


def _after_blocks(data: bytes, place: int) -> int:
    while place < len(data) and data[place]:
        place += data[place] + 1
    return place + 1
