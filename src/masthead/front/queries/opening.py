"""How an article's copy begins."""

from __future__ import annotations

import re

from masthead.articles.models import Form
from masthead.body.reading import ReadBody
from masthead.text.plaintext import text_of

FORMS_WITH_DROP_CAP = frozenset({Form.FEATURE, Form.ESSAY, Form.REVIEW, Form.INTERVIEW, Form.OPINION})
LEAST = 200
"""Characters of a first paragraph beside which a large initial does not look lost (the Guardian's figure)."""
_FIRST_PARAGRAPH = re.compile(r"\s*<p\b[^>]*>(.*?)</p>", re.DOTALL)


def has_drop_cap(form: str, copy: ReadBody) -> bool:
    """Whether the first paragraph may begin with a large initial. Whether the script has such a thing, the style sheet knows."""
    if form not in FORMS_WITH_DROP_CAP or not copy or copy[0].name != "paragraph":
        return False
    first = _FIRST_PARAGRAPH.match(copy[0].words)
    return first is not None and len(text_of(first[1])) >= LEAST
