"""Reads of the read model. None of them joins a page table."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Case, F, JSONField, Q, Subquery, When

from masthead.articles.labels import sponsor_label
from masthead.body.context import RelatedCard
from masthead.published import keys
from masthead.published.context import ContentsLine, ContentsPart, CoverLine, IssueView, ListPage, Shelf
from masthead.published.models import Change, ListCount, ListEntry, PublishedArticle, PublishedIssue

PAGE_SIZE = 20
SHELF_SIZE = 48


def newest(list_key: str, limit: int, *, excluding: Iterable[int] = ()) -> list[PublishedArticle]:
    """The newest articles of a list, newest first. One query."""
    entries = ListEntry.objects.filter(list_key=list_key).select_related("article")
    left_out = tuple(excluding)
    if left_out:
        entries = entries.exclude(article_id__in=left_out)
    return [entry.article for entry in entries.order_by("-published_at", "-article_id")[:limit]]


def count_of(list_key: str) -> int:
    """How many articles a list holds. One query by key."""
    return ListCount.objects.filter(list_key=list_key).values_list("count", flat=True).first() or 0


def page_of(list_key: str, number: int | None = None) -> ListPage | None:
    """One page of a list; None when there is no such page. Two queries.

    Full pages of 20 are numbered from the oldest (1). Without a number: the newest, that is the incomplete rest and the last full page.
    """
    count = count_of(list_key)
    stretch = _stretch_of(count, number, PAGE_SIZE)
    if stretch is None:
        return None
    entries = newest(list_key, stretch.length) if number is None else _full_page(list_key, number, count)
    return ListPage(entries, number, count, stretch.older_number, stretch.newer_number)


class _Stretch(NamedTuple):
    """What a page holds, counted from the newest, and the numbers of the pages beside it."""

    start: int
    length: int
    older_number: int | None
    newer_number: int | None


def _stretch_of(count: int, number: int | None, size: int) -> _Stretch | None:
    full_pages = count // size
    if number is None:
        shown = count % size + (size if full_pages else 0)
        return _Stretch(0, shown, full_pages - 1 if full_pages > 1 else None, None)
    if not 1 <= number <= full_pages:
        return None
    older, newer = number - 1 if number > 1 else None, number + 1 if number + 1 < full_pages else None
    return _Stretch(count - number * size, size, older, newer)


def _full_page(list_key: str, number: int, count: int) -> list[PublishedArticle]:
    """Page ``number`` from whichever end is nearer, newest first.

    Article ids first: that the index answers alone, so a deep page does not fetch the rows it skips.
    """
    entries = ListEntry.objects.filter(list_key=list_key)
    from_oldest = (number - 1) * PAGE_SIZE
    from_newest = count - number * PAGE_SIZE
    if from_oldest <= from_newest:
        ids = list(
            entries.order_by("published_at", "article_id").values_list("article_id", flat=True)[
                from_oldest : from_oldest + PAGE_SIZE
            ]
        )
        ids.reverse()
    else:
        ids = list(
            entries.order_by("-published_at", "-article_id").values_list("article_id", flat=True)[
                from_newest : from_newest + PAGE_SIZE
            ]
        )
    cards = cards_by_id(ids)
    return [cards[number] for number in ids if number in cards]


def cards_by_id(ids: Iterable[int | None]) -> dict[int, PublishedArticle]:
    """Published articles by id; those that are not public are left out. One query; none for no ids."""
    wanted = {number for number in ids if number}
    return PublishedArticle.objects.in_bulk(wanted) if wanted else {}


def years() -> list[tuple[int, int]]:
    """``(year, how many articles)``, newest year first. One query."""
    rows = ListCount.objects.filter(list_key__startswith=keys.OF_YEARS, count__gt=0).values_list("list_key", "count")
    return sorted(((keys.number_in(key), count) for key, count in rows), reverse=True)


def changes_after(seq: int, limit: int) -> list[Change]:
    """The next changes after ``seq``, in order."""
    return list(Change.objects.filter(seq__gt=seq).order_by("seq")[:limit])


def last_change() -> int:
    """The sequence number of the latest change; 0 when there is none."""
    return Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def latest_issue() -> PublishedIssue | None:
    """The issue with the latest date (then number); back issues of which only the contents are here do not count. One query."""
    issues = PublishedIssue.objects.filter(is_contents_only=False)
    return issues.order_by("-dated_on", "-number_sort", "-pk").first()


def latest_issue_and(path: str) -> tuple[PublishedIssue | None, PublishedIssue | None]:
    """The latest issue, and the published issue at an address (none for no address). One query."""
    newest_first = PublishedIssue.objects.order_by("-dated_on", "-number_sort", "-pk")
    latest = newest_first.filter(is_contents_only=False).values("pk")[:1]
    wanted = Q(pk__in=latest) | Q(path=path) if path else Q(pk__in=latest)
    found = list(newest_first.filter(wanted))
    return next((issue for issue in found if not issue.is_contents_only), None), next(
        (issue for issue in found if issue.path == path), None
    )


def issue_at(slug: str) -> PublishedIssue | None:
    """The published issue at ``/issues/<slug>/``. One query."""
    return PublishedIssue.objects.filter(path=f"/issues/{slug}/").first()


def shelf(number: int | None = None) -> Shelf | None:
    """One page of all issues, of four years of a monthly; None when there is no such page. Three queries.

    Numbered as ``page_of`` numbers. What stands in the issues is not read, save in the newest and in those without a
    cover, for ``leads_of``.
    """
    count = PublishedIssue.objects.count()
    stretch = _stretch_of(count, number, SHELF_SIZE)
    if stretch is None:
        return None
    # Ids first, as in _full_page: rows hold the contents of their issues, so it is dear to pass over them.
    newest_first = PublishedIssue.objects.order_by("-dated_on", "-number_sort", "-pk").values_list("pk", flat=True)
    ids = list(newest_first[stretch.start : stretch.start + stretch.length])
    is_read = Q(cover_picture_id=None) | Q(pk__in=[] if number else ids[:1])
    leading = Case(When(is_read, then=F("entries")), output_field=JSONField())
    rows = PublishedIssue.objects.defer("entries").annotate(leading=leading).in_bulk(ids)
    return Shelf([rows[pk] for pk in ids], number, count, stretch.older_number, stretch.newer_number)


def leads_of(issues: Iterable[PublishedIssue]) -> dict[int, list[str]]:
    """What issues of a shelf lead with: their cover lines, else the titles of their first pieces. One query.

    Of those whose entries ``shelf`` read.
    """
    on_cover = {issue.pk: _leading(getattr(issue, "leading", None) or []) for issue in issues}
    cards = cards_by_id(entry["article_id"] for own in on_cover.values() for entry in own)
    return {pk: leading_words(own, cards) for pk, own in on_cover.items()}


def _leading(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry["cover_line"]] or entries[:4]


def leading_words(entries: list[dict[str, Any]], cards: Mapping[int, PublishedArticle]) -> list[str]:
    """The words of the entries an issue leads with; none of an article that is not among ``cards``. No query."""
    shown = [entry for entry in _leading(entries) if not entry["article_id"] or entry["article_id"] in cards]
    shown.sort(key=lambda entry: entry["cover_line_order"])
    return [entry["cover_line"] or _line(entry, cards.get(entry["article_id"])).title for entry in shown]


def issues_beside(issue: PublishedIssue) -> tuple[PublishedIssue | None, PublishedIssue | None]:
    """The issues before and after one on the shelf; their entries are read when asked for. One query."""
    day, number, own = issue.dated_on, issue.number_sort, issue.pk or 0
    before = Q(dated_on__lt=day) | Q(dated_on=day, number_sort__lt=number)
    after = Q(dated_on__gt=day) | Q(dated_on=day, number_sort__gt=number)
    same = Q(dated_on=day, number_sort=number)
    others = PublishedIssue.objects.exclude(pk=own)
    older = others.filter(before | same & Q(pk__lt=own)).order_by("-dated_on", "-number_sort", "-pk")
    newer = others.filter(after | same & Q(pk__gt=own)).order_by("dated_on", "number_sort", "pk")
    ids = [Subquery(side.values("pk")[:1]) for side in (older, newer)]
    found = PublishedIssue.objects.defer("entries").filter(Q(pk=ids[0]) | Q(pk=ids[1]))
    place = (day, number, own)
    by_side = {(row.dated_on, row.number_sort, row.pk) > place: row for row in found}
    return by_side.get(False), by_side.get(True)


def issue_view(issue: PublishedIssue, cards: Mapping[int, PublishedArticle] | None = None) -> IssueView:
    """An issue's cover lines and contents against what is public now (one query), or against ``cards`` in hand."""
    if cards is None:
        cards = cards_by_id(entry["article_id"] for entry in issue.entries)
    runs = groupby(_shown_entries(issue, cards), key=lambda entry: entry["section_label"])
    parts = [
        ContentsPart(label, [_line(entry, cards.get(entry["article_id"])) for entry in run]) for label, run in runs
    ]
    return IssueView(issue, cover_lines_of(issue, cards), parts)


