"""The Django app of the room ``mailings``."""

from django.apps import AppConfig


class MailingsConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.mailings"
    label = "mailings"
    verbose_name = "Mailings"
