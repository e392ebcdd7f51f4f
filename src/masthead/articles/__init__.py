"""Articles: sections, series, articles with their credits, tags and corrections.

Public: ``models``, ``queries``, ``actions``, ``checks`` (what the publishing door asks), ``context.ArticleView``.
"""
