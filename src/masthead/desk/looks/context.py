"""What the screen of the look shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField

from masthead.desk.looks.drafts import Draft
from masthead.desk.looks.forms import MODES, PAGES, WIDTHS
from masthead.magazine.palettes import palette_of
from masthead.magazine.readings import MODES as PAPERS
from masthead.magazine.readings import Reading, WayOut, readings_of, unreadable, ways_out


@dataclass(frozen=True)
class ColourRow:
    """A colour that can be chosen, and what it is when it is not."""

    field: BoundField
    worn: str
    """As ``#8a1c1c``: chosen, or the look's own, or computed."""
    way: WayOut | None


@dataclass(frozen=True)
class Mode:
    """All pairs in one mode."""

    code: str
    label: str
    readings: list[Reading]


@dataclass(frozen=True)
class Check:
    """Whether the draft can be read."""

    modes: list[Mode]
    ways: list[WayOut]
    poor_count: int
    worn: dict[str, str]
    """Each colour that can be chosen, as it is worn, by field."""


def check_of(draft: Draft) -> Check:
    """The contrast check of a draft."""
    readings = readings_of(draft.theme)
    palette = palette_of(draft.theme)
    modes = [Mode(code, str(label), [each for each in readings if each.mode == code]) for code, label in PAPERS.items()]
    worn = {name: palette.light[name].hex for name in ("paper", "ink", "accent")}
    worn |= {f"{name}_dark": palette.dark[name].hex for name in ("paper", "ink", "accent")}
    return Check(modes, ways_out(draft.theme, readings), len(unreadable(readings)), worn)


def colour_rows(draft: Draft, check: Check, *, is_dark: bool) -> list[ColourRow]:
    """Accent, ink and paper, on light or on dark paper."""
    ways = {way.field: way for way in check.ways}
    names = [name + ("_dark" if is_dark else "") for name in ("accent", "ink", "paper")]
    return [ColourRow(draft.form[name], check.worn[name], ways.get(name)) for name in names]


def switches(draft: Draft) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The switches of the preview: name, then code, label, and whether it is on."""
    choices = {"page": PAGES, "mode": MODES, "width": WIDTHS}
    return [
        (name, [(code, str(label), draft.shown[name] == code) for code, label in labels.items()])
        for name, labels in choices.items()
    ]
