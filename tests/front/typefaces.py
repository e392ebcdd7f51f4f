"""Cut, trim and measure the typefaces of the three looks: ``python -m tests.front.typefaces FOLDER``.

FOLDER holds ``node_modules`` with the packages of ``PACKAGES`` (``npm install`` puts them there). Written are the files in
``front/static/front/fonts/`` and ``front/css/fonts.css``. Each cut is one point of its family's axes (or one short axis of weight), in
two files: Latin, and the letters of Central Europe, which a browser fetches only where a page has one.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otBase import ValueRecord
from fontTools.varLib.instancer import instantiateVariableFont

from tests.house.tree import SOURCE

HEAD = """/* The typefaces of the looks and what stands in for them until they are here. Written by `python -m tests.front.typefaces`. */
@layer tokens {
"""
FONTS = SOURCE / "front" / "static" / "front" / "fonts"
SHEET = SOURCE / "front" / "static" / "front" / "css" / "fonts.css"
PACKAGES = {
    "newsreader": "5.3.0",
    "source-serif-4": "5.3.1",
    "archivo": "5.3.0",
    "instrument-sans": "5.3.0",
    "bodoni-moda": "5.3.0",
}
LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x152, 0x153, 0x2BC, 0x2C6, 0x2DA, 0x2DC),
    *(0x2009, 0x200A, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2021),
    *(0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122, 0x2191, 0x2193),
    *(0x2212, 0x2215),
)
CENTRAL = (*range(0x100, 0x131), *range(0x132, 0x152), *range(0x154, 0x180), *range(0x218, 0x21C), 0x1E9E)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "lnum", "onum", "pnum", "tnum"]
FINEST_KERN = 0.01
"""In ems. Pairs that are moved by less cost a tenth of a font, and nobody sees them below 100 px."""
SAMPLE = (
    "It leaves at midnight, climbs for five hours, and arrives in a town where there is nothing to do but have breakfast. "
    "Our travel editor has taken it fourteen times. Everybody says that the harbour was built in a year; nobody asks which."
)
"""What the mean width of a letter is measured on: prose, because rare letters count for little in it."""


@dataclass(frozen=True)
class Cut:
    """One face of a family, as a browser asks for it."""

    family: str
    name: str = field(metadata={"help": "of the files"})
    package: str
    axes: dict[str, float | tuple[float, float]]
    weight: str
    style: str = "normal"
    source: str = "opsz"


CUTS = (
    Cut("Newsreader", "newsreader", "newsreader", {"opsz": 16, "wght": 400}, "400"),
    Cut("Newsreader", "newsreader-bold", "newsreader", {"opsz": 16, "wght": 650}, "700"),
    Cut("Newsreader", "newsreader-italic", "newsreader", {"opsz": 16, "wght": 400}, "400", "italic"),
    Cut("Newsreader Display", "newsreader-display", "newsreader", {"opsz": 60, "wght": 400}, "400"),
    Cut("Source Serif", "source-serif", "source-serif-4", {"opsz": 16, "wght": 400}, "400"),
    Cut("Source Serif", "source-serif-bold", "source-serif-4", {"opsz": 16, "wght": 650}, "700"),
    Cut("Source Serif", "source-serif-italic", "source-serif-4", {"opsz": 16, "wght": 400}, "400", "italic"),
    Cut("Archivo Narrowed", "archivo", "archivo", {"wdth": 78, "wght": 520}, "500", source="wdth"),
    Cut("Archivo Narrowed", "archivo-bold", "archivo", {"wdth": 78, "wght": 720}, "700", source="wdth"),
    Cut(
        "Instrument Sans",
        "instrument-sans",
        "instrument-sans",
        {"wdth": 100, "wght": (400, 700)},
        "400 700",
        source="wdth",
    ),
    Cut(
        "Instrument Sans",
        "instrument-sans-italic",
        "instrument-sans",
        {"wdth": 100, "wght": 400},
        "400",
        "italic",
        "wdth",
    ),
    Cut("Bodoni Moda", "bodoni-moda", "bodoni-moda", {"opsz": 18, "wght": 500}, "500"),
    Cut("Bodoni Moda", "bodoni-moda-italic", "bodoni-moda", {"opsz": 28, "wght": 400}, "400", "italic"),
)

MEASURED = {
    "Times": "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
    "Times Italic": "/usr/share/fonts/truetype/liberation/LiberationSerif-Italic.ttf",
    "Arial": "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "Arial Bold": "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
}
"""Liberation has the widths of Times New Roman and Arial, letter by letter. Georgia is as many times as wide as Times as this:"""
GEORGIA_BY_TIMES = 1.0978
ADVANCE_ONLY = 0x4
"""Of a kern only the width; not the tables that vary it."""
LOCAL = {
    "Georgia": ("Georgia",),
    "Times": ("Times New Roman", "Liberation Serif", "Tinos"),
    "Times Italic": ("Times New Roman Italic", "Liberation Serif Italic", "Tinos Italic"),
    "Arial": ("Arial", "Liberation Sans", "Arimo"),
    "Arial Bold": ("Arial Bold", "Liberation Sans Bold", "Arimo Bold"),
}
STAND_INS = {
    "newsreader": ("Georgia", "Times"),
    "newsreader-italic": ("Times Italic",),
    "newsreader-display": ("Georgia", "Times"),
    "source-serif": ("Georgia", "Times"),
    "archivo": ("Arial",),
    "archivo-bold": ("Arial Bold",),
    "instrument-sans": ("Arial",),
    "bodoni-moda": ("Georgia", "Times"),
}
"""Which faces of the reader's machine stand in, made as wide as which cut, until the font is there."""


def main() -> None:
    """Write the fonts and their sheet."""
    packages = Path(sys.argv[1]) / "node_modules" / "@fontsource-variable"
    FONTS.mkdir(parents=True, exist_ok=True)
    rules: list[str] = []
    for cut in CUTS:
        font = made(packages, cut, "latin", LATIN)
        rules += [face(cut, cut.name, ranges(font))]
        rules += [stand_in(cut, name, font) for name in STAND_INS.get(cut.name, ())]
        extended = made(packages, cut, "latin-ext", CENTRAL)
        rules += [face(cut, f"{cut.name}-ext", ranges(extended))]
    for package in PACKAGES:
        shutil.copy(packages / package / "LICENSE", FONTS / f"{package}.OFL.txt")
    SHEET.write_text(HEAD + "\n\n".join(rules) + "\n}\n", encoding="utf-8")


def made(packages: Path, cut: Cut, subset: str, unicodes: Sequence[int]) -> TTFont:
    """One file of a cut: pinned, trimmed, saved; the font as it was written."""
    source = packages / cut.package / "files" / f"{cut.package}-{subset}-{cut.source}-{cut.style}.woff2"
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), cut.axes, inplace=True)
    options = Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    trim_kerning(font)
    trim_kerning(font)
    font.flavor = "woff2"
    font.save(FONTS / f"{cut.name}{'-ext' if subset == 'latin-ext' else ''}.woff2")
    return font


