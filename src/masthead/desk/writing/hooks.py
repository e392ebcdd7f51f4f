"""What the article's form learns: to tint “TK”, notes to the desk, footnotes, and several pictures for a gallery at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import telepath
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import DecoratorFeature, InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from masthead.body.blocks.pictures import GalleryPicturesBlock
from masthead.body.notes import (
    FOOTNOTE_FEATURE,
    FOOTNOTE_STYLE,
    NOTE_ELEMENT,
    NOTE_FEATURE,
    NOTE_STYLE,
    TK_FEATURE,
)
from masthead.desk.writing.gallery import GalleryPicturesAdapter
from masthead.text.footnotes import FOOTNOTE

telepath.register(GalleryPicturesAdapter(), GalleryPicturesBlock)


@hooks.register("register_rich_text_features")
def tint_tk(features: FeatureRegistry) -> None:
    """“TK” is seen at a glance; nothing is stored."""
    features.register_editor_plugin(
        "draftail",
        TK_FEATURE,
        DecoratorFeature({"type": "TK"}, js=["desk/writing/draftail.js"], css={"all": ["desk/writing.css"]}),
    )


@hooks.register("register_rich_text_features")
def keep_notes_to_the_desk(features: FeatureRegistry) -> None:
    """Words marked as a note stay at the desk: no face prints them, nothing counts or finds them."""
    features.register_editor_plugin(
        "draftail",
        NOTE_FEATURE,
        InlineStyleFeature(
            {
                "type": NOTE_STYLE,
                "icon": "clipboard-list",
                "description": _("Note to the desk: never printed"),
                "style": {"backgroundColor": "var(--w-color-info-50)", "color": "#1f1f1f", "fontStyle": "italic"},
            }
        ),
    )
    features.register_converter_rule(
        "contentstate",
        NOTE_FEATURE,
        {
            "from_database_format": {NOTE_ELEMENT: InlineStyleElementHandler(NOTE_STYLE)},
            "to_database_format": {"style_map": {NOTE_STYLE: NOTE_ELEMENT}},
        },
    )


@hooks.register("register_rich_text_features")
def set_footnotes(features: FeatureRegistry) -> None:
    """Words marked as a footnote stand where their number will; on the page they are read at the end."""
    features.register_editor_plugin(
        "draftail",
        FOOTNOTE_FEATURE,
        InlineStyleFeature(
            {
                "type": FOOTNOTE_STYLE,
                "label": "¹",
                "description": _("Footnote: these words are read at the end"),
                "style": {"backgroundColor": "var(--w-color-grey-100)", "color": "#1f1f1f", "fontSize": "0.85em"},
            }
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FOOTNOTE_FEATURE,
        {
            "from_database_format": {FOOTNOTE: InlineStyleElementHandler(FOOTNOTE_STYLE)},
            "to_database_format": {"style_map": {FOOTNOTE_STYLE: FOOTNOTE}},
        },
    )
