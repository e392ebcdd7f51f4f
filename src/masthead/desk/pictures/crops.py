"""How a picture is cut where readers see it small: the browser's work, shown here with the same arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from masthead.pictures.models import Picture

RATIOS: Sequence[tuple[Promise | str, int, int]] = ((_("Lead"), 16, 9), (_("Card"), 3, 2), (_("Square"), 1, 1))


@dataclass(frozen=True)
class Crop:
    """One cut, in pixels of the original."""

    name: Promise | str
    left: int
    top: int
    width: int
    height: int
    is_centred: bool = field(metadata={"help": "False when a focal point moved it"})

    @property
    def view_box(self) -> str:
        """For SVG."""
        return f"{self.left} {self.top} {self.width} {self.height}"


def crops_of(picture: Picture) -> list[Crop]:
    """The largest cut of each ratio, as near to the focal point as the picture allows; in the middle without one."""
    point = picture.get_focal_point()
    centre = point.centroid if point else (picture.width / 2, picture.height / 2)
    return [_crop(picture, name, across / down, centre, is_centred=point is None) for name, across, down in RATIOS]


def _crop(
    picture: Picture, name: Promise | str, ratio: float, centre: tuple[float, float], *, is_centred: bool
) -> Crop:
    width = min(picture.width, round(picture.height * ratio))
    height = min(picture.height, round(picture.width / ratio))
    left = min(max(round(centre[0] - width / 2), 0), picture.width - width)
    top = min(max(round(centre[1] - height / 2), 0), picture.height - height)
    return Crop(name, left, top, width, height, is_centred)
