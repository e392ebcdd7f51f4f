"""What is understood of a manuscript."""

from __future__ import annotations

from typing import Any

import pytest

from masthead.manuscripts.reading import NamedCredit, Reading
from masthead.manuscripts.understanding import understand
from masthead.manuscripts.understanding.names import caption_of
from masthead.manuscripts.word import flow
from masthead.manuscripts.word.archive import WordFile
from tests.manuscripts.word_files import WordMaker, bold, item, jpeg_of, paragraph, table, text


def understood(maker: WordMaker) -> Reading:
    return understand(flow.read(WordFile(maker.data(), "piece.docx")))


def of(*paragraphs: str) -> Reading:
    """What is understood of a headline and these paragraphs."""
    return understood(WordMaker().add(paragraph("A headline", style="Title"), *paragraphs))


def blocks(reading: Reading) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in reading.body]


def said(reading: Reading) -> str:
    return " ".join(remark.text for remark in reading.remarks)


def test_labelled_lines_are_recognised_in_any_order() -> None:
    reading = understood(
        WordMaker().add(
            "Section: Culture",
            "Photographs: Cy Grant",
            "By: Ada Lind and Ben Okri",
            "Kicker: Sea",
            "Standfirst:",
            "It floats.",
            "Headline: The boat",
            "The copy begins here.",
        )
    )

    assert (reading.headline, reading.kicker, reading.standfirst) == ("The boat", "Sea", "It floats.")
    assert reading.section == "Culture"
    assert reading.credits == (
        NamedCredit("Cy Grant", "photographs"), NamedCredit("Ada Lind", "words"), NamedCredit("Ben Okri", "words"),
    )  # fmt: skip
    assert blocks(reading) == [("paragraph", "<p>The copy begins here.</p>")]


def test_the_first_heading_is_the_headline_where_nothing_is_titled() -> None:
    reading = understood(
        WordMaker().add(
            paragraph("The boat", style="Heading1"),
            "By Ada Lind",
            "Copy.",
            paragraph("Below", style="Heading2"),
            "More.",
        )
    )

    assert reading.headline == "The boat"
    assert blocks(reading)[1] == ("crosshead", {"text": "Below", "level": "2", "anchor": ""})


def test_the_first_line_is_the_headline_where_there_is_no_style_at_all() -> None:
    assert understood(WordMaker().add("The boat", "It sailed at six.")).headline == "The boat"


def test_a_name_in_another_language_for_the_style_means_the_same() -> None:
    assert understood(WordMaker().add(paragraph("Das Boot", style="Berschrift1"), "Text.")).headline == "Das Boot"


def test_marks_and_links_stay_and_words_are_escaped() -> None:
    maker = WordMaker()
    address = maker.link("https://example.org/?a=1&b=2")
    maker.add(
        paragraph("A headline", style="Title"),
        paragraph(text("5 < 6 "), bold("loud"), f'<w:hyperlink r:id="{address}">{text("there")}</w:hyperlink>'),
    )

    assert blocks(understood(maker)) == [
        ("paragraph", '<p>5 &lt; 6 <strong>loud</strong><a href="https://example.org/?a=1&amp;b=2">there</a></p>')
    ]


def test_a_tk_flagged_in_bold_is_not_bold_in_the_copy() -> None:
    answer = paragraph(text("It said: "), bold("TK"), text(". So "), bold("all TK of it"), text("."))

    markup = blocks(of("Headline", "Opening words.", answer, paragraph(bold("TK")), "The end."))

    assert [value for kind, value in markup if kind != "paragraph"] == []
    assert "".join(value for _kind, value in markup).count("TK") == 3
    assert "It said: TK. So <strong>all TK of it</strong>." in str(markup)
    assert "<p>TK</p>" in str(markup)


def test_a_link_to_a_file_of_the_machine_is_taken_off_and_named() -> None:
    maker = WordMaker()
    address = maker.link("file:///etc/passwd")
    maker.add(
        paragraph("A headline", style="Title"), paragraph(f'<w:hyperlink r:id="{address}">{text("here")}</w:hyperlink>')
    )

    reading = understood(maker)

    assert blocks(reading) == [("paragraph", "<p>here</p>")]
    assert "file:///etc/passwd" in said(reading)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((item("one"), item("two")), "bulleted"),
        ((item("one", number=2), item("two", number=2)), "numbered"),
        ((paragraph("one", style="ListBullet"), paragraph("two", style="ListBullet")), "bulleted"),
        ((paragraph("one", style="ListNumber"), paragraph("two", style="ListNumber")), "numbered"),
        (("• one", "• two"), "bulleted"),
        (("1. one", "2. two"), "numbered"),
    ],
)
def test_a_list_is_one_however_it_was_made(lines: tuple[str, ...], kind: str) -> None:
    [(name, value)] = blocks(of(*lines))

    assert (name, value["kind"]) == ("list", kind)
    assert [each["value"] for each in value["items"]] == ["<p>one</p>", "<p>two</p>"]


