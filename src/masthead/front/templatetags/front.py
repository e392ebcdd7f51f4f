"""The two tags of ``front/base.html``: what stands around a page, and the page itself.

A reader's view hands ``view`` and ``furniture`` over. The desk's preview renders the same template with Wagtail's
context, which holds only the page object: then the tags make both, from the draft in memory.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from masthead.articles.models import Article
from masthead.front.context import ArticlePage, Card, Furniture
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.front.queries.previews import card_of_draft, text_of_draft, view_of

register = template.Library()


@register.simple_tag(takes_context=True)
def furniture(context: Context) -> Furniture:
    """The furniture that the view read, or read now."""
    return context.get("furniture") or read_furniture()


@register.simple_tag(takes_context=True)
def page_view(context: Context) -> Any:
    """The page's context (a dataclass of ``front.context``) from the view, or made of the page object of a preview."""
    return context.get("view") or view_of(context.get("page"), context["furniture"])


@register.simple_tag
def draft_card(article: Article, view: ArticlePage) -> Card:
    """A draft as it will be shown small; for the desk's previews."""
    return card_of_draft(article, view)


@register.simple_tag
def draft_text(article: Article, view: ArticlePage, around: Furniture) -> str:
    """A draft in plain text; for the desk's previews."""
    return text_of_draft(article, view, around.magazine)
