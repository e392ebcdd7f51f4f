"""What each kind of page says of itself to machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from masthead.front.context import ArticlePage, Link, Listing
from masthead.front.issue_context import IssuePage
from masthead.machines.context import ArticleFacts, CardFacts, CreditedParty, Crumb, IssueFacts, PageHead
from masthead.machines.structured.articles import article_graph
from masthead.machines.structured.pages import issue_graph, list_graph
from masthead.magazine.models import Magazine
from masthead.pictures.context import DrawnPicture


def head_of_article(
    page: ArticlePage,
    magazine: Magazine,
    parties: tuple[CreditedParty, ...],
    issues: Iterable[tuple[str, Link]],
    in_copy: Sequence[DrawnPicture],
    article_id: int,
) -> PageHead:
    """An article's head, with its graph."""
    above = [Crumb(page.section.title, page.section.path)] if page.section else []
    facts = ArticleFacts(
        path=page.path,
        headline=page.head.title,
        form=page.form,
        published_at=page.published_at,
        updated_at=page.updated_at,
        standfirst=page.standfirst,
        language=page.language,
        section_title=page.section.title if page.section else "",
        parties=parties,
        pictures=tuple(dict.fromkeys([*([page.hero] if page.hero else []), *in_copy])),
        crumbs=(Crumb(magazine.name, "/"), *above, Crumb(page.head.title, page.path)),
        tags=tuple(tag.title for tag in page.tags),
        word_count=page.word_count,
        licence_url=page.licence.url,
        sponsor_name=page.sponsor_name,
        date_line=page.date_line,
        based_on=(page.based_on_outlet, page.based_on_url) if page.based_on_outlet else None,
        corrections=tuple((note.corrected_on, note.text) for note in page.corrections),
        issues=tuple((number, link.path) for number, link in issues),
    )
    return PageHead(
        title=page.head.title,
        path=page.path,
        description=page.standfirst,
        kind="article",
        picture=page.hero,
        card=CardFacts(
            article_id, page.headline, page.sponsor_label or page.kicker or (page.section.title if page.section else "")
        ),
        is_embeddable=True,
        published_at=page.published_at,
        updated_at=page.updated_at,
        graph=article_graph(facts, magazine),
    )


def head_of_list(
    title: str,
    path: str,
    listing: Listing,
    magazine: Magazine,
    *,
    description: str = "",
    above: Iterable[Link] = (),
    feed_path: str = "",
) -> PageHead:
    """The head of one page of a list; ``path`` is the page's own, ``feed_path`` that of the list's feed."""
    crumbs = [Crumb(magazine.name, "/"), *(Crumb(link.title, link.path) for link in above), Crumb(title, path)]
    entries = [(card.title, card.path) for card in listing.cards]
    return PageHead(
        title=title,
        path=path,
        description=description,
        picture=next((card.picture for card in listing.cards if card.picture), None),
        feed_path=feed_path,
        graph=list_graph(path, title, crumbs, entries),
    )


def head_of_issue(page: IssuePage, path: str, number: str, magazine: Magazine, crumbs: Iterable[Link]) -> PageHead:
    """An issue's head, with its graph."""
    facts = IssueFacts(
        path=path,
        title=page.title,
        number=number,
        dated_on=page.dated_on,
        cover=page.cover,
        article_paths=tuple((each.title, each.path) for part in page.parts for each in part.entries if each.path),
    )
    return PageHead(
        title=f"{page.title} ({page.label})" if page.label and page.title != page.label else page.title,
        path=path,
        description=" · ".join(line.text for line in page.cover_lines),
        picture=page.cover,
        is_embeddable=True,
        feed_path=page.feed_path,
        graph=issue_graph(facts, magazine, [Crumb(link.title, link.path) for link in crumbs]),
    )
