"""The Django app of the room ``body``."""

from django.apps import AppConfig


class BodyConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.body"
    label = "body"
    verbose_name = "Body"
