"""Contributors: people and bodies that are credited, and need no account.

Public: ``models.Contributor``, the brick ``models.Credit``, ``queries.byline_of`` and
``suggestions``, ``actions.create_contributor``.
"""
