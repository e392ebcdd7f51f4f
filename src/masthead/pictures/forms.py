"""The form of a picture at the desk."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class PictureFileField(WagtailImageField):
    """A picture's file; one that claims absurdly many pixels, or breaks off, is an error of the form and not of the server."""

    def check_image_pixel_size(self, f: Any) -> None:
        """Refuse too many pixels, also where Pillow will not even look at them."""
        try:
            super().check_image_pixel_size(f)
        except Image.DecompressionBombError as trouble:
            message = _("The picture claims far more pixels than can be opened. Scale it down.")
            raise ValidationError(message, code="file_too_many_pixels") from trouble
        except (OSError, SyntaxError, ValueError, EOFError) as trouble:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from trouble


class PictureForm(BaseImageForm):
    """Wagtail's form, with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureFileField(label=file.label, required=file.required, widget=file.widget)
