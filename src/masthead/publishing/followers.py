"""Who is asked before a page goes live, and who follows it. Filled once, by ``switchboard.connect``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.publishing.findings import Finding

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

Check = Callable[["MagazinePage"], Iterable[Finding]]
Follower = Callable[["MagazinePage"], None]


@dataclass
class Followers:
    """Three ordered lists. Followers run in the publishing transaction: no network, no image work."""

    checks: Sequence[Check] = ()
    in_publish: Sequence[Follower] = ()
    in_unpublish: Sequence[Follower] = ()

    def findings_on(self, page: "MagazinePage") -> list[Finding]:
        """What all checks say of ``page`` as it would be published, in their order."""
        return [finding for check in self.checks for finding in check(page)]


FOLLOWERS = Followers()
