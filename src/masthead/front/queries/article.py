"""An article's page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from masthead.articles.labels import sponsor_label
from masthead.articles.models import Article, Section
from masthead.body import faces
from masthead.body import queries as body
from masthead.body.reading import ReadBody, read
from masthead.contributors.models import Kind, Role
from masthead.front.context import ArticlePage, CorrectionNote, CreditGroup, Link
from masthead.front.queries.bylines import People, byline_people, people_at, writers_of
from masthead.front.queries.cards import Pictures, cards_of, length_of, links_of
from masthead.front.queries.furniture import direction_of
from masthead.front.queries.heads import head_of_article
from masthead.front.queries.latest import latest_issue_of
from masthead.front.queries.neighbours import Sides, neighbours_of, sides_in_issue, sides_in_series, spans_in_series
from masthead.front.queries.opening import has_drop_cap
from masthead.front.queries.sharing import share_of
from masthead.issues.models import ContentsEntry
from masthead.machines.context import CreditedParty, PageHead
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import keys
from masthead.published import queries as published
from masthead.published.models import PublishedArticle, PublishedIssue
from masthead.published.spans import Span, ids_in
from masthead.recommendations import queries as recommendations
from masthead.text.licences import licence_named
from masthead.text.setting import set_head, set_line

MORE, MORE_WITH_PICTURE = 6, 2
ENOUGH = 14
"""So many of a list leave six when the article itself and the editor's picks are among them."""
LABEL_OF_ROLE: dict[str, Any] = {
    Role.WORDS: gettext_lazy("Words by"),
    Role.PHOTOGRAPHS: gettext_lazy("Photographs by"),
    Role.ILLUSTRATION: gettext_lazy("Illustration by"),
    Role.TRANSLATION: gettext_lazy("Translated by"),
    Role.EDITING: gettext_lazy("Edited by"),
    Role.RESEARCH: gettext_lazy("Research by"),
    Role.VIDEO: gettext_lazy("Video by"),
    Role.DESIGN: gettext_lazy("Design by"),
}


@dataclass(frozen=True)
class Particulars:
    """What a published article's row knows already, and a draft must look up."""

    parties: tuple[CreditedParty, ...]
    tags: tuple[Link, ...]
    issues: tuple[tuple[str, Link], ...]
    picks: tuple[int, ...] = ()
    found: tuple[int, ...] | None = None
    """The stored reading list; None while there is none."""


def published_with_slug(slug: str) -> PublishedArticle | None:
    """The published article with this slug, its page (``.article``), section, series and reading list; None when there is none. One query.

    The row is found by its address, and everything else by number from there.
    """
    rows = PublishedArticle.objects.select_related("article__section", "article__series", "reading_list")
    return rows.filter(path=f"/articles/{slug}/", article__live=True).first()


def particulars_of_row(row: PublishedArticle) -> Particulars:
    """Credits, tags, issues and picks as they were published. No query."""
    parties = (
        CreditedParty(
            name=credit["name"],
            path=f"/contributors/{credit['slug']}/",
            role=credit["role"],
            is_organisation=credit.get("kind") == Kind.ORGANISATION,
        )
        for credit in row.credits
    )
    issues = ((issue["number"], Link(issue["label"], issue["path"])) for issue in row.issues)
    return Particulars(tuple(parties), links_of(row.tags, "/tags/"), tuple(issues), tuple(row.picks))


def particulars_of_published(row: PublishedArticle) -> Particulars:
    """As ``particulars_of_row``, with the reading list of a row that was read with it. No query."""
    return replace(particulars_of_row(row), found=recommendations.found_for(row))


