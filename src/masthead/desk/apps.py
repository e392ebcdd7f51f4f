"""The Django app of the room ``desk``."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.desk"
    label = "desk"
    verbose_name = "Desk"
