"""The Django app of the room ``slots``."""

from django.apps import AppConfig


class SlotsConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.slots"
    label = "slots"
    verbose_name = "Slots"
