"""What the templates of readers' pages receive. ``docs/themers/contexts.md`` lists it; a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from masthead.machines.context import PageHead
from masthead.magazine.context import Nameplate
from masthead.magazine.models import Magazine
from masthead.newsletters.context import SignUp
from masthead.pictures.context import DrawnPicture
from masthead.published.context import CoverLine, CoverLook
from masthead.search.context import FacetValue, SearchResults
from masthead.text.licences import Licence

LONG_STANDFIRST = 200  # characters: about five lines of a standfirst


@dataclass(frozen=True)
class Link:
    """A name that leads somewhere."""

    title: str
    path: str


@dataclass(frozen=True)
class TopSection:
    """A section right under the front page."""

    id: int
    title: str
    path: str


@dataclass(frozen=True)
class Policy:
    """One thing the magazine says of how it works, and the plain page where it says it."""

    kind: str = field(metadata={"help": "a code of front.models.PolicyKind"})
    label: str | Promise = field(metadata={"help": "“Ethics”, “Corrections”"})
    title: str = field(metadata={"help": "of the page, which may say several"})
    path: str
    property: str = field(metadata={"help": "of schema.org's NewsMediaOrganization; empty when it has none for it"})


@dataclass(frozen=True)
class Furniture:
    """What stands on every page around its own content."""

    magazine: Magazine
    language: str = field(metadata={"help": "language tag of the page's furniture (BCP 47)"})
    direction: str = field(metadata={"help": "ltr or rtl"})
    look: str = field(metadata={"help": "broadsheet, gallery or quiet; written on the html element"})
    type_pair: str = field(
        metadata={"help": "the look whose typefaces are worn, or system; written on the html element"}
    )
    typefaces: str = field(metadata={"help": "their names, for the colophon: “Newsreader”"})
    fonts: tuple[str, ...] = field(metadata={"help": "fonts that every page needs at once, as static paths"})
    sections: tuple[TopSection, ...] = field(metadata={"help": "the top sections, in the order of the desk's tree"})
    plain_pages: tuple[Link, ...] = field(metadata={"help": "about, imprint and the like, for the colophon"})
    sheets: tuple[str, ...] = field(metadata={"help": "style sheets, as static paths, in the order of their layers"})
    scripts: tuple[str, ...] = field(metadata={"help": "modules that enhance a page which is whole without them"})
    front_layout: str = field(metadata={"help": "the look whose front page it has; written on the html element"})
    nameplate: Nameplate
    theme_sheet: str = field(
        metadata={"help": "address of the theme's style sheet, linked last; empty when the look is worn as it is"}
    )
    policies: tuple[Policy, ...] = field(
        default=(), metadata={"help": "what plain pages say of how the magazine works, in the order of the kinds"}
    )
    sign_up: SignUp | None = field(
        default=None, metadata={"help": "the newsletter's sign-up; none while no newsletter is offered"}
    )


@dataclass(frozen=True)
class Card:
    """An article shown small."""

    path: str
    title: str = field(metadata={"help": "the short title, else the headline"})
    form: str = field(metadata={"help": "a code of articles.models.Form, for the style sheet"})
    published_at: datetime
    kicker: str = field(default="", metadata={"help": "the article's kicker, else the name of its section"})
    standfirst: str = ""
    byline: str = ""
    sponsor_label: str = field(default="", metadata={"help": "“Sponsored by …”; whenever it is there it must be shown"})
    language: str = field(default="", metadata={"help": "only when it is not the magazine's own"})
    direction: str = field(default="", metadata={"help": "ltr or rtl; with language"})
    picture: DrawnPicture | None = None
    length: str = field(default="medium", metadata={"help": "short, medium or long: the size of a lead's headline"})


@dataclass(frozen=True)
class Listing:
    """One page of a list of articles; pages are numbered from the oldest."""

    cards: tuple[Card, ...] = field(metadata={"help": "newest first"})
    count: int = field(metadata={"help": "articles in the whole list"})
    number: int | None = field(
        default=None, metadata={"help": "none on the list's own address, which shows the newest"}
    )
    older_path: str = field(default="", metadata={"help": "address of the page before; empty on the oldest"})
    newer_path: str = field(default="", metadata={"help": "address of the page after; empty on the newest"})
    oldest_path: str = field(default="", metadata={"help": "address of page 1, where that is not the page before"})
    newest_path: str = field(default="", metadata={"help": "the list's own address, where that is not the page after"})
    where: str = field(
        default="", metadata={"help": "“3 March – 9 June 2026”, “The newest 25 of 65”; empty in a short list"}
    )


@dataclass(frozen=True)
class TypeCover:
    """The cover of an issue without a picture of one: set in type on a composition, both from the issue's own number."""

    name_lines: tuple[str, ...] = field(metadata={"help": "the magazine's whole name, on one line or two"})
    name_size: int = field(metadata={"help": "1 (a short name, largest) to 7: what its longest line allows"})
    number: str
    number_size: int = field(metadata={"help": "1 (one or two figures, largest) to 3"})
    words: str = field(
        metadata={"help": "its title; where that only says the number, what it leads with; may be empty"}
    )
    words_size: int = field(metadata={"help": "1 (few words, largest) to 3"})
    period: str = field(metadata={"help": "“November 2026”"})
    inks: int = field(metadata={"help": "1 to 6: the pair of inks; never that of the issue before"})
    composition: int = field(metadata={"help": "1 to 4; never that of the issue before"})


