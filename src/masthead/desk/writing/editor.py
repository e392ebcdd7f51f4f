"""The desk's text editor: Wagtail's, for whatever is sent in its place."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea

from masthead.errors import FormUnreadable


class CarefulEditor(DraftailRichTextArea):
    """Every field of formatted words, in the copy and beside it, as ``WAGTAILADMIN_RICH_TEXT_EDITORS`` names it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The words as they are stored; None where the field was not sent.

        Raises:
            FormUnreadable: what stands in the field is nothing that the editor writes.
        """
        try:
            return super().value_from_datadict(data, files, name)
        except (LookupError, ValueError, TypeError, AttributeError) as trouble:
            raise FormUnreadable(_("The copy in this form did not arrive whole.")) from trouble
