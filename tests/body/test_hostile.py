"""What another door may have left in the database: every face stays harmless, and stands."""

from __future__ import annotations

import re
import time
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from masthead.body import checks, faces, making, queries
from masthead.body.blocks import BLOCK_NAMES, BodyStream
from masthead.body.blocks.words import BoxBodyStream
from masthead.body.faces import FACES
from masthead.body.reading import IN_A_BOX
from tests.body.pieces import EVERYTHING_FETCHED, one_of_each

MARKUP_FACES = [face for face in FACES if face != "text"]
ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ block }}{% now %}"
LINK = '<p><a href="javascript:alert(1)">x</a><a linktype="page" id="90" href="javascript:alert(1)">y</a></p>'


def draw(blocks: Any, face: Any = "web") -> str:
    """A stored body drawn, with everything it may refer to at hand."""
    return faces.render(blocks, face, **EVERYTHING_FETCHED)


def poisoned(part: Any) -> Any:
    """A stored value with the attack in every text."""
    if isinstance(part, str):
        return ATTACK
    if isinstance(part, dict):
        kept = {"type": part["type"], "id": ATTACK} if "value" in part and "type" in part else {}
        return {name: poisoned(value) for name, value in part.items()} | kept
    return [poisoned(value) for value in part] if isinstance(part, list) else part


@pytest.mark.parametrize("face", MARKUP_FACES)
def test_markup_in_any_field_of_any_block_is_only_text(face: str) -> None:
    for block in one_of_each():
        made = draw([poisoned(block)], face)
        tree = LexborHTMLParser(f"<body>{made}</body>")
        assert tree.css("script, [onerror], [src=x], iframe") == [], block["type"]
        assert "{{ block }}" in made or "block" not in made


@pytest.mark.parametrize("face", MARKUP_FACES)
def test_a_link_never_runs_a_script(face: str) -> None:
    made = draw([{"type": "paragraph", "value": LINK, "id": ""}], face)
    assert "javascript" not in made
    assert '<a href="/articles/snow/" rel="noopener">y</a>' in made


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", 'https://x.example/"onload="']
)
def test_an_embed_with_a_bad_address_in_the_database_is_not_drawn(url: str) -> None:
    block = {"type": "embed", "value": {"url": url, "title": "x", "provider": "y", "poster": None}, "id": "1"}
    assert [draw([block], face) for face in FACES] == [""] * 4


@pytest.mark.parametrize("face", FACES)
def test_control_characters_never_reach_a_face(face: str) -> None:
    blocks = making.stream([])
    for block in one_of_each():
        blocks.append(spoiled(block))
    made = draw(blocks, face)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe]", made)
    if face == "epub":
        ET.fromstring(f"<body>{made}</body>")


def spoiled(part: Any) -> Any:
    """A stored value with control characters in every text but the names of blocks."""
    if isinstance(part, str):
        return f"{part[:1]}\x00\x0c\x1b\ufffe{part[1:]}" if not part.startswith(("http", "<")) else part + "\x00\x1f"
    if isinstance(part, dict):
        return {
            name: value if name in ("type", "level", "kind", "size") else spoiled(value) for name, value in part.items()
        }
    return [spoiled(value) for value in part] if isinstance(part, list) else part


VALUES: list[Any] = [None, "", "x", 3, [], {}, [{}], True]
BROKEN: list[Any] = [
    "text",
    3,
    {"type": "paragraph"},
    [None, 3, "x", [], {}],
    [{"type": name, "value": value, "id": 3} for name in (*BLOCK_NAMES, "gone") for value in VALUES],
    [{"type": "list", "value": {"items": ["bare", None, {"type": "item", "value": 4}]}}],
    [
        {
            "type": "gallery",
            "value": {"pictures": [{"picture": "1"}, {"type": "item", "value": {"picture": True}}, None]},
        }
    ],
    [{"type": "table", "value": {"rows": [["a"], "b", ["c", None, 3, {}]], "header_row": "yes"}}],
    [{"type": "box", "value": {"body": [{"type": "box", "value": {"body": []}}]}}],
    [{"type": "crosshead", "value": {"text": "x", "level": 9, "anchor": 'a b"c'}}],
    [{"type": "picture", "value": {"picture": 10**30, "size": "huge"}}],
    [{"type": "picture", "value": {"picture": -1}}],
    [{"type": "video", "value": {"file": "6", "poster": "1", "captions": [], "transcript": 3}}],
]


@pytest.mark.parametrize("body", BROKEN)
def test_a_body_that_is_broken_is_drawn_and_read_all_the_same(body: Any) -> None:
    for face in FACES:
        assert isinstance(draw(body, face), str)
    queries.plain_text(body)
    queries.word_count(body)
    queries.picture_ids(body)
    queries.document_ids(body)
    queries.article_ids(body)
    checks.picture_findings(body, {})


@pytest.mark.parametrize("number", [2**63, 10**30, str(2**63), "9" * 400, -1, 0, True, 1.5])
def test_what_no_database_takes_for_an_id_is_none(number: Any) -> None:
    body = [
        {"type": "picture", "value": {"picture": number}},
        {"type": "related", "value": {"article": number}},
        {"type": "audio", "value": {"file": number}},
    ]
    assert queries.picture_ids(body) == queries.article_ids(body) == queries.document_ids(body) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "value", "id", "body", "items", "pictures", "picture", "rows", "text", "caption", "poster"]
            ),
            part | st.sampled_from(BLOCK_NAMES),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])  # a measure of the machine
@given(st.lists(st.fixed_dictionaries({"type": st.sampled_from(BLOCK_NAMES), "value": JSON}), max_size=3))
def test_no_json_breaks_a_face(body: Any) -> None:
    for face in FACES:
        draw(body, face)
    queries.plain_text(body)


def test_what_may_not_stand_in_a_box_is_neither_drawn_nor_read_there() -> None:
    """Else a picture two boxes deep would be drawn and never checked for its credit."""
    inner: Any = {"type": "box", "value": {"title": "b", "body": [{"type": "picture", "value": {"picture": 2}}]}}
    for _ in range(400):
        inner = {"type": "box", "value": {"title": "b", "body": [inner]}}
    assert "picture" not in draw([inner])
    assert queries.picture_ids([inner]) == []


def test_a_box_holds_what_its_stream_allows() -> None:
    assert set(BoxBodyStream.base_blocks) == IN_A_BOX


@pytest.mark.parametrize("face", FACES)
def test_a_paragraph_of_a_megabyte_is_drawn_in_time(face: str) -> None:
    body = making.stream([making.paragraph("<p>" + "snow <em>fell</em> and " * 50_000 + "</p>")])
    began = time.process_time()
    assert len(draw(body, face)) > 600_000
    assert time.process_time() - began < 3


def test_a_table_far_over_the_limit_is_drawn_in_time() -> None:
    body = making.stream([making.table([["cell"] * 50] * 1000)])
    began = time.process_time()
    assert draw(body).count("<td>") == 49_950
    assert time.process_time() - began < 5


def test_a_body_with_a_block_that_is_no_more_keeps_the_others() -> None:
    blocks = [*making.stream([making.paragraph("a")]), {"type": "carousel", "value": "x", "id": "1"}]
    assert draw(blocks) == "<p>a</p>"
    assert [block.block_type for block in BodyStream().to_python(blocks)] == ["paragraph"]
