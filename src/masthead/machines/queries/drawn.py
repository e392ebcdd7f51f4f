"""Where the pictures stand that the magazine draws of itself. The addresses follow from words and look, so no page asks for them."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from masthead.articles.labels import sponsor_label
from masthead.machines.context import CardFacts
from masthead.machines.drawing import cards, icons
from masthead.machines.drawing.cards import CardWords
from masthead.machines.drawing.style import Style, style_of
from masthead.magazine.models import Magazine
from masthead.published.models import PublishedArticle

OF_THE_MAGAZINE = 0
"""Stands for the number of an article in the address of the magazine's own card."""


def style_for(magazine: Magazine) -> Style:
    """The colours and type that the magazine wears. No query."""
    return style_of(magazine.theme_now)


def initial_of(magazine: Magazine) -> str:
    """The letter of its icons: the first of its name that is a letter or a digit, after an English article."""
    name = nameplate_of(magazine)
    for article in ("The ", "A ", "An "):
        name = name.removeprefix(article) or name
    return next((letter.upper() for letter in name if letter.isalnum()), "")


def nameplate_of(magazine: Magazine) -> str:
    """The words of the nameplate. No query."""
    return (magazine.theme_now.nameplate_words or magazine.name).strip()


def facts_of_row(row: PublishedArticle) -> CardFacts:
    """What an article's card says, from its row. No query."""
    label = sponsor_label(row.form, row.sponsor_name) or row.kicker or row.section_title
    return CardFacts(row.pk, row.headline, label)


def words_of(facts: CardFacts | None, magazine: Magazine) -> CardWords:
    """What stands on a card; on the magazine's own, its tagline."""
    if facts is None:
        return CardWords(nameplate_of(magazine), magazine.tagline)
    return CardWords(nameplate_of(magazine), facts.headline, facts.label)


def card_path(facts: CardFacts | None, magazine: Magazine) -> str:
    """The address of an article's card, or of the magazine's own."""
    number = facts.article_id if facts else OF_THE_MAGAZINE
    return f"/cards/{number}-{card_fingerprint(facts, magazine)}.png"


def card_fingerprint(facts: CardFacts | None, magazine: Magazine) -> str:
    """Changes when anything does that is drawn."""
    words = words_of(facts, magazine)
    return _fingerprint(cards.DRAWN_AS, words.nameplate, words.headline, words.label, *_of_style(style_for(magazine)))


def icon_path(name: str, magazine: Magazine) -> str:
    """The address of an icon, one of ``drawing.icons.ICONS``."""
    return f"/icons/{name}-{icon_fingerprint(magazine)}.png"


def icon_fingerprint(magazine: Magazine) -> str:
    """Changes when anything does that is drawn."""
    return _fingerprint(icons.DRAWN_AS, initial_of(magazine), *_of_style(style_for(magazine)))


@lru_cache(maxsize=32)
def _of_style(style: Style) -> tuple[str, ...]:
    files = (f"{file.name} {file.stat().st_size}" for file in style.fonts)
    return (style.paper, style.ink, style.accent, style.seal, style.on_seal, *files)


def _fingerprint(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=5).hexdigest()
