"""Who is asked before a page goes live, who follows it, and who follows a draft. Filled once, by ``switchboard.connect``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Revision, Workflow

from masthead.publishing.findings import Finding, FoundOn

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

Check = Callable[[Sequence["MagazinePage"]], Iterable[FoundOn]]
"""Looks at any number of pages at once, so that what it reads it reads once; passes over types that do not concern it."""
Follower = Callable[[Sequence["MagazinePage"]], None]
"""Follows any number of pages that went live, or down, together; passes over types that do not concern it."""
DraftFollower = Callable[["MagazinePage", Revision], None]
"""Is told of a page as it was just saved, and of the revision; autosave calls it every few seconds."""


@dataclass
class Followers:
    """The ordered lists. Followers run in the publishing transaction: no network, no image work."""

    checks: Sequence[Check] = ()
    in_publish: Sequence[Follower] = ()
    in_unpublish: Sequence[Follower] = ()
    in_draft: Sequence[DraftFollower] = ()
    review_of: Callable[["MagazinePage"], Workflow | None] | None = None
    """Which workflow a page goes through when it is submitted; None leaves that to Wagtail."""

    def findings_on_each(self, pages: Sequence["MagazinePage"]) -> list[list[Finding]]:
        """What all checks say of each page as it would be published: in the order of the pages, then of the checks."""
        found: dict[int, list[Finding]] = {id(page): [] for page in pages}
        for check in self.checks:
            for page, finding in check(pages):
                found[id(page)].append(finding)
        return [found[id(page)] for page in pages]


FOLLOWERS = Followers()
