"""Machines: what programs get. Feeds, sitemaps, robots.txt, structured data and the meta tags of every page.

Public: ``context.Feed`` and the writers in ``feeds``, ``structured`` (schema.org graphs as plain dictionaries),
``templatetags.machines`` (what ``front`` puts in a page's head).
"""
