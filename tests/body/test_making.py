"""Blocks made in code."""

import json
import uuid

from masthead.body import making
from masthead.body.blocks import BLOCK_NAMES, BodyStream
from tests.body.pieces import one_of_each


def every_id(blocks: list[making.RawBlock]) -> list[str]:
    """The ids of blocks, items and the blocks within them."""
    found = []
    for block in blocks:
        found.append(block["id"])
        if isinstance(block["value"], dict):
            for part in block["value"].values():
                if isinstance(part, list) and part and isinstance(part[0], dict):
                    found += every_id(part)
    return found


def test_there_is_a_function_for_every_block() -> None:
    assert [block["type"] for block in one_of_each()] == list(BLOCK_NAMES)


def test_a_stream_is_json_that_the_field_keeps_as_it_is() -> None:
    blocks = one_of_each()
    assert BodyStream().to_python(json.loads(json.dumps(blocks))).get_prep_value() == blocks


def test_every_block_and_item_has_an_id_of_its_own() -> None:
    ids = every_id(one_of_each())
    assert len(ids) == 23
    assert len(set(ids)) == len(ids)
    assert all(uuid.UUID(found) for found in ids)


def test_the_same_key_makes_the_same_body_and_another_key_other_ids() -> None:
    blocks = [making.paragraph("a"), making.list_of(["b"])]
    assert making.stream(blocks, key="x") == making.stream(blocks, key="x")
    assert not set(every_id(making.stream(blocks, key="x"))) & set(every_id(making.stream(blocks, key="y")))
    assert making.stream(blocks) != making.stream(blocks)


def test_an_id_already_there_is_kept() -> None:
    block = making.stream([making.paragraph("a")])[0]
    assert making.stream([block], key="x") == [block]


def test_markup_is_sanitised_and_plain_text_is_not_read_as_markup() -> None:
    assert making.paragraph("a<script>b</script>")["value"] == "<p>a</p>"
    assert making.picture(1, caption="<p>A <img src=x> <i>film</i></p>")["value"]["caption"] == "<p>A  <i>film</i></p>"
    assert making.crosshead("a <b>\n c")["value"]["text"] == "a <b> c"


def test_a_table_is_made_rectangular() -> None:
    assert making.table([["a", "b", "c"], ["d"]])["value"]["rows"] == [["a", "b", "c"], ["d", "", ""]]
    assert making.table([])["value"]["rows"] == []


def test_a_level_that_does_not_exist_goes_to_the_nearest() -> None:
    assert [making.crosshead("x", level)["value"]["level"] for level in (1, 2, 3, 6)] == ["2", "2", "3", "3"]


def test_control_characters_never_reach_the_database() -> None:
    made = [
        making.paragraph("a\x00b")["value"],
        making.code("a\x1bb")["value"]["code"],
        making.raw_text("a\x08b")["value"]["text"],
        making.table([["a\x07b"]])["value"]["rows"][0][0],
        making.pull_quote("a\ufffeb")["value"]["quote"],
    ]
    assert made == ["<p>ab</p>", "ab", "ab", "ab", "ab"]
