"""The body's stream: every block, under the name the database keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy

from masthead.body import faces, limits
from masthead.body.blocks.fields import ParagraphBlock, StaticBlock
from masthead.body.blocks.groups import SET_OFF
from masthead.body.blocks.pictures import GalleryBlock, PictureBlock
from masthead.body.blocks.recordings import AudioBlock, EmbedBlock, VideoBlock
from masthead.body.blocks.splitting import SplitsWhatWasPasted
from masthead.body.blocks.words import (
    BoxBlock,
    CodeBlock,
    CrossheadBlock,
    ListOfItemsBlock,
    PullQuoteBlock,
    RawTextBlock,
    RelatedBlock,
    TableBlock,
    paragraph_field,
)
from masthead.body.queries import picture_ids
from masthead.pictures.queries import pictures_by_id


class BodyStream(SplitsWhatWasPasted):
    """What an article's body, and a plain page's, is made of."""

    paragraph = paragraph_field(ParagraphBlock)
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
        icon="minus",
        group=SET_OFF,
        admin_text=gettext_lazy("A break in the copy."),
    )
    related = RelatedBlock()
    audio = AudioBlock()
    video = VideoBlock()
    embed = EmbedBlock()
    raw_text = RawTextBlock()

    def render(self, value: Any, context: Mapping[str, Any] | None = None) -> str:  # noqa: ARG002 - Wagtail's signature
        """The web face, for whoever prints ``{{ page.body }}``: the credits are there by this way too. Up to four queries.

        Related articles are not drawn; pages of ours use ``faces.render`` with all that a body refers to.
        """
        return faces.render(value, "web", pictures=pictures_by_id(picture_ids(value)), language=get_language() or "en")

    class Meta:
        max_num = limits.BODY_BLOCKS


BLOCK_NAMES: tuple[str, ...] = tuple(BodyStream.base_blocks)
