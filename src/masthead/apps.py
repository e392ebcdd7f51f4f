"""The application that stands on top of all rooms and connects them."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MastheadConfig(AppConfig):
    """Installed last, so that every room's models are there when the switchboard is read."""

    name = "masthead"
    label = "masthead"

    def ready(self) -> None:
        # By name: this module is read before the models are there, and the switchboard needs them.
        import_module("masthead.switchboard").connect()
