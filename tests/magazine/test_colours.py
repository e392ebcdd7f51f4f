"""Colours as numbers, and what holds whatever somebody chooses."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from masthead.magazine.colours import BLACK, WHITE, Colour, contrast, least_contrast, nearest_passing, of_oklch
from masthead.magazine.palettes import NAMES, OF_LOOKS, TEXT, palette_of
from masthead.magazine.readings import PAIRS, readings_of, troubles_of, unreadable, ways_out
from masthead.magazine.themes import Look, Theme
from tests.house.tree import SOURCE

CSS = SOURCE / "front" / "static" / "front" / "css"
COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)
LOOKS = st.sampled_from(Look.values)


def test_contrast_and_lightness_are_those_of_the_standards() -> None:
    assert contrast(BLACK, WHITE) == 21
    assert round(contrast(Colour(0x76, 0x76, 0x76), WHITE), 2) == 4.54  # the grey that everybody knows
    lightness, chroma, hue = Colour(255, 0, 0).oklch
    assert (round(lightness, 3), round(chroma, 3), round(hue, 1)) == (0.628, 0.258, 29.2)  # CSS Color 4


@given(COLOURS)
def test_a_colour_comes_back_from_oklch_and_from_text_as_it_was(colour: Colour) -> None:
    assert of_oklch(*colour.oklch) == colour
    assert Colour.read(colour.hex) == colour


@given(COLOURS, COLOURS, st.sampled_from([3.0, 4.5]))
@settings(deadline=None)
def test_the_nearest_colour_passes_and_keeps_its_hue(colour: Colour, ground: Colour, ratio: float) -> None:
    found = nearest_passing(colour, (ground,), ratio)
    assert contrast(found, ground) >= ratio
    before, after = colour.oklch, found.oklch
    turned = abs((before.hue - after.hue + 180) % 360 - 180)
    assert after.chroma < 0.03 or turned < 15


@given(LOOKS, COLOURS, COLOURS, COLOURS)
@settings(deadline=None, max_examples=60)
def test_what_is_computed_can_be_read_whatever_is_chosen(look: str, paper: Colour, ink: Colour, accent: Colour) -> None:
    theme = Theme(look=look, paper=paper, ink=ink, accent=accent)
    palette = palette_of(theme)
    assert palette.dark["paper"].oklch.lightness < 0.25
    assert contrast(palette.dark["ink"], palette.dark["paper"]) >= 12.9
    assert not unreadable(each for each in readings_of(theme) if each.mode == "dark")
    for shades in (palette.light, palette.dark):
        assert contrast(shades["on-accent"], shades["accent"]) >= TEXT
        assert contrast(shades["on-band"], shades["band"]) >= TEXT


@given(LOOKS, COLOURS, COLOURS)
@settings(deadline=None, max_examples=60)
def test_every_way_out_leads_out(look: str, ink: Colour, accent: Colour) -> None:
    theme = Theme(look=look, ink=ink, accent=accent)
    ways = {way.field: way.colour for way in ways_out(theme, readings_of(theme))}
    assert set(ways) == set(troubles_of(theme))
    assert troubles_of(Theme(look=look, ink=ways.get("ink", ink), accent=ways.get("accent", accent))) == {}


def test_the_looks_as_they_are_can_be_read_whole() -> None:
    assert [pair for look in Look for pair in readings_of(Theme(look=look)) if not pair.is_enough] == []
    assert {pair.front for pair in PAIRS} | {pair.ground for pair in PAIRS} | {"rule"} == set(NAMES)


def test_the_colours_of_the_looks_are_those_of_their_style_sheets() -> None:
    root = _pairs(CSS / "tokens.css", ":root")
    for look in Look:
        said = root | (_pairs(CSS / "looks.css", f'[data-look="{look}"]') if look != Look.BROADSHEET else {})
        palette = OF_LOOKS[look]
        worn = {name: (palette.light[name].hex, palette.dark[name].hex) for name in said}
        assert worn == said, look


def _pairs(path: Path, selector: str) -> dict[str, tuple[str, str]]:
    """The colours that a rule of a look sets, light and dark; those that only follow another are left out."""
    rule = path.read_text(encoding="utf-8").partition(f"{selector} {{")[2].partition("\n  }")[0]
    found = {}
    for name, value in re.findall(r"--([a-z-]+): ([^;]+);", rule):
        shades = [Colour.read(text) for text in re.findall(r"#[0-9a-f]{3,6}", value)]
        if name in NAMES and shades:
            found[name] = ((shades[0] or BLACK).hex, (shades[-1] or BLACK).hex)
    return found


def test_a_light_and_a_dark_ground_at_once_get_the_better_extreme() -> None:
    grounds = (Colour(255, 255, 255), Colour(0, 0, 0), Colour(118, 118, 118))
    assert nearest_passing(Colour(200, 30, 30), grounds, 4.5) in {BLACK, WHITE}
    assert least_contrast(WHITE, grounds) == 1
