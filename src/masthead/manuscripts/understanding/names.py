"""Who did what, as people write it at the top of a manuscript or under a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from masthead.contributors.models import Role
from masthead.manuscripts.reading import NamedCredit

MOST_WORDS = 6
LONGEST_NAME = 80
MOST_NAMES = 12
ROLES = {
    **dict.fromkeys(
        ("by", "words", "words by", "text", "text by", "author", "authors", "byline", "writer"), Role.WORDS
    ),
    **dict.fromkeys(
        (
            "pictures",
            "pictures by",
            "photographs",
            "photographs by",
            "photos",
            "photos by",
            "photography",
            "photography by",
            "photographer",
        ),
        Role.PHOTOGRAPHS,
    ),
    **dict.fromkeys(
        ("illustration", "illustrations", "illustration by", "illustrations by", "illustrator"), Role.ILLUSTRATION
    ),
    **dict.fromkeys(("translation", "translated by", "translation by", "translator"), Role.TRANSLATION),
    **dict.fromkeys(("editing", "edited by", "editor"), Role.EDITING),
    **dict.fromkeys(("research", "research by", "reporting", "reporting by"), Role.RESEARCH),
    **dict.fromkeys(("video", "video by", "film", "film by"), Role.VIDEO),
    **dict.fromkeys(("design", "design by", "designer"), Role.DESIGN),
}
_LABELLED = re.compile(
    rf"(?P<label>{'|'.join(sorted(ROLES, key=len, reverse=True))})\s*[:\uff1a]\s*(?P<rest>.*)", re.IGNORECASE
)
_BY = re.compile(
    r"(?P<label>(?:(?:words|text|story|photographs|pictures|photos|photography|illustrations?|translated|translation|research|reporting|edited)\s+)?by)"
    r"\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,\s*and\s+|,|;|\s&\s|\s\+\s|\sand\s|\s\|\s)\s*", re.IGNORECASE)
_CREDIT = re.compile(
    r"^(?P<caption>.*?)[\s(\[—–|-]*(?:\b(?:photo(?:graph)?s?|pictures?|images?|illustrations?|credit|pic|foto)(?:\s+by\b|\s*[:\uff1a])|©)\s*(?P<credit>[^:]+)$",
    re.IGNORECASE | re.DOTALL,
)
_FIGURE = re.compile(r"^(?:figure|fig\.?|picture|photo|image)\s+\d+\s*[.:–—-]?\s*", re.IGNORECASE)
_SMALL = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "du",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "zu",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
        "of",
        "the",
        "ter",
        "ten",
        "af",
        "av",
        "för",
    ]
)


@dataclass(frozen=True)
class Caption:
    """The words under a picture, and whose picture it is."""

    words: str
    creator: str = ""
    agency: str = ""


def is_name(text: str) -> bool:
    """Whether some words look like the name of a person or a body: few, and written like names."""
    words = text.split()
    if not words or len(words) > MOST_WORDS or len(text) > LONGEST_NAME or text[-1] in "!?:;":
        return False
    if text.endswith(".") and len(words[-1]) > 3 and len(words) > 3:  # noqa: PLR2004 - “Jr.”, “Co.” end names
        return False
    counted = [word for word in words if word.casefold() not in _SMALL]
    return bool(counted) and all(
        not word[0].isalpha() or word[0].isupper() or not word[0].islower() for word in counted
    )


def names_in(text: str) -> list[str]:
    """The names in “Ada Lind, Ben Okri and Cy Grant”; empty when one of them does not look like a name."""
    names = [
        name.strip(" .") if not name.strip().endswith("r.") else name.strip()
        for name in _BETWEEN.split(text.strip(" ."))
        if name.strip(" .")
    ]
    return names[:MOST_NAMES] if names and all(is_name(name) for name in names) else []


def credits_in(line: str) -> list[NamedCredit]:
    """The credits that a line at the top gives (“By Ada Lind”, “Photographs: Ben Okri”); empty when it is something else."""
    found = _LABELLED.fullmatch(line) or _BY.fullmatch(line)
    if not found:
        return []
    role = ROLES.get(" ".join(found["label"].lower().split()), Role.WORDS)
    return [NamedCredit(name, role.value) for name in names_in(found["rest"])]


def asks_for_credit(line: str) -> bool:
    """Whether a line begins like a credit, whatever it goes on with."""
    return bool(_LABELLED.fullmatch(line))


def caption_of(text: str) -> Caption:
    """A caption with the credit at its end taken off: “The quay at dawn. Photo: Ada Lind / Northlight”."""
    words = _FIGURE.sub("", text.strip())
    found = _CREDIT.match(words)
    if not found:
        return Caption(words)
    credit = found["credit"].strip(" .()[]")
    creator, _slash, agency = (part.strip() for part in credit.partition("/"))
    if not is_name(creator) or (agency and not is_name(agency)):
        label_only = not found["caption"].strip(" .([-–—|")
        return Caption(credit if label_only else words)
    return Caption(found["caption"].strip().rstrip("([|—–-").strip(), creator[:200], agency[:200])


def begins_like_a_caption(text: str) -> bool:
    """Whether a line names itself as the caption or the credit of a picture: “Photo: …”, “Caption: …”, “© …”."""
    return bool(
        re.match(
            r"\s*[(\[]?\s*(?:(?:photo(?:graph)?s?|pictures?|images?|illustrations?|caption|credit|pic)(?:\s+by\b|\s*[:\uff1a])|©|fig(?:ure|\.)?\s+\d)",
            text,
            re.IGNORECASE,
        )
    )
