"""The Django app of the room ``importers``."""

from django.apps import AppConfig


class ImportersConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.importers"
    label = "importers"
    verbose_name = "Imports"
