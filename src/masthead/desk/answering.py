"""What a browser says, taken with care: a number, words, and where to go on. Anybody with a session can send anything."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from wagtail.admin.utils import get_valid_next_url_from_request

LONGEST_NUMBER = 18
"""Digits of a number that every database takes for an id."""


class CarefulChooser:
    """For a chooser's widget: a form with something that is no number is shown again with nothing chosen, and does not break."""

    def get_instance(self, value: Any) -> Any:
        """What is chosen; None for what cannot be anything's number."""
        try:
            return super().get_instance(value)  # type: ignore[misc]
        except (ValueError, OverflowError):
            return None


def number_in(text: str) -> int | None:
    """The number that a field says; None for anything that no database would take for an id."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def words_in(text: str, longest: int = 100) -> str:
    """The words that are looked for, so many characters of them; without the null character, which PostgreSQL refuses."""
    return text.replace("\x00", "").strip()[:longest]


def go_on(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the ``next`` of the request if it is an address of this magazine, as it stands there; else to the view or address named."""
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or resolve_url(otherwise))
