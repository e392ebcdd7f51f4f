"""Sections, series and articles, with what hangs on an article."""

from masthead.articles.models.article import Article, ArticleIndex, Form
from masthead.articles.models.parts import ArticleCredit, ArticleTag, Correction, RelatedPick
from masthead.articles.models.sections import Section, Series

__all__ = [
    "Article",
    "ArticleCredit",
    "ArticleIndex",
    "ArticleTag",
    "Correction",
    "Form",
    "RelatedPick",
    "Section",
    "Series",
]
