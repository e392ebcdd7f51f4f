"""What stands on every page around its own content."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import get_language_info
from wagtail.models import Page

from masthead.addresses import FRONT_DEPTH, address_of
from masthead.front.context import Furniture, Link, TopSection
from masthead.magazine.queries import this_magazine

SHEETS = (
    *(f"front/css/{name}.css" for name in ("reset", "tokens", "looks", "base", "layouts")),
    "body/blocks.css",
    *(
        f"front/css/{name}.css"
        for name in ("nameplate", "search", "cards", "article", "lists", "issue", "cover", "people")
    ),
    *(f"front/css/{name}.css" for name in ("utilities", "print")),
)
SCRIPTS = ("front/search.js", "body/embed.js")


def furniture() -> Furniture:
    """Name, look, menu and style sheets of the magazine. Two queries."""
    magazine = this_magazine()
    sections, plain_pages = _top_pages()
    return Furniture(
        magazine=magazine,
        language=magazine.language,
        direction=direction_of(magazine.language),
        look=magazine.look,
        sections=sections,
        plain_pages=plain_pages,
        sheets=SHEETS,
        scripts=SCRIPTS,
    )


def _top_pages() -> tuple[tuple[TopSection, ...], tuple[Link, ...]]:
    """Sections and plain pages right under the front page, in the order of the tree."""
    is_section = Q(content_type__app_label="articles", content_type__model="section")
    is_plain = Q(content_type__app_label="front", content_type__model="plainpage")
    rows = Page.objects.filter(is_section | is_plain, depth=FRONT_DEPTH + 1, live=True).order_by("path")
    sections: list[TopSection] = []
    plain_pages: list[Link] = []
    for number, title, url_path, kind in rows.values_list("pk", "title", "url_path", "content_type__model"):
        address = address_of(url_path)
        if kind == "section":
            sections.append(TopSection(number, title, address))
        else:
            plain_pages.append(Link(title, address))
    return tuple(sections), tuple(plain_pages)


def direction_of(language: str) -> str:
    """``rtl`` for a language written from right to left, else ``ltr``; unknown languages count as left to right."""
    code = language.partition("-")[0].lower()
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