@dataclass(frozen=True)
class LatestIssue:
    """The latest issue as it stands beside articles and on the front page."""

    path: str
    title: str
    label: str = field(metadata={"help": "“No. 12, November 2026”"})
    cover: DrawnPicture | None
    cover_subject: str
    cover_look: CoverLook
    cover_lines: tuple[CoverLine, ...] = field(metadata={"help": "in the order they stand on the cover"})
    type_cover: TypeCover | None = field(default=None, metadata={"help": "where there is no picture of a cover"})


@dataclass(frozen=True)
class CreditGroup:
    """Everybody who did one kind of work for an article."""

    role: str = field(metadata={"help": "a code of contributors.models.Role"})
    label: str | Promise = field(metadata={"help": "“Words by”, “Photographs by”"})
    people: tuple[Link, ...]


@dataclass(frozen=True)
class BylinePerson:
    """Somebody who wrote an article, as its byline and its foot show them."""

    name: str
    path: str
    role_title: str = field(metadata={"help": "“Culture editor”; may be empty"})
    portrait: DrawnPicture | None = field(metadata={"help": "none where more than three wrote it"})
    biography: SafeString


@dataclass(frozen=True)
class Share:
    """How an article is passed on: links that call nobody."""

    address: str = field(metadata={"help": "absolute address of the article"})
    mail: str = field(metadata={"help": "mailto: with the headline as subject and the address in the letter"})


@dataclass(frozen=True)
class CorrectionNote:
    """A dated, public note on an article."""

    kind: str = field(metadata={"help": "“Correction”, “Clarification”, “Update”, “Retraction”"})
    text: str
    corrected_on: date


@dataclass(frozen=True)
class Neighbours:
    """The articles before and after one: in the running order of the newest issue it stands in, or else in its series."""

    of: Link = field(metadata={"help": "the issue or the series"})
    previous: Card | None = field(metadata={"help": "with its picture; none before the first"})
    next: Card | None = field(metadata={"help": "with its picture; none after the last"})


