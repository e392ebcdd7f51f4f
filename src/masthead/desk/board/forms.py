"""What the screens of the issue board ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.widgets import AdminImageChooser

from masthead.desk.answering import CarefulChooser
from masthead.desk.pictures.forms import fields_of
from masthead.issues.contents_table import LONGEST_TEXT
from masthead.issues.models import CoverInk, CoverPlace
from masthead.pictures.models import Picture
from masthead.pictures.queries import pictures_by_id

RIGHTS_ASKED = ("creator", "licence")
"""What the cover's screen asks of a picture besides its alt text, where it is missing."""


class CoverChooser(CarefulChooser, AdminImageChooser):
    """Wagtail's picture chooser, showing a size that the worker has made; Wagtail's would make one while the page is drawn."""

    choose_one_text = _("Choose a picture")
    choose_another_text = _("Choose another picture")
    link_to_chosen_text = _("Edit this picture")

    def get_value_data_from_instance(self, instance: Picture) -> dict[str, Any]:
        """What the widget shows of the chosen picture."""
        drawn = pictures_by_id([instance.pk])[instance.pk]
        size = {"url": drawn.src, "width": drawn.width, "height": drawn.height}
        data: dict[str, Any] = super(AdminImageChooser, self).get_value_data_from_instance(instance)
        return {**data, "preview": size, "default_alt_text": drawn.alt}


class NewIssueForm(forms.Form):
    """Number, name and date of an issue that begins."""

    number = forms.CharField(label=_("Number"), max_length=20, help_text=_("As printed: 12, or 11–12."))
    dated_on = forms.DateField(label=_("Date"), widget=AdminDateInput())
    period_label = forms.CharField(
        label=_("Name or period"),
        max_length=80,
        required=False,
        help_text=_("For example “December 2026” or “The Sea Issue”. May stay empty."),
    )


class BackIssueForm(NewIssueForm):
    """The same with a table of contents."""

    text = forms.CharField(
        label=_("Contents"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=_("One line for each piece: title · byline · page. Or paste columns from a spreadsheet, or CSV."),
    )
    is_public_at_once = forms.BooleanField(label=_("Put it before readers at once"), required=False)


class MendForm(forms.Form):
    """One field of a picture, mended where it is missed."""

    def __init__(self, name: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields |= fields_of([name])
        self.fields[name].required = True

    @property
    def field(self) -> forms.BoundField:
        """It, as the template draws it."""
        return self[self.name]


class CoverForm(forms.Form):
    """The picture and the look of a cover; its lines have fields of their own."""

    cover = forms.IntegerField(label=_("Picture"), required=False, widget=CoverChooser())
    subject = forms.CharField(
        label=_("Who or what is on the cover"),
        max_length=200,
        required=False,
        help_text=_("A name or a few words, for the line beside the cover and for searching. May stay empty."),
    )
    place = forms.ChoiceField(label=_("Cover lines stand"), choices=CoverPlace.choices, widget=forms.RadioSelect())
    ink = forms.ChoiceField(label=_("In"), choices=CoverInk.choices, widget=forms.RadioSelect())
    has_shade = forms.BooleanField(label=_("Shade behind the words"), required=False)
    has_nameplate = forms.BooleanField(label=_("The magazine’s name across the top"), required=False)
    alt = forms.CharField(
        label=_("Alt text of the picture"),
        max_length=500,
        required=False,
        help_text=_("What the picture shows, for who cannot see it: a sentence. It stays with the picture."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= fields_of(RIGHTS_ASKED)

    @property
    def of_the_picture(self) -> dict[str, Any]:
        """What was said of the picture itself, by its field: what was left empty changes nothing."""
        return {name: said for name in ("alt", *RIGHTS_ASKED) if (said := self.cleaned_data[name])}

    def clean_cover(self) -> Any:
        """The chooser gives a picture's id, or nothing."""
        return self.cleaned_data["cover"] or None
