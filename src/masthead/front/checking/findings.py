"""What is wrong with a theme's folder, said so that it can be mended: file, line, trouble, way out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One trouble. ``is_advice``: worth a look, and no reason to refuse."""

    path: str
    line: int
    message: str
    hint: str = ""
    is_advice: bool = False
