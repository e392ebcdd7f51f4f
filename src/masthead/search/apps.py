"""The Django app of the room ``search``."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.search"
    label = "search"
    verbose_name = "Search"
