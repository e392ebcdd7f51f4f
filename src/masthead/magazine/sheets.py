"""A theme as a style sheet: values for tokens on the root element, and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from masthead.magazine.palettes import NAMES, OF_LOOKS, palette_of
from masthead.magazine.themes import Corners, Density, Look, Theme

RADII = {Corners.SQUARE: "0", Corners.SOFT: "0.25rem", Corners.ROUND: "0.875rem"}
DENSITIES = {Density.COMPACT: "0.8", Density.NORMAL: "1", Density.AIRY: "1.25"}
MODES = ("light", "dark")
ADDRESS = re.compile(r"/theme-([0-9a-f]{16})\.css")


@lru_cache(maxsize=64)
def sheet_of(theme: Theme, mode: str = "") -> str:
    """The sheet; empty when the look is worn as it is. ``mode`` holds a preview in ``light`` or ``dark``.

    Every value is written from numbers, or is one of those above: nothing that somebody typed stands in it.
    """
    palette, own = palette_of(theme), OF_LOOKS[Look(theme.look)]
    said = [
        f"--{name}:light-dark({palette.light[name].hex},{palette.dark[name].hex})"
        for name in NAMES
        if (palette.light[name], palette.dark[name]) != (own.light[name], own.dark[name])
    ]
    if theme.corners != Corners.SQUARE:
        said.append(f"--radius:{RADII[Corners(theme.corners)]}")
    if theme.density != Density.NORMAL:
        said.append(f"--density:{DENSITIES[Density(theme.density)]}")
    if theme.nameplate_align:
        said.append(f"--nameplate-align:{'center' if theme.nameplate_align == 'center' else 'start'}")
    if mode in MODES:
        said.append(f"color-scheme:{mode}")
    return f"@layer tokens{{:root{{{';'.join(said)}}}}}\n" if said else ""


def address_of_sheet(theme: Theme) -> str:
    """``/theme-<hash>.css``, where the hash is of the sheet itself; empty when there is none."""
    sheet = sheet_of(theme)
    return f"/theme-{fingerprint(sheet)}.css" if sheet else ""


def fingerprint(sheet: str) -> str:
    """Sixteen hexadecimal digits that change whenever the sheet does."""
    return blake2b(sheet.encode(), digest_size=8).hexdigest()
