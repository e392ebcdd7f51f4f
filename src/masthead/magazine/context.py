"""What templates receive of the magazine."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class NameplateImage:
    """The magazine's name as an uploaded picture."""

    src: str
    width: int
    height: int
    alt: str = field(metadata={"help": "the words it shows; never empty"})
    inverts: str = field(
        metadata={"help": "when it turns light, because it is dark on nothing: always, dark (on dark paper), or empty"}
    )


@dataclass(frozen=True)
class Nameplate:
    """The magazine's name at the top of a page, in type or as a picture."""

    words: str = field(metadata={"help": "as the nameplate has them; the magazine's name may be written otherwise"})
    picture: NameplateImage | None = field(metadata={"help": "stands for the words where there is one"})
    tagline: str = field(metadata={"help": "the line under it on the front page; empty where it is not shown"})
