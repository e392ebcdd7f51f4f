"""The four faces of every block."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from django.utils.safestring import SafeString
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from masthead.body import faces, making
from masthead.body.blocks import BLOCK_NAMES, BodyStream
from masthead.body.context import PictureInPlace, RelatedCard
from masthead.body.faces import FACES
from tests.body.pieces import EVERYTHING_FETCHED, HARBOUR, PICTURES, one_of_each

GOLDEN = Path(__file__).parent / "golden"
BASE_URL = "https://hours.example"


def drawn(*blocks: making.RawBlock, face: Any = "web", **options: Any) -> str:
    """The blocks in one face, with everything they may refer to at hand."""
    return faces.render(making.stream(blocks), face, **{**EVERYTHING_FETCHED, **options})


@pytest.mark.parametrize("face", FACES)
def test_a_body_with_every_block_looks_as_it_was_agreed(face: Any) -> None:
    """When a face is changed on purpose: write what ``render`` gives into the golden file and read the difference."""
    made = faces.render(one_of_each(), face, **EVERYTHING_FETCHED, base_url=BASE_URL)
    assert made + "\n" == (GOLDEN / f"{face}.txt").read_text()


def test_no_block_lacks_a_face() -> None:
    assert faces.missing_faces() == []


@pytest.mark.parametrize("face", FACES)
def test_a_stream_value_is_drawn_as_its_stored_json(face: Any) -> None:
    blocks = making.stream(
        [making.paragraph("Snow."), making.crosshead("Ice"), making.list_of(["a"]), making.divider()]
    )
    value = BodyStream().to_python(blocks)
    assert faces.render(value, face, pictures={}) == faces.render(blocks, face, pictures={})


@pytest.mark.django_db
@pytest.mark.parametrize("face", FACES)
def test_a_body_costs_no_query_of_its_own(face: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    value = BodyStream().to_python(one_of_each())
    with django_assert_num_queries(0):
        faces.render(value, face, **EVERYTHING_FETCHED)


@pytest.mark.django_db
def test_words_alone_cost_no_query_and_links_and_files_one_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        faces.render(making.stream([making.paragraph("Snow."), making.table([["a"]])]), "web", pictures={})
    with django_assert_num_queries(2):
        faces.render(one_of_each(), "web", pictures=PICTURES)


def test_an_article_of_900_words_is_drawn_within_three_milliseconds() -> None:
    """Measured at 0.8 ms; the bound is the one agreed, with the best of several rounds to be fair on a busy machine."""
    words = (
        "<p>"
        + "The harbour had been <em>quiet</em> since the ferry left, and nobody in the town spoke of it. " * 7
        + "</p>"
    )
    blocks = [making.paragraph(words) for _ in range(7)]
    blocks += [making.crosshead("Two names"), making.picture(1), making.pull_quote("nobody in the town spoke of it")]
    value = making.stream([*blocks, making.related(70), making.crosshead("One film")])
    faces.render(value, "web", **EVERYTHING_FETCHED)

    def once() -> float:
        began = time.process_time()
        for _ in range(20):
            faces.render(value, "web", **EVERYTHING_FETCHED)
        return (time.process_time() - began) / 20

    assert min(once() for _ in range(5)) <= 0.003


# Pictures and their credits

PLACES: dict[str, Callable[[int], making.RawBlock]] = {
    "picture": making.picture,
    "gallery": lambda number: making.gallery([(number, "")]),
    "box": lambda number: making.box("Facts", [making.picture(number)]),
    "video": lambda number: making.video(6, title="Film", poster=number),
    "embed": lambda number: making.embed("https://example.org/film", poster=number),
}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("place", PLACES)
def test_no_picture_is_drawn_without_its_credit(place: str, face: str) -> None:
    assert "Ada Lindqvist / Northlight" in drawn(PLACES[place](1), face=face)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("place", PLACES)
def test_a_picture_without_a_credit_says_so(place: str, face: str) -> None:
    assert "Credit not recorded" in drawn(PLACES[place](2), face=face)


@pytest.mark.parametrize("face", FACES)
def test_a_picture_of_which_no_files_are_made_yet_has_its_credit_too(face: str) -> None:
    made = drawn(making.picture(4), face=face)
    assert "Jon Vale" in made
    assert "A ferry" in made
    assert "<img" not in made


@pytest.mark.parametrize("face", FACES)
def test_a_picture_that_is_gone_leaves_its_words_and_says_so(face: str) -> None:
    made = drawn(making.picture(999, caption="At dusk", credit="Jon Vale"), face=face)
    assert "This picture is no longer here." in made
    assert "At dusk" in made
    assert "Jon Vale" in made


@pytest.mark.parametrize("face", FACES)
def test_credit_and_alt_may_differ_in_one_place(face: str) -> None:
    made = drawn(making.picture(1, credit="A & B", alt="Only <here>"), face=face)
    assert ("A & B" if face == "text" else "A &amp; B") in made
    assert ("Only <here>" if face == "text" else "Only &lt;here&gt;") in made
    assert "Northlight" not in made


@pytest.mark.parametrize("face", ["web", "email", "epub"])
def test_a_decorative_picture_has_an_empty_alt_whatever_is_written(face: str) -> None:
    assert 'alt=""' in drawn(making.picture(3, alt="An ornament"), face=face)


def test_every_image_has_alt_width_and_height() -> None:
    tree = LexborHTMLParser(drawn(*one_of_each()))
    images = tree.css("img")
    assert len(images) >= 4
    assert all({"alt", "width", "height"} <= set(image.attributes) for image in images)


def test_the_caption_of_the_library_serves_where_the_article_has_none_and_is_no_markup() -> None:
    assert "The harbour in &lt;November&gt;" in drawn(making.picture(1))
    assert "November" not in drawn(making.picture(1, caption="At dusk"))
    assert "The harbour in <November>" in drawn(making.picture(1), face="text")


def test_a_picture_in_mail_is_at_most_600_pixels_wide() -> None:
    assert 'width="600" height="338"' in drawn(making.picture(1), face="email")


# Words


def test_crossheads_have_anchors_of_their_own() -> None:
    made = drawn(
        making.crosshead("Two names"),
        making.crosshead("Two names", 3),
        making.crosshead("Main"),
        making.crosshead("日本語"),
        making.crosshead("2026"),
        making.crosshead("Two", anchor="names"),
    )
    anchors = [node.attributes["id"] for node in LexborHTMLParser(made).css("[id]")]
    assert anchors[:3] == ["two-names", "two-names-2", "main-2"]
    assert anchors[4:] == ["part-2026", "names"]
    assert len(set(anchors)) == 6
    assert "<h3" in made


def test_a_pull_quote_is_hidden_from_screen_readers_only_where_the_copy_says_it_too() -> None:
    copy = making.paragraph("<p>“It was <em>quiet</em>, then,” she said.</p>")
    assert 'aria-hidden="true"' in drawn(copy, making.pull_quote("It was quiet then"))
    assert "aria-hidden" not in drawn(copy, making.pull_quote("It was loud then"))
    assert "aria-hidden" not in drawn(copy, making.pull_quote("It was qui"))


def test_a_pull_quote_has_the_marks_of_the_language_once() -> None:
    assert "„Ja.“" in drawn(making.pull_quote("“Ja.”"), language="de")
    assert "«\u202fOui\u202f»" in drawn(making.pull_quote("« Oui »"), language="fr", face="text")


def test_paragraphs_of_one_quotation_stand_in_one_quotation() -> None:
    made = drawn(making.paragraph("<p>a</p><blockquote><p>b</p><p>c</p></blockquote><p>d</p>"))
    assert made == "<p>a</p><blockquote><p>b</p><p>c</p></blockquote><p>d</p>"


def test_links_to_own_pages_and_files_lead_to_their_addresses() -> None:
    made = drawn(making.paragraph('<a linktype="page" id="90">a</a> <a id="8" linktype="document">b</a>'))
    assert 'href="/articles/snow/"' in made
    assert 'href="/media/documents/report.pdf"' in made


def test_a_link_to_what_is_not_public_leaves_its_words() -> None:
    assert drawn(making.paragraph('See <a linktype="page" id="91">the <i>fog</i></a>.')) == "<p>See the <i>fog</i>.</p>"


@pytest.mark.parametrize("face", ["email", "epub", "text"])
def test_addresses_are_absolute_where_the_face_leaves_the_site(face: str) -> None:
    made = faces.render(one_of_each(), face, **EVERYTHING_FETCHED, base_url=BASE_URL + "/")  # type: ignore[call-overload]
    assert f"{BASE_URL}/articles/snow/" in made
    assert f"{BASE_URL}/articles/the-ferry/" in made
    assert f"{BASE_URL}/media/documents/talk.mp3" in made
    assert '="/' not in made
    assert ".example//" not in made


def test_addresses_on_the_web_stay_those_of_the_site() -> None:
    assert BASE_URL not in faces.render(one_of_each(), "web", **EVERYTHING_FETCHED, base_url=BASE_URL)


def test_a_table_that_scrolls_can_be_reached_by_keyboard_and_has_a_name() -> None:
    tree = LexborHTMLParser(drawn(making.table([["Year", "Snow"], ["2025", "3"]], caption="Snow by year")))
    region = tree.css_first("[role=region]")
    assert region is not None
    assert region.attributes["tabindex"] == "0"
    assert region.attributes["aria-label"] == "Snow by year"
    assert [head.attributes["scope"] for head in tree.css("th")] == ["col", "col"]
    assert tree.css_matches(".table:not(.table--wide) tr > td.table__figure:last-child")
    assert not tree.css_matches("td.table__figure:first-child")
    assert "table--wide" in drawn(making.table([["a"] * 6]))


@pytest.mark.parametrize(
    ("asked", "width", "place"),
    [
        ("full", 1600, "full"),
        ("full", 1000, "wide"),
        ("wide", 700, "normal"),
        ("normal", 400, "small"),
        ("half", 400, "half"),
    ],
)
def test_a_picture_is_never_drawn_larger_than_it_is(asked: str, width: int, place: str) -> None:
    picture = replace(HARBOUR, width=width)
    assert PictureInPlace(picture, caption="", credit="", alt="", size=asked).place == place


def test_a_table_of_one_row_or_without_headings_has_none() -> None:
    assert "<th" not in drawn(making.table([["a", "b"]]))
    assert "<th" not in drawn(making.table([["a"], ["b"]], header_row=False))


def test_a_list_within_a_list_is_indented_as_text() -> None:
    assert drawn(making.list_of(["a<ul><li>b</li></ul>", "c"]), face="text") == "- a\n  - b\n- c"


# What plays


def test_a_recording_loads_nothing_until_it_is_played_and_has_its_transcript() -> None:
    tree = LexborHTMLParser(drawn(making.audio(5, title="Talk", transcript="a\nb\n\nc"), making.video(6, title="Film")))
    assert [node.attributes["preload"] for node in tree.css("audio, video")] == ["none", "none"]
    assert all("controls" in node.attributes for node in tree.css("audio, video"))
    assert [node.text() for node in tree.css("details p")] == ["ab", "c"]
    assert len(tree.css("details")) == 1


@pytest.mark.parametrize("face", FACES)
def test_a_recording_that_is_gone_leaves_its_title_and_transcript(face: str) -> None:
    made = drawn(making.audio(999, title="Talk", transcript="Waves."), face=face)
    assert "Talk" in made
    assert "Waves." in made
    assert "<audio" not in made


def test_an_embed_names_nothing_that_a_browser_would_load() -> None:
    tree = LexborHTMLParser(drawn(making.embed("https://youtu.be/abcdefghijk", title="Clip", poster=1)))
    loaded = tree.css("[src], [srcset], iframe, script, link, object, embed")
    assert [node.tag for node in loaded if "youtu" in (node.html or "")] == []
    link = tree.css_first(".embed__link a")
    assert link is not None
    assert (link.attributes["href"], link.text()) == ("https://youtu.be/abcdefghijk", "Play on YouTube")


def test_an_embed_of_an_unknown_place_is_a_link_to_it() -> None:
    made = drawn(making.embed("https://www.films.example/7"))
    assert "Open on films.example" in made
    assert "data-player" not in made


def test_the_card_of_an_article_that_is_not_public_is_not_drawn() -> None:
    assert drawn(making.related(71)) == ""


# Languages and kinds of result


def test_fixed_words_are_in_the_language_of_the_article_and_the_active_one_comes_back() -> None:
    with translation.override("en"):
        for language in ("fr", "xx", "pt-br", ""):
            assert drawn(making.picture(2), language=language)
        assert translation.get_language() == "en"


def test_markup_is_marked_safe_and_plain_text_is_not() -> None:
    assert isinstance(drawn(making.code("a < b"), face="epub"), SafeString)
    text = drawn(making.code("a < b"), face="text")
    assert not isinstance(text, SafeString)
    assert text == "a < b"


def test_a_face_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        drawn(making.divider(), face="print")


def test_the_epub_face_is_well_formed() -> None:
    made = faces.render(one_of_each(), "epub", **EVERYTHING_FETCHED, base_url=BASE_URL)
    assert len(list(ET.fromstring(f"<body>{made}</body>"))) >= len(BLOCK_NAMES) - 1


def test_the_web_face_is_read_by_a_browser_as_it_is_written() -> None:
    made = drawn(*one_of_each())
    tree = LexborHTMLParser(f"<!doctype html><main>{made}</main>")
    assert tree.css_first("main") is not None
    assert len(tree.css("main > *")) == len(BLOCK_NAMES)
    assert "style=" not in made
    assert "<script" not in made


def test_nothing_is_drawn_of_nothing() -> None:
    nothing: list[Any] = [[], None, BodyStream().to_python([])]
    for empty in nothing:
        assert faces.render(empty, "web", pictures={}) == ""


def test_a_card_and_a_picture_are_drawn_from_what_is_handed_in() -> None:
    card = RelatedCard("/articles/x/", "<Headline>")
    made = drawn(making.related(1), articles={1: card})
    assert "&lt;Headline&gt;" in made
    assert replace(HARBOUR, credit="X").credit in drawn(making.picture(1), pictures={1: replace(HARBOUR, credit="X")})
