"""What the publishing door asks of a piece's plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from masthead.articles.models import Article
from masthead.planning.models import Step
from masthead.planning.queries import open_assignments
from masthead.publishing.findings import Finding, FoundOn, Severity
from masthead.publishing.pages import MagazinePage


def nobody_is_at_it(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """A warning for each step that somebody has been asked for and has not done. One query however many pages; none without articles."""
    articles = {page.pk: page for page in pages if isinstance(page, Article) and page.pk}
    for number, assignments in open_assignments(articles).items():
        for row in assignments:
            words = {"step": Step(row.step).label, "who": row.assignee.label if row.assignee else _("somebody")}
            message = _("%(step)s is still assigned to %(who)s.") % words
            yield (
                articles[number],
                Finding("assignment-open", message, severity=Severity.WARNS, subject=f"assignment:{row.pk}"),
            )