def particulars_of_draft(article: Article) -> Particulars:
    """Credits, tags and picks as they stand in the draft; issues and reading list as they are live. Five queries."""
    parties = (
        CreditedParty(
            name=credit.contributor.name,
            path=credit.contributor.get_absolute_url(),
            role=credit.role,
            is_organisation=credit.contributor.kind == Kind.ORGANISATION,
        )
        for credit in article.credits.select_related("contributor")
    )
    tags = sorted(article.tags.all(), key=lambda tag: tag.name.casefold())
    # One that was never saved has no entries, and no number to ask for them by.
    entries = ContentsEntry.objects.filter(article_id__in=[article.pk], issue__live=True).select_related("issue")
    placed = entries.order_by("-issue__dated_on", "-issue__number_sort", "-issue_id")
    issues = {entry.issue_id: (entry.issue.number, Link(entry.issue.label, entry.issue.address)) for entry in placed}
    return Particulars(
        parties=tuple(parties),
        tags=tuple(Link(tag.name, f"/tags/{tag.slug}/") for tag in tags),
        issues=tuple(issues.values()),
        picks=tuple(pick.picked_id for pick in article.related_picks.all()),
        found=recommendations.ids_of(recommendations.reading_list_of(article.pk)),
    )


@dataclass(frozen=True)
class Gathered:
    """What a page needs from other tables than its own: fetched together, so that each table is asked once."""

    issue: PublishedIssue | None
    articles: Mapping[int, PublishedArticle]
    more: Sequence[PublishedArticle]
    pictures: Pictures
    sides: Sides | None = None
    people: People = field(default_factory=dict)


def article_page(
    article: Article,
    magazine: Magazine,
    particulars: Particulars,
    gathered: Gathered | None = None,
    *,
    id_prefix: str = "",
) -> ArticlePage:
    """An article's page. Seven queries, one if what it needs was ``gathered``; one more for links to other pages, one more for files."""
    copy = read(article.body)
    gathered = gathered or _gathered_for(article, copy, particulars)
    corrections = sorted(article.corrections.all(), key=lambda note: note.corrected_on, reverse=True)
    language = article.language if article.language != magazine.language else ""
    spoken = language or magazine.language
    hero = gathered.pictures.get(article.hero_picture_id or 0)
    section = _public_section(article)
    page = ArticlePage(
        head=PageHead(title=article.title, path=article.address),
        path=article.address,
        headline=set_head(article.title, spoken),
        length=length_of(article.title),
        form=article.form,
        kicker=set_line(article.kicker, spoken),
        standfirst=set_line(article.standfirst, spoken),
        section=Link(section.title, section.address) if section else None,
        series=Link(article.series.title, article.series.get_absolute_url()) if article.series else None,
        credit_groups=credit_groups(particulars.parties),
        published_at=article.first_published_at,
        updated_at=article.updated_at,
        date_line=article.date_line,
        sponsor_label=sponsor_label(article.form, article.sponsor_name),
        sponsor_name=article.sponsor_name if article.is_sponsored else "",
        hero=hero,
        hero_caption=article.hero_caption or (hero.caption if hero else ""),
        body=_web_face(copy, gathered, spoken, id_prefix),
        based_on_outlet=article.based_on_outlet,
        based_on_url=article.based_on_url,
        corrections=tuple(
            CorrectionNote(note.get_kind_display(), note.text, note.corrected_on) for note in corrections
        ),
        tags=particulars.tags,
        issues=tuple(link for _, link in particulars.issues),
        licence=licence_named(article.licence),
        word_count=article.word_count,
        reading_minutes=article.reading_minutes,
        language=language,
        direction=direction_of(language) if language else "",
        more=cards_of(gathered.more, gathered.pictures),
        neighbours=neighbours_of(gathered.sides, gathered.articles, gathered.pictures),
        latest_issue=latest_issue_of(gathered.issue, gathered.articles, gathered.pictures, magazine),
        byline_people=byline_people(particulars.parties, gathered.people, gathered.pictures),
        share=share_of(article.title, article.address),
        has_drop_cap=has_drop_cap(article.form, copy),
    )
    in_copy = [gathered.pictures[number] for number in body.picture_ids(copy) if number in gathered.pictures]
    head = head_of_article(page, magazine, particulars.parties, particulars.issues, in_copy, article.pk or 0)
    title, description = article.seo_title or head.title, article.search_description or head.description
    return replace(page, head=replace(head, title=title, description=description))


