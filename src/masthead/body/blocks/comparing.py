"""Two versions of rich text side by side: Wagtail's comparison runs paragraphs together, ours keeps them apart."""

from __future__ import annotations

import html
import re

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.compare import RichTextBlockComparison, diff_text
from wagtail.rich_text import RichText

_END = re.compile(r"</(?:p|li|blockquote|h[1-6])>|<br\s*/?>")


class CopyComparison(RichTextBlockComparison):
    """What was taken out and what was put in, paragraph under paragraph."""

    def htmlvalue(self, val: RichText) -> SafeString:
        """One version alone."""
        return _apart(escape(_text_of(val)))

    def htmldiff(self) -> SafeString:
        """Both versions in one."""
        return _apart(diff_text(_text_of(self.val_a), _text_of(self.val_b)).to_html())


def _text_of(value: RichText) -> str:
    return html.unescape(strip_tags(_END.sub("\n", value.source))).strip("\n")


def _apart(escaped: str) -> SafeString:
    return mark_safe(escaped.replace("\n", "<br><br>"))  # noqa: S308 - escaped by Django or by Wagtail's diff
