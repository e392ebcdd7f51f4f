"""Writing the read model. Called by the publishing door, in its transaction, through ``switchboard.IN_PUBLISH``."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from masthead.addresses import address_of
from masthead.articles.models import Article, Section
from masthead.errors import MastheadError
from masthead.issues.models import Issue
from masthead.pictures.models import Picture
from masthead.published import keys, queries
from masthead.published.models import Change, ListCount, ListEntry, PublishedArticle, PublishedIssue, PublishedText
from masthead.published.rows import ArticleRows, issue_row_of, rows_of
from masthead.publishing.pages import MagazinePage
from masthead.redirects import actions as redirects

BATCH = 200
MOST_NAMED = 3
Progress = Callable[[int, int], None]


class StillShown(MastheadError):
    """What shall be deleted is shown to readers."""


def record(pages: Sequence[MagazinePage]) -> None:
    """Follow pages that just went live or changed in public; page types without a row of their own are passed over."""
    articles = [page for page in pages if isinstance(page, Article)]
    with _in_turn():
        quoting = _record_issues([page for page in pages if isinstance(page, Issue)])
        for start in range(0, len(articles), BATCH):
            record_many(articles[start : start + BATCH])
        refresh(quoting - {article.pk for article in articles})
        for page in pages:
            if isinstance(page, Section):
                refresh_section(page)


def drop(pages: Sequence[MagazinePage]) -> None:
    """Follow pages that are no longer public."""
    issues = [page.pk for page in pages if isinstance(page, Issue)]
    with _in_turn():
        drop_many([page.pk for page in pages if isinstance(page, Article)])
        listed = queries.ids_listed_under([keys.issue(number) for number in issues])
        PublishedIssue.objects.filter(pk__in=issues).delete()
        refresh(listed)
        for page in pages:
            if isinstance(page, Section):
                refresh_section(page)


def forget(article: Article) -> None:
    """An article is about to be deleted, and its lines in issues with it: take them out of the issues' rows."""
    with _in_turn():
        for row in PublishedIssue.objects.filter(issue__contents__article=article).distinct():
            row.entries = [entry for entry in row.entries if entry["article_id"] != article.pk]
            row.save(update_fields=["entries"])


def record_many(articles: Sequence[Article]) -> None:
    """Write the rows of published articles as they stand in memory (their issues as they stand in the database)."""
    with _in_turn():
        made = rows_of(articles)
        PublishedArticle.objects.bulk_create(
            [rows.row for rows in made],
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=[field.name for field in PublishedArticle._meta.concrete_fields if not field.primary_key],
        )
        PublishedText.objects.bulk_create(
            [rows.text for rows in made], update_conflicts=True, unique_fields=["article"], update_fields=["plain_text"]
        )
        _place_in_lists(made)
        Change.objects.bulk_create([Change(article_id=rows.row.pk, kind=Change.Kind.PUT) for rows in made])


def drop_many(article_ids: Sequence[int]) -> None:
    """Take articles out of every list; ids without a row are passed over."""
    with _in_turn():
        known = list(PublishedArticle.objects.filter(pk__in=article_ids).values_list("pk", flat=True))
        leaving = ListEntry.objects.filter(article_id__in=known)
        _count(Counter({key: -count for key, count in Counter(leaving.values_list("list_key", flat=True)).items()}))
        leaving.delete()
        PublishedArticle.objects.filter(pk__in=known).delete()
        Change.objects.bulk_create([Change(article_id=number, kind=Change.Kind.DROP) for number in known])


def refresh(article_ids: Iterable[int]) -> None:
    """Compute the rows of published articles anew, because something they quote (issue, section, contributor) changed."""
    wanted = sorted(set(article_ids))
    for start in range(0, len(wanted), BATCH):
        with _in_turn():  # read within it: what somebody deletes or takes down meanwhile must not come back
            record_many(list(Article.objects.filter(pk__in=wanted[start : start + BATCH], live=True).order_by("pk")))


def refresh_section(section: Section) -> None:
    """Refresh the articles of a section and the sections below it."""
    below = Section.objects.filter(path__startswith=section.path)
    refresh(Article.objects.filter(section__in=below, live=True).values_list("pk", flat=True))


def refresh_contributor(contributor_id: int) -> None:
    """Refresh the articles that credit a contributor, whose name may have changed."""
    refresh(queries.ids_listed_under([keys.contributor(contributor_id)]))


def refresh_series(series_id: int) -> None:
    """Refresh the articles of a series."""
    refresh(queries.ids_listed_under([keys.series(series_id)]))


def refresh_picture(picture_id: int) -> None:
    """Refresh the articles that show a picture, whose credit or caption may have changed."""
    ids = _ids_of_pages_with(Picture(pk=picture_id))
    refresh(PublishedArticle.objects.filter(pk__in=ids).values_list("pk", flat=True))


