"""What an article speaks of."""

from __future__ import annotations

from masthead.recommendations.words import Counts, Zone, heard, key_words

NOBODY = Counts({}, 100)


def spoken(text: str, counts: Counts = NOBODY, language: str = "en") -> list[str]:
    return [said.word for said in key_words(heard([Zone(text, 1)], language), counts)]


def test_what_is_said_often_and_seldom_elsewhere_comes_first() -> None:
    text = "The keeper trims the lamp. A keeper keeps the lamp; the keeper of a lamp. People, people and people."
    assert spoken(text, Counts({"peopl": 20, "lamp": 2, "keeper": 3}, 100))[:3] == ["lamp", "keeper", "people"]


def test_a_word_that_a_quarter_of_the_magazine_uses_says_nothing() -> None:
    assert spoken("Lamps, lamps and people, people.", Counts({"peopl": 30}, 100)) == ["lamps"]


def test_stop_words_numbers_and_words_said_once_in_the_copy_do_not_count() -> None:
    assert spoken("And and the the 2026 2026 12th 12th once lamp lamp") == ["lamp"]


def test_the_headline_counts_even_once() -> None:
    words = heard([Zone("The heron", 3), Zone("It stood in the water.", 1)], "en")
    assert [said.word for said in key_words(words, NOBODY)] == ["heron"]


def test_forms_of_a_word_are_one_and_the_commonest_is_shown() -> None:
    assert spoken("Election elections elections") == ["elections"]


def test_a_text_without_spaces_is_read_in_pairs_of_characters() -> None:
    assert "灯台" in spoken("灯台守は灯台に住む。灯台の光。", language="ja")


def test_the_weights_of_an_article_have_length_one() -> None:
    said = key_words(heard([Zone("lamp lamp keeper keeper tide tide tide", 1)], "en"), NOBODY)
    assert 990_000 < sum(each.weight**2 for each in said) < 1_010_000
