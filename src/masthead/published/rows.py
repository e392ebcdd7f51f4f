"""Computing the read model's rows from articles and issues as they stand in the database."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from masthead.articles.models import Article, Section
from masthead.articles.queries import live_sections
from masthead.body import queries as body
from masthead.contributors.queries import byline_of
from masthead.issues.models import ContentsEntry, Issue
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.published import keys
from masthead.published.models import PublishedArticle, PublishedIssue, PublishedText


@dataclass(frozen=True)
class ArticleRows:
    """All that the read model keeps of one article."""

    row: PublishedArticle
    text: PublishedText
    list_keys: frozenset[str]


@dataclass
class Surroundings:
    """What a batch of articles needs from other tables, fetched once for all of them."""

    sections: dict[int, Section]
    issues: dict[int, list[Issue]] = field(default_factory=lambda: defaultdict(list))
    pictures: dict[int, DrawnPicture] = field(default_factory=dict)

    def with_ancestors(self, section: Section | None) -> list[Section]:
        """The section and those it stands in."""
        return [item for item in self.sections.values() if section is not None and section.path.startswith(item.path)]


def rows_of(articles: Sequence[Article]) -> list[ArticleRows]:
    """The rows of a batch, in its order; the number of queries does not grow with the batch."""
    _fetch_parts(articles)
    around = _surroundings_of(articles)
    return [_rows_of(article, around) for article in articles]


def _fetch_parts(articles: Sequence[Article]) -> None:
    """Fetch what hangs on the articles: from the database, or, for those changed in memory, only what their parts refer to."""
    prefetch_related_objects(list(articles), "credits", "tagged_items", "corrections", "related_picks", "series")
    prefetch_related_objects([credit for article in articles for credit in article.credits.all()], "contributor")
    prefetch_related_objects([item for article in articles for item in article.tagged_items.all()], "tag")


def _surroundings_of(articles: Sequence[Article]) -> Surroundings:
    around = Surroundings(sections={section.pk: section for section in live_sections()})
    placed = ContentsEntry.objects.filter(article__in=[article.pk for article in articles], issue__live=True)
    for entry in placed.select_related("issue").order_by("-issue__dated_on", "-issue__number_sort", "-issue_id"):
        if entry.issue not in around.issues[entry.article_id or 0]:
            around.issues[entry.article_id or 0].append(entry.issue)
    around.pictures = pictures_by_id(
        number for article in articles for number in [article.hero_picture_id, *body.picture_ids(article.body)]
    )
    return around


def _rows_of(article: Article, around: Surroundings) -> ArticleRows:
    credits = list(article.credits.all())
    tags = sorted((item.tag for item in article.tagged_items.all()), key=lambda tag: tag.name.casefold())
    issues = around.issues.get(article.pk, [])
    section = around.sections.get(article.section_id or 0)
    text = _text_of(article, around)
    published_at = article.first_published_at or timezone.now()
    row = PublishedArticle(
        article_id=article.pk,
        path=article.address,
        slug=article.slug,
        headline=article.title,
        short_title=article.short_title,
        kicker=article.kicker,
        standfirst=article.standfirst,
        byline=byline_of(credits),
        credits=[
            {
                "name": credit.contributor.name,
                "slug": credit.contributor.slug,
                "role": credit.role,
                "kind": credit.contributor.kind,
            }
            for credit in credits
        ],
        form=article.form,
        sponsor_name=article.sponsor_name,
        section_id=section.pk if section else None,
        section_title=section.title if section else "",
        section_path=section.address if section else "",
        series_id=article.series_id,
        series_title=article.series.title if article.series else "",
        series_slug=article.series.slug if article.series else "",
        language=article.language,
        licence=article.licence,
        hero_picture_id=article.hero_picture_id,
        published_at=published_at,
        updated_at=article.updated_at,
        year=timezone.localtime(published_at).year,
        word_count=article.word_count,
        reading_minutes=article.reading_minutes,
        tags=[{"name": tag.name, "slug": tag.slug} for tag in tags],
        issues=[{"number": issue.number, "label": issue.label, "path": issue.address} for issue in issues],
        picks=[pick.picked_id for pick in article.related_picks.all()],
    )
    row.fingerprint = _fingerprint(row, article, text)
    contributor_ids = [credit.contributor_id for credit in credits]
    return ArticleRows(
        row=row,
        text=PublishedText(article_id=article.pk, plain_text=text),
        list_keys=_list_keys(row, contributor_ids, issues, around.with_ancestors(section)),
    )


def _text_of(article: Article, around: Surroundings) -> str:
    """Every word of the article but those that have a column of their own."""
    hero = around.pictures.get(article.hero_picture_id or 0)
    lead = [article.hero_caption or hero.caption, hero.credit] if hero else []
    corrections = [correction.text for correction in article.corrections.all()]
    parts = [
        *lead,
        body.plain_text(article.body, around.pictures),
        article.based_on_outlet,
        article.date_line,
        *corrections,
    ]
    return "\n".join(part for part in parts if part)


def _list_keys(
    row: PublishedArticle, contributor_ids: Iterable[int], issues: Iterable[Issue], sections: Iterable[Section]
) -> frozenset[str]:
    found = {keys.ALL, keys.year(row.year), keys.form(row.form)}
    found.update(keys.section(section.pk) for section in sections)
    found.update(keys.contributor(number) for number in contributor_ids)
    found.update(keys.tag(tag["slug"]) for tag in row.tags)
    found.update(keys.issue(issue.pk) for issue in issues)
    if row.series_id:
        found.add(keys.series(row.series_id))
    return frozenset(found)


def _fingerprint(row: PublishedArticle, article: Article, text: str) -> str:
    """A hash of everything the row is made of and of the raw body: equal content, equal fingerprint."""
    facts: dict[str, Any] = {
        field.attname: str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.name != "fingerprint"
    }
    facts["body"] = article.body.get_prep_value() if article.body else []
    facts["text"] = text
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def issue_row_of(issue: Issue) -> PublishedIssue:
    """The row of a published issue."""
    return PublishedIssue(
        issue_id=issue.pk,
        path=issue.address,
        title=issue.title,
        number=issue.number,
        number_sort=issue.number_sort,
        volume=issue.volume,
        label=issue.label,
        period_label=issue.period_label,
        dated_on=issue.dated_on,
        year=issue.dated_on.year,
        cover_picture_id=issue.cover_id,
        cover_subject=issue.cover_subject,
        cover_look={name: getattr(issue, f"cover_{name}") for name in ("place", "ink", "has_shade", "has_nameplate")},
        is_contents_only=issue.is_contents_only,
        entries=[_entry(entry) for entry in issue.contents.all()],
        published_at=issue.first_published_at or timezone.now(),
    )


def _entry(entry: ContentsEntry) -> dict[str, Any]:
    return {
        "article_id": entry.article_id,
        "section_label": entry.section_label,
        "kicker": entry.kicker,
        "title": entry.title_override,
        "byline": entry.byline_override,
        "page_number": entry.page_number,
        "is_cover_story": entry.is_cover_story,
        "cover_line": entry.cover_line,
        "cover_line_order": entry.cover_line_order,
    }
