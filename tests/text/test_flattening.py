"""Rich text in the one shape that the desk's editor opens."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from masthead.body.blocks.words import ITEM_FEATURES, PARAGRAPH_FEATURES
from masthead.text.flattening import flattened
from masthead.text.plaintext import text_of
from masthead.text.sanitising import item_to_store, paragraphs_to_store

PIECES = st.lists(
    st.sampled_from(
        "<p> </p> <b> </b> <i> </i> <a+href='/x'> </a> <ul> <li> </li> </ul> <ol> </ol> <br> <blockquote> </blockquote> "
        "<code> </code> <div> </div> snow ice fell &amp; &lt;".replace("+", "\x00").split()
    ),
    max_size=14,
).map(lambda pieces: " ".join(pieces).replace("\x00", " "))


@pytest.mark.parametrize(
    ("html", "flat"),
    [
        ("", ""),
        ("Snow", "<p>Snow</p>"),
        ("<p>a</p>\n<p></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<b>a<p>b</p></b>", "<p><b>a</b></p><p><b>b</b></p>"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote>a</blockquote><blockquote>b</blockquote>"),
        ("<p>a<br/></p>", "<p>a</p>"),
        ("<li>a</li>", "<p>a</p>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br/>b</li></ul>"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a &lt;b&gt; &amp; c</p><ul></ul>", "<p>a &lt;b&gt; &amp; c</p>"),
        (
            '<a href="/x?a=1&amp;b=2">a<p>b</p></a>',
            '<p><a href="/x?a=1&amp;b=2">a</a></p><p><a href="/x?a=1&amp;b=2">b</a></p>',
        ),
    ],
)
def test_blocks_stand_in_a_row(html: str, flat: str) -> None:
    assert flattened(html) == flat


def test_flat_markup_is_returned_as_it_is() -> None:
    flat = "<p>Snow <b>fell</b>.</p><blockquote>Nobody <i>spoke</i>.</blockquote>"
    assert flattened(flat) is flat


@given(PIECES)
def test_the_desk_opens_whatever_is_stored(html: str) -> None:
    for store, features in ((paragraphs_to_store, PARAGRAPH_FEATURES), (item_to_store, ITEM_FEATURES)):
        ContentstateConverter(features).from_database_format(store(html))


@given(PIECES)
def test_no_word_is_lost_and_twice_is_as_once(html: str) -> None:
    for store in (paragraphs_to_store, item_to_store):
        stored = store(html)
        assert re.sub(r"\s", "", text_of(stored)) == re.sub(r"\s", "", text_of(html))
        assert store(stored) == stored


def test_deep_nesting_keeps_its_words() -> None:
    assert "snow" in flattened("<b><p>" * 500 + "snow")
