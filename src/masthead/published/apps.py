"""The Django app of the room ``published``."""

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.published"
    label = "published"
    verbose_name = "Published"
