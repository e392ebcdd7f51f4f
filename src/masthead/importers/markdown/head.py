"""What front matter means: the habits of Jekyll, Hugo and older magazine systems, key by key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import PurePosixPath
from typing import Any

from masthead.importers.markdown.front_matter import FrontMatter
from masthead.importers.markdown.spelling import (
    POST_NAME,
    address_of,
    default_addresses,
    issue_label,
    key_of,
    licence_code,
    slug_of,
)
from masthead.importers.markdown.values import (
    humanised,
    moment_of_value,
    names_of_value,
    text_of_value,
    texts_of_value,
    truth_of_value,
)
from masthead.importers.records import ImportedCredit, Kind, Note, Outcome
from masthead.importers.troubles import ItemRefused

MAX_HEADLINE = 255
MAX_PATH = 450
MAX_NAME = 200
MAX_SHORT_TITLE = 120
MAX_LANGUAGE = 12
_FORMS = frozenset({"news", "feature", "essay", "review", "interview", "opinion", "letter", "sponsored"})
_ROLES = {
    "photographer": "photographs", "photographers": "photographs", "photos": "photographs", "photography": "photographs",
    "illustrator": "illustration", "illustrators": "illustration", "translator": "translation", "translators": "translation",
    "editor": "editing", "editors": "editing",
}  # fmt: skip
_PUBLIC_STATUSES = frozenset(
    {
        *("", "publish", "published", "public", "live", "online", "posted", "active", "final", "archive", "archived"),
        *("1", "true", "yes", "on"),
    }
)
"""Editorial systems invent further ones (“pitch”, “in review”): what is not known to be public is none."""

Said = tuple[Outcome, str, str]
IMPORTED: Said = (Outcome.IMPORTED, "", "")


@dataclass
class Head:
    """Everything the head of one file, its name and its place say."""

    path: str
    key: str
    title: str = ""
    slug: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    draft_reasons: list[str] = field(default_factory=list)
    credits: list[ImportedCredit] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    section: str = ""
    series: str = ""
    issue: str = ""
    weight: int = 0
    licence: str = ""
    language: str = ""
    standfirst: str = ""
    kicker: str = ""
    short_title: str = ""
    form: str = ""
    hero: str = ""
    hero_alt: str = ""
    hero_caption: str = ""
    has_date_key: bool = False
    addresses: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def is_public(self) -> bool:
        """Whether readers could see it where it comes from."""
        return not self.draft_reasons and self.published_at is not None


class HeadReader:
    """Reads heads. ``zone`` is for moments without one; what lies after ``now`` is not public yet."""

    def __init__(self, zone: tzinfo, now: datetime, *, prefix: str = "", patterns: tuple[str, ...] = ()) -> None:
        self.zone = zone
        self.now = now
        self.prefix = prefix
        self.patterns = patterns

    def read(self, front: FrontMatter, path: str) -> Head:
        """The head of the file ``path``, with a ledger line for each key.

        Raises:
            ItemRefused: a value cannot be used: a headline too long, a date that is none; or the path is too long.
        """
        if len(path) > MAX_PATH:
            raise ItemRefused(path, f"a path of {len(path)} characters; the longest has {MAX_PATH}.")
        head = Head(path=path, key=key_of(path))
        self._read_name(head)
        for key, value in front.values.items():
            where = f"{path}:{front.lines.get(key, 1)}"
            outcome, reason, target = self._read_key(head, key, value, where)
            head.notes.append(Note(Kind.KEY, key, outcome, where, reason, target, head.key))
        if not front.is_present:
            head.draft_reasons.append("the file has no front matter")
        self._settle(head, front.values)
        return head

    def _read_name(self, head: Head) -> None:
        """What the path says: Jekyll's date in the name, its drafts, the folder a page bundle lies in."""
        folders = PurePosixPath(head.path).parts[:-1]
        name = head.key.rpartition("/")[2]
        if found := POST_NAME.match(name):
            head.published_at = moment_of_value(f"{found[1]}-{found[2]}-{found[3]}", self.zone)
            name = found[4]
        if "_drafts" in folders:
            head.draft_reasons.append("it lies among the drafts")
        head.slug = slug_of(name)

    def _read_key(self, head: Head, key: str, value: Any, where: str) -> Said:
        name = key.lower().replace("-", "_")
        if name in _ROLES:
            head.credits += [ImportedCredit(each[:MAX_NAME], _ROLES[name]) for each in names_of_value(value)]
            return IMPORTED
        reader = READERS.get(name.lstrip("_"))
        if reader is None:
            return (Outcome.KEPT_RAW, "no counterpart; kept with the record of the import", "")
        return reader(self, head, value, where)

    def title(self, head: Head, value: Any, where: str) -> Said:
        said = "" if value is None else str(value)
        head.title = text_of_value(value)
        if len(head.title) > MAX_HEADLINE:
            raise ItemRefused(
                where,
                f"the title has {len(head.title):,} characters; the longest a headline may have is {MAX_HEADLINE}.",
            )
        return (
            IMPORTED if head.title == " ".join(said.split()) else (Outcome.TRANSFORMED, "entities resolved", head.title)
        )

    def published(self, head: Head, value: Any, where: str) -> Said:
        """``published`` is a date with some, yes or no with others."""
        truth = truth_of_value(value)
        if truth is None:
            return self.moment(head, value, where)
        return self._publicity(head, is_public=truth, reason="published: false")

    def moment(self, head: Head, value: Any, where: str) -> Said:
        """A key outdoes the date in the file's name; of two keys the later moment holds, so that nothing is public too early."""
        moment = self._moment(value, where)
        known = head.published_at if head.has_date_key else None
        head.published_at, head.has_date_key = max(known, moment) if known else moment, True
        return (Outcome.IMPORTED, "", moment.isoformat())

    def updated(self, head: Head, value: Any, where: str) -> Said:
        head.updated_at = self._moment(value, where)
        return (Outcome.IMPORTED, "", head.updated_at.isoformat())

    def expires(self, head: Head, value: Any, where: str) -> Said:
        if self._moment(value, where) <= self.now:
            return self._publicity(head, is_public=False, reason="it has expired")
        return (Outcome.KEPT_RAW, "an end of publication is not taken over", "")

    def _moment(self, value: Any, where: str) -> datetime:
        moment = moment_of_value(value, self.zone)
        if moment is None:
            raise ItemRefused(
                where, f"“{text_of_value(value)[:60]}” is no date.", "Write it as 2026-11-24 or 2026-11-24 18:30."
            )
        return moment

    def draft(self, head: Head, value: Any, _where: str) -> Said:
        return self._publicity(head, is_public=truth_of_value(value) is False, reason="it is marked as a draft")

    def listed(self, head: Head, value: Any, _where: str) -> Said:
        return self._publicity(head, is_public=truth_of_value(value) is not False, reason="it is not listed")

    def status(self, head: Head, value: Any, _where: str) -> Said:
        said = text_of_value(value).lower()
        return self._publicity(head, is_public=said in _PUBLIC_STATUSES, reason=f"its status is “{said}”")

    def secret(self, head: Head, value: Any, _where: str) -> Said:
        is_public = truth_of_value(value) is False or not text_of_value(value)
        return self._publicity(head, is_public=is_public, reason="it is marked as not public")

    def password(self, head: Head, value: Any, _where: str) -> Said:
        return self._publicity(head, is_public=not text_of_value(value), reason="it is behind a password")

    def embargo(self, head: Head, value: Any, where: str) -> Said:
        """A moment until which it is nobody's business, or yes or no."""
        truth = truth_of_value(value)
        if truth is None:
            return self.moment(head, value, where)
        return self._publicity(head, is_public=not truth, reason="it is under embargo")

    def build(self, head: Head, value: Any, _where: str) -> Said:
        """Hugo's switch: whether a page is made at all, and whether lists show it."""
        said = value if isinstance(value, dict) else {}
        is_made = all(text_of_value(said.get(key)).lower() not in ("never", "false") for key in ("render", "list"))
        return self._publicity(head, is_public=is_made, reason="it is not listed")

    @staticmethod
    def _publicity(head: Head, *, is_public: bool, reason: str) -> Said:
        if is_public:
            return IMPORTED
        head.draft_reasons.append(reason)
        return (Outcome.IMPORTED, "", "draft")

    def authors(self, head: Head, value: Any, _where: str) -> Said:
        names = [name[:MAX_NAME] for name in names_of_value(value)]
        head.credits += [ImportedCredit(name) for name in names if name not in {credit.name for credit in head.credits}]
        return (Outcome.IMPORTED, "", ", ".join(names)[:200])

    def tags(self, head: Head, value: Any, _where: str) -> Said:
        found = texts_of_value(value, splits_words="_posts" in head.path or "_drafts" in head.path)
        head.tags += [tag[:100] for tag in found if tag[:100] not in head.tags]
        return IMPORTED

    def categories(self, head: Head, value: Any, where: str) -> Said:
        """The first category is the section, unless one is named; the others become tags."""
        first, *others = texts_of_value(value, splits_words="_posts" in head.path) or [""]
        if not head.section:
            self.section(head, first, where)
        else:
            others = [first, *others]
        self.tags(head, others, where)
        return (Outcome.TRANSFORMED, "", "section" + (" and tags" if others else ""))

    def section(self, head: Head, value: Any, _where: str) -> Said:
        said = text_of_value(value)[:200]
        head.section = humanised(said)
        return IMPORTED if head.section == said else (Outcome.TRANSFORMED, "", f"section “{head.section}”")

    def series(self, head: Head, value: Any, _where: str) -> Said:
        said = text_of_value(value)[:200]
        head.series = humanised(said)
        return IMPORTED if head.series == said else (Outcome.TRANSFORMED, "", f"series “{head.series}”")

    def issue(self, head: Head, value: Any, _where: str) -> Said:
        head.issue = text_of_value(value)[:60]
        return (Outcome.TRANSFORMED, "", issue_label(head.issue)) if head.issue else IMPORTED

    def weight(self, head: Head, value: Any, _where: str) -> Said:
        head.weight = value if isinstance(value, int) and not isinstance(value, bool) else 0
        return (
            (Outcome.IMPORTED, "", "order in the issue")
            if head.issue
            else (Outcome.KEPT_RAW, "orders an issue only", "")
        )

    def licence(self, head: Head, value: Any, _where: str) -> Said:
        said = text_of_value(value)
        head.licence = licence_code(said)
        if head.licence == said or not said:
            return IMPORTED
        if head.licence == "other":
            return (Outcome.KEPT_RAW, f"“{said[:80]}” is no licence we know; recorded as “other”", "other")
        return (Outcome.TRANSFORMED, "", head.licence)

    def language(self, head: Head, value: Any, where: str) -> Said:
        said = text_of_value(value).replace("_", "-")
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", said) or len(said) > MAX_LANGUAGE:
            raise ItemRefused(where, f"“{said[:40]}” is no language tag.", "Write it as en or pt-BR.")
        head.language = said
        return IMPORTED

    def slug(self, head: Head, value: Any, _where: str) -> Said:
        said = text_of_value(value)
        head.slug = slug_of(said) if said else head.slug
        return IMPORTED if head.slug == said else (Outcome.TRANSFORMED, "", head.slug)

    def address(self, head: Head, value: Any, _where: str) -> Said:
        head.addresses += [path for said in texts_of_value(value) if (path := address_of(said))]
        return (Outcome.TRANSFORMED, "", "old address")

    def node(self, head: Head, value: Any, _where: str) -> Said:
        """Drupal's number of a page is an address of its own."""
        said = text_of_value(value)
        if not (said.isascii() and said.isdigit()):
            return (Outcome.KEPT_RAW, "no number", "")
        head.addresses.append(f"/node/{said}")
        return (Outcome.TRANSFORMED, "", f"old address /node/{said}")

    def standfirst(self, head: Head, value: Any, _where: str) -> Said:
        head.standfirst = text_of_value(value)
        return IMPORTED

    def kicker(self, head: Head, value: Any, _where: str) -> Said:
        head.kicker = text_of_value(value)
        return IMPORTED

    def short_title(self, head: Head, value: Any, where: str) -> Said:
        head.short_title = text_of_value(value)
        if len(head.short_title) > MAX_SHORT_TITLE:
            raise ItemRefused(
                where, f"the short title has {len(head.short_title):,} characters; the longest has {MAX_SHORT_TITLE}."
            )
        return IMPORTED

    def form(self, head: Head, value: Any, _where: str) -> Said:
        said = text_of_value(value).lower()
        if said not in _FORMS:
            return (Outcome.KEPT_RAW, "none of our forms", "")
        head.form = said
        return IMPORTED

    def hero(self, head: Head, value: Any, _where: str) -> Said:
        said = value[0] if isinstance(value, list) and value else value
        if isinstance(said, dict):
            head.hero = text_of_value(
                said.get("src") or said.get("path") or said.get("image") or said.get("url") or said.get("file")
            )
            head.hero_alt, head.hero_caption = text_of_value(said.get("alt")), text_of_value(said.get("caption"))
        else:
            head.hero = text_of_value(said)
        return (Outcome.TRANSFORMED, "", "lead picture; see its own line") if head.hero else IMPORTED

    def hero_alt(self, head: Head, value: Any, _where: str) -> Said:
        head.hero_alt = text_of_value(value)
        return IMPORTED

    def hero_caption(self, head: Head, value: Any, _where: str) -> Said:
        head.hero_caption = text_of_value(value)
        return IMPORTED

    def _settle(self, head: Head, values: dict[str, Any]) -> None:
        usual = [f"{self.prefix}{address}" for address in default_addresses(head.key)]
        named = [address for pattern in self.patterns if (address := self._from_pattern(head, pattern, values))]
        head.addresses = list(dict.fromkeys([*usual, *head.addresses, *named]))
        if head.published_at is None:
            head.draft_reasons.append("it has no date")
        elif head.published_at > self.now:
            head.draft_reasons.append("its date lies ahead")

    @staticmethod
    def _from_pattern(head: Head, pattern: str, values: dict[str, Any]) -> str:
        """An address such as ``/{year}/{name}.html``, filled in; empty when the article lacks a value for it."""
        said: dict[str, str] = {str(key): text_of_value(value) for key, value in values.items()}
        said |= {"key": head.key, "name": head.key.rpartition("/")[2], "slug": head.slug}
        if head.published_at:
            said |= {
                "year": f"{head.published_at:%Y}",
                "month": f"{head.published_at:%m}",
                "day": f"{head.published_at:%d}",
            }
        wanted = re.findall(r"\{(\w+)\}", pattern)
        if not all(said.get(name) for name in wanted):
            return ""
        return address_of(re.sub(r"\{(\w+)\}", lambda found: said[found[1]], pattern))


