"""The Django app of the room ``deliveries``."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.deliveries"
    label = "deliveries"
    verbose_name = "Deliveries"
