"""The looks keep their word: every pair of colours can be read, no size grows beyond what zoom allows, every font has its licence."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders

from masthead.front.queries.furniture import LOOK_SHEETS
from masthead.magazine.colours import luminance_of, ratio_of
from masthead.magazine.models import Look
from tests.front.test_weight import text_of

TEXT, EDGES = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11."""
PAIRS = [
    *((ink, paper, TEXT) for ink in ("ink", "ink-soft", "accent", "link") for paper in ("paper", "paper-tint")),
    *((line, paper, EDGES) for line in ("edge", "focus") for paper in ("paper", "paper-tint")),
    ("on-accent", "accent", TEXT),
    ("paper", "ink", TEXT),
    ("on-band", "band", TEXT),
    ("band-accent", "band", TEXT),
    ("ink", "mark", TEXT),
]
BLOCK = re.compile(r"(:root|\[data-(?:look|type)=\"[a-z]+\"\]) \{(.*?)\n  \}", re.DOTALL)
TOKEN = re.compile(r"--([a-z0-9-]+): ([^;]+);")
GROWTH = re.compile(r"clamp\(([\d.]+)rem, ([\d.]+)rem \+ ([\d.]+)vw, ([\d.]+)rem\)")
ZOOM_LIMIT = 2.5
"""Text that grows with the window by no more can still be made twice as large by zooming (WCAG 1.4.4)."""


def tokens_of(look: str) -> dict[str, str]:
    """The tokens of a look over those of the root."""
    blocks = BLOCK.findall(text_of("front/css/tokens.css") + text_of("front/css/looks.css"))
    chosen = (":root", f'[data-type="{look}"]', f'[data-look="{look}"]')
    return dict(
        pair for selector in chosen for name, text in blocks if name == selector for pair in TOKEN.findall(text)
    )


def colour(value: str, mode: int) -> float:
    """How bright a token's colour is on light (0) or dark (1) paper."""
    pair = re.fullmatch(r"light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", value)
    digits = (pair[mode + 1] if pair else value).removeprefix("#")
    full = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = bytes.fromhex(full)
    return luminance_of(red, green, blue)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("look", Look.values)
def test_every_pair_of_colours_can_be_read(look: str, mode: int) -> None:
    tokens = tokens_of(look)
    weak = {
        f"{front} on {back}": round(found, 2)
        for front, back, least in PAIRS
        if (found := ratio_of(colour(tokens[front], mode), colour(tokens[back], mode))) < least
    }
    assert weak == {}


@pytest.mark.parametrize("look", Look.values)
def test_type_grows_with_the_window_and_no_further_than_zoom_allows(look: str) -> None:
    sizes = {name: GROWTH.fullmatch(value) for name, value in tokens_of(look).items() if name.startswith("step-")}
    assert len(sizes) == 8
    lead, card = (float(found[4]) for name in ("step-4", "step-1") if (found := sizes[name]))
    assert 2.1 <= lead / card <= 3.7
    for name, found in sizes.items():
        assert found, name
        least, start, slope, most = (float(part) for part in found.groups())
        assert most / least <= ZOOM_LIMIT, name
        assert start * 16 + slope * 3.2 == pytest.approx(least * 16, abs=0.2), name
        assert start * 16 + slope * 16 == pytest.approx(most * 16, abs=0.2), name


def test_every_look_has_its_sheet_and_every_font_that_is_named_its_file_and_licence() -> None:
    named = set(re.findall(r'url\("\.\./(fonts/[a-z-]+\.woff2)"\)', text_of("front/css/fonts.css")))
    assert len(named) > 20
    for name in (*LOOK_SHEETS.values(), *(f"front/{font}" for font in named)):
        assert finders.find(name), name
    for family in ("archivo", "bodoni-moda", "instrument-sans", "newsreader", "source-serif-4"):
        assert "SIL OPEN FONT LICENSE" in text_of(f"front/fonts/{family}.OFL.txt").upper()
