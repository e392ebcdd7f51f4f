"""Reads of the magazine's own row."""

from masthead.magazine.models import Magazine


def this_magazine() -> Magazine:
    """The magazine this site publishes: the saved row, or an unsaved one with defaults before the first run. One query."""
    return Magazine.objects.order_by("pk").first() or Magazine()
