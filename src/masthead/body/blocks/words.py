"""The blocks of words: copy, and what is set off from it.

Names and fields are kept in the database and do not change.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from masthead.body import limits
from masthead.body.blocks.fields import (
    ArticleChooserBlock,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    NotedBlock,
    RichTextBlock,
    RowsBlock,
    TextBlock,
)
from masthead.body.blocks.groups import COPY, IMPORTED, SET_OFF, refuse
from masthead.body.blocks.pictures import PictureBlock

INLINE_FEATURES = [
    "bold",
    "italic",
    "link",
    "document-link",
    "superscript",
    "subscript",
    "strikethrough",
    "code",
]
PARAGRAPH_FEATURES = [*INLINE_FEATURES, "blockquote"]
ITEM_FEATURES = [*INLINE_FEATURES, "ul", "ol"]

_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}")


def paragraph_field(kind: type[RichTextBlock] = NotedBlock) -> RichTextBlock:
    """Running text: one or several paragraphs and quotations."""
    return kind(
        features=PARAGRAPH_FEATURES,
        max_length=limits.PARAGRAPH_LENGTH,
        label=gettext_lazy("Paragraph"),
        icon="pilcrow",
        group=COPY,
    )


class CrossheadBlock(blocks.StructBlock):
    """A heading within copy."""

    text = CharBlock(max_length=limits.CROSSHEAD_LENGTH, label=gettext_lazy("Crosshead"))
    level = ChoiceBlock(
        choices=[("2", gettext_lazy("Main")), ("3", gettext_lazy("Below a main crosshead"))],
        default="2",
        label=gettext_lazy("Level"),
    )
    anchor = CharBlock(
        required=False,
        max_length=80,
        label=gettext_lazy("Anchor"),
        help_text=gettext_lazy(
            "The part of the address after #, for links to this place. Made from the words when empty."
        ),
    )

    def clean(self, value: Any) -> Any:
        """Refuse an anchor that is no id."""
        cleaned = super().clean(value)
        if cleaned["anchor"] and not _ANCHOR.fullmatch(cleaned["anchor"]):
            refuse(
                "anchor",
                _("Begin with a letter; use letters without accents, digits, hyphens and underscores only."),
            )
        return cleaned

    class Meta:
        icon = "title"
        label = gettext_lazy("Crosshead")
        group = COPY
        form_classname = "block-crosshead"


class PullQuoteBlock(blocks.StructBlock):
    """A sentence set off from the copy."""

    quote = TextBlock(
        max_length=limits.QUOTE_LENGTH,
        label=gettext_lazy("Quote"),
        help_text=gettext_lazy("Without quotation marks; the page sets them."),
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
        required=False,
        max_length=40,
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("As readers should see it: Python, SQL, shell."),
    )
    caption = CharBlock(required=False, max_length=limits.CAPTION_LENGTH, label=gettext_lazy("Caption"))

    class Meta:
        icon = "code"
        label = gettext_lazy("Code")
        group = SET_OFF


class BoxBodyStream(blocks.StreamBlock):
    """What may stand in a box."""

    paragraph = paragraph_field()
    list = ListOfItemsBlock()
    picture = PictureBlock()
    code = CodeBlock()

    class Meta:
        label = COPY


class BoxBlock(blocks.StructBlock):
    """A side story within the article."""

    title = CharBlock(max_length=limits.TITLE_LENGTH, label=gettext_lazy("Title"))
    body = BoxBodyStream()

    class Meta:
        icon = "form"
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
    header_row = BooleanBlock(
        required=False, default=True, label=gettext_lazy("The first row holds the headings of the columns")
    )
    rows = RowsBlock(
        label=gettext_lazy("Rows"),
        help_text=gettext_lazy(
            "One row a line, cells divided by tabs: copy the cells in a spreadsheet and paste them here."
        ),
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

    text = TextBlock(
        max_length=limits.RAW_TEXT_LENGTH,
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("Shown as it stands, never as HTML."),
    )
    note = CharBlock(
        required=False,
        max_length=limits.NOTE_LENGTH,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Why it was kept; shown to readers."),
    )

    class Meta:
        icon = "warning"
        label = gettext_lazy("Raw text")
        group = IMPORTED
