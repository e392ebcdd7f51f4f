"""Any text a reader may send has an answer, and nothing in it reaches the page as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masthead.body import making
from masthead.search.actions import follow
from masthead.search.context import SearchRequest
from masthead.search.parsing import question_of
from masthead.search.queries import find
from masthead.search.snippets import LENGTH, Marker
from masthead.text.analysis import STEMMERS, analysis_of, searchable
from tests.cast import a_small_magazine

HOSTILE = [
    '"', '""', '"""', '" "', '"heron', 'heron"', "''", "-", "--", "-heron", '-"', '-""', "*", "**", "h*", "heron*", "-heron*",
    "AND", "OR NOT", "heron AND", "body:heron", "heron^9", "heron~2", "[a TO z]", "(heron", "heron)", "\\", '\\"', "/heron/",
    ".*", "heron.*", "(a+)+$", "\x00", "heron\x00", "\x1b[31m", "\ud800", "\ufffe", "\u202eheron", "the", "the of and",
    '"the"', "x" * 10_000, "heron " * 2_000, '"' * 10_000, "-" * 10_000, "a* " * 200, "😀", "日本語", "ß ﬁ ½ Ⅷ", "e\u0301" * 300,
    "<script>alert(1)</script>", "' OR 1=1 --", "%s%s%n", "{{ 7*7 }}",
]  # fmt: skip

PIECES = st.sampled_from(
    ['"', "-", "*", " ", "heron", "the", "état", "COVID-19", "O’Brien", "\x00", "<b>", "&", "“", "”", "x" * 300]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map("".join))


@pytest.mark.django_db
@pytest.mark.parametrize("is_typing", [False, True])
def test_every_hostile_question_has_an_answer(is_typing: bool) -> None:
    a_small_magazine().article("The heron")
    follow()

    for text in HOSTILE:
        assert find(SearchRequest(text, is_typing=is_typing)).is_available, ascii(text[:40])
        answer = find(SearchRequest(text, is_typing=is_typing, section=10**12, year=10**12, form=text))
        assert answer.is_available, ascii(text[:40])
        assert answer.hits == ()


@pytest.mark.django_db
def test_any_question_has_an_answer() -> None:
    a_small_magazine().article("The heron & the <état>", standfirst="COVID-19 “O’Brien”")
    follow()

    @given(text=TEXTS, is_typing=st.booleans(), page=st.integers(1, 10**9))
    @settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
    def ask(text: str, is_typing: bool, page: int) -> None:
        answer = find(SearchRequest(text, is_typing=is_typing, page=page))
        assert answer.is_available
        for hit in answer.hits:
            assert tags_of(hit.headline_html) <= {"mark"}
            assert tags_of(hit.snippet_html) <= {"mark"}

    ask()


@given(text=st.text(max_size=200))
def test_any_address_is_read(text: str) -> None:
    query = QueryDict(mutable=True)
    for name in ("q", "section", "year", "form", "page", "typing"):
        query[name] = text
    request = SearchRequest.from_query(query)
    assert request.page >= 1


@given(text=st.text(max_size=400), question=TEXTS, language=st.sampled_from(["xx", *STEMMERS]))
@settings(deadline=None, max_examples=150)
def test_a_snippet_is_the_text_itself_with_marks(text: str, question: str, language: str) -> None:
    analysis = analysis_of(language)
    marker = Marker(question_of(question, analysis, is_typing=True), analysis)

    marked = marker.marked(text)
    assert plain(marked) == searchable(text)
    snippet = plain(marker.snippet(text))
    assert snippet.removeprefix("… ").removesuffix(" …") in searchable(text).replace("\n", " ")
    assert len(snippet) <= LENGTH * 2


@given(text=st.text(max_size=300))
def test_offsets_of_words_are_characters(text: str) -> None:
    analysis = analysis_of("en")
    for token in analysis.words.pre_tokenize(text).tokens:
        assert analysis.words.analyze(text[token.char_offset_from : token.char_offset_to]) == [token.text]


def test_a_snippet_shows_where_the_words_are() -> None:
    text = "Nothing here. " * 40 + "At last the grey heron came down. " + "Nothing there. " * 40
    snippet = snippet_of(text, "heron")
    assert snippet.startswith("… At last the grey <mark>heron</mark> came down.")
    assert snippet.endswith(" …")


def test_a_snippet_prefers_the_place_with_all_the_words() -> None:
    text = "A heron. " + "Nothing here. " * 40 + "The heron and the egret. " + "Nothing there. " * 40
    assert "<mark>heron</mark> and the <mark>egret</mark>" in snippet_of(text, "heron egret")


def test_a_phrase_is_marked_as_one_and_elsewhere_not_at_all() -> None:
    text = "Grey skies. A heron, grey heron."
    assert snippet_of(text, '"grey heron"') == "Grey skies. A heron, <mark>grey heron</mark>."


def test_other_forms_and_beginnings_are_marked_whole() -> None:
    assert snippet_of("Two élections were held.", "election") == "Two <mark>élections</mark> were held."
    assert snippet_of("Two élections were held.", "elec*") == "Two <mark>élections</mark> were held."


def test_a_word_far_into_a_very_long_text_is_still_shown() -> None:
    text = "Nothing here. " * 20_000 + "A heron. " + "Nothing there. " * 2_000
    assert "<mark>heron</mark>" in snippet_of(text, "heron")


def test_markup_in_the_copy_is_shown_as_text() -> None:
    magic = "<script>alert('heron')</script> & more"
    assert snippet_of(magic, "heron") == "&lt;script&gt;alert(&#x27;<mark>heron</mark>&#x27;)&lt;/script&gt; &amp; more"


@pytest.mark.django_db
def test_markup_in_an_article_never_reaches_the_results() -> None:
    body = making.stream([making.paragraph("<p>&lt;img src=x onerror=alert(1)&gt; heron</p>")])
    a_small_magazine().article("<b>The heron</b>", body=body)
    follow()

    [hit] = find(SearchRequest("heron")).hits
    assert hit.headline_html == "&lt;b&gt;The <mark>heron</mark>&lt;/b&gt;"
    assert "<img" not in hit.snippet_html


def snippet_of(text: str, question: str) -> str:
    analysis = analysis_of("en")
    return Marker(question_of(question, analysis), analysis).snippet(text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def tags_of(html: str) -> set[str]:
    return read(html).tags


def plain(html: str) -> str:
    return read(re.sub(r"</?mark>", "", html)).text
