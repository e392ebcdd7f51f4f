"""The questions of the look. Their answers become a ``Theme``; what is wrong with them is said by ``magazine.themes`` alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masthead.magazine.models import NameplatePicture
from masthead.magazine.themes import (
    COLOURS,
    LONGEST_ALT,
    LONGEST_TAGLINE,
    LONGEST_WORDS,
    Alignment,
    Corners,
    Density,
    FrontLayout,
    Look,
    Theme,
    ThemeUnusable,
    TypePair,
    read_theme,
)

OWN = ("", _("As the look has it"))
HEX = {"inputmode": "text", "autocomplete": "off", "spellcheck": "false", "maxlength": "7", "class": "colour__code"}
PAGES = {
    "front": _("Front page"),
    "article": _("Article"),
    "issue": _("Issue"),
    "guide": _("Style guide"),
}
MODES = {"light": _("Light"), "dark": _("Dark")}
WIDTHS = {"wide": _("Wide"), "phone": _("Phone")}


def _colour(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs=HEX))


def _choice(label: Any, choices: Any, *, may_be_empty: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[*([OWN] if may_be_empty else []), *choices],
        required=False,
        widget=forms.RadioSelect,
    )


class LookForm(forms.Form):
    """A theme; all fields may be missing, as in an address that says only what departs from the look."""

    look = _choice(_("Begin with"), Look.choices)
    nameplate_words = forms.CharField(
        label=_("Words of the nameplate"), required=False, max_length=LONGEST_WORDS,
        help_text=_("Empty: the magazine’s name."),
    )  # fmt: skip
    nameplate_picture = forms.ModelChoiceField(
        NameplatePicture.objects.none(), label=_("Nameplate"), required=False, widget=forms.RadioSelect,
        empty_label=_("In type"),
        blank=True,
    )  # fmt: skip
    nameplate_inverts = forms.BooleanField(
        label=_("The picture is dark on nothing: turn it light on dark paper and on a dark band"), required=False
    )
    nameplate_align = _choice(_("Place"), Alignment.choices, may_be_empty=True)
    tagline = forms.CharField(label=_("Tagline"), required=False, max_length=LONGEST_TAGLINE)
    shows_tagline = forms.BooleanField(
        label=_("Show the tagline under the nameplate of the front page"), required=False
    )
    accent = _colour(_("Accent"))
    ink = _colour(_("Ink"))
    paper = _colour(_("Paper"))
    accent_dark = _colour(_("Accent on dark paper"))
    ink_dark = _colour(_("Ink on dark paper"))
    paper_dark = _colour(_("Dark paper"))
    type_pair = _choice(_("Type"), TypePair.choices, may_be_empty=True)
    corners = _choice(_("Corners"), Corners.choices)
    density = _choice(_("White space"), Density.choices)
    front_layout = _choice(_("Front page"), FrontLayout.choices, may_be_empty=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nameplate_picture"].queryset = NameplatePicture.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the theme, so that each trouble stands at its field."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        picture = said.get("nameplate_picture")
        values = {**said, "nameplate_picture": picture.of_name if picture else None}
        self.theme = Theme()
        try:
            self.theme = read_theme({name: value for name, value in values.items() if name not in self.errors})
        except ThemeUnusable as trouble:
            for field, words in trouble.troubles.items():
                self.add_error(field, words)
        return said

    def draft(self, otherwise: Theme) -> Theme:
        """The theme as far as it can be read, for a preview: a field with a trouble counts as it is saved now."""
        if self.is_valid():
            return self.theme
        said = {name: value for name, value in self.cleaned_data.items() if name not in self.errors}
        picture = said.get("nameplate_picture")
        said["nameplate_picture"] = picture.of_name if picture else None
        kept = {name: getattr(otherwise, name) for name in self.errors if name in otherwise.__dict__}
        return read_theme({**kept, **said})


class ShownForm(forms.Form):
    """Which page the preview shows, in which mode and width."""

    page = forms.ChoiceField(choices=list(PAGES.items()), required=False, widget=forms.RadioSelect)
    mode = forms.ChoiceField(choices=list(MODES.items()), required=False, widget=forms.RadioSelect)
    width = forms.ChoiceField(choices=list(WIDTHS.items()), required=False, widget=forms.RadioSelect)

    def shown(self) -> dict[str, str]:
        """Page, mode and width; the first of each where nothing, or nonsense, is said."""
        said = self.cleaned_data if self.is_bound and not self.is_valid() else getattr(self, "cleaned_data", {})
        firsts = {"page": "front", "mode": "light", "width": "wide"}
        return {name: said.get(name) or first for name, first in firsts.items()}


class NameplateForm(forms.Form):
    """A picture of the name."""

    file = forms.FileField(
        label=_("Picture file"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/webp,image/jpeg,image/gif"}),
        help_text=_("PNG, WebP, JPEG or GIF; best on a transparent ground, 1600 pixels across."),
    )
    alt = forms.CharField(
        label=_("The words it shows"), max_length=LONGEST_ALT, help_text=_("Read out, and shown while it loads.")
    )


def values_of(theme: Theme) -> dict[str, str]:
    """A theme as its form would send it: one that is off is left out. One query where it has a picture."""
    said: dict[str, Any] = {**vars(theme)}
    said |= {name: value.hex if (value := said[name]) else "" for name in COLOURS}
    said |= {name: "on" if said[name] else "" for name in ("nameplate_inverts", "shows_tagline")}
    picture = theme.nameplate_picture
    found = NameplatePicture.objects.filter(file=picture.file).first() if picture else None
    said["nameplate_picture"] = str(found.pk) if found else ""
    return {name: str(value) for name, value in said.items() if value}
