"""Addresses from headlines: lower-case ASCII and hyphens."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container

SLUG_LENGTH = 80
# A letter, then what it becomes.
_LATIN = "ßss æae œoe øo đd ðd þth łl ıi ħh ŋng ĸk"
_CYRILLIC = (
    "аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya "
    "іi їyi єye ґg јj љlj њnj ћc џdz ўu"
)
_GREEK = "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"
_LETTERS = str.maketrans({pair[0]: pair[1:] for letters in (_LATIN, _CYRILLIC, _GREEK) for pair in letters.split()})
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_BETWEEN = re.compile(r"[^a-z0-9]+")


def slug_from(headline: str, fallback: str = "untitled") -> str:
    """The slug of a headline: ``[a-z0-9]`` words joined by single hyphens, 1 to 80 characters, cut between words.

    Latin letters lose their accents, Cyrillic and Greek are transliterated. A headline in another script gives
    ``<fallback>-<eight hexadecimal digits of it>``, the same each time; one without any letter or digit gives
    ``fallback``.
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