def require_not_shown(thing: Model) -> None:
    """Refuse to delete a picture, file, contributor or series while a live page shows it: what readers see changes by publishing only.

    Raises:
        StillShown: names some of the pages.
    """
    showing = Page.objects.filter(pk__in=_ids_of_pages_with(thing), live=True).order_by("pk")
    titles = list(showing.values_list("title", flat=True)[:MOST_NAMED])
    if titles:
        message = _("“%(thing)s” is shown to readers in %(pages)s. Take it out there first, and publish that.")
        pages = ", ".join(f"“{title}”" for title in titles)
        raise StillShown(message % {"thing": thing, "pages": pages}, permanent=True)


def _ids_of_pages_with(thing: Model) -> list[int]:
    """The pages that refer to something as they stand in the database, drafts that were never public too."""
    pages = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    used_by = ReferenceIndex.get_references_to(thing).filter(base_content_type=pages)
    return [int(number) for number in used_by.values_list("object_id", flat=True).distinct()]


def follow_move(page: Page, *, url_path_before: str, url_path_after: str) -> None:
    """Follow a page that was moved in the tree: old addresses lead on, rows that quote a section's address are refreshed."""
    if url_path_before == url_path_after:
        return
    for moved in page.get_descendants(inclusive=True).live():
        old = address_of(url_path_before + moved.url_path.removeprefix(url_path_after))
        redirects.remember_move(old, address_of(moved.url_path), page=moved)
    section = Section.objects.filter(pk=page.pk).first()
    if section:
        refresh_section(section)


def rebuild(progress: Progress | None = None) -> int:
    """Empty the read model and fill it anew from live pages. Returns the number of articles.

    One transaction: readers see the old rows until the new ones are complete. ``progress`` is told ``(done, total)``.
    """
    with _in_turn():
        gone = set(PublishedArticle.objects.values_list("pk", flat=True))
        for model in (ListEntry, PublishedText, PublishedArticle, PublishedIssue):
            model.objects.all().delete()
        ListCount.objects.exclude(list_key=keys.ALL).delete()
        ListCount.objects.update(count=0)
        for issue in Issue.objects.live().order_by("pk"):
            issue_row_of(issue).save(force_insert=True)
        live = list(Article.objects.live().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(live), BATCH):
            record_many(list(Article.objects.filter(pk__in=live[start : start + BATCH]).order_by("pk")))
            if progress:
                progress(min(start + BATCH, len(live)), len(live))
        Change.objects.bulk_create(
            [Change(article_id=number, kind=Change.Kind.DROP) for number in sorted(gone - set(live))], batch_size=500
        )
    return len(live)


def _record_issues(issues: Sequence[Issue]) -> set[int]:
    """Write the issues' rows. Returns the articles that quote them: those in them, and those that left."""
    if not issues:
        return set()
    quoting = set(queries.ids_listed_under([keys.issue(issue.pk) for issue in issues]))
    rows = [issue_row_of(issue) for issue in issues]
    PublishedIssue.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["issue"],
        update_fields=[field.name for field in PublishedIssue._meta.concrete_fields if not field.primary_key],
    )
    return quoting | {entry["article_id"] for row in rows for entry in row.entries if entry["article_id"]}


@contextmanager
def _in_turn() -> Iterator[None]:
    """One transaction at a time, from the first reading to the commit (PostgreSQL; SQLite's exclude one another by themselves).

    Two could otherwise read each other's surroundings as they were before, and leave a row that quotes what is no more; and changes
    would be numbered in another order than that in which they are committed.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            ListCount.objects.get_or_create(list_key=keys.ALL)
            ListCount.objects.select_for_update().get(list_key=keys.ALL)
        yield


def _place_in_lists(made: Sequence[ArticleRows]) -> None:
    stored: dict[tuple[int, str], ListEntry] = {
        (entry.article_id, entry.list_key): entry
        for entry in ListEntry.objects.filter(article_id__in=[rows.row.pk for rows in made])
    }
    wanted = {(rows.row.pk, key): rows.row.published_at for rows in made for key in rows.list_keys}
    redated = [entry for place, entry in stored.items() if place in wanted and entry.published_at != wanted[place]]
    for entry in redated:
        entry.published_at = wanted[entry.article_id, entry.list_key]
    ListEntry.objects.bulk_update(redated, ["published_at"])
    leaving = [entry for place, entry in stored.items() if place not in wanted]
    ListEntry.objects.filter(pk__in=[entry.pk for entry in leaving]).delete()
    arriving = [
        ListEntry(article_id=place[0], list_key=place[1], published_at=at)
        for place, at in wanted.items()
        if place not in stored
    ]
    ListEntry.objects.bulk_create(arriving, batch_size=500)
    steps = Counter(entry.list_key for entry in arriving)
    steps.subtract(entry.list_key for entry in leaving)
    _count(steps)


def _count(steps: Counter[str]) -> None:
    """Move the lengths of lists: one write for new lists, one for each distinct step."""
    moved = {key: step for key, step in steps.items() if step}
    known = set(ListCount.objects.filter(list_key__in=moved).values_list("list_key", flat=True))
    ListCount.objects.bulk_create(
        [ListCount(list_key=key, count=step) for key, step in moved.items() if key not in known]
    )
    by_step: dict[int, list[str]] = defaultdict(list)
    for key in known:
        by_step[moved[key]].append(key)
    for step, moving in by_step.items():
        ListCount.objects.filter(pk__in=moving).update(count=F("count") + step)