def trim_kerning(font: TTFont) -> None:
    """Drop kerns too fine to be seen, and how they change along an axis of weight."""
    least = FINEST_KERN * font["head"].unitsPerEm
    lookups = font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ()
    for table in (table for lookup in lookups for table in lookup.SubTable if table.__class__.__name__ == "PairPos"):
        table.ValueFormat1 &= ADVANCE_ONLY
        for row in table.PairSet if table.Format == 1 else table.Class1Record:
            records = row.PairValueRecord if table.Format == 1 else row.Class2Record
            for record in records:
                kern = getattr(record.Value1, "XAdvance", 0)
                record.Value1 = ValueRecord()
                record.Value1.XAdvance = kern if abs(kern) >= least else 0
            if table.Format == 1:
                row.PairValueRecord = [record for record in records if record.Value1.XAdvance]
                row.PairValueCount = len(row.PairValueRecord)


def face(cut: Cut, name: str, unicode_range: str) -> str:
    """The rule that names a file."""
    return f"""  @font-face {{
    font-family: "{cut.family}";
    font-style: {cut.style};
    font-weight: {cut.weight};
    font-display: swap;
    src: url("../fonts/{name}.woff2") format("woff2");
    unicode-range: {unicode_range};
  }}"""


def stand_in(cut: Cut, name: str, font: TTFont) -> str:
    """The rule that makes a face of the reader's machine as wide and as high as the font that will take its place."""
    wide = mean_width(font) / width_of(name)
    sources = ", ".join(f'local("{local}")' for local in LOCAL[name])
    head, units = font["hhea"], font["head"].unitsPerEm
    ascent, descent = (abs(value) / units / wide for value in (head.ascent, head.descent))
    return f"""  @font-face {{
    font-family: "{cut.family} {name.partition(" ")[0]}";
    font-style: {cut.style};
    font-weight: {cut.weight};
    src: {sources};
    size-adjust: {wide:.1%};
    ascent-override: {ascent:.1%};
    descent-override: {descent:.1%};
    line-gap-override: {head.lineGap / units / wide:.1%};
  }}"""


def width_of(name: str) -> float:
    """The mean width of a letter of a face of the reader's machine, in ems."""
    if name == "Georgia":
        return GEORGIA_BY_TIMES * width_of("Times")
    return mean_width(TTFont(MEASURED[name]))


def mean_width(font: TTFont) -> float:
    """Of a letter of the sample, in ems."""
    letters, widths = font.getBestCmap(), font["hmtx"]
    return float(sum(widths[letters[ord(letter)]][0] for letter in SAMPLE) / len(SAMPLE) / font["head"].unitsPerEm)


def ranges(font: TTFont) -> str:
    """The code points of a font, as a style sheet writes them."""
    points = sorted(font.getBestCmap())
    runs = [[point, point] for point in points[:1]]
    for point in points[1:]:
        if point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{start:X}" if start == end else f"U+{start:X}-{end:X}" for start, end in runs)


if __name__ == "__main__":
    main()