def _readers(**keys: Callable[..., Said]) -> dict[str, Callable[..., Said]]:
    return {name: reader for spelled, reader in keys.items() for name in spelled.split("__")}


READERS: dict[str, Callable[..., Said]] = _readers(
    title__headline=HeadReader.title,
    date__pubdate__publishdate__publish_date__published_at__datepublished__created=HeadReader.moment,
    published__publish=HeadReader.published,
    lastmod__updated__updated_at__modified__last_modified_at__last_modified=HeadReader.updated,
    expirydate__unpublishdate=HeadReader.expires,
    draft=HeadReader.draft,
    listed__public=HeadReader.listed,
    status__post_status__publish_status__visibility=HeadReader.status,
    private__hidden__unlisted__wip__is_draft__isdraft__is_private__isprivate=HeadReader.secret,
    password__post_password=HeadReader.password,
    embargo__embargo_until__embargoed_until=HeadReader.embargo,
    build=HeadReader.build,
    author__authors__byline__by=HeadReader.authors,
    tags__tag__keywords=HeadReader.tags,
    categories__category=HeadReader.categories,
    section=HeadReader.section,
    series=HeadReader.series,
    issue=HeadReader.issue,
    weight__order__position=HeadReader.weight,
    license__licence__rights=HeadReader.licence,
    lang__language__locale=HeadReader.language,
    slug=HeadReader.slug,
    permalink__url__aliases__alias__redirect_from=HeadReader.address,
    nid=HeadReader.node,
    description__excerpt__summary__standfirst__subtitle__dek__abstract=HeadReader.standfirst,
    kicker__eyebrow__pretitle=HeadReader.kicker,
    short_title__linktitle__shorttitle=HeadReader.short_title,
    form__genre=HeadReader.form,
    main_image__image__images__featured_image__cover__hero__thumbnail__header_image__banner=HeadReader.hero,
    image_alt__featured_image_alt__cover_alt=HeadReader.hero_alt,
    image_caption__featured_image_caption__cover_caption=HeadReader.hero_caption,
)
