"""From a page object, as the desk previews it, to the context of its template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from masthead.articles.models import Article, ArticleIndex, Section
from masthead.front.context import Furniture
from masthead.front.models import FrontPage, PlainPage
from masthead.front.queries.article import article_page, particulars_of_draft
from masthead.front.queries.front import front_page
from masthead.front.queries.issues import issue_page, issues_page
from masthead.front.queries.lists import all_articles_page, section_page
from masthead.front.queries.plain import plain_page
from masthead.front.queries.sections import placed
from masthead.issues.models import Issue, IssueIndex

MAKERS: dict[type, Callable[[Any, Furniture], Any]] = {
    Article: lambda page, around: article_page(page, around.magazine, particulars_of_draft(page)),
    ArticleIndex: lambda _page, around: all_articles_page(None, around.magazine),
    FrontPage: lambda _page, around: front_page(around.magazine, around.sections),
    Issue: lambda page, around: issue_page(page, around.magazine),
    IssueIndex: lambda _page, _around: issues_page(),
    PlainPage: lambda page, around: plain_page(page, around.magazine),
    Section: lambda page, around: section_page(placed(page), None, around.magazine),
}


def view_of(page: Any, around: Furniture) -> Any:
    """The context of a page object, draft or live; None for anything else."""
    maker = MAKERS.get(type(page))
    return maker(page, around) if maker else None
