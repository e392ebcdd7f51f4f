"""“TK”, the trade's mark for what is still to come (“to kum”, spelt so that it can be no word)."""

from __future__ import annotations

import re

# In capitals and as a word of its own: TK, TKTK, [TK], TK-photo. A no-break space after it makes it a name (“TK\u00a0Maxx”).
PLACEHOLDER = re.compile(r"(?<!\w)(?:TK)+(?!\w|\u00a0)")


def placeholder_count(text: str) -> int:
    """How often something is still to come in a plain text; “TK TK” counts as two."""
    return sum(1 for _ in PLACEHOLDER.finditer(text)) if "TK" in text else 0
