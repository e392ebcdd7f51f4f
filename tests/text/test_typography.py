"""Quotation marks, dashes and spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.text import typography


@pytest.mark.parametrize(
    ("language", "opening", "closing"),
    [
        ("en", "“", "”"),
        ("en-GB", "“", "”"),
        ("de", "„", "“"),
        ("de-CH", "«", "»"),
        ("fr", "«\u202f", "\u202f»"),
        ("tlh", "“", "”"),
    ],
)
def test_a_language_has_its_quotation_marks(language: str, opening: str, closing: str) -> None:
    marks = typography.quote_marks(language)
    assert (marks.opening, marks.closing) == (opening, closing)


@pytest.mark.parametrize(
    ("straight", "curled"),
    [
        ('He said "yes" and "no".', "He said “yes” and “no”."),
        ("It's the '90s, and he said 'no' twice", "It’s the ’90s, and he said ‘no’ twice"),
        ('"Don\'t," she said.', "“Don’t,” she said."),
        ('("Really?")', "(“Really?”)"),
    ],
)
def test_certain_marks_are_curled(straight: str, curled: str) -> None:
    assert typography.curl_quotes(straight) == curled


@pytest.mark.parametrize("text", ["5'10\" tall", 'one " alone', "the dogs' bowls", 'a "b', 'x="y" z="1"'])
def test_uncertain_marks_stay_as_they_are(text: str) -> None:
    assert typography.curl_quotes(text) == text


def test_marks_are_those_of_the_language() -> None:
    assert typography.curl_quotes('Sie sagte "ja".', "de") == "Sie sagte „ja“."


def test_hyphens_between_words_become_dashes_but_options_stay() -> None:
    assert typography.set_dashes("snow -- or ice---both, git log --all") == "snow – or ice—both, git log --all"


def test_french_spaces_do_not_break_and_addresses_are_left_alone() -> None:
    assert typography.set_french_spaces("Quoi ? « non » : http://x") == "Quoi\u202f? «\u202fnon\u202f»\u00a0: http://x"


def test_a_short_last_word_is_kept_with_the_one_before() -> None:
    assert typography.keep_last_words_together("What the town does now") == "What the town does\u00a0now"
    assert typography.keep_last_words_together("Two words") == "Two words"


@given(st.text(alphabet=st.sampled_from("ab '\"-1\n;:!«»"), max_size=60))
def test_setting_twice_is_as_once_and_letters_never_change(text: str) -> None:
    for mend in (
        typography.curl_quotes,
        typography.set_dashes,
        typography.set_french_spaces,
        typography.keep_last_words_together,
    ):
        once = mend(text)
        assert mend(once) == once
        assert [sign for sign in once if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
