"""The Django app of the room ``staff``."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.staff"
    label = "staff"
    verbose_name = "Staff"
