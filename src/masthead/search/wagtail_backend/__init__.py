"""Wagtail's search, for the desk and the API, mended: ``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": __name__}}``.

As shipped (modelsearch 1.3), it ranks with a sub-query for every hit that runs the whole search again, reads the whole
index after every save, and answers a lone ``"`` with an error. Which of the two databases is meant is known only once
Django is set up, so this module is named as the backend and not one of its classes.
"""

from django.db import connection

if connection.vendor == "postgresql":  # its module needs psycopg, which SQLite alone does not
    from masthead.search.wagtail_backend.postgres import PostgresBackend as SearchBackend
else:
    from masthead.search.wagtail_backend.sqlite import SqliteBackend as SearchBackend

__all__ = ["SearchBackend"]
