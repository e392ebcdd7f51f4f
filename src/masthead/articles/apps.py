"""The Django app of the room ``articles``."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.articles"
    label = "articles"
    verbose_name = "Articles"
