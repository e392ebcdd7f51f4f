"""What a reader typed, read as a question."""

from __future__ import annotations

import pytest

from masthead.search.parsing import MOST_BEGINNINGS, MOST_PARTS, MOST_PHRASES, Part, Question, question_of
from masthead.text.analysis import STEMMERS, analysis_of

ENGLISH = analysis_of("en-GB")


def word(text: str) -> Part:
    return Part((text,))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("black swan", [word("black"), word("swan")]),
        ("  Black\tSWAN\n", [word("black"), word("swan")]),
        ("swan swan", [word("swan")]),
        ('"black swan"', [Part(("black", "swan"), is_quoted=True)]),
        ("“black swan” lake", [Part(("black", "swan"), is_quoted=True), word("lake")]),
        ("«lac» été", [Part(("lac",), is_quoted=True), word("ete")]),
        ("O’Brien", [Part(("o", "brien"))]),
        ("well-being", [Part(("well", "being"))]),
        ("swa*", [Part(("swa",), is_beginning=True)]),
        ("s*", [word("s")]),
        ('black "swan', [word("black"), word("swan")]),
        ("the swan of the lake", [word("swan"), word("lake")]),
        ("to be or not to be", [word("to"), word("be"), word("or"), word("not")]),
        ('"the swan"', [Part(("the", "swan"), is_quoted=True)]),
        ("so\u00adlar", [word("solar")]),
        ("cafe\u0301", [word("cafe")]),
        ("", []),
        ('- "" * &', []),
    ],
)
def test_what_is_wanted(typed: str, wanted: list[Part]) -> None:
    assert list(question_of(typed, ENGLISH).wanted) == wanted


def test_what_is_unwanted() -> None:
    question = question_of('swan -lake –goose -"grey heron" tom-tom', ENGLISH)
    assert question == Question(
        wanted=(word("swan"), Part(("tom", "tom"))),
        unwanted=(word("lake"), word("goose"), Part(("grey", "heron"), is_quoted=True)),
    )


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ("black swa", True),
        ("black swa ", False),
        ('black "swa"', False),
        ("black -swa", False),
        ("tom-to", False),
        ("b", False),
    ],
)
def test_only_a_last_word_can_be_still_being_typed(typed: str, is_open: bool) -> None:
    question = question_of(typed, ENGLISH, is_typing=True)
    assert any(part.is_beginning for part in question.wanted) is is_open


def test_a_question_is_no_longer_than_a_reader_would_ask() -> None:
    many = " ".join(f"w{number}" for number in range(90))
    assert len(question_of(many, ENGLISH).wanted) == MOST_PARTS
    phrases = " ".join(f'"a{number} b"' for number in range(30))
    assert len(question_of(phrases, ENGLISH).wanted) == MOST_PHRASES
    beginnings = " ".join(f"ab{number}*" for number in range(30))
    assert len(question_of(beginnings, ENGLISH).wanted) == MOST_BEGINNINGS


@pytest.mark.parametrize("language", [*STEMMERS, "ja", "xx-YY"])
def test_each_language_has_as_many_stems_as_words(language: str) -> None:
    analysis = analysis_of(language)
    text = "Les élections générales; die Häuser, ξένος, книги, கடல் 12 O’Brien"
    assert len(analysis.words.analyze(text)) == len(analysis.stems.analyze(text)) > 8
    assert analysis.is_stop_word("zanzibar") is False


def test_stems_and_stop_words_are_those_of_the_language() -> None:
    french, german = analysis_of("fr"), analysis_of("de-AT")
    assert french.stems.analyze("journaux") == french.stems.analyze("journal")
    assert german.stems.analyze("Häusern") == german.stems.analyze("Haus")
    assert french.is_stop_word("les")
    assert not ENGLISH.is_stop_word("les")
