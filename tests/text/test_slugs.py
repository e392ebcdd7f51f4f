"""Addresses from headlines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.text.slugs import SLUG_LENGTH, slug_apart_from, slug_from

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("A quiet winter", "a-quiet-winter"),
        ("“Don’t” – he said: Où?", "dont-he-said-ou"),
        ("Straße & Ødegård, Łódź", "strasse-odegard-lodz"),
        ("Щука и ёж", "shchuka-i-ezh"),
        ("Ψυχή", "psychi"),
        ("  --  ", "untitled"),
    ],
)
def test_a_slug_spells_the_headline(headline: str, slug: str) -> None:
    assert slug_from(headline) == slug


def test_a_headline_in_another_script_gets_the_same_slug_each_time_and_its_own() -> None:
    assert slug_from("日本語", "part") == slug_from("日本語", "part")
    assert slug_from("日本語", "part") != slug_from("中文", "part")
    assert re.fullmatch(r"part-[0-9a-f]{8}", slug_from("日本語", "part"))


def test_a_long_headline_is_cut_between_words() -> None:
    slug = slug_from("word " * 40)
    assert len(slug) <= SLUG_LENGTH
    assert set(slug.split("-")) == {"word"}


def test_a_headline_of_50_000_letters_has_a_slug() -> None:
    assert slug_from("x" * 50_000) == "x" * SLUG_LENGTH


def test_a_taken_slug_gets_the_next_free_number() -> None:
    assert slug_apart_from("snow", {"rain"}) == "snow"
    assert slug_apart_from("snow", {"snow", "snow-2"}) == "snow-3"
    assert slug_apart_from("x" * SLUG_LENGTH, {"x" * SLUG_LENGTH}) == "x" * (SLUG_LENGTH - 2) + "-2"


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_a_slug_is_always_one(headline: str) -> None:
    slug = slug_from(headline)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= SLUG_LENGTH
    assert slug_from(slug) == slug
