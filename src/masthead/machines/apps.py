"""The Django app of the room ``machines``."""

from django.apps import AppConfig


class MachinesConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.machines"
    label = "machines"
    verbose_name = "Machines"
