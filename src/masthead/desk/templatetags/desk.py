"""What the desk's templates say of the magazine."""

from __future__ import annotations

from django import template
from django.utils import timezone

from masthead.desk.home.buttons import Button, buttons_for
from masthead.magazine.queries import this_magazine
from masthead.pictures.clearance import Clearance, clearance_of
from masthead.pictures.models import Picture
from masthead.staff.models import User

register = template.Library()


@register.simple_tag
def magazine_name() -> str:
    """The name that the desk bears. One query."""
    return this_magazine().name


@register.simple_tag
def clearance(picture: Picture) -> Clearance:
    """Whether a picture may be printed today, and why not. No query."""
    return clearance_of(picture, timezone.localdate())


@register.simple_tag
def begin_buttons(user: User) -> list[Button]:
    """What somebody may begin. Five queries at most."""
    return buttons_for(user)
