"""What the desk's templates say of the magazine."""

from __future__ import annotations

from django import template

from masthead.magazine.queries import this_magazine

register = template.Library()


@register.simple_tag
def magazine_name() -> str:
    """The name that the desk bears. One query."""
    return this_magazine().name
