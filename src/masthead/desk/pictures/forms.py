"""The fields of a picture in a row: of the list, of a batch sheet, and of “the same for all”."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masthead.pictures.models import Picture

SHEET_FIELDS = (
    "alt", "is_decorative", "title", "caption", "creator", "agency", "credit_line", "licence", "licence_note", "source",
    "rights_begin_on", "rights_expire_on",
)  # fmt: skip
LIST_FIELDS = ("alt", "is_decorative", "creator", "agency", "licence", "licence_note")
SHARED_FIELDS = (
    "creator", "agency", "credit_line", "licence", "licence_note", "source", "rights_begin_on", "rights_expire_on", "caption",
)  # fmt: skip
"""What many pictures may have in common; an alt text is never one of them."""
FIELD_SETS: Mapping[str, tuple[str, ...]] = {"sheet": SHEET_FIELDS, "list": LIST_FIELDS}
SHORT_LABELS = {"alt": gettext_lazy("Alt text"), "is_decorative": gettext_lazy("Decorative")}
WIDGETS: dict[str, type[forms.Widget] | forms.Widget] = {
    "alt": forms.Textarea(attrs={"rows": 2}),
    "caption": forms.Textarea(attrs={"rows": 2}),
    "rights_begin_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    "rights_expire_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
}


def fields_of(names: Iterable[str]) -> dict[str, forms.Field]:
    """Fields of the picture's model with the short labels and the widgets of the picture screens; none is required."""
    made = fields_for_model(Picture, fields=tuple(names), widgets=WIDGETS, localized_fields=())
    for name, field in made.items():
        field.required = False
        field.help_text = ""
        field.label = SHORT_LABELS.get(name, field.label)
        field.widget.attrs["autocomplete"] = "off"
    return made


class RowForm(forms.Form):
    """One picture's fields. ``was`` is what they were when the row was drawn, so that only what a person changed is written."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, picture: Picture, names: tuple[str, ...], data: Any = None) -> None:
        self.picture, self.names = picture, names
        self.now = {name: plain(getattr(picture, name)) for name in names}
        super().__init__(
            data,
            prefix=f"p{picture.pk}",
            initial={**self.now, "was": json.dumps(self.now)},
            use_required_attribute=False,
        )
        self.fields |= fields_of(names)
        for name in picture.from_file:
            if name in self.fields:
                self.fields[name].widget.attrs["data-from-file"] = picture.from_file[name]

    def changes(self) -> tuple[dict[str, Any], dict[str, str]]:
        """What was changed here, and why some of it cannot be taken: both by field."""
        self.full_clean()
        was = self._was()
        wanted: dict[str, Any] = {}
        troubles = {name: " ".join(map(str, said)) for name, said in self.errors.items() if name in self.names}
        for name in self.names:
            posted = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if name in troubles or not self.fields[name].has_changed(was.get(name), posted):
                continue
            if was.get(name) != self.now[name]:
                troubles[name] = _("Somebody else changed this meanwhile to “%(now)s”.") % {"now": self.now[name]}
            else:
                wanted[name] = self.cleaned_data[name]
        return wanted, troubles

    def _was(self) -> dict[str, Any]:
        try:
            said = json.loads(self.data.get(self.add_prefix("was")) or "null")
        except ValueError:
            said = None
        return said if isinstance(said, dict) else self.now


class SharedForm(forms.Form):
    """The same for many pictures; what is left empty changes nothing."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="all", use_required_attribute=False)
        self.fields |= fields_of(SHARED_FIELDS)

    def changes(self) -> dict[str, Any]:
        """The fields that were filled in."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


def plain(value: Any) -> Any:
    """A value as it stands in a form."""
    return value.isoformat() if isinstance(value, date) else value
