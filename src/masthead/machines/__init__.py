"""Machines: what programs get: feeds, sitemaps, robots.txt, licence, oEmbed, structured data, the head of every page, cards and icons.

Public: ``context.Feed`` and the writers in ``feeds``, ``structured`` (schema.org graphs as plain dictionaries),
``templatetags.machines`` (what ``front`` puts in a page's head).
"""
