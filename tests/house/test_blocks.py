"""Rule: a block has four faces: web, e-mail, EPUB and text."""

from __future__ import annotations

from pathlib import Path

from masthead.body.blocks import BodyStream
from tests.house.tree import SOURCE

FACES = ("web.html", "email.html", "epub.html", "text.txt")
FOLDER = SOURCE / "body" / "templates" / "body"


def missing_faces(folder: Path) -> list[str]:
    """The faces that a block's folder lacks."""
    return [face for face in FACES if not (folder / face).is_file()]


def test_every_block_has_its_four_faces() -> None:
    names = list(BodyStream().child_blocks)
    assert len(names) > 10
    assert {name: missing for name in names if (missing := missing_faces(FOLDER / name))} == {}


def test_a_face_that_is_missing_is_named(tmp_path: Path) -> None:
    for face in FACES[:3]:
        (tmp_path / face).touch()
    assert missing_faces(tmp_path) == ["text.txt"]
    (tmp_path / "text.txt").touch()
    assert missing_faces(tmp_path) == []
