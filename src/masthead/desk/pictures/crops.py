"""How a picture is cut where readers see it small: the browser's work, shown here with the same arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from masthead.pictures.models import Picture

RATIOS: Sequence[tuple[Promise | str, int, int]] = (
    (_("Lead and card"), 5, 3),
    (_("Portrait"), 1, 1),
    (_("Cover"), 3, 4),
)


@dataclass(frozen=True)
class Crop:
    """One cut, in pixels of the original."""

    name: Promise | str
    left: int
    top: int
    width: int
    height: int

    @property
    def view_box(self) -> str:
        """For SVG."""
        return f"{self.left} {self.top} {self.width} {self.height}"


def crops_of(picture: Picture) -> list[Crop]:
    """The largest cut of each ratio about the focal point, else the middle: the arithmetic of ``object-position`` on readers' pages."""
    return [_crop(picture, name, across / down) for name, across, down in RATIOS]


def _crop(picture: Picture, name: Promise | str, ratio: float) -> Crop:
    width = min(picture.width, round(picture.height * ratio))
    height = min(picture.height, round(picture.width / ratio))
    across, down = picture.focus or (5, 5)
    left, top = (picture.width - width) * across // 10, (picture.height - height) * down // 10
    return Crop(name, left, top, width, height)
