"""The Django app of the room ``pictures``."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.pictures"
    label = "pictures"
    verbose_name = "Pictures"
