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
    is_linked: bool = True,
) -> dict[str, Any]:
    """A figure with its caption, always its credit, and its licence where that must be named.

    ``alt``, ``caption`` and ``credit`` replace the library's for this use; ``caption=""`` prints none. ``modifier`` is a class suffix.
    ``is_linked=False`` names licence and source without links: in a card, which is a link itself.
    """
    return {
        "picture": picture,
        "sizes": sizes,
        "loading": loading,
        "alt": picture.alt if alt is None else alt,
        "caption": picture.caption if caption is None else caption,
        "credit": credit or picture.credit,
        "modifier": modifier,
        "is_linked": is_linked,
    }
