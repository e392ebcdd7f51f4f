"""The two tags of ``front/base.html``: what stands around a page, and the page itself.

A reader's view hands ``view`` and ``furniture`` over. The desk's preview renders the same template with Wagtail's
context, which holds only the page object: then the tags make both, from the draft in memory.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from masthead.front.context import Furniture
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.front.queries.previews import view_of

register = template.Library()


@register.simple_tag(takes_context=True)
def furniture(context: Context) -> Furniture:
    """The furniture that the view read, or read now."""
    return context.get("furniture") or read_furniture()


@register.simple_tag(takes_context=True)
def page_view(context: Context) -> Any:
    """The page's context (a dataclass of ``front.context``) from the view, or made of the page object of a preview."""
    return context.get("view") or view_of(context.get("page"), context["furniture"])
