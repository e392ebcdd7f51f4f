"""Files that browsers play, by the ending of their name."""

from __future__ import annotations

from pathlib import PurePosixPath

AUDIO_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
VIDEO_TYPES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg"}
CAPTION_TYPES = {".vtt": "text/vtt"}


def file_type(name: str, types: dict[str, str]) -> str:
    """The media type of a file by its ending, or an empty string when it is none of ``types``."""
    return types.get(PurePosixPath(name).suffix.lower(), "")


def media_type(name: str) -> str:
    """The media type of a sound, a film or captions by the file's ending; empty for anything else."""
    return file_type(name, {**AUDIO_TYPES, **VIDEO_TYPES, **CAPTION_TYPES})
