"""The Django app of the room ``demo``."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.demo"
    label = "demo"
    verbose_name = "Demo"
