"""The inks: a few named palettes, each a paper and five inks, as a printer would mix them."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ImageColor


@dataclass(frozen=True)
class Palette:
    """Six colours that belong together, as ``#rrggbb``, from paper to darkest."""

    paper: str
    pale: str
    mid: str
    deep: str
    hot: str
    cool: str


PALETTES = {
    "harbour": Palette("#f6eedd", "#bfd8d0", "#4b9499", "#143f4d", "#ec6a48", "#8cb6c0"),
    "dusk": Palette("#f7e6d0", "#f1ba97", "#d8705a", "#2a2c4a", "#f6c95c", "#7d8bb0"),
    "night": Palette("#e9e2d0", "#8fa0c4", "#3d4f82", "#151a38", "#f4b94a", "#5f78ad"),
    "moss": Palette("#f4efdc", "#cdd2a4", "#74885a", "#27382c", "#dd7f3b", "#a3b8a8"),
    "plum": Palette("#f6e9e2", "#e5b6b0", "#a54c68", "#37193a", "#f3a557", "#8a84ac"),
    "ochre": Palette("#f8f0dc", "#ecd093", "#cf9340", "#462f24", "#b9432b", "#7c99a1"),
    "clay": Palette("#f5ebe0", "#e4c3a4", "#c26d4b", "#3b2a2e", "#2f6f73", "#d9a441"),
    "rose": Palette("#fbeee6", "#f2c4b8", "#dd7a73", "#40263c", "#2d6a6a", "#f0b05a"),
    "ink": Palette("#f2eee4", "#c8c9c4", "#6f7f8c", "#1d2733", "#d8492f", "#a9b7bd"),
    "snow": Palette("#f3f1ec", "#c6d3df", "#7c96b4", "#1f3050", "#f0875a", "#a5b8cc"),
    "citrus": Palette("#fbf3da", "#f5d56e", "#e89b35", "#2e4034", "#d9542f", "#86a98f"),
    "indigo": Palette("#f1ece2", "#b9bddb", "#5b5ea6", "#1e1d47", "#ef8354", "#d8b4a0"),
}


def mix(one: str, other: str, share: float) -> str:
    """Return *one* with a *share* (0 to 1) of *other* stirred in."""
    first, second = ImageColor.getrgb(one)[:3], ImageColor.getrgb(other)[:3]
    stirred = [round(a + (b - a) * share) for a, b in zip(first, second, strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*stirred)
