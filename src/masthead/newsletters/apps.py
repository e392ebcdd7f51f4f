"""The Django app of the room ``newsletters``."""

from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.newsletters"
    label = "newsletters"
    verbose_name = "Newsletters"
