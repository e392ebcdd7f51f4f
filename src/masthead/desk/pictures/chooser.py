"""Choosing a picture: thumbnails say why not, and what is uploaded there is asked its rights at once."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from django.db import transaction
from django.forms.models import modelform_factory
from wagtail.images.forms import formfield_for_dbfield
from wagtail.images.views.chooser import (
    ImageChooseResultsView,
    ImageChooseView,
    ImageChosenMultipleView,
    ImageUploadView,
)
from wagtail.images.views.chooser import viewset as wagtails_chooser

from masthead.audit import actions as audit
from masthead.desk.answering import number_in
from masthead.pictures.forms import PictureForm
from masthead.pictures.metadata import fields_from_file, read_metadata
from masthead.pictures.models import Picture

ASKED = ("file", "title", "alt", "is_decorative", "creator", "agency", "licence", "licence_note", "collection")


class ChooserPictureForm(PictureForm):
    """The few things that clear a picture. What is left empty is filled from the file, as far as it says it."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if file := said.get("file"):
            for name, found in fields_from_file(read_metadata(file)).items():
                if name in self.fields and said.get(name) not in ("", None, found.value):
                    continue
                if name in self.fields:
                    said[name] = found.value
                else:
                    setattr(self.instance, name, found.value)
                self.instance.from_file[name] = found.origin
        return said


@cache
def chooser_form() -> type[ChooserPictureForm]:
    """The form of the chooser's upload tab."""
    made = modelform_factory(Picture, form=ChooserPictureForm, fields=ASKED, formfield_callback=formfield_for_dbfield)
    return cast("type[ChooserPictureForm]", made)


class AsksRights:
    """For Wagtail's views of the chooser: our form."""

    def get_creation_form_class(self) -> type[ChooserPictureForm]:
        return chooser_form()


class PictureChooseView(AsksRights, ImageChooseView):
    """The chooser as it opens."""


class PictureChooseResultsView(AsksRights, ImageChooseResultsView):
    """The chooser's results, as one types."""


class PictureUploadView(AsksRights, ImageUploadView):
    """The chooser's upload tab, sent."""

    def save_form(self, form: ChooserPictureForm) -> Picture:
        with transaction.atomic():
            picture: Picture = super().save_form(form)
            detail = {"from_file": sorted(picture.from_file), "by": "chooser"}
            audit.record("upload", picture, acting_user=self.request.user, detail=detail)
        return picture


class PicturesChosenView(ImageChosenMultipleView):
    """Several pictures, ticked in the chooser."""

    def get_objects(self, pks: list[str]) -> list[Picture]:
        """Those that may be chosen, in the order they stood in; anything that is no number is passed over. Three queries."""
        numbers = [number for number in map(number_in, pks) if number is not None]
        found = {picture.pk: picture for picture in super().get_objects(numbers).prefetch_renditions("max-165x165")}
        return [found[number] for number in numbers if number in found]


def take_over_the_chooser() -> None:
    """Tell Wagtail's own chooser of our views: its widget, its address and its rights stay what they are."""
    wagtails_chooser.choose_view_class = PictureChooseView
    wagtails_chooser.choose_results_view_class = PictureChooseResultsView
    wagtails_chooser.chosen_multiple_view_class = PicturesChosenView
    wagtails_chooser.create_view_class = PictureUploadView
