"""What a body refers to, and what it says."""

from __future__ import annotations

import re

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoAssertNumQueries

from masthead.body import faces, making, queries
from masthead.body.blocks import BodyStream
from masthead.body.reading import read
from masthead.pictures.models import MediaDocument
from masthead.text.plaintext import text_of
from tests.body.pieces import CARD, EVERYTHING_FETCHED, PICTURES, one_of_each
from tests.cast import a_small_magazine


def test_pictures_are_found_wherever_they_stand_once_and_in_order() -> None:
    body = making.stream(
        [
            making.embed("https://example.org", poster=9),
            making.gallery([(4, ""), (5, "")]),
            making.box("x", [making.picture(6)]),
            making.video(1, title="x", poster=7),
            making.picture(4),
            making.picture(8),
        ]
    )
    assert queries.picture_ids(body) == [9, 4, 5, 6, 7, 8]


def test_articles_files_and_pages_are_found() -> None:
    body = one_of_each()
    assert queries.article_ids(body) == [70]
    assert queries.document_ids(body) == [5, 6, 7, 8]
    assert queries.linked_page_ids(body) == [90]


def test_links_are_found_in_captions_and_lists_and_boxes() -> None:
    link = '<a linktype="page" id="{}">x</a>'
    body = making.stream(
        [
            making.list_of([link.format(1)]),
            making.picture(1, caption=link.format(2)),
            making.gallery([(1, link.format(3))], caption=link.format(4)),
            making.box("x", [making.paragraph(link.format(5)), making.list_of([link.format(6)])]),
        ]
    )
    assert sorted(queries.linked_page_ids(body)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db
def test_reading_a_stored_body_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    value = BodyStream().to_python(one_of_each())
    with django_assert_num_queries(0):
        queries.plain_text(value, PICTURES)
        queries.word_count(value)
        queries.picture_ids(value)
        queries.article_ids(value)
        queries.document_ids(value)


def test_a_body_changed_in_memory_is_read_as_it_is_now() -> None:
    value = BodyStream().to_python(making.stream([making.crosshead("Before")]))
    assert queries.plain_text(value) == "Before"
    value[0].value["text"] = "After"
    assert queries.plain_text(value) == "After"
    assert "After" in faces.render(value, "web", pictures={})


def test_plain_text_says_every_word_once_in_order() -> None:
    assert queries.plain_text(one_of_each(), PICTURES).split("\n") == [
        "Snow fell on the harbour & the town; nobody spoke.",
        "See the report.",
        "Two names & one film",
        "One",
        "Two bold",
        "At dusk",
        "Ada Lindqvist / Northlight",
        "Both",
        "First",
        "Ada Lindqvist / Northlight",
        "Second",
        "nobody spoke",
        "Ines Corbeau",
        "The facts",
        "Eleven years.",
        "The harbour in <November>",
        "Ada Lindqvist / Northlight",
        "a",
        "Snow by year",
        "Year Snow",
        "2025 3 < 4 cm",
        "A test",
        "Python",
        "if a < b:",
        "    print('no')",
        "The talk",
        "Jon Vale",
        "Ines: Well.",
        "Jon: Yes.",
        "",
        "End.",
        "The film",
        "Ada Lindqvist",
        "Waves.",
        "Ada Lindqvist / Northlight",
        "The <trailer>",
        "YouTube",
        "Ada Lindqvist / Northlight",
        "Kept by the import.",
        "[shortcode <b>]",
    ]


def test_every_word_a_reader_sees_is_in_the_plain_text_but_labels_and_the_related_card() -> None:
    shown = set(re.findall(r"\w+", text_of(faces.render(one_of_each(), "web", **EVERYTHING_FETCHED))))
    said = set(re.findall(r"\w+", queries.plain_text(one_of_each(), PICTURES)))
    labels = {"Credit", "not", "recorded", "Download", "MB", "Transcript", "Poster", "Play", "on"}
    licences = {"CC", "BY", "0", "CC0"}
    card = set(re.findall(r"\w+", f"{CARD.headline} {CARD.kicker} {CARD.standfirst} {CARD.byline}"))
    assert shown - said - labels - licences - card == {"2"}  # of “2.4 MB”, the size of the recording


def test_the_words_of_the_copy_count_and_what_stands_beside_it_does_not() -> None:
    body = making.stream(
        [
            making.paragraph("<p>One two.</p>"),
            making.crosshead("Three"),
            making.list_of(["four", "five"]),
            making.box("Six", [making.paragraph("seven")]),
            making.table([["eight", "nine"], ["ten", ""]]),
            making.picture(1, caption="not this"),
            making.pull_quote("nor this"),
            making.code("nor = this"),
            making.audio(1, title="nor", transcript="this"),
        ]
    )
    assert queries.word_count(body) == 10


@pytest.mark.django_db
def test_addresses_of_public_pages_are_found_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    magazine = a_small_magazine()
    public, draft = magazine.article("Snow"), magazine.draft("Ice")
    with django_assert_num_queries(1):
        paths = queries.page_paths([public.pk, draft.pk, magazine.culture.pk, 10**6])
    assert paths == {public.pk: "/articles/snow/", magazine.culture.pk: "/culture/"}
    with django_assert_num_queries(0):
        assert queries.page_paths([]) == {}


@pytest.mark.django_db
def test_the_front_page_has_the_shortest_address() -> None:
    front = a_small_magazine().tree.front
    assert queries.page_paths([front.pk]) == {front.pk: "/"}


@pytest.mark.django_db
def test_files_are_found_with_type_and_size() -> None:
    document = MediaDocument(title="Talk", file=ContentFile(b"abc", name="talk.mp3"))
    document.file_size = 3
    document.save()
    file = queries.files_by_id([document.pk, 10**6])[document.pk]
    assert (file.title, file.mime, file.size_bytes) == ("Talk", "audio/mpeg", 3)
    assert file.url.endswith("/talk.mp3")


@pytest.mark.django_db
def test_an_article_published_and_read_again_says_what_was_written() -> None:
    magazine = a_small_magazine()
    article = magazine.article(
        "Snow", body=making.stream([making.paragraph("Ice on the <i>harbour</i>."), making.divider()])
    )
    assert queries.plain_text(article.body) == "Ice on the harbour."


def test_a_body_that_was_read_answers_as_the_stored_one_does() -> None:
    stored = one_of_each()

    once = read(BodyStream().to_python(stored))

    assert read(once) is once
    for ask in (
        queries.picture_ids,
        queries.document_ids,
        queries.linked_page_ids,
        queries.article_ids,
        queries.plain_text,
        queries.word_count,
    ):
        assert ask(once) == ask(stored)
    assert faces.render(once, "web", **EVERYTHING_FETCHED) == faces.render(stored, "web", **EVERYTHING_FETCHED)
