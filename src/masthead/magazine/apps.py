"""The Django app of the room ``magazine``."""

from django.apps import AppConfig


class MagazineConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.magazine"
    label = "magazine"
    verbose_name = "The magazine"