def test_quotes_tables_boxes_and_rules_become_blocks() -> None:
    reading = of(
        paragraph("They said so.", style="Quote"), "Copy.", paragraph("“Never again”", style="IntenseQuote"),
        paragraph("— Ada Lind", style="IntenseQuote"), table(("Year", "Boats"), ("1934", "1")), "***", "End."
    )  # fmt: skip

    assert blocks(reading)[0] == ("paragraph", "<blockquote>They said so.</blockquote>")
    assert ("pull_quote", {"quote": "Never again", "attribution": "Ada Lind"}) in blocks(reading)
    assert [name for name, _value in blocks(reading)[-3:]] == ["table", "divider", "paragraph"]


def test_tracked_changes_are_accepted_and_counted() -> None:
    reading = of(
        paragraph(
            text("She "),
            f'<w:ins w:id="1">{text("never ")}</w:ins>',
            '<w:del w:id="2"><w:r><w:delText>often </w:delText></w:r></w:del>',
            text("sailed."),
        )
    )

    assert blocks(reading) == [("paragraph", "<p>She never sailed.</p>")]
    assert "1 tracked insertion was taken." in said(reading)
    assert "1 tracked deletion was left out." in said(reading)


def test_footnotes_stand_at_the_end_with_their_numbers_in_the_copy() -> None:
    maker = WordMaker()
    maker.add(paragraph("A headline", style="Title"), paragraph(text("Words"), maker.note("From the log of 1945.")))

    found = blocks(understood(maker))

    assert found[0] == ("paragraph", "<p>Words<sup>1</sup></p>")
    assert found[1][1]["text"] == "Notes"
    assert found[2][1]["items"][0]["value"] == "<p>From the log of 1945.</p>"


def test_a_comment_knows_its_passage_and_its_block() -> None:
    maker = WordMaker()
    maker.add(paragraph("A headline", style="Title"), paragraph(text("Built in "), maker.commented("1934", "Check.")))

    reading = understood(maker)

    [note] = reading.notes
    assert (note.author, note.text, note.passage) == ("Petra", "Check.", "1934")
    assert note.block_id == reading.body[0]["id"]


def test_a_picture_stands_where_it_stood_with_the_caption_below_it() -> None:
    maker = WordMaker()
    maker.add(
        paragraph("A headline", style="Title"),
        "Before.",
        maker.picture(jpeg_of("x"), alt="A quay at dawn"),
        "The quay. Photo: Ada Lind / Northlight",
        "After.",
    )

    reading = understood(maker)

    assert [name for name, _value in blocks(reading)] == ["paragraph", "picture", "paragraph"]
    [picture] = reading.pictures
    assert (picture.alt, picture.caption) == ("A quay at dawn", "The quay.")
    assert (picture.creator, picture.agency) == ("Ada Lind", "Northlight")


def test_a_linked_picture_is_named_and_not_fetched() -> None:
    maker = WordMaker()
    relation = maker.relate("image", "https://tracker.example/x.png", is_external=True)
    maker.add(paragraph("A headline", style="Title"), maker.drawing(relation, attribute="link"), "Copy.")

    reading = understood(maker)

    assert reading.pictures == ()
    assert "https://tracker.example/x.png" in said(reading)


def test_hidden_words_and_alt_text_that_word_made_up_are_not_taken() -> None:
    maker = WordMaker()
    maker.add(
        paragraph("A headline", style="Title"),
        paragraph(text("Seen. "), text("Hidden.", properties="<w:vanish/>")),
        maker.picture(jpeg_of("x"), alt="IMG_1234.jpg"),
        maker.picture(jpeg_of("y"), name="b.jpeg", alt="A boat Description automatically generated"),
    )

    reading = understood(maker)

    assert "Hidden" not in str(reading.body)
    assert [picture.alt for picture in reading.pictures] == ["", "A boat"]
    assert "hidden text" in said(reading)
    assert "written by Word" in said(reading)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The quay. Photo: Ada Lind", ("The quay.", "Ada Lind", "")),
        ("The quay (Photograph by Ada Lind / Northlight)", ("The quay", "Ada Lind", "Northlight")),
        ("Photo: Ada Lind / Northlight", ("", "Ada Lind", "Northlight")),
        ("© Ada Lind", ("", "Ada Lind", "")),
        ("Figure 3: The quay", ("The quay", "", "")),
        ("Picture: the quay as it was before the war came.", ("the quay as it was before the war came", "", "")),
        ("The quay at dawn", ("The quay at dawn", "", "")),
    ],
)
def test_a_caption_gives_up_its_credit(line: str, expected: tuple[str, str, str]) -> None:
    caption = caption_of(line)

    assert (caption.words, caption.creator, caption.agency) == expected
