"""The Django app of the room ``recommendations``."""

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.recommendations"
    label = "recommendations"
    verbose_name = "Recommendations"
