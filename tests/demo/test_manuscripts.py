"""Manuscripts are read into articles, and what they cannot mean is refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from masthead.demo.manuscripts import ManuscriptUnreadable, read
from masthead.demo.marks import Marks, Shelf

SHELF = Shelf(pictures={"sea": 7}, files={"hum.wav": 3}, articles={"a-long-winter": 12})


def blocks(copy: str) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in Marks(SHELF, "trial").blocks(copy)]


def test_front_matter_becomes_fields_and_the_rest_is_copy() -> None:
    text = '+++\nheadline = "Salt"\ntags = ["sea"]\ncredits = [{ who = "ada", role = "words" }]\n+++\n\nIt is salt.\n'
    manuscript = read("salt", text)
    assert (manuscript.slug, manuscript.headline, manuscript.tags) == ("salt", "Salt", ("sea",))
    assert manuscript.credits[0].who == "ada"
    assert manuscript.copy == "It is salt."


@pytest.mark.parametrize(
    "text", ["It is salt.", "+++\nheadline = Salt\n+++\n\nx", '+++\nheadline = "Salt"\nhue = 1\n+++\n\nx']
)
def test_a_file_that_is_no_manuscript_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(ManuscriptUnreadable, match="salt"):
        read("salt", text)


def test_paragraphs_that_follow_one_another_are_one_block() -> None:
    assert blocks("One *two*.\n\nThree **four** & five.") == [
        ("paragraph", "<p>One <em>two</em>.</p><p>Three <strong>four</strong> &amp; five.</p>")
    ]


def test_marks_at_the_beginning_of_a_part_make_their_blocks() -> None:
    kinds = [kind for kind, _ in blocks("## A\n\n- b\n- c\n\n1. d\n2. e\n\n***\n\n> F\n> — G\n\nH")]
    assert kinds == ["crosshead", "list", "list", "divider", "pull_quote", "paragraph"]


def test_a_pull_quote_keeps_who_said_it() -> None:
    [(_, value)] = blocks("> It is\n> salt.\n> — Ada")
    assert value == {"quote": "It is salt.", "attribution": "Ada"}


def test_a_footnote_stands_where_its_number_will() -> None:
    assert blocks("It froze.[^For the *first* time.^] Nobody spoke.") == [
        ("paragraph", "<p>It froze.<foot-note>For the <em>first</em> time.</foot-note> Nobody spoke.</p>")
    ]


def test_a_link_to_an_article_of_the_demo_is_a_link_to_its_page() -> None:
    [(_, value)] = blocks("See [winter](/articles/a-long-winter/).")
    assert value == '<p>See <a linktype="page" id="12">winter</a>.</p>'


def test_a_fenced_block_names_its_picture() -> None:
    [(kind, value)] = blocks(':::picture\nname = "sea"\ncaption = "The *sea*."\nsize = "full"\n:::')
    assert kind == "picture"
    assert (value["picture"], value["size"]) == (7, "full")
    assert "<em>sea</em>" in value["caption"]


@pytest.mark.parametrize(
    "copy",
    [
        ':::picture\nname = "land"\n:::',
        ":::picture\nname = sea\n:::",
        ":::carousel\nx = 1\n:::",
        "[x](/articles/nowhere/)",
        ':::table\ncaption = "no rows"\n:::',
    ],
)
def test_copy_that_names_what_is_not_there_is_refused(copy: str) -> None:
    with pytest.raises(ManuscriptUnreadable, match="trial"):
        blocks(copy)


def test_the_same_copy_has_the_same_block_ids_each_time() -> None:
    copy = "One.\n\n- two\n\nThree."
    assert Marks(SHELF, "trial").stream(copy) == Marks(SHELF, "trial").stream(copy)
