"""What the publishing door asks of a piece's plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Value
from django.utils.translation import gettext as _

from masthead.articles.models import Article
from masthead.planning.models import Assignment, Step, Trashed
from masthead.planning.models.trash import IN_TRASH
from masthead.planning.queries import open_assignments
from masthead.publishing.findings import Finding, FoundOn, Severity
from masthead.publishing.pages import MagazinePage


def is_still_wanted(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """An article in the trash is published by no way; one that somebody has been asked for, and has not done, with a warning.

    One query however many pages, one more where somebody has been asked; none without articles. Every autosave asks it.
    """
    articles = {page.pk: page for page in pages if isinstance(page, Article) and page.pk}
    if not articles:
        return
    deleted = Trashed.objects.order_by().filter(pk__in=articles).values_list("pk", Value(1))
    asked = Assignment.objects.order_by().filter(page_id__in=articles, is_open=True).values_list("page_id", Value(0))
    marks = set(deleted.union(asked))
    for number in sorted(number for number, is_deleted in marks if is_deleted):
        message = _("It is in the trash. Restore it first.")
        yield articles[number], Finding(IN_TRASH, message, severity=Severity.BLOCKS)
    for number, assignments in open_assignments(number for number, is_deleted in marks if not is_deleted).items():
        for row in assignments:
            words = {"step": Step(row.step).label, "who": row.assignee.label if row.assignee else _("somebody")}
            message = _("%(step)s is still assigned to %(who)s.") % words
            yield (
                articles[number],
                Finding("assignment-open", message, severity=Severity.WARNS, subject=f"assignment:{row.pk}"),
            )
