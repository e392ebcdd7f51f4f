"""What the tests of this room draw: pictures, a card, files, and a body that has every block."""

from __future__ import annotations

from typing import Any

from masthead.body import making
from masthead.body.context import LinkedFile, RelatedCard
from masthead.body.making import RawBlock
from masthead.pictures.context import DrawnPicture, Source

HARBOUR = DrawnPicture(
    id=1,
    alt="A harbour at dusk",
    credit="Ada Lindqvist / Northlight",
    caption="The harbour in <November>",
    width=1600,
    height=900,
    licence="cc-by",
    src="/media/harbour-800.jpg",
    sources=(
        Source("image/avif", "/media/harbour-400.avif 400w, /media/harbour-800.avif 800w"),
        Source("image/jpeg", "/media/harbour-400.jpg 400w, /media/harbour-800.jpg 800w"),
    ),
)
UNCREDITED = DrawnPicture(
    id=2, alt="", credit="", caption="", width=300, height=400, src="/media/old.jpg", licence="cc0"
)
ORNAMENT = DrawnPicture(
    id=3,
    alt="",
    credit="The Small Hours",
    caption="",
    width=300,
    height=40,
    src="/media/o.jpg",
    licence="cc-by",
    is_decorative=True,
)
WAITING = DrawnPicture(
    id=4, alt="A ferry", credit="Jon Vale", caption="", width=1200, height=800, src="", licence="cc-by"
)
PICTURES = {picture.id: picture for picture in (HARBOUR, UNCREDITED, ORNAMENT, WAITING)}

CARD = RelatedCard("/articles/the-ferry/", "The ferry & the fog", "Travel", "An hour late.", "Ines Corbeau")
CARDS = {70: CARD}
FILES = {
    5: LinkedFile(5, "Talk", "/media/documents/talk.mp3", "audio/mpeg", 2_500_000),
    6: LinkedFile(6, "Film", "/media/documents/film.mp4", "video/mp4", 0),
    7: LinkedFile(7, "Words", "/media/documents/film.vtt", "text/vtt", 900),
    8: LinkedFile(8, "Report", "/media/documents/report.pdf", "", 900),
}
PAGES = {90: "/articles/snow/"}
EVERYTHING_FETCHED: dict[str, Any] = {"pictures": PICTURES, "articles": CARDS, "files": FILES, "pages": PAGES}

SNOW = (
    '<p>Snow fell on the <em>harbour</em> &amp; the <a linktype="page" id="90">town</a>; nobody spoke.<br>'
    'See the <a linktype="document" id="8">report</a>.</p>'
)


def one_of_each() -> list[RawBlock]:
    """A body with every block once, in the order of the stream's definition."""
    return making.stream(
        [
            making.paragraph(SNOW),
            making.crosshead("Two names & one film"),
            making.list_of(["One", "Two <b>bold</b>"], "numbered"),
            making.picture(1, caption="At <em>dusk</em>"),
            making.gallery([(1, "First"), (2, "Second")], caption="Both"),
            making.pull_quote("nobody spoke", "Ines Corbeau"),
            making.box("The facts", [making.paragraph("Eleven years."), making.picture(1), making.list_of(["a"])]),
            making.table([["Year", "Snow"], ["2025", "3 < 4 cm"]], caption="Snow by year"),
            making.code("if a < b:\n    print('no')", language="Python", caption="A test"),
            making.divider(),
            making.related(70),
            making.audio(5, title="The talk", transcript="Ines: Well.\nJon: Yes.\n\nEnd.", credit="Jon Vale"),
            making.video(6, title="The film", poster=1, captions=7, transcript="Waves.", credit="Ada Lindqvist"),
            making.embed("https://www.youtube.com/watch?v=abcdefghijk", title="The <trailer>", poster=1),
            making.raw_text("[shortcode <b>]", note="Kept by the import."),
        ],
        key="pieces",
    )
