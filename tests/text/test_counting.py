"""Words and minutes."""

import pytest

from masthead.text.counting import reading_minutes, word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … !", 0),
        ("Snow fell on the harbour.", 5),
        ("Don't wait for the follow-up of 3.14", 7),
        ("See https://example.org/a now", 3),
        ("日本語の本", 5),
        ("a 中文 text", 4),
        ("한국어 문장", 2),
        ("Ça va très bien", 4),
    ],
)
def test_words_are_counted_as_a_reader_would(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (-3, 0), (1, 1), (238, 1), (239, 2), (2380, 10)])
def test_minutes_are_rounded_up(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


def test_japanese_is_read_by_characters() -> None:
    assert reading_minutes(714, "ja-JP") == 2
    assert reading_minutes(714, "xx") == 3
