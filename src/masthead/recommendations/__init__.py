"""Recommendations: what to read after an article, and why.

Public: ``queries.found_for``, ``queries.reading_list_of``, ``actions.follow``, ``actions.rebuild``. The worker keeps one stored list for
each published article; what editors picked stands before it and is not in it. ``words`` says what an article speaks of, ``candidates``
gathers who may be listed, ``choosing`` puts them in order, ``making`` writes.
"""
