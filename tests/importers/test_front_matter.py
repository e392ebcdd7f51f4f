"""The head of a file: three syntaxes, and what is refused with its line."""

from __future__ import annotations

from datetime import date

import pytest

from masthead.importers.markdown.front_matter import split
from masthead.importers.troubles import ItemRefused


def test_yaml_gives_values_lines_and_the_place_of_the_body() -> None:
    front = split("---\ntitle: Snow\ndate: 2010-01-02\n\n---\nThe body.\n", "a.md")
    assert front.values == {"title": "Snow", "date": date(2010, 1, 2)}
    assert front.lines == {"title": 2, "date": 3}
    assert (front.body, front.body_line) == ("The body.\n", 6)


def test_toml_gives_the_same() -> None:
    front = split('+++\ntitle = "Snow"\n[params]\nx = 1\n+++\nThe body.\n', "a.md")
    assert front.values == {"title": "Snow", "params": {"x": 1}}
    assert (front.lines["title"], front.lines["params"], front.body) == (2, 3, "The body.\n")


def test_json_gives_the_same() -> None:
    front = split('{"title": "Snow",\n "draft": true}\nThe body.\n', "a.md")
    assert front.values == {"title": "Snow", "draft": True}
    assert (front.lines["draft"], front.body) == (2, "The body.\n")


def test_a_file_without_a_head_is_all_body() -> None:
    front = split("Just words.\n\n---\n\nMore.\n", "a.md")
    assert not front.is_present
    assert front.body.startswith("Just words.")


def test_an_empty_head_is_a_head() -> None:
    assert split("---\n---\nbody", "a.md").body == "body"


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("---\ntitle: A story: in two parts\n---\n", "a.md:2", "Put the value in quotes"),
        ("---\ntitle: One\nslug: x\ntitle: Two\n---\n", "a.md:4", "stands twice; the first is on line 2"),
        ("---\na: &x [1, 2]\nb: *x\n---\n", "a.md:3", "alias"),
        ("---\ntitle: One\ndate: 2010-13-45\n---\n", "a.md:3", "“date” cannot be read"),
        ("---\ntitle: One\n\tslug: x\n---\n", "a.md:3", "broken front matter"),
        ("---\ntitle: One\nno end\n", "a.md:1", "never closed"),
        ("---\n- one\n- two\n---\n", "a.md:2", "not a list of keys and values"),
        ("---\nx: " + "[" * 40 + "]" * 40 + "\n---\n", "a.md:2", "nested too deeply"),
        ("---\nx: " + "y" * 300_000 + "\n---\n", "a.md:1", "characters"),
        ("+++\ntitle = \n+++\n", "a.md:2", "broken front matter"),
        ("+++\ntitle = 'x'\n", "a.md:1", "never closed"),
        ('{"title": "x",\n "draft": }\n', "a.md:2", "broken front matter"),
        ("+++\nx = " + "[" * 5000 + "]" * 5000 + "\n+++\n", "a.md:1", "nested too deeply"),
        ("+++\nx = " + "9" * 5000 + "\n+++\n", "a.md:1", "a number is too long"),
        ("+++\nx = '" + "y" * 300_000 + "'\n+++\n", "a.md:1", "characters"),
        ('{"x": ' + "9" * 5000 + "}\n", "a.md:1", "a number is too long"),
        ('{"x": ' + "[" * 100_000 + "]" * 100_000 + "}\n", "a.md:1", "nested too deeply"),
    ],
)
def test_broken_front_matter_is_named_with_file_and_line(text: str, where: str, says: str) -> None:
    with pytest.raises(ItemRefused, match=says) as caught:
        split(text, "a.md")
    assert caught.value.where == where
