"""A folder of files: walked without leaving it, read only as text that is text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from masthead.importers.markdown.folder import Folder
from masthead.importers.records import Kind, Outcome
from masthead.importers.troubles import ItemRefused, SourceUnusable
from tests.cast import jpeg
from tests.importers.sources import HEAD, a_folder, a_reader, readings_of


def test_a_folder_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceUnusable, match="gone: there is no such folder"):
        Folder(tmp_path / "gone")
    with pytest.raises(SourceUnusable, match="this is a file, not a folder"):
        Folder(a_folder(tmp_path, {"file.md": HEAD}) / "file.md")


def test_a_folder_without_markdown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnusable, match="no Markdown files"):
        a_reader(a_folder(tmp_path, {"f.jpg": jpeg()})).survey()


def test_every_file_is_found_once_in_order(tmp_path: Path) -> None:
    a_folder(
        tmp_path,
        {"b/x.md": HEAD, "a/f.jpg": b"", "a.markdown": HEAD, ".git/config": b"", "_site/a.md": HEAD, "z.txt": b""},
    )
    found = [(each.path, each.kind) for each in Folder(tmp_path).files()]
    assert found == [
        ("a.markdown", "text"),
        ("z.txt", "other"),
        (".git/config", "other"),
        ("_site/a.md", "other"),
        ("a/f.jpg", "picture"),
        ("b/x.md", "text"),
    ]


@pytest.mark.parametrize(
    ("data", "where", "says"),
    [
        (b"\xff\xfeT\x00", "a.md", "UTF-16"),
        (b"One\nTwo \xe9t\xe9\n", "a.md:2", r"not UTF-8 \(byte 0xe9\)"),
        (b"One\nTwo\nThr\x00ee", "a.md:3", "null byte"),
        (b"x" * 8_000_001, "a.md", "the largest we read is 8,000,000"),
    ],
    ids=["utf-16", "latin-1", "binary", "huge"],
)
def test_a_file_that_is_no_text_is_refused_with_file_and_line(
    tmp_path: Path, data: bytes, where: str, says: str
) -> None:
    a_folder(tmp_path, {"a.md": data})
    with pytest.raises(ItemRefused, match=says) as caught:
        Folder(tmp_path).read_text("a.md")
    assert caught.value.where == where


def test_line_ends_and_a_byte_order_mark_are_evened(tmp_path: Path) -> None:
    a_folder(tmp_path, {"a.md": b"\xef\xbb\xbfOne\r\nTwo\rThree"})
    assert Folder(tmp_path).read_text("a.md") == "One\nTwo\nThree"


def test_nothing_outside_the_folder_is_read_by_any_path(tmp_path: Path) -> None:
    a_folder(tmp_path, {"secret.md": "secret", "in/a.md": HEAD, "in/f.jpg": jpeg()})
    inside = tmp_path / "in"
    (inside / "link.md").symlink_to(tmp_path / "secret.md")
    (inside / "self.md").symlink_to("self.md")
    (inside / "up").symlink_to(tmp_path, target_is_directory=True)
    folder = Folder(inside)
    for path in ("../secret.md", "link.md", "up/secret.md", "self.md", "/etc/passwd", "a\x00.md"):
        assert not folder.holds(path)
        with pytest.raises(ItemRefused):
            folder.read_bytes(path, 1000)
    refused = {reading.path: reading.notes[0].reason for reading in readings_of(inside) if reading.record is None}
    assert refused["link.md"] == "a symbolic link that leads out of the folder, or nowhere"
    assert refused["self.md"] == "a symbolic link that leads out of the folder, or nowhere"
    assert refused["up"] == "a symbolic link to a folder is not followed"


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    a_folder(tmp_path, {"a.md": HEAD})
    os.mkfifo(tmp_path / "pipe.md")
    [reading] = [each for each in readings_of(tmp_path) if each.path == "pipe.md"]
    assert reading.notes[0].reason == "not an ordinary file"


def test_pictures_that_no_article_shows_are_accounted_for(tmp_path: Path) -> None:
    a_folder(
        tmp_path,
        {
            "a.md": f"{HEAD}=IMAGE=shown.jpg=Snow=",
            "shown.jpg": jpeg(9, 9, "#123456"),
            "twin.jpg": jpeg(9, 9, "#123456"),
            "other.jpg": jpeg(9, 8, "#123456"),
            "broken.png": b"no",
        },
    )
    notes = {note.key: note for reading in readings_of(tmp_path) for note in reading.notes if note.kind == Kind.FILE}
    assert notes["shown.jpg"].outcome == Outcome.IMPORTED
    assert (notes["twin.jpg"].outcome, notes["twin.jpg"].target) == (Outcome.TRANSFORMED, "shown.jpg")
    assert notes["other.jpg"].outcome == Outcome.REFUSED
    assert notes["broken.png"].reason == "this is no picture that we can read."


def test_two_files_cannot_be_one_article(tmp_path: Path) -> None:
    a_folder(tmp_path, {"x/a.md": HEAD, "x/a/index.md": HEAD})
    refused = [reading.notes[0].reason for reading in readings_of(tmp_path) if reading.record is None]
    assert refused == ["another file is the article “x/a” already."]


def test_files_about_the_folder_and_hugo_s_section_pages_are_no_articles(tmp_path: Path) -> None:
    a_folder(tmp_path, {"README.md": "# Read me", "posts/_index.md": HEAD, "posts/readme.md": HEAD})
    records = [reading.path for reading in readings_of(tmp_path) if reading.record]
    assert records == ["posts/readme.md"]
