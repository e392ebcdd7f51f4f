"""What readers find."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict
from wagtail.models import Page

from masthead.articles.models import Section
from masthead.body import making
from masthead.publishing import actions as publishing
from masthead.search.actions import follow
from masthead.search.context import SearchRequest, SearchResults
from masthead.search.queries import find
from tests.cast import SmallMagazine, a_contributor, a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def found(text: str, **asked: Any) -> list[str]:
    return [hit.card.headline for hit in results(text, **asked).hits]


def results(text: str, **asked: Any) -> SearchResults:
    follow()
    return find(SearchRequest(text=text, **asked))


def paragraphs(*texts: str) -> Any:
    return making.stream([making.paragraph(f"<p>{text}</p>") for text in texts])


@pytest.mark.parametrize(
    "text",
    ["lighthouse", "keepers", "Corbeau", "salvage", "Bartleby", "Northlight", "gannets", "No. 31", "Skerry"],
    ids=["headline", "standfirst", "byline", "body", "second credit", "picture credit", "caption", "issue", "tag"],
)
def test_every_published_word_is_found(magazine: SmallMagazine, text: str) -> None:
    article = magazine.article(
        "The last lighthouse",
        standfirst="Two keepers remain.",
        body=paragraphs("A tug on salvage duty."),
        hero_picture=a_picture(),
        hero_caption="Gannets at noon",
        tags=["Skerry"],
        credits=[magazine.ines, a_contributor("Bartleby Quill")],
    )
    magazine.issue("31", [article])
    magazine.article("Something else", credits=[])

    assert found(text) == ["The last lighthouse"]


def test_a_draft_and_an_unpublished_change_are_never_found(magazine: SmallMagazine) -> None:
    magazine.draft("Unfinished symphony")
    article = magazine.article("A finished one")
    article.title = "A finished one, renamed zanzibar"
    article.save_revision()

    assert found("symphony") == []
    assert found("zanzibar") == []
    assert found("finished") == ["A finished one"]


def test_an_article_is_gone_once_it_is_unpublished(magazine: SmallMagazine) -> None:
    article = magazine.article("Soon withdrawn")
    assert found("withdrawn") == ["Soon withdrawn"]

    publishing.unpublish(article, acting_user=None)

    assert find(SearchRequest("withdrawn")).hits == ()  # before the index knows
    assert results("withdrawn").total == 0


def test_a_changed_article_is_found_by_its_new_words_only(magazine: SmallMagazine) -> None:
    article = magazine.article("About herons")
    assert found("herons") == ["About herons"]
    article.title = "About egrets"
    article.save_revision()
    publishing.publish(article, acting_user=None)

    assert found("egrets") == ["About egrets"]
    assert found("herons") == []


@pytest.mark.parametrize("text", ["elections", "ELECTION", "élection", "“Election”", "the election"])
def test_forms_case_accents_quotes_and_stop_words_do_not_matter(magazine: SmallMagazine, text: str) -> None:
    magazine.article("An election in spring")

    assert found(text) == ["An election in spring"]


def test_accents_in_the_copy_do_not_matter_either(magazine: SmallMagazine) -> None:
    magazine.article("Résumés of the cafe\u0301")

    assert found("resume") == found("résumés") == found("café") == found("cafe") == ["Résumés of the cafe\u0301"]


def test_all_words_must_be_there_in_whichever_field(magazine: SmallMagazine) -> None:
    magazine.article("Harbour lights", body=paragraphs("A poem on copper."))
    magazine.article("Harbour bells", body=paragraphs("A poem on bronze."))

    answer = results("harbour copper corbeau")
    assert [hit.card.headline for hit in answer.hits] == ["Harbour lights"]
    assert not answer.is_relaxed


def test_without_an_article_that_has_all_words_those_with_some_are_shown(magazine: SmallMagazine) -> None:
    magazine.article("Harbour lights")

    answer = results("harbour xylophones")
    assert [hit.card.headline for hit in answer.hits] == ["Harbour lights"]
    assert answer.is_relaxed


def test_of_a_whole_sentence_not_every_word_must_be_there(magazine: SmallMagazine) -> None:
    magazine.article("Harbour lights")
    magazine.article("Lights of the harbour at dawn")

    answer = results("which lights can a sailor see from the harbour before dawn breaks")
    assert [hit.card.headline for hit in answer.hits] == ["Lights of the harbour at dawn", "Harbour lights"]
    assert not answer.is_relaxed


def test_a_phrase_stands_in_that_order_and_form(magazine: SmallMagazine) -> None:
    magazine.article("One", body=paragraphs("To be or not to be."))
    magazine.article("Two", body=paragraphs("Not to be: or to be?"))
    magazine.article("Three", body=paragraphs("Ices, mixed colours."), standfirst="Cold and sweet")

    assert found('"or not to be"') == ["One"]
    assert found('"mixed colours"') == ["Three"]
    assert found('"colours mixed"') == []
    assert found('"mixed colour"') == []
    assert found('"ices"') == ["Three"]


def test_a_phrase_never_runs_from_one_field_into_the_next(magazine: SmallMagazine) -> None:
    magazine.article("Ends with copper", standfirst="Bronze begins here")

    assert found('"copper bronze"') == []


def test_what_a_hyphen_joins_is_a_phrase(magazine: SmallMagazine) -> None:
    magazine.article("The COVID-19 years")
    magazine.article("COVID in chapter 19")

    assert found("covid-19") == ["The COVID-19 years"]


def test_a_word_after_a_minus_must_not_be_there(magazine: SmallMagazine) -> None:
    magazine.article("Harbour lights")
    magazine.article("Harbour bells")

    assert found("harbour -bells") == found("harbour -bell") == found('harbour −"bells"') == ["Harbour lights"]
    assert found("-bells") == []


def test_the_last_word_may_be_a_beginning_while_the_reader_types(magazine: SmallMagazine) -> None:
    magazine.article("Photographers of the north")
    magazine.article("Photo albums")

    assert found("photogr", is_typing=True) == ["Photographers of the north"]
    assert set(found("photo", is_typing=True)) == {"Photographers of the north", "Photo albums"}
    assert found("photo", is_typing=True)[0] == "Photo albums"
    assert found("photo ", is_typing=True) == ["Photo albums"]
    assert found("photo") == ["Photo albums"]
    assert found("photog*") == ["Photographers of the north"]


def test_a_stop_word_being_typed_may_become_another(magazine: SmallMagazine) -> None:
    magazine.article("The theatre season")
    magazine.article("A season of rain", standfirst="", body=paragraphs("It fell."))

    assert found("season the", is_typing=True) == ["The theatre season"]


def test_a_beginning_is_tried_when_nothing_else_is_found(magazine: SmallMagazine) -> None:
    magazine.article("Photographers of the north")

    answer = results("photogr")
    assert [hit.card.headline for hit in answer.hits] == ["Photographers of the north"]
    assert answer.is_relaxed


def test_a_word_in_the_headline_outweighs_one_in_the_text(magazine: SmallMagazine) -> None:
    magazine.article("Of other things", body=paragraphs("The heron was there."))
    magazine.article("The heron", body=paragraphs("It was there."))

    assert found("heron") == ["The heron", "Of other things"]


def test_of_two_equal_articles_the_newer_comes_first(magazine: SmallMagazine) -> None:
    for year in (2012, 2024, 2018):
        magazine.article("The heron", slug=f"heron-{year}", at=datetime(year, 5, 1, tzinfo=UTC))

    assert [hit.card.year for hit in results("heron").hits] == [2024, 2018, 2012]


def test_hits_are_ten_to_a_page_and_no_page_repeats_one(magazine: SmallMagazine) -> None:
    for number in range(23):
        magazine.article(f"Heron {number}")

    pages = [results("heron", page=number) for number in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [10, 10, 3, 0]
    assert {page.total for page in pages} == {23}
    assert {page.page_count for page in pages} == {3}
    assert len({hit.card.pk for page in pages for hit in page.hits}) == 23
    assert pages[0].previous_query_string == ""
    assert pages[0].next_query_string == "?q=heron&page=2"
    assert pages[2].previous_query_string == "?q=heron&page=2"
    assert pages[2].next_query_string == ""


def test_hits_are_narrowed_by_section_year_and_form(magazine: SmallMagazine) -> None:
    magazine.article("Heron news", form="news", section=None, at=datetime(2020, 5, 1, tzinfo=UTC))
    magazine.article("Heron essay", form="essay", at=datetime(2020, 6, 1, tzinfo=UTC))
    magazine.article("Heron review", form="review", at=datetime(2026, 6, 1, tzinfo=UTC))

    assert set(found("heron", year=2020)) == {"Heron news", "Heron essay"}
    assert set(found("heron", section=magazine.culture.pk)) == {"Heron essay", "Heron review"}
    assert found("heron", form="review") == ["Heron review"]
    assert found("heron", form="review", year=2020) == []


def test_facets_count_hits_with_the_other_filters_kept(magazine: SmallMagazine) -> None:
    magazine.article("Heron news", form="news", at=datetime(2020, 5, 1, tzinfo=UTC))
    magazine.article("Heron essay", form="essay", at=datetime(2020, 6, 1, tzinfo=UTC))
    magazine.article("Heron review", form="review", at=datetime(2026, 6, 1, tzinfo=UTC))

    facets = results("heron", year=2020).facets
    assert [(value.label, value.count, value.is_chosen) for value in facets.years] == [
        ("2026", 1, False),
        ("2020", 2, True),
    ]
    assert {(value.label, value.count) for value in facets.forms} == {("News", 1), ("Essay", 1)}
    assert facets.sections == ()  # all hits are in one: there is nothing to choose
    assert [value.query_string for value in facets.years] == ["?q=heron&year=2026", "?q=heron"]


def test_a_section_holds_what_is_in_the_sections_below_it(magazine: SmallMagazine) -> None:

    film = Section(title="Film", slug="film", live=False)
    Page.objects.get(pk=magazine.culture.pk).add_child(instance=film)
    publishing.publish(film, acting_user=None)
    magazine.article("Heron on screen", section=Section.objects.get(pk=film.pk))
    magazine.article("Heron in town")

    assert found("heron", section=film.pk) == ["Heron on screen"]
    assert len(found("heron", section=magazine.culture.pk)) == 2
    facets = results("heron").facets.sections
    assert [(value.label, value.count) for value in facets] == [("Culture", 2), ("Film", 1)]


def test_a_blank_request_finds_nothing_and_asks_nothing(
    magazine: SmallMagazine, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = find(SearchRequest("  \n "))
    assert answer.request.is_blank
    assert answer.is_available


def test_a_search_takes_at_most_three_queries(magazine: SmallMagazine, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        magazine.article(f"Heron {number}", form="news" if number % 2 else "essay")
    follow()

    with django_assert_max_num_queries(3):
        find(SearchRequest("heron"))


def test_a_request_is_read_from_the_address_whatever_stands_there() -> None:
    query = QueryDict("q=black+swan&section=4&year=2020&form=essay&page=3&typing=1")
    assert SearchRequest.from_query(query) == SearchRequest("black swan", 4, 2020, "essay", 3, is_typing=True)

    odd = QueryDict("q=%00%22&section=-1&year=x²&page=99999999999999999999&form=" + "f" * 900)
    request = SearchRequest.from_query(odd)
    assert (request.section, request.year, request.page, len(request.form)) == (None, None, 1, 40)
    assert SearchRequest.from_query(QueryDict("page=0")).page == 1


def test_a_request_is_written_as_it_was_read() -> None:
    request = SearchRequest('"black swan" & more', section=4, year=2020, page=3)
    assert request.query_string() == "?q=%22black+swan%22+%26+more&section=4&year=2020&page=3"
    assert request.without_filters == "?q=%22black+swan%22+%26+more"
