"""The Django app of the room ``contributors``."""

from django.apps import AppConfig


class ContributorsConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.contributors"
    label = "contributors"
    verbose_name = "Contributors"
