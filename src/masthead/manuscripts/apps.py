"""The Django app of the room ``manuscripts``."""

from django.apps import AppConfig


class ManuscriptsConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.manuscripts"
    label = "manuscripts"
    verbose_name = "Manuscripts"
