"""The Django app of the room ``publishing``."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.publishing"
    label = "publishing"
    verbose_name = "Publishing"
