"""Reads of the index: what a reader finds, and how the index is."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any

import tantivy

from masthead.articles.models import Form, Section
from masthead.magazine.queries import this_magazine
from masthead.published import queries as published
from masthead.published.models import Change, PublishedArticle, PublishedText
from masthead.search import engine
from masthead.search.context import MOST_PAGES, PAGE_SIZE, Facets, FacetValue, Hit, SearchRequest, SearchResults
from masthead.search.engine import Reader
from masthead.search.folders import LAYOUT, About, about, index_folder
from masthead.search.parsing import Question, question_of
from masthead.search.ranking import Ranking
from masthead.search.snippets import Marker
from masthead.search.troubles import IndexDamaged, IndexMissing, engine_trouble
from masthead.text.analysis import analysis_of

logger = logging.getLogger(__name__)

MOST_SECTIONS = 30
MOST_YEARS = 200


def find(request: SearchRequest) -> SearchResults:
    """Answer a reader: the ten hits of a page, how many there are, and ways to narrow them. At most three queries.

    Every word must be there, in any form, anywhere in the article, or, of more than five, some; when no article has
    them all, those with some of them are shown and ``is_relaxed`` says so. Best first: relevance times a mild
    preference for the recent. Whatever is typed has an answer, and so has an index that is missing or damaged
    (``is_available`` is false). A hit withdrawn a moment ago, which the index does not know yet, is not shown.
    """
    if request.is_blank:
        return SearchResults(request, page=request.page)
    began = perf_counter()
    try:
        found = _found(engine.reader(index_folder()), request)
    except IndexMissing:
        return SearchResults(request, page=request.page, is_available=False)
    except IndexDamaged as trouble:
        logger.error("%s", trouble, exc_info=trouble)  # noqa: TRY400 - the traceback is passed on
        index_folder().mark_damaged(trouble.message)
        return SearchResults(request, page=request.page, is_available=False)
    return SearchResults(
        request,
        hits=_hits(found),
        total=found.total,
        page=request.page,
        page_count=min(MOST_PAGES, -(-found.total // PAGE_SIZE)),
        facets=_facets(request, found.counts),
        is_relaxed=found.is_relaxed,
        took_ms=round((perf_counter() - began) * 1000, 1),
    )


@dataclass(frozen=True)
class _Found:
    """What the engine says, before the database is asked."""

    question: Question
    language: str
    article_ids: list[int] = field(default_factory=list)
    total: int = 0
    counts: Mapping[str, list[tuple[Any, int]]] = field(default_factory=dict)
    is_relaxed: bool = False


def _found(reader: Reader, request: SearchRequest) -> _Found:
    question = question_of(request.text, reader.analysis, is_typing=request.is_typing)
    nothing = _Found(question, reader.analysis.language)
    if not question.wanted:
        return nothing
    searcher = reader.searcher  # what it sees stays the same, whatever other threads do
    ranking = Ranking(reader, searcher)
    with engine_trouble(IndexDamaged):
        for attempt, needs_all in _attempts(question):
            query = ranking.query(attempt, needs_all=needs_all)
            found = _page(ranking, query, request, replace(nothing, question=attempt))
            if found.total or (request.has_filters and engine.total(searcher, query)):
                return replace(found, is_relaxed=attempt is not question or not needs_all)
    return nothing


def _attempts(question: Question) -> Iterable[tuple[Question, bool]]:
    """The question as asked; with its last word left open; with any of its words."""
    yield question, True
    if question.with_open_end != question:
        yield question.with_open_end, True
    if len(question.wanted) > 1:
        yield question, False


def _page(ranking: Ranking, query: tantivy.Query, request: SearchRequest, so_far: _Found) -> _Found:
    narrowed = ranking.narrowed(query, request)
    if request.page > MOST_PAGES:
        total, ids = engine.total(ranking.searcher, narrowed), list[int]()
    else:
        offset = (request.page - 1) * PAGE_SIZE
        total, ids = engine.best(ranking.searcher, narrowed, limit=PAGE_SIZE, offset=offset)
    counts = {} if request.is_typing else _counts(ranking, query, request)
    return replace(so_far, article_ids=ids, total=total, counts=counts)


def _counts(ranking: Ranking, query: tantivy.Query, request: SearchRequest) -> dict[str, list[tuple[Any, int]]]:
    """Hits by section, year and form, each with the other filters kept."""
    sizes = {"sections": MOST_SECTIONS, "year": MOST_YEARS, "form": len(Form.values)}
    chosen = {"sections": request.section, "year": request.year, "form": request.form}
    counts: dict[str, list[tuple[Any, int]]] = {}
    open_ones = {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items() if not chosen[name]}
    groups = [("", open_ones)] if open_ones else []
    groups += [(name, {name: {"terms": {"field": name, "size": sizes[name]}}}) for name in sizes if chosen[name]]
    for but, wanted in groups:
        answer = ranking.searcher.aggregate(ranking.narrowed(query, request, but=but), wanted)
        counts |= {name: [(each["key"], each["doc_count"]) for each in answer[name]["buckets"]] for name in wanted}
    return counts


def _hits(found: _Found) -> tuple[Hit, ...]:
    cards = published.cards_by_id(found.article_ids)
    texts = dict(PublishedText.objects.filter(pk__in=list(cards)).values_list("pk", "plain_text")) if cards else {}
    marker = Marker(found.question, analysis_of(found.language))
    return tuple(
        Hit(
            card=cards[number],
            headline_html=marker.marked(cards[number].headline),
            snippet_html=marker.snippet(texts.get(number, ""), otherwise=cards[number].standfirst),
        )
        for number in found.article_ids
        if number in cards
    )


def _facets(request: SearchRequest, counts: Mapping[str, list[tuple[Any, int]]]) -> Facets:
    sections = [(int(key), count) for key, count in counts.get("sections", [])]
    titled = Section.objects.filter(pk__in=[key for key, _ in sections]).values_list("pk", "title")
    titles = dict(titled) if sections else {}
    by_year = sorted(((int(key), count) for key, count in counts.get("year", [])), reverse=True)
    form_labels = dict(Form.choices)
    return Facets(
        sections=_values(request, "section", [(key, titles[key], count) for key, count in sections if key in titles]),
        years=_values(request, "year", [(year, str(year), count) for year, count in by_year]),
        forms=_values(request, "form", [(key, form_labels.get(key, key), n) for key, n in counts.get("form", [])]),
    )


def _values(request: SearchRequest, name: str, counted: Iterable[tuple[Any, Any, int]]) -> tuple[FacetValue, ...]:
    chosen = getattr(request, name)
    empty = "" if name == "form" else None
    values = tuple(
        FacetValue(
            value=str(value),
            label=str(label),
            count=count,
            is_chosen=value == chosen,
            query_string=request.query_string(page=1, **{name: empty if value == chosen else value}),
        )
        for value, label, count in counted
    )
    return values if len(values) > 1 or any(value.is_chosen for value in values) else ()


@dataclass(frozen=True)
class Health:
    """How the index of this machine is: for ``masthead doctor``."""

    state: str = field(metadata={"help": "ready, missing, damaged or outdated (made for another language or version)"})
    detail: str = ""
    followed_seq: int = 0
    newest_seq: int = 0
    behind: int = field(default=0, metadata={"help": "changes of the read model that the index does not know yet"})
    indexed_count: int = 0
    published_count: int = 0
    megabytes: float = 0.0

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to do."""
        return not self.problems

    @property
    def problems(self) -> tuple[str, ...]:
        """What to tell the operator, one sentence each."""
        if self.state != "ready":
            return (f"Readers' search is {self.state}: {self.detail}",)
        if self.behind:
            return (f"Readers' search is {self.behind} changes behind.",)
        if self.indexed_count != self.published_count:
            counts = f"holds {self.indexed_count} articles, but {self.published_count} are published"
            return (f"Readers' search {counts}.",)
        return ()


def health() -> Health:
    """Compare the index with the read model. Four queries and one pass over the index; never raises for the index."""
    newest = published.last_change()
    count = PublishedArticle.objects.count()
    root = index_folder()
    try:
        folder = root.current()
        made_for = about(folder)
        reader = engine.reader(root)
        followed, indexed = reader.followed_seq, reader.count
    except (IndexMissing, IndexDamaged) as trouble:
        state = "missing" if isinstance(trouble, IndexMissing) else "damaged"
        return Health(state, trouble.message, newest_seq=newest, published_count=count)
    state, detail = "ready", ""
    if root.damage():
        state, detail = "damaged", root.damage()
    elif made_for != wanted_about() or followed > newest:
        state, detail = "outdated", "it is made anew by the worker."
    return Health(
        state,
        detail,
        followed_seq=followed,
        newest_seq=newest,
        behind=Change.objects.filter(seq__gt=followed).count(),
        indexed_count=indexed,
        published_count=count,
        megabytes=round(sum(path.stat().st_size for path in folder.iterdir()) / 1e6, 1),
    )


def wanted_about() -> About:
    """What an index made now would be made for. One query."""
    return About(language=analysis_of(this_magazine().language).language, layout=LAYOUT)
