"""Addresses from headlines: lower-case ASCII and hyphens."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container

SLUG_LENGTH = 80
_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
    "ħ": "h",
    "ŋ": "ng",
    "ĸ": "k",
}
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґјљњћџў",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g j lj nj c dz u".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
_LETTERS = str.maketrans(
    {letter: latin.replace("_", "") for letter, latin in {**_LATIN, **_CYRILLIC, **_GREEK}.items()}
)
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_BETWEEN = re.compile(r"[^a-z0-9]+")


def slug_from(headline: str, fallback: str = "untitled") -> str:
    """The slug of a headline: ``[a-z0-9]`` words joined by single hyphens, 1 to 80 characters, cut between words.

    Latin letters lose their accents, Cyrillic and Greek are transliterated. A headline in another script gives
    ``<fallback>-<eight hexadecimal digits of it>``, the same each time; one without any letter or digit gives ``fallback``.
    """
    lowered = unicodedata.normalize("NFKC", headline).casefold().translate(_LETTERS)
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(sign)
    ).translate(_LETTERS)
    slug = _capped(_BETWEEN.sub("-", _APOSTROPHES.sub("", bare)).strip("-"), SLUG_LENGTH)
    if slug:
        return slug
    if any(sign.isalnum() for sign in headline):
        return f"{fallback}-{hashlib.sha256(headline.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return fallback


def slug_apart_from(slug: str, taken: Container[str]) -> str:
    """This slug, or with ``-2``, ``-3`` … the first that is not among ``taken``; still at most 80 characters."""
    if slug not in taken:
        return slug
    number = 2
    while (candidate := f"{_capped(slug, SLUG_LENGTH - len(str(number)) - 1)}-{number}") in taken:
        number += 1
    return candidate


def _capped(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words = slug[: length + 1].rpartition("-")[0]
    return whole_words if len(whole_words) > length // 2 else slug[:length].rstrip("-")
