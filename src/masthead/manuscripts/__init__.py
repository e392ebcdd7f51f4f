"""Manuscripts: a Word file dropped on the desk becomes an article.

``word`` reads the file within bounds, ``understanding`` finds headline, credits, copy and captions in it, ``actions`` keeps what was
understood until somebody has looked at it (``actions.receive``), and makes the article (``actions.create_article``) or lets it go.
Its screens are under ``/desk/manuscripts/``. Nothing of a file is fetched, run or written to disk.
"""
