"""The Django app of the room ``jobs``."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.jobs"
    label = "jobs"
    verbose_name = "Background work"
