"""Masthead: publishing software for magazines.

Each sub-package is a room: one capability, with its card at the top of its ``__init__.py``. The floors
that rooms stand on, and the rule that imports go down only, are drawn in ``ARCHITECTURE.md``.
"""
