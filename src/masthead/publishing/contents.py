"""Comparing what revisions keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def comparable(content: Mapping[str, Any]) -> dict[str, Any]:
    """A revision's content with its bodies as data rather than as text.

    A body is kept as JSON in a string. PostgreSQL gives the parts of each block back in another order than they were written in, so the
    same body may be two strings; as data they are equal.
    """
    return {name: _opened(value) for name, value in content.items()}


def _opened(value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith("["):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
