"""The one way a picture is drawn on a page."""

from typing import Any

from django import template

from masthead.pictures.context import DrawnPicture

register = template.Library()


@register.inclusion_tag("pictures/_picture.html")
def draw_picture(
    picture: DrawnPicture,
    *,
    sizes: str = "100vw",
    loading: str = "lazy",
    caption: str | None = None,
    alt: str | None = None,
    credit: str = "",
    modifier: str = "",
) -> dict[str, Any]:
    """A figure with its caption and always its credit.

    ``alt``, ``caption`` and ``credit`` replace the library's for this use; ``caption=""`` prints none. ``modifier`` is a class suffix.
    """
    return {
        "picture": picture,
        "sizes": sizes,
        "loading": loading,
        "alt": picture.alt if alt is None else alt,
        "caption": picture.caption if caption is None else caption,
        "credit": credit or picture.credit,
        "modifier": modifier,
    }
