"""What an editor says of the front: moments, and a slot's own words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from masthead.desk.answering import CarefulChooser
from masthead.pictures.models import Picture
from masthead.slots.models import Place, Slot


class Moment(forms.DateTimeField):
    """A day and a time in the magazine's time zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **kwargs)


class LaunchForm(forms.Form):
    """When the arrangement goes before readers; without ``at`` now, without ``until`` for good."""

    at = Moment(label=_("From"), required=False)
    until = Moment(
        label=_("Until"), required=False, help_text=_("Afterwards what stood before comes back. May stay empty.")
    )


class AsOfForm(forms.Form):
    """The moment that the preview is for."""

    at = Moment(label=_("As of"), required=False)


class SlotPictureChooser(CarefulChooser, AdminImageChooser):
    """Wagtail's picture chooser."""


class WordsForm(forms.ModelForm[Slot]):
    """A slot's own words and picture."""

    class Meta:
        model = Slot
        fields = ["kicker", "headline", "standfirst", "picture", "uses_own_words", "quote_text", "quote_by"]
        widgets = {"picture": SlotPictureChooser, "standfirst": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].queryset = Picture.objects.all()  # type: ignore[attr-defined]
        if self.instance.place != Place.QUOTE:
            del self.fields["quote_text"], self.fields["quote_by"]
        else:
            for name in ("kicker", "headline", "standfirst", "picture", "uses_own_words"):
                del self.fields[name]
