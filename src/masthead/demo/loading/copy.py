"""The articles: laid down as empty drafts first, since they refer to one another, then written and published in order of date."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from wagtail.models import Page

from masthead.articles.models import Article, ArticleCredit, ArticleIndex, Correction, RelatedPick, Section, Series
from masthead.contributors.models import Contributor
from masthead.demo.loading.library import Told
from masthead.demo.manuscripts import Manuscript
from masthead.demo.marks import Marks, Shelf
from masthead.publishing import actions as publishing
from masthead.staff.models import User

_LAST = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Whom and what the articles may name, by slug; pictures and files by name."""

    sections: Mapping[str, Section]
    series: Mapping[str, Series]
    contributors: Mapping[str, Contributor]
    pictures: Mapping[str, int]
    files: Mapping[str, int]


def articles(
    index: ArticleIndex, manuscripts: Sequence[Manuscript], cast: Cast, *, acting_user: User | None, tell: Told
) -> dict[str, int]:
    """Return the page ids of the demo's articles by slug, after making those that are missing. One transaction: all or none."""
    with transaction.atomic():
        found = dict(Article.objects.child_of(index).values_list("slug", "pk"))
        missing = sorted(
            (each for each in manuscripts if each.slug not in found), key=lambda each: each.published or _LAST
        )
        pages = {each.slug: _laid_down(index, each, acting_user) for each in missing}
        found |= {slug: page.pk for slug, page in pages.items()}
        shelf = Shelf(cast.pictures, cast.files, found)
        for place, manuscript in enumerate(missing, start=1):
            _write(pages[manuscript.slug], manuscript, cast, shelf)
            _publish(pages[manuscript.slug], manuscript, acting_user)
            tell("articles", place, len(missing))
    return found


def _laid_down(index: ArticleIndex, manuscript: Manuscript, acting_user: User | None) -> Article:
    page = Article(title=manuscript.headline, slug=manuscript.slug, live=False, owner=acting_user)
    Page.objects.get(pk=index.pk).add_child(instance=page)
    return page


def _write(page: Article, manuscript: Manuscript, cast: Cast, shelf: Shelf) -> None:
    """Fill a page from its manuscript, in memory."""
    for name in ("kicker", "short_title", "standfirst", "form", "hero_caption", "date_line", "language", "licence"):
        setattr(page, name, getattr(manuscript, name))
    page.sponsor_name = manuscript.sponsor_name
    page.based_on_outlet, page.based_on_url = manuscript.based_on.outlet, manuscript.based_on.url
    page.section = cast.sections[manuscript.section] if manuscript.section else None
    page.series = cast.series[manuscript.series] if manuscript.series else None
    page.hero_picture_id = shelf.pictures[manuscript.hero] if manuscript.hero else None
    page.body = json.dumps(Marks(shelf, manuscript.slug).stream(manuscript.copy))
    page.credits = [
        ArticleCredit(contributor=cast.contributors[note.who], role=note.role, sort_order=place)
        for place, note in enumerate(manuscript.credits)
    ]
    page.corrections = _corrections(manuscript, before_update=True)
    page.related_picks = [
        RelatedPick(picked_id=shelf.articles[slug], sort_order=place) for place, slug in enumerate(manuscript.picks)
    ]
    page.tags.set(manuscript.tags)


def _publish(page: Article, manuscript: Manuscript, acting_user: User | None) -> None:
    if manuscript.status == "scheduled":
        page.go_live_at = manuscript.published
    page.save_revision(user=acting_user)
    if manuscript.status == "draft":
        return
    if manuscript.status == "scheduled":
        publishing.publish(page, acting_user=acting_user)
        return
    publishing.publish(page, acting_user=acting_user, at=manuscript.published)
    if manuscript.updated:
        _update(Article.objects.get(pk=page.pk), manuscript, acting_user)


def _update(page: Article, manuscript: Manuscript, acting_user: User | None) -> None:
    """Publish once more, as an edit that readers are told of."""
    page.edit_is_substantive = True
    page.corrections = _corrections(manuscript, before_update=False)
    page.save_revision(user=acting_user)
    publishing.publish(page, acting_user=acting_user, at=manuscript.updated)


def _corrections(manuscript: Manuscript, *, before_update: bool) -> Iterable[Correction]:
    """The notes under an article: all of them, or those that stood there before it was updated."""
    notes = [note for note in manuscript.corrections if note.kind != "update" or not before_update]
    return [
        Correction(kind=note.kind, text=note.text, corrected_on=note.on, sort_order=place)
        for place, note in enumerate(notes)
    ]
