"""The Django app of the room ``issues``."""

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.issues"
    label = "issues"
    verbose_name = "Issues"
