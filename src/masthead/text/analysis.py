"""How text becomes words, and words become stems, in the magazine's language.

Case and accents are folded, so that “cafe” finds “café”. A stem is what the forms of a word share (“election”,
“elections”); which rules make it depends on the language. Nothing is thrown away when text is indexed: the word
“the” in a quoted phrase is found too. Only a question leaves out the words that say nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from masthead.text.excerpts import clean_text

LONGEST_WORD = 200
"""In bytes; a longer run of letters is no word that somebody will ask for."""

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
WITHOUT_STOP_WORDS = frozenset({"arabic", "greek", "romanian", "tamil", "turkish"})
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Analysis:
    """The analysers of one language. The two streams always have as many words: one folded, one stemmed."""

    language: str

    @cached_property
    def words(self) -> TextAnalyzer:
        """Folded words."""
        return _folded(_split()).build()

    @cached_property
    def stems(self) -> TextAnalyzer:
        """Folded stems."""
        stemmer = self._stemmer
        if stemmer is None:
            return self.words
        if stemmer == "english":  # its rules know no accents: fold first, so that “résumés” loses its s
            return _folded(_split()).filter(Filter.stemmer(stemmer)).build()
        return _folded(_split().filter(Filter.stemmer(stemmer))).build()

    @cached_property
    def is_stop_word(self) -> Callable[[str], bool]:
        """Whether a word as typed says nothing in this language (“the”); never for a language without a list."""
        stemmer = self._stemmer
        if stemmer is None or stemmer in WITHOUT_STOP_WORDS:
            return lambda _word: False
        analyser = _split().filter(Filter.stopword(stemmer)).build()
        return lambda word: not analyser.analyze(word)

    @property
    def _stemmer(self) -> str | None:
        return STEMMERS.get(self.language)


@cache
def analysis_of(language: str) -> Analysis:
    """The analysis for a language tag (``en``, ``pt-BR``); a language without rules is folded and not stemmed."""
    return Analysis(language.split("-", maxsplit=1)[0].lower())


def searchable(text: str) -> str:
    """The text as it is indexed and shown in snippets: composed (NFC), without controls and soft hyphens."""
    return unicodedata.normalize("NFC", clean_text(text)).replace(_SOFT_HYPHEN, "")


def _split() -> TextAnalyzerBuilder:
    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())


def _folded(builder: TextAnalyzerBuilder) -> TextAnalyzerBuilder:
    return builder.filter(Filter.ascii_fold())