def cover_article_ids(issue: PublishedIssue | None) -> list[int]:
    """The articles that an issue leads with, by its cover lines or by its first pieces, for ``cards_by_id``. No query."""
    return [entry["article_id"] for entry in _leading(issue.entries if issue else []) if entry["article_id"]]


def entry_article_ids(issue: PublishedIssue | None) -> list[int]:
    """The articles that stand in an issue, for ``cards_by_id``. No query."""
    return [entry["article_id"] for entry in (issue.entries if issue else []) if entry["article_id"]]


def cover_lines_of(issue: PublishedIssue, cards: Mapping[int, PublishedArticle]) -> list[CoverLine]:
    """The lines on an issue's cover, in the order they stand on it. No query."""
    on_cover = [entry for entry in _shown_entries(issue, cards) if entry["cover_line"]]
    on_cover.sort(key=lambda entry: entry["cover_line_order"])
    return [CoverLine(entry["cover_line"], _path_of(cards.get(entry["article_id"]))) for entry in on_cover]


def related_cards(ids: Iterable[int], cards: Mapping[int, PublishedArticle]) -> dict[int, RelatedCard]:
    """The cards within a body, by article id; the label of a sponsored one takes the kicker's place. No query."""
    return {
        number: RelatedCard(
            path=row.path,
            headline=row.card_title,
            kicker=sponsor_label(row.form, row.sponsor_name) or row.kicker,
            standfirst=row.standfirst,
            byline=row.byline,
        )
        for number in ids
        if (row := cards.get(number))
    }


def _shown_entries(issue: PublishedIssue, cards: Mapping[int, PublishedArticle]) -> list[dict[str, Any]]:
    """Without those whose article is not public: neither its title nor its cover line may be seen."""
    return [entry for entry in issue.entries if not entry["article_id"] or entry["article_id"] in cards]


def _line(entry: dict[str, object], card: PublishedArticle | None) -> ContentsLine:
    return ContentsLine(
        title=str(entry["title"] or (card.card_title if card else "")),
        byline=str(entry["byline"] or (card.byline if card else "")),
        kicker=str(entry["kicker"] or (card.kicker if card else "")),
        page_number=str(entry["page_number"]),
        path=_path_of(card),
        is_cover_story=bool(entry["is_cover_story"]),
        card=card,
    )


def _path_of(card: PublishedArticle | None) -> str:
    return card.path if card else ""


def ids_listed_under(keys: Iterable[str]) -> list[int]:
    """Ids of the articles in any of the lists, ascending."""
    wanted = Q(list_key__in=list(keys))
    return list(ListEntry.objects.filter(wanted).order_by("article_id").values_list("article_id", flat=True).distinct())
