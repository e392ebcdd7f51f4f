"""Structured data: schema.org nodes as plain dictionaries, one graph a page, every ``@id`` resolved within it.

``nodes`` are the bricks; ``articles`` and ``pages`` (issues, lists, people) put them together.
"""
