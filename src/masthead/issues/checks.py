"""What the publishing door asks of issues."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from masthead.articles.checks import placed_picture_findings
from masthead.issues.models import Issue
from masthead.pictures.queries import pictures_by_id
from masthead.publishing.findings import FoundOn
from masthead.publishing.pages import MagazinePage


def cover_is_credited(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """A cover has a credit and alt text like any picture. Two queries however many issues; none without a cover."""
    issues = [page for page in pages if isinstance(page, Issue)]
    pictures = pictures_by_id(issue.cover_id for issue in issues)
    for issue in issues:
        if issue.cover_id:
            found = placed_picture_findings(
                pictures, issue.cover_id, field="cover", name=_("the cover"), is_public=issue.live
            )
            yield from ((issue, finding) for finding in found)
