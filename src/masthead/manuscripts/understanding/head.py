"""The top of a manuscript: headline, kicker, standfirst, who did what, section. What is left is the copy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from masthead.contributors.models import Role as Did
from masthead.manuscripts.reading import NamedCredit, Remark
from masthead.manuscripts.understanding.names import ROLES, credits_in, names_in
from masthead.manuscripts.word.lines import Item, Line
from masthead.manuscripts.word.styles import Role
from masthead.text.excerpts import excerpt, one_line
from masthead.text.plaintext import text_of

LONGEST_HEADLINE = 255
LONGEST_FIRST_LINE = 160
LONGEST_KICKER = 80
LONGEST_STANDFIRST = 1000
LONGEST_MARKED_STANDFIRST = 500
SHORTEST_MARKED_STANDFIRST = 8
KICKER_WORDS = 4
MOST_HEAD_LINES = 30
FIELDS = {
    **dict.fromkeys(("headline", "title", "head"), "headline"),
    **dict.fromkeys(("kicker", "eyebrow", "strapline"), "kicker"),
    **dict.fromkeys(("standfirst", "subtitle", "sell", "deck", "dek", "summary"), "standfirst"),
    **dict.fromkeys(("section", "category"), "section"),
}
_FIELD = re.compile(rf"(?P<label>{'|'.join(FIELDS)})\s*[:\uff1a]\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LABELS = "|".join([*FIELDS, *sorted(ROLES, key=len, reverse=True)])
_LABELLED = re.compile(rf"(?:{_LABELS})\s*[:\uff1a]", re.IGNORECASE)


@dataclass
class Head:
    """What was found so far, and the items that are copy."""

    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    section: str = ""
    credits: list[NamedCredit] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    rest: list[Item] = field(default_factory=list)
    is_first_heading_the_headline: bool = False


def read(items: list[Item]) -> Head:
    """Take the head off."""
    head = Head()
    lines = _joined_labels(_divided(items))
    has_title = any(isinstance(item, Line) and _is_title(item) for item in lines[:MOST_HEAD_LINES])
    has_label = any(isinstance(item, Line) and _names_headline(item) for item in lines[:MOST_HEAD_LINES])
    place = 0
    for place, item in enumerate(lines):
        if not isinstance(item, Line) or place >= MOST_HEAD_LINES:
            if isinstance(item, Line) or head.headline:
                break
            head.rest.append(item)  # a picture or a rule above the headline
            continue
        following = lines[place + 1] if place + 1 < len(lines) else None
        if not _take(head, item, following, is_titled=has_title or has_label):
            break
    else:
        place = len(lines)
    head.rest += lines[place:]
    _take_marked_standfirst(head)
    _first_line(head)
    return head


def _take(head: Head, line: Line, following: Item | None, *, is_titled: bool) -> bool:
    """Take a line of the head; False when the copy begins with it."""
    return (
        _take_field(head, line)
        or _take_credits(head, line)
        or _take_style(head, line, is_titled=is_titled)
        or _take_plain(head, line, following, is_titled=is_titled)
    )


def _take_field(head: Head, line: Line) -> bool:
    found = _FIELD.fullmatch(line.text)
    if not found or line.list_kind:
        return False
    name, said = FIELDS[found["label"].lower()], found["rest"].strip()
    if getattr(head, name):
        head.remarks.append(
            Remark(
                _("A second “%(label)s” line was taken as copy: “%(words)s”.")
                % {"label": found["label"], "words": excerpt(said, 80)}
            )
        )
        return False
    setattr(head, name, said)
    return True


def _take_credits(head: Head, line: Line) -> bool:
    found = credits_in(line.text) if not line.list_kind else []
    if line.meaning.role == Role.BYLINE and not found:
        found = [NamedCredit(name, Did.WORDS.value) for name in names_in(line.text)]
    head.credits += [credit for credit in found if credit not in head.credits]
    return bool(found)


def _take_style(head: Head, line: Line, *, is_titled: bool) -> bool:
    role = line.meaning.role
    if role == Role.TITLE and not head.headline:
        head.headline = line.text
        return True
    if role == Role.SUBTITLE:
        head.standfirst = f"{head.standfirst} {line.text}".strip()
        return True
    if role == Role.KICKER and not head.kicker:
        head.kicker = line.text
        return True
    if role == Role.HEADING and not head.headline and not is_titled:
        head.headline, head.is_first_heading_the_headline = line.text, True
        return True
    return False


def _take_plain(head: Head, line: Line, following: Item | None, *, is_titled: bool) -> bool:
    """Before the headline a few words are the kicker; without any titled line the first one is the headline."""
    if head.headline or line.meaning.role != Role.BODY or line.list_kind:
        return False
    next_is_headline = isinstance(following, Line) and (
        _is_title(following) or _names_headline(following) or (following.meaning.role == Role.HEADING and not is_titled)
    )
    if (
        next_is_headline
        and not head.kicker
        and len(line.text) <= LONGEST_KICKER
        and len(line.text.split()) <= KICKER_WORDS
    ):
        head.kicker = line.text
        return True
    if not is_titled and not next_is_headline and len(line.text) <= LONGEST_FIRST_LINE:
        head.headline = line.text
        return True
    return False


def _take_marked_standfirst(head: Head) -> None:
    """A first paragraph that is wholly bold or italic, and neither a line nor a page, is the standfirst."""
    first = head.rest[0] if head.rest else None
    if head.standfirst or not isinstance(first, Line) or first.meaning.role != Role.BODY or first.list_kind:
        return
    is_long_enough = len(first.text.split()) >= SHORTEST_MARKED_STANDFIRST
    if (
        (first.is_bold or first.is_italic)
        and is_long_enough
        and len(first.text) <= LONGEST_MARKED_STANDFIRST
        and len(head.rest) > 1
    ):
        head.standfirst = first.text
        del head.rest[0]
        head.remarks.append(
            Remark(_("The first paragraph was taken as the standfirst, because all of it is bold or italic."))
        )


def _first_line(head: Head) -> None:
    """See to it that there is a headline, and that everything fits its field; no word is lost."""
    if not head.headline:
        first = next((item for item in head.rest if isinstance(item, Line)), None)
        if first is not None:
            head.headline = excerpt(first.text, LONGEST_FIRST_LINE)
            head.remarks.append(Remark(_("No headline was found: the beginning of the copy stands in its place.")))
    _fit(head, "headline", LONGEST_HEADLINE)
    _fit(head, "kicker", LONGEST_KICKER)
    _fit(head, "standfirst", LONGEST_STANDFIRST)
    head.section = head.section[:LONGEST_HEADLINE]


def _fit(head: Head, name: str, most: int) -> None:
    said = getattr(head, name)
    if len(said) <= most:
        return
    setattr(head, name, excerpt(said, most))
    head.rest.insert(0, Line(markup=_escaped(said), text=said))
    head.remarks.append(
        Remark(
            _("The %(field)s has more than %(most)d characters; the whole of it stands at the top of the copy.")
            % {"field": name, "most": most}
        )
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _joined_labels(items: list[Item]) -> list[Item]:
    """The items with “Standfirst:” alone on a line put before the line that follows it, at the top only."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if (
            len(joined) <= MOST_HEAD_LINES
            and isinstance(last, Line)
            and isinstance(item, Line)
            and _LABELLED.fullmatch(last.text)
        ):
            joined[-1] = replace(item, text=f"{last.text} {item.text}", markup=f"{last.markup} {item.markup}")
        else:
            joined.append(item)
    return joined


def _divided(items: list[Item]) -> list[Item]:
    """The items with a paragraph of several labelled lines (“Headline: …⏎By: …”) made as many lines."""
    divided: list[Item] = []
    for place, item in enumerate(items):
        if not isinstance(item, Line) or place >= MOST_HEAD_LINES:
            divided.append(item)
            continue
        parts = item.markup.split("<br/>")
        texts = [one_line(text_of(part)) for part in parts]
        if len(parts) > 1 and any(_LABELLED.match(text) for text in texts):
            divided += [replace(item, markup=_escaped(text), text=text) for text in texts if text]
        else:
            divided.append(item)
    return divided


def _is_title(line: Line) -> bool:
    return line.meaning.role == Role.TITLE


def _names_headline(line: Line) -> bool:
    found = _FIELD.fullmatch(line.text)
    return bool(found and FIELDS[found["label"].lower()] == "headline")
