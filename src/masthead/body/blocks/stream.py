"""The body's stream: every block, under the name the database keeps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from wagtail import blocks

from masthead.body import limits
from masthead.body.blocks.fields import RichTextBlock, StaticBlock
from masthead.body.blocks.groups import COPY, SET_OFF
from masthead.body.blocks.pictures import GalleryBlock, PictureBlock
from masthead.body.blocks.recordings import AudioBlock, EmbedBlock, VideoBlock
from masthead.body.blocks.words import (
    PARAGRAPH_FEATURES,
    BoxBlock,
    CodeBlock,
    CrossheadBlock,
    ListOfItemsBlock,
    PullQuoteBlock,
    RawTextBlock,
    RelatedBlock,
    TableBlock,
)


class BodyStream(blocks.StreamBlock):
    """What an article's body, and a plain page's, is made of."""

    paragraph = RichTextBlock(
        features=PARAGRAPH_FEATURES,
        max_length=limits.PARAGRAPH_LENGTH,
        label=gettext_lazy("Paragraph"),
        icon="pilcrow",
        group=COPY,
    )
    crosshead = CrossheadBlock()
    list = ListOfItemsBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    pull_quote = PullQuoteBlock()
    box = BoxBlock()
    table = TableBlock()
    code = CodeBlock()
    divider = StaticBlock(
        label=gettext_lazy("Divider"),
        icon="horizontalrule",
        group=SET_OFF,
        admin_text=gettext_lazy("A break in the copy."),
    )
    related = RelatedBlock()
    audio = AudioBlock()
    video = VideoBlock()
    embed = EmbedBlock()
    raw_text = RawTextBlock()

    class Meta:
        max_num = limits.BODY_BLOCKS


BLOCK_NAMES: tuple[str, ...] = tuple(BodyStream.base_blocks)
