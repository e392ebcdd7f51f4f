"""Search: readers' search over all published text, and the desk's search mended.

Public: ``queries.find``, ``queries.health``, ``actions.follow``, ``actions.rebuild``, ``context.SearchRequest``. The index follows
``published`` by its sequence of changes; only the worker writes it. ``wagtail_backend`` is the desk's.
"""
