"""The blocks that play: sound, film, and what plays elsewhere."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from masthead.body import limits
from masthead.body.blocks.fields import CharBlock, FileChooserBlock, PictureChooserBlock, TextBlock
from masthead.body.blocks.groups import RECORDINGS, refuse
from masthead.body.embeds import is_web_address
from masthead.body.media_types import AUDIO_TYPES, CAPTION_TYPES, VIDEO_TYPES, file_type


def title_field() -> CharBlock:
    """What the recording is called."""
    return CharBlock(max_length=limits.TITLE_LENGTH, label=gettext_lazy("Title"))


def transcript_field() -> TextBlock:
    """What is said, for readers who cannot hear it and for the search."""
    return TextBlock(
        required=False,
        max_length=limits.TRANSCRIPT_LENGTH,
        label=gettext_lazy("Transcript"),
        help_text=gettext_lazy("What is said and heard. An empty line begins a new paragraph."),
    )


def credit_field() -> CharBlock:
    """Who made the recording."""
    return CharBlock(required=False, max_length=limits.CREDIT_LENGTH, label=gettext_lazy("Credit"))


def refuse_other_files(value: Any, field: str, types: dict[str, str]) -> None:
    """Refuse a file that browsers cannot play here; an empty field passes."""
    document = value[field]
    if document is not None and not file_type(document.file.name, types):
        endings = ", ".join(sorted(types))
        refuse(
            field,
            _("This file cannot be played: its name ends in none of %(endings)s.") % {"endings": endings},
        )


class AudioBlock(blocks.StructBlock):
    """A sound recording."""

    file = FileChooserBlock(label=gettext_lazy("File"), help_text=gettext_lazy("MP3, M4A, Ogg, Opus, FLAC or WAV."))
    title = title_field()
    transcript = transcript_field()
    credit = credit_field()

    def clean(self, value: Any) -> Any:
        """Refuse a file that is no sound."""
        cleaned = super().clean(value)
        refuse_other_files(cleaned, "file", AUDIO_TYPES)
        return cleaned

    class Meta:
        icon = "media"
        label = gettext_lazy("Audio")
        group = RECORDINGS


class VideoBlock(blocks.StructBlock):
    """A film."""

    file = FileChooserBlock(label=gettext_lazy("File"), help_text=gettext_lazy("MP4, WebM or Ogg."))
    poster = PictureChooserBlock(
        required=False, label=gettext_lazy("Poster"), help_text=gettext_lazy("Shown until the film plays.")
    )
    title = title_field()
    captions = FileChooserBlock(
        required=False,
        label=gettext_lazy("Captions"),
        help_text=gettext_lazy("A WebVTT file (.vtt) with the words as they are spoken."),
    )
    transcript = transcript_field()
    credit = credit_field()

    def clean(self, value: Any) -> Any:
        """Refuse a file that is no film, and captions that are no WebVTT."""
        cleaned = super().clean(value)
        refuse_other_files(cleaned, "file", VIDEO_TYPES)
        refuse_other_files(cleaned, "captions", CAPTION_TYPES)
        return cleaned

    class Meta:
        icon = "media"
        label = gettext_lazy("Video")
        group = RECORDINGS


class EmbedBlock(blocks.StructBlock):
    """Something that plays elsewhere. Nothing is loaded from there until the reader asks."""

    url = CharBlock(
        max_length=limits.URL_LENGTH,
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Of the page where it plays, beginning with https://."),
    )
    provider = CharBlock(
        required=False,
        max_length=80,
        label=gettext_lazy("Provider"),
        help_text=gettext_lazy("Found from the address when empty."),
    )
    title = CharBlock(required=False, max_length=limits.TITLE_LENGTH, label=gettext_lazy("Title"))
    poster = PictureChooserBlock(
        required=False,
        label=gettext_lazy("Poster"),
        help_text=gettext_lazy("From our own library, with its credit."),
    )

    def clean(self, value: Any) -> Any:
        """Refuse an address that is not on the web."""
        cleaned = super().clean(value)
        if not is_web_address(cleaned["url"]):
            refuse("url", _("This is no web address: it must begin with http:// or https:// and name a host."))
        return cleaned

    class Meta:
        icon = "media"
        label = gettext_lazy("Embed")
        group = RECORDINGS
