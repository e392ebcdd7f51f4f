"""What the publishing door asks of an issue."""

from collections.abc import Iterator

from masthead.articles.checks import lead_picture_findings
from masthead.issues.models import Issue
from masthead.pictures.queries import pictures_by_id
from masthead.publishing.findings import Finding
from masthead.publishing.pages import MagazinePage


def cover_is_credited(page: MagazinePage) -> Iterator[Finding]:
    """A cover has a credit and alt text like any picture."""
    if not isinstance(page, Issue) or not page.cover_id:
        return
    for finding in lead_picture_findings(pictures_by_id([page.cover_id]).get(page.cover_id), page.cover_id):
        message = finding.message.replace("lead picture", "cover")
        yield Finding(finding.code, message, field="cover", severity=finding.severity, subject=finding.subject)
