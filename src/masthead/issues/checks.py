"""What the publishing door asks of an issue."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from masthead.articles.checks import placed_picture_findings
from masthead.issues.models import Issue
from masthead.pictures.queries import pictures_by_id
from masthead.publishing.findings import Finding
from masthead.publishing.pages import MagazinePage


def cover_is_credited(page: MagazinePage) -> Iterator[Finding]:
    """A cover has a credit and alt text like any picture."""
    if isinstance(page, Issue) and page.cover_id:
        pictures = pictures_by_id([page.cover_id])
        yield from placed_picture_findings(pictures, page.cover_id, field="cover", name=_("the cover"))
