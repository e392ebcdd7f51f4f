"""A silent film of a few seconds, drawn and wrapped as WebM without any encoder but Pillow's.

A lossy WebP file is one VP8 key frame in a RIFF envelope (RFC 9649, section 2.5), and WebM is Matroska with VP8 in it
(RFC 9559), so a film of key frames can be put together from WebP pictures.
"""

from __future__ import annotations

import math
import struct
from io import BytesIO

from PIL import Image, ImageDraw

from masthead.demo.drawing.palettes import PALETTES, mix

SIZE = (640, 360)
FRAMES_PER_SECOND = 8
SECONDS = 6
_VP8_CHUNK = 12  # bytes of "RIFF", size and "WEBP" before the first chunk


def tide() -> bytes:
    """Return six seconds of swell going up and down a beach, as a WebM file that loops without a seam."""
    count = FRAMES_PER_SECOND * SECONDS
    frames = [key_frame(swell(i / count).resize(SIZE, Image.Resampling.BOX)) for i in range(count)]
    return webm(frames, SIZE, frames_per_second=FRAMES_PER_SECOND)


def swell(moment: float = 0.0) -> Image.Image:
    """Draw the water at *moment*, a share of the whole loop, at twice the size of the film."""
    inks = PALETTES["harbour"]
    width, height = SIZE[0] * 2, SIZE[1] * 2
    image = Image.new("RGB", (width, height), mix(inks.paper, inks.pale, 0.5))
    pen = ImageDraw.Draw(image)
    pen.ellipse((820, 90, 1010, 280), fill=inks.hot)
    turn = 2 * math.pi * moment
    for row in range(7):
        base = 250 + row * 62 + 16 * math.sin(turn + row * 0.8)
        ink = mix(mix(inks.cool, inks.mid, min(1, row / 3)), inks.deep, max(0, row - 2) / 5)
        crest = [
            (
                x,
                base
                + (6 + row * 3) * math.sin(x / (170 - row * 9) + turn * (1 if row % 2 else -1) + row)
                + (3 + row) * math.sin(x / 61 - turn + row * 2),
            )
            for x in range(0, width + 17, 16)
        ]
        pen.polygon([*crest, (width, height), (0, height)], fill=ink)
        pen.line(crest, fill=mix(ink, inks.paper, 0.5), width=3)
    return image


def key_frame(image: Image.Image, *, quality: int = 62) -> bytes:
    """Return *image* as one VP8 key frame."""
    buffer = BytesIO()
    image.convert("RGB").save(buffer, "WEBP", quality=quality, method=3)
    data = buffer.getvalue()
    if data[_VP8_CHUNK : _VP8_CHUNK + 4] != b"VP8 ":
        raise ValueError("Pillow wrote no plain VP8 picture.")
    (size,) = struct.unpack_from("<I", data, _VP8_CHUNK + 4)
    start = _VP8_CHUNK + 8
    return data[start : start + size]


def webm(frames: list[bytes], size: tuple[int, int], *, frames_per_second: int) -> bytes:
    """Wrap VP8 key frames of *size* as a WebM file, one cluster for each second, with cues for seeking."""
    step = 1000 / frames_per_second
    info = _element(
        0x1549A966,
        _number(0x2AD7B1, 1_000_000)
        + _element(0x4489, struct.pack(">d", len(frames) * step))
        + _element(0x4D80, b"Masthead")
        + _element(0x5741, b"Masthead"),
    )
    picture = _element(0xE0, _number(0xB0, size[0]) + _number(0xBA, size[1]))
    track = _number(0xD7, 1) + _number(0x73C5, 1) + _number(0x83, 1) + _element(0x86, b"V_VP8") + picture
    head = info + _element(0x1654AE6B, _element(0xAE, track))
    body, cues = b"", b""
    for first in range(0, len(frames), frames_per_second):
        start = round(first * step)
        blocks = b"".join(
            _element(0xA3, b"\x81" + struct.pack(">h", round((first + i) * step) - start) + b"\x80" + frame)
            for i, frame in enumerate(frames[first : first + frames_per_second])
        )
        place = _number(0xF7, 1) + _number(0xF1, len(head) + len(body))
        cues += _element(0xBB, _number(0xB3, start) + _element(0xB7, place))
        body += _element(0x1F43B675, _number(0xE7, start) + blocks)
    segment = _element(0x18538067, head + body + _element(0x1C53BB6B, cues))
    return _ebml_header() + segment


def _ebml_header() -> bytes:
    fields = [(0x4286, 1), (0x42F7, 1), (0x42F2, 4), (0x42F3, 8)]
    numbers = b"".join(_number(name, value) for name, value in fields)
    return _element(0x1A45DFA3, numbers + _element(0x4282, b"webm") + _number(0x4287, 2) + _number(0x4285, 2))


def _element(name: int, data: bytes) -> bytes:
    """Return an EBML element; its size is written in eight bytes, which any reader takes."""
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + struct.pack(">Q", len(data) | 1 << 56) + data


def _number(name: int, value: int) -> bytes:
    return _element(name, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))