def _public_section(article: Article) -> Section | None:
    """The section it stands in, if readers may see that; one that is a draft is nobody's business yet."""
    return article.section if article.section and article.section.live else None


def _gathered_for(article: Article, copy: ReadBody, particulars: Particulars) -> Gathered:
    """Six queries: latest issue and the one it is read in, stretches of lists, all articles by id, who wrote it, two for pictures."""
    own_issue = particulars.issues[0][1].path if particulars.issues else ""
    issue, read_in = published.latest_issue_and(own_issue)
    sides, listed = _beside(article, particulars.found, sides_in_issue(read_in, article.pk))
    referred = [*body.article_ids(copy), *body.linked_page_ids(copy)]
    beside = sides.article_ids if sides else []
    articles = published.cards_by_id(
        [*particulars.picks, *listed, *beside, *referred, *published.cover_article_ids(issue)]
    )
    nearest = [row for row in (sides.nearest(articles) if sides else ()) if row]
    more = _more(article.pk, particulars.picks, listed, articles, {row.pk for row in nearest})
    shown_small = [*more[:MORE_WITH_PICTURE], *nearest]
    people = people_at(writers_of(particulars.parties))
    pictures = pictures_by_id(
        [
            article.hero_picture_id,
            *(person.portrait_id for person in people.values()),
            *body.picture_ids(copy),
            *(row.hero_picture_id for row in shown_small),
            issue.cover_picture_id if issue else None,
        ]
    )
    return Gathered(issue, articles, more, pictures, sides, people)


def _beside(article: Article, found: Sequence[int] | None, sides: Sides | None) -> tuple[Sides | None, Sequence[int]]:
    """What stands beside it, and what it is followed by, by id: the list that was found, else the newest. One query where one is needed."""
    in_series = [] if sides else spans_in_series(article)
    section = _public_section(article)
    own_list = [keys.section(section.pk)] if section else []
    newest = [Span(key, ENOUGH) for key in (*own_list, keys.ALL)] if found is None else []
    ids = ids_in([*in_series, *newest])
    sides = sides or sides_in_series(article, ids[: len(in_series)])
    return sides, found if found is not None else [number for each in ids[len(in_series) :] for number in each]


def _more(
    own_id: int | None,
    picks: Sequence[int],
    listed: Sequence[int],
    articles: Mapping[int, PublishedArticle],
    beside: Collection[int],
) -> list[PublishedArticle]:
    """The picks, then what is listed, none twice and without the article itself; what stands beside it comes last, picks apart."""
    elsewhere = [number for number in listed if number not in beside]
    order = dict.fromkeys([*picks, *elsewhere, *listed])
    return [articles[number] for number in order if number != own_id and number in articles][:MORE]


def _web_face(copy: ReadBody, gathered: Gathered, language: str, id_prefix: str) -> SafeString:
    """The body on the web. Links to articles are known; other pages and files cost one query each."""
    linked = body.linked_page_ids(copy)
    paths = {number: gathered.articles[number].path for number in linked if number in gathered.articles}
    paths |= body.page_paths(number for number in linked if number not in paths)
    return faces.render(
        copy,
        "web",
        pictures=gathered.pictures,
        articles=published.related_cards(body.article_ids(copy), gathered.articles),
        pages=paths,
        language=language,
        id_prefix=id_prefix,
    )


def credit_groups(parties: Iterable[CreditedParty]) -> tuple[CreditGroup, ...]:
    """Credits by role: words first, then the roles in the order in which they first appear; nobody twice in a role."""
    by_role: dict[str, list[Link]] = {Role.WORDS: []}
    for party in parties:
        people = by_role.setdefault(party.role, [])
        if (link := Link(party.name, party.path)) not in people:
            people.append(link)
    return tuple(
        CreditGroup(role, LABEL_OF_ROLE.get(role, role), tuple(people)) for role, people in by_role.items() if people
    )
