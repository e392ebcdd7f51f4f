"""Comparing what revisions keep."""

from __future__ import annotations

from masthead.publishing.contents import comparable


def test_a_body_whose_parts_are_in_another_order_is_the_same() -> None:
    one = {"title": "A", "body": '[{"type": "paragraph", "id": "x", "value": "Snow."}]'}
    other = {"title": "A", "body": '[{"id": "x", "value": "Snow.", "type": "paragraph"}]'}
    assert comparable(one) == comparable(other)


def test_another_word_in_a_body_is_another_content() -> None:
    assert comparable({"body": '[{"value": "Snow."}]'}) != comparable({"body": '[{"value": "Rain."}]'})


def test_words_that_only_begin_like_a_body_stay_words() -> None:
    assert comparable({"kicker": "[sic"}) == {"kicker": "[sic"}
