"""Clean text and short text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.text.excerpts import ELLIPSIS, clean_text, excerpt, one_line, opening_sentences


def test_control_characters_and_lone_surrogates_are_taken_out() -> None:
    assert clean_text("a\x00b\x1bc\ud800d\ufeffe\uffff") == "abcde"


def test_windows_1252_bytes_read_as_controls_become_what_they_stood_for() -> None:
    assert clean_text("\x93Quoted\x94 \x96 \x80 5") == "“Quoted” – € 5"


def test_every_line_end_becomes_a_newline_and_tabs_stay() -> None:
    assert clean_text("a\r\nb\rc\x0bd\x0ce\x85f\tg") == "a\nb\nc\nd\ne\nf\tg"


def test_right_to_left_marks_and_soft_hyphens_stay() -> None:
    kept = "\u202bשלום\u202c co\u00adoperate 👩\u200d🚀"
    assert clean_text(kept) is kept


def test_one_line_has_single_spaces_and_none_at_the_ends() -> None:
    assert one_line("  Two \n\n\t words\u00a0here ") == "Two words here"


def test_a_text_that_fits_is_not_shortened() -> None:
    assert excerpt("Snow fell.", 10) == "Snow fell."


def test_an_excerpt_ends_between_words_without_a_hanging_comma() -> None:
    assert excerpt("Snow fell on the harbour, and nobody spoke.", 27) == "Snow fell on the harbour…"


def test_a_word_longer_than_the_excerpt_is_cut_within() -> None:
    assert excerpt("a" * 50, 10) == "a" * 9 + ELLIPSIS


def test_an_accent_is_not_torn_from_its_letter() -> None:
    assert excerpt("e\u0301" * 20, 8) == "e\u0301" * 3 + ELLIPSIS


def test_the_opening_of_a_text_ends_with_a_sentence_where_one_fits() -> None:
    text = "Mr. Corbeau went, e.g. home. It is 3.5 km to St. Ives! “Really?” she said, and then she said it again."
    assert opening_sentences(text, 40) == "Mr. Corbeau went, e.g. home."
    assert opening_sentences(text, 70) == "Mr. Corbeau went, e.g. home. It is 3.5 km to St. Ives!"
    assert opening_sentences(text, 18) == "Mr. Corbeau went…"
    assert opening_sentences("今日は雨が降る。明日は晴れるでしょう。", 24) == "今日は雨が降る。"
    assert opening_sentences(text, len(text)) == text


def test_an_excerpt_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        excerpt("Snow", 1)


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_an_excerpt_is_never_too_long_and_never_invents_words(text: str, length: int) -> None:
    short = excerpt(text, length)
    assert len(short) <= length
    assert one_line(text).startswith(short.removesuffix(ELLIPSIS))


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_is_clean_after_one_pass(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) is once
    once.encode()
