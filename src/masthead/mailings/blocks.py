"""The pieces of a letter. What the body of an article has too (words, picture, box, list) are the body's own blocks.

Names and fields are kept in the database and do not change.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock as AnySnippet

from masthead.body import limits
from masthead.body.blocks.fields import (
    ArticleChooserBlock,
    BooleanBlock,
    CharBlock,
    KnownToMigrations,
    ListBlock,
    RichTextBlock,
    TextBlock,
)
from masthead.body.blocks.pictures import PictureBlock
from masthead.body.blocks.words import BoxBlock, ListOfItemsBlock, paragraph_field

PIECES = 60
LINKS = 30
BLURB_LENGTH = 600


class SnippetChooserBlock(KnownToMigrations, AnySnippet):
    """A thing of one of our lists."""

    migration_path = "wagtail.snippets.blocks.SnippetChooserBlock"


class OpeningBlock(blocks.StructBlock):
    """The first words of a letter, by somebody who is seen."""

    contributor = SnippetChooserBlock("contributors.Contributor", label=gettext_lazy("Who writes"))
    words = RichTextBlock(
        features=["bold", "italic", "link"], max_length=limits.PARAGRAPH_LENGTH, label=gettext_lazy("Words")
    )

    class Meta:
        icon = "user"
        label = gettext_lazy("Opening")


class ArticlePickBlock(blocks.StructBlock):
    """An article of ours, and why to read it."""

    article = ArticleChooserBlock(page_type="articles.Article", label=gettext_lazy("Article"))
    blurb = TextBlock(
        required=False,
        max_length=BLURB_LENGTH,
        label=gettext_lazy("Words"),
        help_text=gettext_lazy("Empty: the article's standfirst."),
    )
    has_picture = BooleanBlock(required=False, default=True, label=gettext_lazy("With its picture"))

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Article")


class IssueBlock(blocks.StructBlock):
    """An issue: its cover, and the lines on it."""

    issue = ArticleChooserBlock(page_type="issues.Issue", label=gettext_lazy("Issue"))

    class Meta:
        icon = "book"
        label = gettext_lazy("Issue")


class LinkBlock(blocks.StructBlock):
    """Something elsewhere that is worth reading."""

    title = CharBlock(max_length=limits.TITLE_LENGTH, label=gettext_lazy("Title"))
    address = CharBlock(max_length=2000, label=gettext_lazy("Address"), help_text="https://…")
    words = CharBlock(required=False, max_length=300, label=gettext_lazy("In a few words"))

    class Meta:
        icon = "link"
        label = gettext_lazy("Link")


class LinksBlock(blocks.StructBlock):
    """A list of links."""

    title = CharBlock(required=False, max_length=limits.TITLE_LENGTH, label=gettext_lazy("Title"))
    links = ListBlock(LinkBlock(), min_num=1, max_num=LINKS, label=gettext_lazy("Links"))

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Links")


class CorrectionsBlock(blocks.StructBlock):
    """What was corrected since the last letter; the program looks that up when the letter is drawn."""

    title = CharBlock(required=False, max_length=limits.TITLE_LENGTH, label=gettext_lazy("Title"))

    class Meta:
        icon = "warning"
        label = gettext_lazy("Corrections since the last letter")


class PiecesStream(blocks.StreamBlock):
    """What a letter is made of."""

    opening = OpeningBlock()
    article = ArticlePickBlock()
    paragraph = paragraph_field(RichTextBlock)
    issue = IssueBlock()
    picture = PictureBlock()
    box = BoxBlock()
    list = ListOfItemsBlock()
    links = LinksBlock()
    corrections = CorrectionsBlock()

    class Meta:
        max_num = PIECES
