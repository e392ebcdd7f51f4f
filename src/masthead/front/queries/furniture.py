"""What stands on every page around its own content."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import get_language_info
from wagtail.models import Page

from masthead.addresses import FRONT_DEPTH, address_of
from masthead.articles.models import Section
from masthead.front.context import Furniture, Link, Policy, TopSection
from masthead.front.models import OF_OUR_OWN, PlainPage, PolicyKind
from masthead.magazine.queries import this_magazine

SHEETS = (
    *(f"front/css/{name}.css" for name in ("reset", "tokens", "looks", "base", "layouts")),
    "body/blocks.css",
    *(
        f"front/css/{name}.css"
        for name in ("nameplate", "search", "cards", "article", "lists", "heads", "rows", "cover", "issue", "contents")
    ),
    *(f"front/css/{name}.css" for name in ("shelf", "people", "masthead", "results", "ways")),
    *(f"front/css/{name}.css" for name in ("utilities", "print")),
)
MASTHEAD_PATH = "/masthead/"
"""Who makes the magazine. A plain page there is the words above the list."""
SCRIPTS = ("front/search.js", "body/embed.js")


def furniture() -> Furniture:
    """Name, look, menu and style sheets of the magazine. Two queries."""
    magazine = this_magazine()
    sections, plain_pages, policies = _pages()
    return Furniture(
        magazine=magazine,
        language=magazine.language,
        direction=direction_of(magazine.language),
        look=magazine.look,
        sections=sections,
        plain_pages=plain_pages,
        policies=policies,
        sheets=SHEETS,
        scripts=SCRIPTS,
    )


def _pages() -> tuple[tuple[TopSection, ...], tuple[Link, ...], tuple[Policy, ...]]:
    """Sections and plain pages right under the front page, in the order of the tree, and the policies wherever they stand.

    By their numbers, and put in order here: asked for by type or by path, SQLite may read every page of the magazine.
    """
    numbers = Section.objects.order_by().values("pk").union(PlainPage.objects.order_by().values("pk"), all=True)
    on_top, says_something = Q(depth=FRONT_DEPTH + 1), Q(plainpage__policies__0__isnull=False)
    pages = Page.objects.filter(on_top | says_something, pk__in=numbers, live=True).order_by()
    sections: list[TopSection] = []
    plain_pages: list[Link] = []
    saying: dict[str, Link] = {}
    rows = pages.values_list("path", "pk", "depth", "title", "url_path", "content_type__model", "plainpage__policies")
    for _path, number, depth, title, url_path, kind, policies in sorted(rows, key=lambda row: row[0]):
        link = Link(title, address_of(url_path))
        if kind == "section":
            sections.append(TopSection(number, link.title, link.path))
        elif depth == FRONT_DEPTH + 1 and link.path != MASTHEAD_PATH:
            plain_pages.append(link)
        saying |= {code: link for code in policies or () if code not in saying}
    return tuple(sections), tuple(plain_pages), _policies(saying)


def _policies(saying: Mapping[str, Link]) -> tuple[Policy, ...]:
    """The policies that some page says, in the order of the kinds."""
    return tuple(
        Policy(kind, kind.label, link.title, link.path, "" if kind in OF_OUR_OWN else kind.value)
        for kind in PolicyKind
        if (link := saying.get(kind))
    )


def direction_of(language: str) -> str:
    """``rtl`` for a language written from right to left, else ``ltr``; unknown languages count as left to right."""
    code = language.partition("-")[0].lower()
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
