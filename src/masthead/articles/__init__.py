"""Articles: sections, series, articles with their credits, tags and corrections.

Public: ``models``, ``actions``, ``checks`` (what the publishing door asks of articles, and of a picture in a field of its own). What else
happens to an article happens in ``publishing``; what readers get of it is in ``published`` and ``front``.
"""
