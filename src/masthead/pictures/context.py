"""What templates receive to draw a picture."""

from dataclasses import dataclass, field
from datetime import date

from masthead.text.licences import Licence, licence_as_printed

LEAST_BROAD, LEAST_UPRIGHT, COPY_WIDTH = 960, 480, 640  # pixels


@dataclass(frozen=True)
class Source:
    """One ``<source>`` of a ``<picture>``."""

    mime: str = field(metadata={"help": "for example image/avif"})
    srcset: str = field(metadata={"help": "“address 400w, address 800w, …”, ascending widths in pixels"})


@dataclass(frozen=True)
class DrawnPicture:
    """A picture ready to be drawn: addresses of finished renditions, and what must be printed with it."""

    id: int
    alt: str = field(metadata={"help": "empty when decorative"})
    credit: str = field(metadata={"help": "“Creator / Agency”; empty when not recorded, which the template says"})
    caption: str = field(metadata={"help": "the library's caption, where the article gives none"})
    width: int = field(metadata={"help": "of the largest rendition, pixels"})
    height: int = field(metadata={"help": "of the largest rendition, pixels"})
    src: str = field(metadata={"help": "the JPEG of about 800 pixels; empty until the worker made it"})
    sources: tuple[Source, ...] = field(default=(), metadata={"help": "AVIF, then WebP, then JPEG"})
    colour: str = field(default="#cccccc", metadata={"help": "dominant colour, shown while the picture is being made"})
    licence: str = field(default="", metadata={"help": "code of text.licences; empty when not recorded"})
    largest: str = field(default="", metadata={"help": "address of the widest JPEG, for machines"})
    licence_note: str = field(default="", metadata={"help": "for the desk: invoice, contract or permission"})
    creator: str = ""
    agency: str = ""
    source: str = field(default="", metadata={"help": "where it was taken from"})
    is_decorative: bool = False
    title: str = field(default="", metadata={"help": "for the desk: its name in the library"})
    rights_begin_on: date | None = field(
        default=None, metadata={"help": "first day of the rights; None when they have begun"}
    )
    rights_expire_on: date | None = field(
        default=None, metadata={"help": "last day of the rights; None when they do not end"}
    )

    source_url: str = field(default="", metadata={"help": "address of where it was taken from; only of the web"})
    focus: tuple[int, int] | None = field(
        default=None,
        metadata={"help": "what must stay in sight, in tenths of its width and height; None is the middle"},
    )

    @property
    def open_licence(self) -> Licence | None:
        """The licence that must be named and linked beside the picture; none where the credit is all that is asked for."""
        licence = licence_as_printed(self.licence, self.licence_note)
        return licence if licence.is_open else None

    @property
    def focus_class(self) -> str:
        """The classes that keep the focal point in sight where the picture is cut; empty for the middle."""
        return "focus-x-{} focus-y-{}".format(*self.focus) if self.focus else ""

    @property
    def is_ready(self) -> bool:
        """Whether the worker has made the renditions."""
        return bool(self.src)

    @property
    def is_portrait(self) -> bool:
        """Whether it is taller than wide."""
        return self.height > self.width

    @property
    def is_small(self) -> bool:
        """Whether it is too small to lead a page: it would have to be enlarged. An upright picture stands in half the page."""
        return self.width < (LEAST_UPRIGHT if self.is_portrait else LEAST_BROAD)

    @property
    def place_in_copy(self) -> str:
        """``small`` where it is narrower than the copy, so that it is drawn as it is; else empty."""
        return "small" if self.width < COPY_WIDTH else ""
