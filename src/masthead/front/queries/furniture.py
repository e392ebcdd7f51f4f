"""What stands on every page around its own content."""

from __future__ import annotations

from django.utils.translation import get_language_info
from wagtail.models import Page

from masthead.addresses import FRONT_DEPTH, address_of
from masthead.articles.models import Section
from masthead.front.context import Furniture, Link, TopSection
from masthead.front.models import PlainPage
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
    """Sections and plain pages right under the front page, in the order of the tree.

    By their numbers, and put in order here: asked for by type or by path, SQLite may read every page of the magazine.
    """
    numbers = Section.objects.order_by().values("pk").union(PlainPage.objects.order_by().values("pk"), all=True)
    pages = Page.objects.filter(pk__in=numbers, depth=FRONT_DEPTH + 1, live=True).order_by()
    sections: list[TopSection] = []
    plain_pages: list[Link] = []
    rows = pages.values_list("path", "pk", "title", "url_path", "content_type__model")
    for _path, number, title, url_path, kind in sorted(rows):
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
