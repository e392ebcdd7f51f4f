"""The Django app of the room ``planning``."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.planning"
    label = "planning"
    verbose_name = "Planning"
