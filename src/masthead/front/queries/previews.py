"""From a page object, as the desk previews it, to the context of its template; and a draft shown small."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.models import Article, ArticleIndex, Section
from masthead.body import faces
from masthead.body import queries as body
from masthead.contributors.queries import byline_of
from masthead.front.context import ArticlePage, Card, Furniture
from masthead.front.models import FrontPage, PlainPage
from masthead.front.queries.article import article_page, particulars_of_draft
from masthead.front.queries.cards import length_of
from masthead.front.queries.front import front_page
from masthead.front.queries.issues import issue_page, issues_page
from masthead.front.queries.lists import all_articles_page, section_page
from masthead.front.queries.plain import plain_page
from masthead.front.queries.sections import placed
from masthead.issues.models import Issue, IssueIndex
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id

MAKERS: dict[type, Callable[[Any, Furniture], Any]] = {
    Article: lambda page, around: article_page(page, around.magazine, particulars_of_draft(page)),
    ArticleIndex: lambda _page, around: all_articles_page(None, around.magazine),
    FrontPage: lambda _page, around: front_page(around.magazine, around.sections),
    Issue: lambda page, around: issue_page(page, around.magazine),
    IssueIndex: lambda _page, around: issues_page(around.magazine),
    PlainPage: plain_page,
    Section: lambda page, around: section_page(placed(page), None, around.magazine),
}


def view_of(page: Any, around: Furniture) -> Any:
    """The context of a page object, draft or live; None for anything else."""
    maker = MAKERS.get(type(page))
    return maker(page, around) if maker else None


def card_of_draft(article: Article, view: ArticlePage) -> Card:
    """A draft as its card, dated today unless it was public. One query, for who is credited."""
    return Card(
        path=view.path,
        title=article.card_title,
        form=view.form,
        published_at=view.published_at or timezone.now(),
        kicker=view.kicker or (view.section.title if view.section else ""),
        standfirst=view.standfirst,
        byline=byline_of(article.credits.select_related("contributor")),
        sponsor_label=view.sponsor_label,
        language=view.language,
        direction=view.direction,
        picture=view.hero,
        length=length_of(article.card_title),
    )


def text_of_draft(article: Article, view: ArticlePage, magazine: Magazine) -> str:
    """A draft in plain text: headline, standfirst, byline, then the text face of its body."""
    byline = byline_of(article.credits.select_related("contributor"))
    said = faces.render(
        article.body,
        "text",
        pictures=pictures_by_id(body.picture_ids(article.body)),
        language=view.language or magazine.language,
    )
    head = [view.headline, view.standfirst, _("By %(byline)s") % {"byline": byline} if byline else ""]
    return "\n\n".join(part for part in (*head, said) if part)
