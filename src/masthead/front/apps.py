"""The Django app of the room ``front``."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.front"
    label = "front"
    verbose_name = "Front of house"
