"""Several pictures at once for a gallery: what the form's script is told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.blocks.list_block import ListBlockAdapter

from masthead.body.blocks.pictures import GalleryPicturesBlock


class GalleryPicturesAdapter(ListBlockAdapter):
    """Wagtail's list of blocks, with a button that opens the picture chooser for several."""

    js_constructor = "masthead.desk.GalleryPictures"

    def js_args(self, block: GalleryPicturesBlock) -> list[Any]:
        """As Wagtail's, with the address of the chooser and the words of the button beside the list's own settings."""
        *others, meta = super().js_args(block)
        several = {
            "chooser": reverse("wagtailimages_chooser:choose"),
            "button": _("Add several pictures"),
            "one": _("1 picture added."),
            "many": _("%n pictures added."),
            "full": _("A gallery holds %m pictures: %n added, the others left out."),
        }
        return [*others, {**meta, "several": several}]

    @cached_property
    def media(self) -> forms.Media:
        """The script comes after Wagtail's blocks, which it builds upon."""
        return super().media + forms.Media(js=["desk/writing/gallery.js"], css={"all": ["desk/writing.css"]})
