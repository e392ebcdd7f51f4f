"""What the publishing door asks of any page's address, and of plain pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from masthead.addresses import FRONT_DEPTH
from masthead.articles.models import ArticleIndex
from masthead.body import checks as body_checks
from masthead.body import queries as body
from masthead.front.models import PlainPage, PolicyKind
from masthead.front.queries.furniture import MASTHEAD_PATH
from masthead.issues.models import IssueIndex
from masthead.pictures.queries import pictures_by_id
from masthead.publishing.findings import Finding, FoundOn
from masthead.publishing.pages import MagazinePage

TAKEN = frozenset(
    {
        *(
            "archive",
            "articles",
            "cards",
            "contributors",
            "icons",
            "issues",
            "masthead",
            "newsletter",
            "oembed",
            "proof",
            "search",
            "series",
            "tags",
            "page",
        ),
        *("desk", "healthz", "media", "readyz", "setup", "static"),
    }
)
"""First parts of addresses that the site itself answers; a page right under the front page would never be seen there."""
FIXED: dict[type[MagazinePage], str] = {ArticleIndex: "articles", IssueIndex: "issues"}
"""Pages whose address the readers' site counts on: everything below them would be lost with it."""


def address_is_free(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """A section or plain page does not stand at an address of the site's own; the lists of articles and issues stand at theirs."""
    for page in pages:
        fixed = FIXED.get(type(page), page.slug)
        if page.slug != fixed:
            message = _("This page stands at “/%(slug)s/”, and everything below it too. Its address cannot be changed.")
            yield page, Finding("address-fixed", message % {"slug": fixed}, field="slug")
        is_intro = isinstance(page, PlainPage) and page.slug == MASTHEAD_PATH.strip("/")
        may_be_there = page.depth != FRONT_DEPTH + 1 or isinstance(page, ArticleIndex | IssueIndex) or is_intro
        if page.slug in TAKEN and not may_be_there:
            message = _("The address “/%(slug)s/” belongs to the site itself. Choose another.") % {"slug": page.slug}
            yield page, Finding("address-taken", message, field="slug")


def plain_pages_are_in_order(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """The pictures of a plain page are credited and described like an article's; a recording without a transcript is a warning.

    Two queries however many pages; none without pictures.
    """
    plain = [page for page in pages if isinstance(page, PlainPage)]
    pictures = pictures_by_id(number for page in plain for number in body.picture_ids(page.body))
    for page in plain:
        found = [
            *body_checks.picture_findings(page.body, pictures, is_public=page.live),
            *body_checks.recording_findings(page.body),
        ]
        yield from ((page, finding) for finding in found)


def policies_are_said_once(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """No two public pages say the same policy: readers and programs are led to one. One query, none without policies."""
    saying = [page for page in pages if isinstance(page, PlainPage) and page.policies]
    if not saying:
        return
    others = PlainPage.objects.filter(live=True, policies__0__isnull=False).exclude(pk__in=[page.pk for page in saying])
    said = {code: title for title, codes in others.order_by("path").values_list("title", "policies") for code in codes}
    for page in saying:
        for code in page.policies:
            if code in said:
                words = {"policy": PolicyKind(code).label, "page": said[code]}
                message = _("“%(policy)s” is what the page “%(page)s” says already. Take it off there first.") % words
                yield page, Finding("policy-said-twice", message, field="policies", subject=code)
            said[code] = page.title
