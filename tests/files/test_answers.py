"""A file as an answer: whole, in part, unchanged, squeezed."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.templatetags.static import static

from masthead.files import names
from masthead.files.answers import Answer, Asked, file_answer
from masthead.files.sending import COMMENT_IN_CSS, FIVE_MINUTES, FOR_EVER, media_answer, static_answer

CONTENT = bytes(range(200))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "media" / "film.mp4"
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    return path


def body(answer: Answer) -> bytes:
    return b"".join(answer.body)


def test_a_whole_file_is_sent_with_its_length_and_tag(film: Path) -> None:
    answer = media_answer(Asked(), "film.mp4")
    assert answer.status == HTTPStatus.OK
    assert body(answer) == CONTENT
    assert answer.headers["Content-Length"] == "200"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=190-", 190, 199),
        ("bytes=-5", 195, 199),
        ("bytes=50-5000", 50, 199),
        ("bytes=-900", 0, 199),
    ],
)
def test_a_part_is_sent_when_a_part_is_asked_for(film: Path, asked: str, first: int, last: int) -> None:
    answer = media_answer(Asked(range=asked), "film.mp4")
    assert body(answer) == CONTENT[first : last + 1]
    if (first, last) != (0, 199):
        assert answer.status == HTTPStatus.PARTIAL_CONTENT
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/200"
    assert answer.headers["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", [f"bytes={'9' * 5000}-", f"bytes=0-{'9' * 5000}", f"bytes=-{'9' * 5000}"])
def test_a_number_longer_than_any_file_is_no_range(film: Path, asked: str) -> None:
    answer = media_answer(Asked(range=asked), "film.mp4")
    assert (answer.status, body(answer)) == (HTTPStatus.OK, CONTENT)


@pytest.mark.parametrize("name", ["a" * 300 + ".jpg", "a/" * 3000 + "b.jpg", "film.mp4/" * 500])
def test_a_name_too_long_for_a_file_is_not_found(film: Path, name: str) -> None:
    assert media_answer(Asked(), name).status == HTTPStatus.NOT_FOUND
    assert static_answer(Asked(), name).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("asked", ["bytes=200-", "bytes=500-600", "bytes=-0"])
def test_a_part_that_lies_outside_is_refused(film: Path, asked: str) -> None:
    answer = media_answer(Asked(range=asked), "film.mp4")
    assert answer.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    assert answer.headers["Content-Range"] == "bytes */200"
    assert body(answer) == b""


@pytest.mark.parametrize("asked", ["bytes=9-2", "lines=1-2", "bytes=a-b", "bytes=-", "bytes=0-1,4-5"])
def test_a_part_that_is_none_gets_the_whole_file(film: Path, asked: str) -> None:
    answer = media_answer(Asked(range=asked), "film.mp4")
    assert answer.status == HTTPStatus.OK
    assert body(answer) == CONTENT


def test_a_part_of_a_file_that_changed_gets_the_whole_new_one(film: Path) -> None:
    tag = media_answer(Asked(), "film.mp4").headers["ETag"]
    assert media_answer(Asked(range="bytes=0-9", if_range=tag), "film.mp4").status == HTTPStatus.PARTIAL_CONTENT
    assert media_answer(Asked(range="bytes=0-9", if_range='"other"'), "film.mp4").status == HTTPStatus.OK


def test_a_browser_that_has_the_file_is_told_so(film: Path) -> None:
    fresh = media_answer(Asked(), "film.mp4")
    for asked in (
        Asked(if_none_match=fresh.headers["ETag"]),
        Asked(if_none_match=f'"x", W/{fresh.headers["ETag"]}'),
        Asked(if_none_match="*"),
        Asked(if_modified_since=fresh.headers["Last-Modified"]),
    ):
        answer = media_answer(asked, "film.mp4")
        assert answer.status == HTTPStatus.NOT_MODIFIED
        assert body(answer) == b""
    for asked in (
        Asked(if_none_match='"x"', if_modified_since=fresh.headers["Last-Modified"]),
        Asked(if_modified_since="x"),
    ):
        assert media_answer(asked, "film.mp4").status == HTTPStatus.OK


def test_head_sends_no_body_and_other_methods_are_refused(film: Path) -> None:
    answer = media_answer(Asked(method="HEAD"), "film.mp4")
    assert (answer.status, body(answer), answer.headers["Content-Length"]) == (HTTPStatus.OK, b"", "200")
    assert media_answer(Asked(method="POST"), "film.mp4").status == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_file_that_goes_away_meanwhile_is_not_found(tmp_path: Path) -> None:
    assert file_answer(Asked(), tmp_path / "gone", {}).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["../settings.py", "/etc/passwd", "a\x00b", ".hidden", "sub/.hidden/x", "..", ""])
def test_no_name_leaves_the_folder_of_media(film: Path, name: str) -> None:
    (film.parent / ".hidden").write_text("hidden")
    assert media_answer(Asked(), name).status == HTTPStatus.NOT_FOUND


def test_a_link_out_of_the_folder_of_media_is_not_followed(film: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (film.parent / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert media_answer(Asked(), "link.txt").status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "name", ["original_images/harbour.jpg", "images/../original_images/harbour.jpg", "/original_images//harbour.jpg"]
)
def test_pictures_as_they_were_uploaded_are_sent_to_nobody(film: Path, name: str) -> None:
    for folder in ("original_images", "images"):
        (film.parent / folder).mkdir()
    (film.parent / "original_images" / "harbour.jpg").write_bytes(b"with the place it was taken at")
    assert media_answer(Asked(), name).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("name", "is_shown", "is_sandboxed"),
    [
        ("a.svg", True, True),
        ("a.jpg", True, True),
        ("a.pdf", True, False),
        ("a.html", False, True),
        ("a.xyz", False, True),
    ],
)
def test_what_an_upload_may_do_depends_on_its_kind(film: Path, name: str, is_shown: bool, is_sandboxed: bool) -> None:
    (film.parent / name).write_bytes(b"x")
    headers = media_answer(Asked(), name).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert (headers.get("Content-Disposition") != "attachment") == is_shown
    assert ("sandbox" in headers.get("Content-Security-Policy", "")) == is_sandboxed


def test_a_file_of_ours_has_a_fingerprint_in_its_address_and_is_kept_for_ever() -> None:
    address = static("desk/first_run.css")
    assert address.startswith("/static/desk~")
    answer = static_answer(Asked(), address.removeprefix(settings.STATIC_URL))
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert answer.headers["Content-Type"].startswith("text/css")


@pytest.mark.parametrize("name", ["desk/first_run.css", "desk~00000000/first_run.css"])
def test_without_the_present_fingerprint_it_is_kept_for_minutes(name: str) -> None:
    answer = static_answer(Asked(), name)
    assert answer.status == HTTPStatus.OK
    assert answer.headers["Cache-Control"] == FIVE_MINUTES


def test_a_style_sheet_names_its_neighbours_by_addresses_that_work() -> None:
    """The fingerprint stands on the folder, so that relative addresses stay within it."""
    folder = static("wagtailadmin/css/core.css").rsplit("/css/", 1)[0]
    answer = static_answer(Asked(), f"{folder.removeprefix(settings.STATIC_URL)}/js/core.js")
    assert answer.status == HTTPStatus.OK
    assert answer.headers["Cache-Control"] == FOR_EVER


def test_text_is_squeezed_for_browsers_that_can_unzip() -> None:
    plain = body(static_answer(Asked(), "desk/said.js"))
    answer = static_answer(Asked(accept_encoding="br, gzip;q=0.8"), "desk/said.js")
    squeezed = body(answer)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert len(squeezed) < len(plain)
    assert gzip.decompress(squeezed) == plain
    unchanged = static_answer(Asked(accept_encoding="gzip", if_none_match=answer.headers["ETag"]), "desk/said.js")
    assert unchanged.status == HTTPStatus.NOT_MODIFIED
    assert "Content-Encoding" not in static_answer(Asked(accept_encoding="gzip;q=0, br"), "desk/said.js").headers


def test_a_squeezed_sheet_comes_without_its_comments_and_is_the_same_sheet() -> None:
    plain = body(static_answer(Asked(), "desk/first_run.css"))
    sent = gzip.decompress(body(static_answer(Asked(accept_encoding="gzip"), "desk/first_run.css")))
    assert b"/*" in plain
    assert b"/*" not in sent
    assert sent.count(b"{") == plain.count(b"{")
    sheet = b"""/*! Notice */ a { content: "/* no comment */" } /* gone */ b { content: '\\'/*"' }"""
    assert COMMENT_IN_CSS.sub(rb"\g<kept>", sheet) == sheet.replace(b"/* gone */", b"")


@pytest.mark.parametrize("name", ["desk/nothing.css", "../settings.py", "desk", "", "desk~zzzzzzzz/first_run.css"])
def test_a_file_of_ours_that_is_none_is_not_found(name: str) -> None:
    assert static_answer(Asked(), name).status == HTTPStatus.NOT_FOUND


def test_a_fingerprint_changes_with_a_file_and_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    (tmp_path / "b").write_text("two")
    first = names._fingerprint({"x/a": tmp_path / "a"})
    assert names._fingerprint({"x/a": tmp_path / "b"}) != first
    assert names._fingerprint({"x/c": tmp_path / "a"}) != first
    assert names._fingerprint({"x/a": tmp_path / "a"}) == first


def test_while_debugging_addresses_are_plain(settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    assert static("desk/first_run.css") == "/static/desk/first_run.css"
    assert static_answer(Asked(), "desk/first_run.css").headers["Cache-Control"] == "no-cache"
