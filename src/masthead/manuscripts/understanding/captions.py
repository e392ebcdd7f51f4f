"""The lines under a picture."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.body.limits import CAPTION_LENGTH
from masthead.manuscripts.understanding.names import Caption, begins_like_a_caption, caption_of
from masthead.manuscripts.word.lines import Item, Line
from masthead.manuscripts.word.styles import Role

MOST_LINES = 3
LONGEST_LINE = 600


def captioned(after: Sequence[Item]) -> tuple[Caption, int]:
    """The caption and credit of a picture from the items after it, and how many of them they took."""
    words: list[str] = []
    creator = agency = ""
    taken = 0
    for item in after[:MOST_LINES]:
        if not isinstance(item, Line) or item.list_kind or len(item.text) > LONGEST_LINE:
            break
        said = caption_of(item.text.removeprefix("Caption:").strip() if item.text.startswith("Caption:") else item.text)
        is_caption = item.meaning.role == Role.CAPTION or begins_like_a_caption(item.text)
        # Under a picture, a line that ends in a credit is its caption, whatever its style.
        is_caption = is_caption or (not taken and item.meaning.role == Role.BODY and bool(said.creator))
        if not is_caption or (said.creator and creator):
            break
        words += [said.words] if said.words else []
        creator, agency = (said.creator, said.agency) if said.creator else (creator, agency)
        taken += 1
    return Caption(" ".join(words)[:CAPTION_LENGTH], creator, agency), taken
