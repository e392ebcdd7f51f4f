"""The desk's search: Wagtail's, mended."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelsearch.query import Fuzzy, Not, Or, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from masthead.articles.models import Article
from masthead.search import wagtail_backend
from tests.cast import SmallMagazine, a_small_magazine

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    '""',
    '" heron',
    "'",
    "heron'",
    "\\",
    "*",
    "heron*",
    "heron AND",
    "NOT heron",
    "NEAR(heron, 2)",
    "{title} : heron",
    "^heron",
    "(((((",
    "heron:*",
    "heron & !",
    "a-b-c",
    "%s %d %",
    "\x00heron",
    "heron\x00",
    "\ud800",
    "\u202e",
    "-heron",
    "heron " * 3000,
    "x" * 10_000,
    "😀 heron",
    "日本語",
    "' OR 1=1 --",
]


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def index_all() -> None:
    """What the worker's task does after the commit that a test never makes."""
    for page in Page.objects.filter(depth__gt=1).specific():
        get_search_backend().add(page)


def titles(query: Any, pages: Any = None, **how: Any) -> list[str]:
    index_all()
    pages = Article.objects.all() if pages is None else pages
    return [page.title for page in get_search_backend().search(query, pages, **how)]


def completions(query: Any) -> list[str]:
    index_all()
    return [page.title for page in get_search_backend().autocomplete(query, Article.objects.all())]


def test_the_backend_in_use_is_ours() -> None:
    assert isinstance(get_search_backend(), wagtail_backend.SearchBackend)


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_whatever_is_typed_has_an_answer(magazine: SmallMagazine, query: str) -> None:
    magazine.article("The heron")
    index_all()

    for ask in (get_search_backend().search, get_search_backend().autocomplete):
        found = ask(query, Page.objects.all())
        assert found.count() == len(list(found[:50]))
        assert found.count() == len(list(ask(query, Page.objects.all(), order_by_relevance=False)))


@given(query=st.text(max_size=60))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_has_an_answer(django_db_setup: None, db: None, query: str) -> None:
    list(get_search_backend().search(query, Page.objects.all())[:10])
    list(get_search_backend().autocomplete(query, Page.objects.all())[:10])
    list(get_search_backend().search(Phrase(query), Page.objects.all())[:10])


def test_a_search_goes_together_with_a_filter_of_any_field(magazine: SmallMagazine) -> None:
    magazine.article("The heron")

    assert titles("heron", Page.objects.filter(numchild=0)) == ["The heron"]
    assert titles("heron", Page.objects.filter(numchild__gt=0)) == []


def test_a_quote_does_not_change_what_is_found(magazine: SmallMagazine) -> None:
    magazine.article("The heron")

    assert titles('heron"') == titles('"heron') == titles('"heron"') == ["The heron"]
    assert titles('"') == []


def test_a_word_in_the_title_comes_first(magazine: SmallMagazine) -> None:
    magazine.article("Of other things", standfirst="The heron, the heron.")
    magazine.article("The heron")

    assert titles("heron")[0] == "The heron"


def test_every_word_must_be_there_unless_asked_otherwise(magazine: SmallMagazine) -> None:
    magazine.article("Heron lights")
    magazine.article("Heron bells")

    assert titles("heron bells") == ["Heron bells"]
    assert set(titles("lights bells", operator="or")) == {"Heron lights", "Heron bells"}


def test_queries_can_be_combined(magazine: SmallMagazine) -> None:
    magazine.article("Heron lights")
    magazine.article("Heron bells")
    magazine.article("Egret bells")

    assert titles(PlainText("heron") & Not(PlainText("bells"))) == ["Heron lights"]
    assert set(titles(PlainText("heron") & Or([PlainText("bells"), PlainText("lights")]))) == {
        "Heron lights",
        "Heron bells",
    }
    assert titles(Phrase("egret bells")) == ["Egret bells"]
    assert titles(Phrase("bells egret")) == []
    assert titles(Not(PlainText("heron"))) == ["Egret bells"]


def test_a_beginning_is_completed(magazine: SmallMagazine) -> None:
    magazine.article("Photographers")

    assert completions("photogr") == ["Photographers"]
    assert completions("ographers") == []


def test_only_rows_of_the_queryset_are_found_and_counted(magazine: SmallMagazine) -> None:
    magazine.article("Heron in public")
    magazine.draft("Heron in private")

    live = Article.objects.live()
    assert titles("heron", live) == ["Heron in public"]
    assert get_search_backend().search("heron", live).count() == 1
    assert titles("heron", Article.objects.none()) == []
    assert get_search_backend().search("heron", Article.objects.none()).count() == 0
    assert len(titles("heron", Page.objects.all())) == 2


def test_another_order_is_kept(magazine: SmallMagazine) -> None:
    for title in ("Heron b", "Heron c", "Heron a"):
        magazine.article(title)

    assert titles("heron", Article.objects.order_by("title"), order_by_relevance=False) == [
        "Heron a",
        "Heron b",
        "Heron c",
    ]


def test_results_are_cut_into_pages_without_overlap(magazine: SmallMagazine) -> None:
    for number in range(7):
        magazine.article(f"Heron {number}")
    index_all()

    results = get_search_backend().search("heron", Article.objects.all())
    pages = [[page.pk for page in results[start : start + 3]] for start in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert len({pk for page in pages for pk in page}) == results.count() == 7
    assert results[4].pk == pages[1][1]


def test_scores_and_facets_are_there_when_asked_for(magazine: SmallMagazine) -> None:
    magazine.article("Heron one")
    magazine.draft("Heron two")
    index_all()

    results = get_search_backend().search("heron", Page.objects.all())
    scored = list(results.annotate_score("nearness"))
    assert [isinstance(page.nearness, float) for page in scored] == [True, True]
    assert dict(results.facet("live")) == {True: 1, False: 1}


def test_specific_pages_are_found_as_such(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    index_all()

    [found] = get_search_backend().search("heron", Page.objects.specific())
    assert isinstance(found, Article)


def test_searching_takes_two_statements_however_many_hits(magazine: SmallMagazine) -> None:
    for number in range(15):
        magazine.article(f"Heron {number}")
    index_all()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(get_search_backend().search("heron", Article.objects.all())[:10])
    assert len(queries) <= 2
    if connection.vendor == "sqlite":
        ranked = queries[0]["sql"]
        assert ranked.count("MATCH") == 2  # the words and the weights: not once more for each hit
        plan = "\n".join(row[-1] for row in explained(ranked))
        assert "SCAN fts VIRTUAL TABLE" in plan
        assert "TEMP B-TREE" not in plan


def explained(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))
        return cursor.fetchall()


def test_saving_reads_no_other_entry(magazine: SmallMagazine) -> None:
    article = magazine.article("The heron")

    with CaptureQueriesContext(connection) as queries:
        get_search_backend().add(article)
    assert queries
    assert not [query["sql"] for query in queries if "AVG(" in query["sql"] or 'SET "title_norm"' in query["sql"]]


def test_an_inexpressible_query_says_so(magazine: SmallMagazine) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL can say it")
    with pytest.raises(NotImplementedError):
        list(get_search_backend().search(Fuzzy("heron"), Article.objects.all()))