@dataclass(frozen=True)
class ArticlePage:
    """An article's page, with what stands under the article."""

    head: PageHead
    path: str
    headline: str
    length: str = field(metadata={"help": "short, medium or long: the size of the headline"})
    form: str = field(metadata={"help": "a code of articles.models.Form"})
    kicker: str
    standfirst: str
    section: Link | None
    series: Link | None
    credit_groups: tuple[CreditGroup, ...] = field(metadata={"help": "words first, then in the order of the credits"})
    published_at: datetime | None = field(metadata={"help": "none in the preview of an unpublished article"})
    updated_at: datetime | None = field(metadata={"help": "of the last substantive edit"})
    date_line: str = field(metadata={"help": "“Lisbon, 3 November”; stands before the first words"})
    sponsor_label: str = field(metadata={"help": "“Sponsored by …”; whenever it is there it must be shown"})
    sponsor_name: str = field(metadata={"help": "empty unless somebody paid for the article"})
    hero: DrawnPicture | None
    hero_caption: str
    body: SafeString = field(metadata={"help": "the web face of the body"})
    based_on_outlet: str
    based_on_url: str
    corrections: tuple[CorrectionNote, ...] = field(metadata={"help": "newest first"})
    tags: tuple[Link, ...]
    issues: tuple[Link, ...] = field(metadata={"help": "the issues it stands in, newest first"})
    licence: Licence
    word_count: int
    reading_minutes: int
    language: str = field(metadata={"help": "of the article, only when it is not the magazine's own"})
    direction: str = field(metadata={"help": "ltr or rtl; with language"})
    more: tuple[Card, ...] = field(
        metadata={
            "help": "editor's picks first, then the newest of the section, then of everything; none twice; two have pictures"
        }
    )
    latest_issue: LatestIssue | None
    neighbours: Neighbours | None = field(
        default=None, metadata={"help": "none where it stands in no issue and no series, and in a proof"}
    )
    byline_people: tuple[BylinePerson, ...] = field(
        default=(), metadata={"help": "those credited with words, in order, with title, portrait and biography"}
    )
    share: Share | None = field(default=None, metadata={"help": "none where nobody but us may see it"})
    has_drop_cap: bool = field(
        default=False,
        metadata={"help": "it is of a form that begins with a large initial, and its first paragraph can carry one"},
    )

    @property
    def standfirst_length(self) -> str:
        """``long`` where it is a paragraph rather than a sentence or two, else ``medium``: how large it is set."""
        return "long" if len(self.standfirst) > LONG_STANDFIRST else "medium"


@dataclass(frozen=True)
class SeriesPart:
    """A piece of a series with its number."""

    number: int = field(
        metadata={"help": "its own, where every kicker of the page ends with one; else counted from the first piece"}
    )
    label: str = field(
        metadata={
            "help": "“Part 2 of 4”, on an older page “Part 2”; else the kicker that has the number: “Slow routes, no. 7”"
        }
    )
    card: Card


@dataclass(frozen=True)
class ListPage:
    """A section, a series, a tag, a year or all articles."""

    head: PageHead
    title: str
    listing: Listing
    kicker: str = field(default="", metadata={"help": "what kind of list it is: “Series”, “Tag”"})
    description: str = ""
    links: tuple[Link, ...] = field(default=(), metadata={"help": "sections below it, or years before and after"})
    crumbs: tuple[Link, ...] = field(default=(), metadata={"help": "the sections it stands in, the top one first"})
    parts: tuple[SeriesPart, ...] = field(
        default=(),
        metadata={
            "help": "of a series, the cards with their numbers: in order where all stand on one page, else newest first"
        },
    )
    elsewhere: tuple[Card, ...] = field(
        default=(), metadata={"help": "of a section with few pieces: the newest of the others, without pictures"}
    )


@dataclass(frozen=True)
class PlainPage:
    """A page that is no article: about, imprint, privacy."""

    head: PageHead
    title: str
    body: SafeString
    standfirst: str = field(default="", metadata={"help": "the page's description"})
    revised_at: datetime | None = field(default=None, metadata={"help": "when it was last published"})
    others: tuple[Link, ...] = field(
        default=(), metadata={"help": "the masthead and the policies, this page among them"}
    )


@dataclass(frozen=True)
class ErrorPage:
    """What there is for somebody who found nothing: search, the sections (in ``furniture``), the newest."""

    head: PageHead
    newest: tuple[Card, ...] = field(metadata={"help": "without pictures"})


@dataclass(frozen=True)
class Facet:
    """One way to narrow the results of a search."""

    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class SearchPage:
    """The results of a search; with an empty query, only the form."""

    head: PageHead
    query: str
    results: SearchResults
    facets: tuple[Facet, ...] = field(metadata={"help": "those with something to choose"})
    newest: tuple[Card, ...] = field(
        default=(), metadata={"help": "without pictures; only where nothing was asked or found"}
    )
