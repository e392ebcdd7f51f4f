"""Uploading a picture at the desk: what cannot be opened is an error of the form."""

from __future__ import annotations

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from masthead.pictures.models import Picture
from masthead.staff.models import User
from tests.cast import jpeg

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:The default scheme will be changed"),  # of Wagtail's own form for pictures
]


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any number of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg_that_claims(width: int, height: int) -> bytes:
    """A JPEG whose frame header claims any number of pixels."""
    data = bytearray(jpeg(8, 8))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("bomb.png", png_that_claims(64_250, 64_250), "far more pixels than can be opened"),
        ("bomb.jpg", jpeg_that_claims(64_250, 64_250), "far more pixels than can be opened"),
        ("large.jpg", jpeg_that_claims(11_000, 10_000), "too many pixels"),
        ("broken.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "not an image or a corrupted image"),
        ("page.jpg", b"<html><script>alert(1)</script>", "not an image or a corrupted image"),
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_file_that_cannot_be_opened_is_refused_with_words(name: str, data: bytes, says: str, client: Client) -> None:
    client.force_login(User.objects.create_superuser("petra", "petra@example.org", "correct horse battery"))
    answer = client.post(
        "/desk/images/multiple/add/",
        {"title": "Bomb", "files[]": SimpleUploadedFile(name, data), "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    assert says in answer.json()["error_message"]
    assert not Picture.objects.exists()
