"""The groups in which the desk offers blocks, and how a block refuses a field."""

from __future__ import annotations

from typing import NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy
from wagtail.blocks import StructBlockValidationError

COPY = gettext_lazy("Copy")
SET_OFF = gettext_lazy("Set off")
PICTURES = gettext_lazy("Pictures")
RECORDINGS = gettext_lazy("Sound and film")
IMPORTED = gettext_lazy("From an import")


def refuse(field: str, message: str) -> NoReturn:
    """Raise the error of one field of a struct block."""
    raise StructBlockValidationError(block_errors={field: ValidationError(message)})
