"""What stands on every page around its own content."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import get_language_info
from wagtail.models import Page

from masthead.addresses import FRONT_DEPTH, address_of
from masthead.articles.models import Section
from masthead.front.context import Furniture, Link, Policy, TopSection
from masthead.front.models import OF_OUR_OWN, PlainPage, PolicyKind
from masthead.front.theme_folder import scripts_of_theme, sheets_of_theme
from masthead.magazine.context import Nameplate, NameplateImage
from masthead.magazine.models import Look, Magazine
from masthead.magazine.palettes import palette_of
from masthead.magazine.queries import this_magazine
from masthead.magazine.sheets import address_of_sheet
from masthead.magazine.themes import Theme, TypePair
from masthead.newsletters.queries import sign_up_on


@dataclass(frozen=True)
class Typefaces:
    """A pair of typefaces."""

    names: str
    preloaded: tuple[str, ...]
    """Files that the first screen of any page needs, two at most: more would delay the words."""
    others: tuple[str, ...]
    """Files that most articles need too. Bold copy and letters beyond Western Europe are fetched where they stand."""

    @property
    def files(self) -> tuple[str, ...]:
        """The preloaded files as static paths."""
        return tuple(f"front/fonts/{name}.woff2" for name in self.preloaded)

    @property
    def first_visit(self) -> tuple[str, ...]:
        """What a reader's first article costs."""
        return (*self.preloaded, *self.others)


SHEETS = (
    *(
        f"front/css/{name}.css"
        for name in ("reset", "fonts", "tokens", "looks", "languages", "base", "transitions", "layouts")
    ),
    "body/blocks.css",
    "body/matter.css",
    *(f"front/css/{name}.css" for name in ("nameplate", "colophon", "search", "cards", "article", "cover", "people")),
    *(f"front/css/{name}.css" for name in ("utilities", "print")),
)
"""What every page wears. A template adds what only its kind of page needs, in its block ``sheets``."""
MASTHEAD_PATH = "/masthead/"
"""Who makes the magazine. A plain page there is the words above the list."""
OTHER_SCRIPTS = frozenset({"ar", "fa", "ur", "he", "zh", "ja", "ko", "th", "hi", "bn", "ta"})
LOOK_SHEETS = {look: f"front/css/looks/{look.value}.css" for look in Look}
"""What each look puts elsewhere; a page loads its own, after all the others."""
TYPEFACES: dict[str, Typefaces] = {
    Look.BROADSHEET: Typefaces(
        "Source Serif and Archivo", ("source-serif", "archivo-bold"), ("archivo", "source-serif-italic")
    ),
    Look.GALLERY: Typefaces(
        "Instrument Sans and Bodoni Moda", ("instrument-sans", "bodoni-moda"), ("instrument-sans-italic",)
    ),
    Look.QUIET: Typefaces("Newsreader", ("newsreader", "newsreader-display"), ("newsreader-italic",)),
    TypePair.SYSTEM: Typefaces("", (), ()),
}
"""The pair of typefaces of each look, and the reader's own; ``tests/front/typefaces.py`` makes the files."""
SCRIPTS = ("front/search.js", "front/share.js", "body/embed.js", "body/gallery.js")


def furniture() -> Furniture:
    """Name, look, menu and style sheets of the magazine. Two queries."""
    magazine = this_magazine()
    sections, plain_pages, policies = _pages()
    theme = magazine.theme_now
    return Furniture(
        magazine=magazine,
        language=magazine.language,
        direction=direction_of(magazine.language),
        sections=sections,
        plain_pages=plain_pages,
        policies=policies,
        scripts=(*SCRIPTS, *scripts_of_theme()),
        theme_sheet=address_of_sheet(theme),
        **_dress(theme, magazine),
        sign_up=sign_up_on(
            magazine,
            privacy_path=next((policy.path for policy in policies if policy.kind == PolicyKind.PRIVACY), ""),
        ),
    )


def redressed(around: Furniture, theme: Theme, theme_sheet: str, *, mode: str) -> Furniture:
    """The same furniture in a theme that is only tried on, on ``light`` or ``dark`` paper; its sheet is at ``theme_sheet``. No query."""
    magazine = copy(around.magazine)
    magazine.look, magazine.tagline, magazine.theme = theme.look, theme.tagline, theme.as_json()
    dress = _dress(theme, magazine)
    picture = dress["nameplate"].picture
    if picture and picture.inverts == "dark":  # a page in a frame does not know that it is shown as on a dark screen
        held = replace(picture, inverts="always" if mode == "dark" else "")
        dress["nameplate"] = replace(dress["nameplate"], picture=held)
    return replace(around, magazine=magazine, **dress, theme_sheet=theme_sheet)


def _dress(theme: Theme, magazine: Magazine) -> dict[str, Any]:
    """What a theme says of a page: attributes of the ``html`` element, typefaces, sheets, nameplate."""
    typefaces = TYPEFACES[theme.type_worn]
    return {
        "look": theme.look,
        "type_pair": theme.type_worn,
        "typefaces": typefaces.names,
        "fonts": () if _is_set_in_system_faces(magazine.language) else typefaces.files,
        "front_layout": theme.front_worn,
        "sheets": (*SHEETS, LOOK_SHEETS[Look(theme.look)], *sheets_of_theme()),
        "nameplate": Nameplate(
            words=theme.nameplate_words or magazine.name,
            picture=_nameplate_image(theme),
            tagline=theme.tagline if theme.shows_tagline else "",
        ),
    }


def _nameplate_image(theme: Theme) -> NameplateImage | None:
    picture = theme.nameplate_picture
    if picture is None:
        return None
    palette, ground = palette_of(theme), "band" if theme.look == Look.GALLERY else "paper"
    inverts = ""
    if theme.nameplate_inverts:
        inverts = "always" if palette.light[ground].is_dark else "dark" if palette.dark[ground].is_dark else ""
    return NameplateImage(default_storage.url(picture.file), picture.width, picture.height, picture.alt, inverts)


def _is_set_in_system_faces(language: str) -> bool:
    """Whether ``languages.css`` names the reader's own faces for a language, so that ours need not be fetched before the words."""
    return language.partition("-")[0].lower() in OTHER_SCRIPTS


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
