"""Making the sizes and formats that readers get: pixels in, files out, no database.

EXIF (a photograph's GPS position with it) is dropped; credit and licence are written back as XMP, because a picture that is saved
from a page should still say whose it is (IPTC Photo Metadata Standard 2023.1: creator, credit line, rights, web statement).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from PIL import Image, ImageOps

from masthead.errors import MastheadError
from masthead.text.licences import licence_as_printed

WIDTHS = (400, 800, 1200, 1600)
FORMATS: dict[str, dict[str, Any]] = {
    "jpeg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    "webp": {"format": "WEBP", "quality": 78, "method": 2},
    "avif": {"format": "AVIF", "quality": 62, "speed": 8},
}
EXTENSIONS = {"jpeg": "jpg", "webp": "webp", "avif": "avif"}
WRITTEN_INTO_RENDITIONS = frozenset({"file", "creator", "agency", "credit_line", "licence", "licence_note"})
"""The fields of a picture that its renditions carry: pixels and rights. After a change of any they are made anew."""


class PictureTooLarge(MastheadError):
    """A file claims more pixels than we are ready to decode."""


class PictureUnreadable(MastheadError):
    """A file is not a picture that Pillow can read."""


@dataclass(frozen=True)
class Rights:
    """What is written into each file."""

    creator: str = ""
    credit: str = ""
    licence: str = field(default="", metadata={"help": "code of text.licences"})
    licence_note: str = field(default="", metadata={"help": "which version of the licence it is, maybe"})


@dataclass(frozen=True)
class MadeRendition:
    """One finished file."""

    spec: str
    extension: str
    width: int
    height: int
    data: bytes


def widths_for(width: int) -> tuple[int, ...]:
    """The widths to make of a picture ``width`` pixels wide: never above the original, always at least one."""
    widest = min(width, WIDTHS[-1])
    return (*(step for step in WIDTHS if step < widest), widest)


def spec_for(width: int, name: str) -> str:
    """The name of a rendition, readable by Wagtail too."""
    return f"width-{width}|format-{name}"


def open_picture(file: IO[bytes]) -> Image.Image:
    """The upright first frame in RGB (or RGBA, or grey), scaled down on decoding where the format can.

    Raises:
        PictureTooLarge: more are claimed than ``[media] max_picture_megapixels`` allows.
        PictureUnreadable: no picture, or a broken one.
    """
    try:
        image: Image.Image = Image.open(file)
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise _too_large(f"{image.width} × {image.height}")
        image.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
        upright = ImageOps.exif_transpose(image)
        return upright.convert(
            "RGBA" if "transparency" in upright.info or upright.mode in {"RGBA", "LA", "PA"} else "RGB"
        )
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as trouble:
        raise _too_large("too many") from trouble
    except (OSError, SyntaxError, ValueError) as trouble:
        raise PictureUnreadable("The file is not a picture that can be read.", permanent=True) from trouble


def _too_large(pixels: str) -> PictureTooLarge:
    return PictureTooLarge(
        f"The picture claims {pixels} pixels.",
        hint=f"Scale it down below {settings.CONFIG.media.max_picture_megapixels} million pixels.",
        permanent=True,
    )


def dominant_colour(image: Image.Image) -> str:
    """The average colour as ``#rrggbb``."""
    red, green, blue = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def made_of(image: Image.Image, rights: Rights) -> Iterator[MadeRendition]:
    """Every width in every format, widest first, so that each step scales down from the one before."""
    xmp = xmp_packet(rights)
    current = image
    for width in reversed(widths_for(image.width)):
        height = max(1, round(image.height * width / image.width))
        if (width, height) != current.size:
            current = current.resize((width, height), Image.Resampling.LANCZOS)
        for name, options in FORMATS.items():
            yield MadeRendition(spec_for(width, name), EXTENSIONS[name], width, height, encoded(current, options, xmp))


def encoded(image: Image.Image, options: dict[str, Any], xmp: bytes) -> bytes:
    """The file's bytes: no EXIF, no IPTC, only our XMP."""
    if options["format"] == "JPEG" and image.mode != "RGB":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    image.info = {}
    buffer = BytesIO()
    extra: dict[str, Any] = {"xmp": xmp} if xmp else {}
    image.save(buffer, **options, **extra)
    return buffer.getvalue()


def xmp_packet(rights: Rights) -> bytes:
    """Creator, credit and licence as an XMP packet; empty when there is nothing to say."""
    licence = licence_as_printed(rights.licence, rights.licence_note) if rights.licence else None
    fields = []
    if rights.creator:
        fields.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(rights.creator)}</rdf:li></rdf:Seq></dc:creator>")
    if rights.credit:
        fields.append(f"<photoshop:Credit>{escape(rights.credit)}</photoshop:Credit>")
    if licence:
        label = escape(licence.label)
        fields.append(f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{label}</rdf:li></rdf:Alt></dc:rights>')
    if not fields:
        return b""
    statement = f" xmpRights:WebStatement={quoteattr(licence.url)}" if licence and licence.url else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        f' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"{statement}>{"".join(fields)}'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
