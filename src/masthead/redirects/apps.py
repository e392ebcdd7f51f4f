"""The Django app of the room ``redirects``."""

from django.apps import AppConfig


class RedirectsConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.redirects"
    label = "redirects"
    verbose_name = "Old addresses"
