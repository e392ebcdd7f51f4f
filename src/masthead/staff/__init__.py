"""Staff: who may log in to the desk.

A user is an account; the person whose name stands on an article is a contributor and needs no account.

``backends`` knows an account by its name or e-mail address, ``throttling`` counts attempts to log in,
``sessions`` forgets those that are over.
"""
