"""A few seconds of sound made from sums of sines: a loom at work, and somebody humming over it."""

from __future__ import annotations

import math
import struct
import wave
from io import BytesIO
from random import Random

RATE = 16_000
BEAT = 0.46
# Semitones above D4 and lengths in beats: a tune in five notes.
TUNE = [(0, 2), (3, 1), (5, 1), (7, 2), (5, 1), (3, 1), (5, 2), (3, 1), (0, 1), (-2, 2), (0, 4)]


def loom() -> bytes:
    """Return about ten seconds of loom and humming as a mono WAV file, 16 bits at 16 kHz."""
    beats = sum(length for _, length in TUNE)
    track = [0.0] * int(RATE * (beats * BEAT + 1.2))
    dice = Random(11)
    for beat in range(beats):
        _add_knock(track, beat * BEAT, pitch=118, strength=0.5, dice=dice)
        _add_knock(track, (beat + 0.5) * BEAT, pitch=430, strength=0.18, dice=dice)
    at = 0.0
    for semitones, length in TUNE:
        _add_hum(track, at, length * BEAT, 293.66 * 2 ** (semitones / 12))
        at += length * BEAT
    return _wav(track)


def _add_knock(track: list[float], at: float, *, pitch: float, strength: float, dice: Random) -> None:
    """Add wood on wood: a low tone and a little noise, dying in a tenth of a second."""
    start = int(at * RATE)
    for i in range(int(RATE * 0.16)):
        if start + i >= len(track):
            return
        seconds = i / RATE
        tone = math.sin(2 * math.pi * pitch * seconds * (1 - seconds)) + dice.uniform(-0.35, 0.35)
        track[start + i] += strength * tone * math.exp(-seconds * 34)


def _add_hum(track: list[float], at: float, length: float, pitch: float) -> None:
    """Add one hummed note with a soft beginning and end and a slow tremble."""
    start, count = int(at * RATE), int((length + 0.12) * RATE)
    for i in range(min(count, len(track) - start)):
        seconds = i / RATE
        swell = min(1, seconds / 0.09, (length + 0.12 - seconds) / 0.16)
        phase = 2 * math.pi * pitch * seconds + 0.25 * math.sin(2 * math.pi * 5.1 * seconds)
        voice = math.sin(phase) + 0.32 * math.sin(2 * phase) + 0.12 * math.sin(3 * phase)
        track[start + i] += 0.17 * swell * voice


def _wav(track: list[float]) -> bytes:
    buffer = BytesIO()
    loudest = max(abs(sample) for sample in track) or 1.0
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(track)}h", *(round(26_000 * sample / loudest) for sample in track)))
    return buffer.getvalue()
