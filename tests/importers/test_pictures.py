"""What a picture file must be to come in."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from masthead.importers.markdown.folder import Folder
from masthead.importers.markdown.pictures import MAX_FRAMES, gif_frames, inspect
from masthead.importers.troubles import ItemRefused
from tests.cast import jpeg
from tests.importers.sources import FREE_SOFTWARE_MAGAZINE, a_folder

BOMBS = FREE_SOFTWARE_MAGAZINE.parent / "images"


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose frame header claims any size (ITU T.81, B.2.2)."""
    data = bytearray(jpeg(8, 8))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def gif_of(frames: int) -> bytes:
    """A GIF of one dot, again and again."""
    one = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
    return b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff" + one * frames + b";"


def refusal_of(root: Path, data: bytes, name: str = "f.jpg") -> str:
    a_folder(root, {name: data})
    with pytest.raises(ItemRefused) as caught:
        inspect(Folder(root), name, max_bytes=1_000_000)
    assert caught.value.where == name
    return caught.value.reason


def test_a_sound_picture_is_measured(tmp_path: Path) -> None:
    a_folder(tmp_path, {"f.jpg": jpeg(60, 40)})
    facts = inspect(Folder(tmp_path), "f.jpg", max_bytes=1_000_000)
    assert (facts.width, facts.height, facts.is_plain, len(facts.sha1)) == (60, 40, True, 40)


def test_a_picture_under_another_s_name_is_what_it_is(tmp_path: Path) -> None:
    buffer = BytesIO()
    Image.linear_gradient("L").save(buffer, "PNG")
    a_folder(tmp_path, {"f.jpg": buffer.getvalue()})
    assert not inspect(Folder(tmp_path), "f.jpg", max_bytes=1_000_000).is_plain


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (jpeg_claiming(64_250, 64_250), "4,128,062,500 pixels"),
        (png_claiming(40_000, 20), "40,000 × 20 pixels"),
        (png_claiming(12_000, 7_000), "12,000 × 7,000 pixels"),
        (gif_of(40_000), f"more than {MAX_FRAMES} frames"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "this one holds a script"),
        (b"<?xml version='1.0'?><svg onload='x()'/>", "this one holds a script"),
        (b"<svg/>", "SVG pictures can run scripts"),
        (b"no picture at all", "no picture that we can read"),
        (b"", "no picture that we can read"),
        (jpeg(600, 400)[:2000], "the picture is broken"),
        (b"x" * 1_000_001, "1,000,001 bytes; the largest we read is 1,000,000"),
    ],
    ids=[
        "jpeg bomb",
        "long edge",
        "png bomb",
        "gif bomb",
        "svg script",
        "svg handler",
        "svg",
        "text",
        "empty",
        "cut",
        "heavy",
    ],
)
def test_a_picture_that_would_hurt_is_refused_with_the_reason(tmp_path: Path, data: bytes, says: str) -> None:
    assert says in refusal_of(tmp_path, data)


@pytest.mark.skipif(not BOMBS.exists(), reason="the shared picture files are not here")
@pytest.mark.parametrize(("name", "says"), [("bomb-64250x64250.jpg", "pixels"), ("bomb-40000-frames.gif", "frames")])
def test_the_known_bombs_are_refused(name: str, says: str) -> None:
    with pytest.raises(ItemRefused, match=says):
        inspect(Folder(BOMBS), name, max_bytes=32_000_000)


def test_frames_are_counted_no_further_than_asked() -> None:
    assert gif_frames(gif_of(3), 500) == 3
    assert gif_frames(gif_of(900), 501) == 501
    assert gif_frames(b"GIF89a", 5) == 0
    buffer = BytesIO()
    stills = [Image.new("RGB", (9, 9), (number * 60, 0, 0)) for number in range(4)]
    stills[0].save(buffer, "GIF", save_all=True, append_images=stills[1:], duration=100, loop=0)
    assert gif_frames(buffer.getvalue(), 500) == 4
