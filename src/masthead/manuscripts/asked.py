"""What publishing will ask of the article, and what it will only mention: said before anything is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from masthead.manuscripts.context import PictureRow


@dataclass(frozen=True)
class Lack:
    """Something that is not there yet, and the address on the page where the first of it is put right."""

    words: str
    anchor: str


def asked_at_the_door(pictures: Sequence[PictureRow], tk_count: int) -> list[Lack]:
    """What keeps the article from readers as the page stands: the door's own questions."""
    no_alt, no_credit = _without(pictures, "alt"), _without(pictures, "credit")
    found = []
    if no_alt:
        words = ngettext("%(count)d alt text", "%(count)d alt texts", len(no_alt))
        found.append(Lack(words % {"count": len(no_alt)}, no_alt[0].anchor("alt")))
    if no_credit:
        words = ngettext("%(count)d credit of a picture", "%(count)d credits of pictures", len(no_credit))
        found.append(Lack(words % {"count": len(no_credit)}, no_credit[0].anchor("creator")))
    if tk_count:
        words = ngettext("what stands for %(count)d “TK”", "what stands for %(count)d “TK”s", tk_count)
        found.append(Lack(words % {"count": tk_count}, "#manuscript-preview"))
    return found


def open_to_the_editor(pictures: Sequence[PictureRow], *, has_section: bool, section_anchor: str) -> list[Lack]:
    """What an article may lack in public, and seldom should."""
    no_licence = _without(pictures, "licence")
    found = []
    if not has_section:
        found.append(Lack(_("a section"), section_anchor))
    if no_licence:
        words = ngettext("%(count)d licence", "%(count)d licences", len(no_licence))
        found.append(Lack(words % {"count": len(no_licence)}, no_licence[0].anchor("licence")))
    return found


def _without(pictures: Sequence[PictureRow], what: str) -> list[PictureRow]:
    return [row for row in pictures if what in row.all_lacks and row.form["is_wanted"].value()]
