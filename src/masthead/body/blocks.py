"""The blocks an editor sets copy with. Names and fields are kept in the database and do not change."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from masthead.body import limits
from masthead.body.fields import (
    ArticleChooserBlock,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    PictureChooserBlock,
    RichTextBlock,
    RowsBlock,
    TextBlock,
)

INLINE_FEATURES = ["bold", "italic", "link", "document-link", "superscript", "subscript", "strikethrough", "code"]
PARAGRAPH_FEATURES = [*INLINE_FEATURES, "blockquote"]
ITEM_FEATURES = [*INLINE_FEATURES, "ul", "ol"]
CAPTION_FEATURES = ["bold", "italic", "link"]

COPY = gettext_lazy("Copy")
SET_OFF = gettext_lazy("Set off")
PICTURES = gettext_lazy("Pictures")
RECORDINGS = gettext_lazy("Sound and film")
IMPORTED = gettext_lazy("From an import")

_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}")


def refuse(field: str, message: str) -> None:
    """Raise the error of one field of a struct block."""
    raise blocks.StructBlockValidationError(block_errors={field: ValidationError(message)})


def caption_field(help_text: Any = "") -> RichTextBlock:
    """Words under something; a little markup, one paragraph."""
    return RichTextBlock(
        required=False, features=CAPTION_FEATURES, max_length=limits.CAPTION_LENGTH, label=gettext_lazy("Caption"), help_text=help_text
    )


class CrossheadBlock(blocks.StructBlock):
    """A heading within copy."""

    text = CharBlock(max_length=limits.CROSSHEAD_LENGTH, label=gettext_lazy("Crosshead"))
    level = ChoiceBlock(
        choices=[("2", gettext_lazy("Main")), ("3", gettext_lazy("Below a main crosshead"))], default="2", label=gettext_lazy("Level")
    )
    anchor = CharBlock(
        required=False,
        max_length=80,
        label=gettext_lazy("Anchor"),
        help_text=gettext_lazy("The part of the address after #, for links to this place. Made from the words when empty."),
    )

    def clean(self, value: Any) -> Any:
        """Refuse an anchor that is no id."""
        cleaned = super().clean(value)
        if cleaned["anchor"] and not _ANCHOR.fullmatch(cleaned["anchor"]):
            refuse("anchor", _("Begin with a letter; use letters without accents, digits, hyphens and underscores only."))
        return cleaned

    class Meta:
        icon = "title"
        label = gettext_lazy("Crosshead")
        group = COPY
        form_classname = "block-crosshead"


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
        choices=[("normal", gettext_lazy("As wide as the copy")), ("wide", gettext_lazy("Wider")), ("full", gettext_lazy("Full width"))],
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


class GalleryBlock(blocks.StructBlock):
    """Several pictures that belong together."""

    pictures = ListBlock(GalleryPictureBlock(), min_num=1, max_num=limits.GALLERY_PICTURES, label=gettext_lazy("Pictures"))
    caption = caption_field(gettext_lazy("For the gallery as a whole."))

    class Meta:
        icon = "image"
        label = gettext_lazy("Gallery")
        group = PICTURES


class PullQuoteBlock(blocks.StructBlock):
    """A sentence set off from the copy."""

    quote = TextBlock(
        max_length=limits.QUOTE_LENGTH, label=gettext_lazy("Quote"), help_text=gettext_lazy("Without quotation marks; the page sets them.")
    )
    attribution = CharBlock(required=False, max_length=limits.ATTRIBUTION_LENGTH, label=gettext_lazy("Who said it"))

    class Meta:
        icon = "openquote"
        label = gettext_lazy("Pull quote")
        group = SET_OFF


class ListOfItemsBlock(blocks.StructBlock):
    """A bulleted or numbered list."""

    kind = ChoiceBlock(
        choices=[("bulleted", gettext_lazy("Bulleted")), ("numbered", gettext_lazy("Numbered"))],
        default="bulleted",
        label=gettext_lazy("Kind"),
    )
    items = ListBlock(
        RichTextBlock(features=ITEM_FEATURES, label=gettext_lazy("Item")),
        min_num=1,
        max_num=limits.LIST_ITEMS,
        label=gettext_lazy("Items"),
    )

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("List")
        group = COPY


class CodeBlock(blocks.StructBlock):
    """Program text or a terminal's."""

    code = TextBlock(max_length=limits.CODE_LENGTH, label=gettext_lazy("Code"))
    language = CharBlock(
        required=False, max_length=40, label=gettext_lazy("Language"), help_text=gettext_lazy("As readers should see it: Python, SQL, shell.")
    )
    caption = CharBlock(required=False, max_length=limits.CAPTION_LENGTH, label=gettext_lazy("Caption"))

    class Meta:
        icon = "code"
        label = gettext_lazy("Code")
        group = SET_OFF


class BoxBodyStream(blocks.StreamBlock):
    """What may stand in a box."""

    paragraph = RichTextBlock(
        features=PARAGRAPH_FEATURES, max_length=limits.PARAGRAPH_LENGTH, label=gettext_lazy("Paragraph"), icon="pilcrow", group=COPY
    )
    list = ListOfItemsBlock()
    picture = PictureBlock()
    code = CodeBlock()


class BoxBlock(blocks.StructBlock):
    """A side story within the article."""

    title = CharBlock(max_length=limits.TITLE_LENGTH, label=gettext_lazy("Title"))
    body = BoxBodyStream(label=gettext_lazy("Copy"))

    class Meta:
        icon = "placeholder"
        label = gettext_lazy("Box")
        group = SET_OFF


class TableBlock(blocks.StructBlock):
    """Rows and columns of text."""

    caption = CharBlock(
        required=False,
        max_length=limits.CAPTION_LENGTH,
        label=gettext_lazy("Caption"),
        help_text=gettext_lazy("What the table shows. Also read out to readers who cannot see it."),
    )
    header_row = BooleanBlock(required=False, default=True, label=gettext_lazy("The first row holds the headings of the columns"))
    rows = RowsBlock(
        label=gettext_lazy("Rows"),
        help_text=gettext_lazy("One row a line, cells divided by tabs: copy the cells in a spreadsheet and paste them here."),
    )

    class Meta:
        icon = "table"
        label = gettext_lazy("Table")
        group = SET_OFF


class RelatedBlock(blocks.StructBlock):
    """A card of another article."""

    article = ArticleChooserBlock(page_type="articles.Article", label=gettext_lazy("Article"))

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Related article")
        group = SET_OFF


class RawTextBlock(blocks.StructBlock):
    """What an import kept as it was."""

    text = TextBlock(max_length=limits.RAW_TEXT_LENGTH, label=gettext_lazy("Text"), help_text=gettext_lazy("Shown as it stands, never as HTML."))
    note = CharBlock(
        required=False, max_length=limits.NOTE_LENGTH, label=gettext_lazy("Note"), help_text=gettext_lazy("Why it was kept; shown to readers.")
    )

    class Meta:
        icon = "warning"
        label = gettext_lazy("Raw text")
        group = IMPORTED
