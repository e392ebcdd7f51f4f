"""Staff: who may log in to the desk, and in which role.

A user is an account; the person whose name stands on an article is a contributor and needs no account. Public: ``models``,
``roles.Role`` and ``roles.RIGHTS`` (the one table of who may do what), ``roles.ensure_roles``.

``backends`` knows an account by its name or e-mail address, ``throttling`` counts attempts to log in,
``sessions`` forgets those that are over, ``sealing`` keeps secrets, ``queries`` says who has which factor and who must have one.
"""
