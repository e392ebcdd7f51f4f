"""Which file an address means, and under which rules it is sent."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

from masthead.files.answers import NOT_FOUND, Answer, Asked, Headers, bytes_answer, file_answer
from masthead.files.names import plain_name

FOR_EVER = "public, max-age=31536000, immutable"
FIVE_MINUTES = "public, max-age=300"
A_DAY = "public, max-age=86400"
INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of uploaded files: even an SVG or HTML file opened by itself runs nothing."""

TYPES = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "flac": "audio/flac",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "m4a": "audio/mp4",
    "mjs": "text/javascript; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "srt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""What we call the kinds of files; the machine's own list differs from machine to machine."""
SQUEEZED = frozenset({"css", "html", "ico", "js", "json", "mjs", "svg", "ttf", "txt", "xml"})
SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/plain", "text/vtt")
"""Uploaded files of these types may be looked at in the browser; all others are downloads."""
UNSENT = ("original_images/",)
"""Pictures as they were uploaded: with the place they were taken at, in full size, under names that can be guessed.
No page names them; readers get renditions."""
COMMENT_IN_CSS = re.compile(rb"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|/\*!.*?\*/)|/\*.*?\*/""", re.DOTALL)
"""Comments are for whoever writes a sheet, and no reader downloads them; ``/*!`` marks a notice that stays, and strings are no comments."""
LONGEST_SQUEEZED = 4 * 1024 * 1024
LONGEST_NAME = 500
"""In characters; longer names of our own files are not looked for, nor kept in memory as not found."""


def static_answer(asked: Asked, name: str) -> Answer:
    """A file of ours. With the present fingerprint in its name it is kept for ever, otherwise for minutes."""
    if len(name) > LONGEST_NAME:
        return NOT_FOUND
    plain, is_present = plain_name(name)
    path = _found(plain) if settings.DEBUG else _found_once(plain)
    if path is None:
        return NOT_FOUND
    headers = _headers(path, FOR_EVER if is_present else "no-cache" if settings.DEBUG else FIVE_MINUTES)
    ending = _ending(path)
    if ending not in SQUEEZED:
        return file_answer(asked, path, headers)
    headers["Vary"] = "Accept-Encoding"
    if not asked.takes_gzip or asked.range or path.stat().st_size > LONGEST_SQUEEZED:
        return file_answer(asked, path, headers)
    state = path.stat()
    headers |= {"Content-Encoding": "gzip", "ETag": f'"{state.st_size:x}-{state.st_mtime_ns:x}-gz"'}
    return bytes_answer(asked, _squeezed(path, state.st_mtime_ns), headers, modified_at=state.st_mtime)


def media_answer(asked: Asked, name: str) -> Answer:
    """An uploaded file, with nothing in it able to act on the site."""
    root = Path(settings.MEDIA_ROOT).resolve()
    if "\x00" in name or any(part.startswith(".") for part in PurePosixPath(name).parts):
        return NOT_FOUND
    path = (root / name.lstrip("/")).resolve()
    if not path.is_relative_to(root) or not _is_file(path):
        return NOT_FOUND
    if path.relative_to(root).as_posix().startswith(UNSENT):
        return NOT_FOUND
    headers = {**_headers(path, A_DAY), "Cross-Origin-Resource-Policy": "cross-origin"}  # in a feed reader, say
    if headers["Content-Type"] != "application/pdf":  # a browser's own PDF viewer does not open in a sandbox
        headers["Content-Security-Policy"] = INERT
    if not headers["Content-Type"].startswith(SHOWN):
        headers["Content-Disposition"] = "attachment"
    return file_answer(asked, path, headers)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long to be one
        return False


def _headers(path: Path, cache_control: str) -> Headers:
    return {
        "Content-Type": TYPES.get(_ending(path), "application/octet-stream"),
        "Cache-Control": cache_control,
        "X-Content-Type-Options": "nosniff",
    }


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _found(name: str) -> Path | None:
    try:
        found = finders.find(name)
    except (SuspiciousFileOperation, ValueError):
        return None
    return Path(found) if isinstance(found, str) and _is_file(Path(found)) else None


@lru_cache(maxsize=2048)
def _found_once(name: str) -> Path | None:
    return _found(name)


@lru_cache(maxsize=512)
def _squeezed(path: Path, _modified_ns: int) -> bytes:
    content = path.read_bytes()
    if _ending(path) == "css":
        content = COMMENT_IN_CSS.sub(rb"\g<kept>", content)
    return gzip.compress(content, compresslevel=9, mtime=0)
