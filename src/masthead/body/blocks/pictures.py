"""The blocks that show pictures of the library."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks

from masthead.body import limits
from masthead.body.blocks.fields import CharBlock, ChoiceBlock, ListBlock, PictureChooserBlock, RichTextBlock
from masthead.body.blocks.groups import PICTURES

CAPTION_FEATURES = ["bold", "italic", "link"]


def caption_field(help_text: Any = "") -> RichTextBlock:
    """Words under something; a little markup, one paragraph."""
    return RichTextBlock(
        required=False,
        features=CAPTION_FEATURES,
        max_length=limits.CAPTION_LENGTH,
        label=gettext_lazy("Caption"),
        help_text=help_text,
    )


class PictureBlock(blocks.StructBlock):
    """One picture, with its credit always."""

    picture = PictureChooserBlock(label=gettext_lazy("Picture"))
    caption = caption_field(gettext_lazy("The picture's own caption is used when this is empty."))
    credit_override = CharBlock(
        required=False,
        max_length=limits.CREDIT_LENGTH,
        label=gettext_lazy("Credit in this place"),
        help_text=gettext_lazy("Only where it must differ from the credit of the picture."),
    )
    alt_override = CharBlock(
        required=False,
        max_length=limits.ALT_LENGTH,
        label=gettext_lazy("Alt text in this place"),
        help_text=gettext_lazy("Only where the picture means something else here than elsewhere."),
    )
    size = ChoiceBlock(
        choices=[
            ("normal", gettext_lazy("As wide as the copy")),
            ("wide", gettext_lazy("Wider")),
            ("full", gettext_lazy("Full width")),
            ("half", gettext_lazy("Half as wide: two in a row stand side by side")),
            ("supporting", gettext_lazy("Beside the copy")),
            ("thumb", gettext_lazy("Small, beside the copy")),
        ],
        default="normal",
        label=gettext_lazy("Size"),
    )

    class Meta:
        icon = "image"
        label = gettext_lazy("Picture")
        group = PICTURES


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of a gallery."""

    picture = PictureChooserBlock(label=gettext_lazy("Picture"))
    caption = caption_field()

    class Meta:
        icon = "image"
        label = gettext_lazy("Picture")


class GalleryPicturesBlock(ListBlock):
    """The pictures of a gallery, in their order. A class of its own, so that a form can offer to add several at once."""


class GalleryBlock(blocks.StructBlock):
    """Several pictures that belong together."""

    pictures = GalleryPicturesBlock(
        GalleryPictureBlock(), min_num=1, max_num=limits.GALLERY_PICTURES, label=gettext_lazy("Pictures")
    )
    caption = caption_field(gettext_lazy("For the gallery as a whole."))

    class Meta:
        icon = "image"
        label = gettext_lazy("Gallery")
        group = PICTURES
