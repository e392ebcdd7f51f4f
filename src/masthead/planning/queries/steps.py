"""Which steps a piece goes through."""

from __future__ import annotations

from masthead.articles.models import Article, ArticleIndex
from masthead.planning.models import REVIEW_STEPS, SectionSteps, Step
from masthead.publishing.pages import MagazinePage


def all_steps() -> dict[int | None, list[Step]]:
    """The steps chosen, by section; under None those of all others. One query."""
    chosen: dict[int | None, list[Step]] = {None: list(REVIEW_STEPS)}
    for section_id, steps in SectionSteps.objects.values_list("section_id", "steps"):
        chosen[section_id] = [step for step in REVIEW_STEPS if step in steps]
    return chosen


def steps_for(page: MagazinePage) -> list[Step]:
    """The steps of a piece's review, by its section as it stands in memory; none for a page that is no article. One query.

    The list of articles answers for an article without a section.
    """
    if not isinstance(page, Article | ArticleIndex):
        return []
    chosen = all_steps()
    section_id = page.section_id if isinstance(page, Article) else None
    return chosen.get(section_id, chosen[None])
