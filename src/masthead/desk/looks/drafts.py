"""A theme that nobody has saved: read from what the form sent or an address says, and said again as an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from masthead.desk.looks.forms import LookForm, ShownForm, values_of
from masthead.magazine.themes import COLOURS, Theme

NAMEPLATE = ("nameplate_words", "nameplate_picture", "nameplate_inverts", "tagline", "shows_tagline")
SHOWN: tuple[str, ...] = ("page", "mode", "width")
LONGEST_VALUE = 300


@dataclass(frozen=True)
class Draft:
    """The form as it was filled in, the theme it stands for, and what the preview shows of it."""

    form: LookForm
    theme: Theme
    shown: dict[str, str]
    query: str
    """What departs from nothing: everything said, as an address has it."""

    @property
    def preview_address(self) -> str:
        """Where the page chosen is drawn in this theme."""
        return f"{reverse('desk_look_preview', args=(self.shown['page'],))}?{self.query}"


def draft_of(said: Mapping[str, str] | None, saved: Theme) -> Draft:
    """The draft that somebody filled in; without anything said, the theme that is worn."""
    values = values_of(saved) if said is None else {name: value[:LONGEST_VALUE] for name, value in said.items()}
    form = LookForm(values)
    shown_form = ShownForm(values)
    shown_form.is_valid()
    shown, theme = shown_form.shown(), form.draft(saved)
    known = {name: value for name, value in values.items() if name in form.fields and value}
    return Draft(form, theme, shown, urlencode({**known, **shown}))


def said_by(sent: QueryDict, saved: Theme) -> dict[str, str]:
    """What the form sent, after the button that was pressed: ``start``, ``own`` or ``use:<field>:<colour>``."""
    said = {name: str(value) for name, value in sent.items()}
    act = said.pop("act", "")
    shown: dict[str, str] = {name: said[name] for name in SHOWN if name in said}
    if act == "start":
        kept: dict[str, str] = {name: said[name] for name in NAMEPLATE if name in said}
        return {"look": said.get("look", saved.look), **kept, **shown}
    if act == "own":
        return {name: value for name, value in said.items() if name not in COLOURS}
    verb, _colon, rest = act.partition(":")
    field, _colon, colour = rest.partition(":")
    if verb == "use" and field in COLOURS:
        said[field] = colour
    return said
