"""How long a text is, in words and in minutes."""

from __future__ import annotations

import re

# Silent reading of non-fiction by adults, 238 words a minute: M. Brysbaert, "How many words do we read per minute?",
# Journal of Memory and Language 109 (2019) 104047. Characters a minute for scripts without spaces: S.
# Trauzettel-Klosinski and K. Dietz, "Standardized assessment of reading performance: the new International Reading
# Speed Texts IReST", IOVS 53 (2012) 5452.
WORDS_A_MINUTE = 238
CHARACTERS_A_MINUTE = {"zh": 255, "ja": 357}

# Chinese, Japanese kana, and the scripts of South-East Asia that write no spaces. Korean writes spaces and counts as
# words.
_UNSPACED = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:(?:://|['’.,\-‐‑·/@])[^\W_{_UNSPACED}]+)*")


def word_count(text: str) -> int:
    """The number of words in plain text.

    "don't", "follow-up", "3.14" and an address are one word each; a Chinese or Japanese character counts as one, as
    word processors count it. Punctuation alone is no word.
    """
    return sum(1 for _ in _WORD.finditer(text))


def reading_minutes(words: int, language: str = "en") -> int:
    """Whole minutes, rounded up, to read this many words (Chinese and Japanese: characters); 0 for nothing to read."""
    rate = CHARACTERS_A_MINUTE.get(language.lower().partition("-")[0], WORDS_A_MINUTE)
    return -(-max(words, 0) // rate)
