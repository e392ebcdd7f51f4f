"""A question as a query of the engine: what is found, and what comes first.

The score is BM25 over all text, plus a little where the word stands in the headline, byline, standfirst or labels,
plus a little for the exact form, times freshness. One field for everything ranks better than a sum over fields, whose
short ones drown the rest (ADR 0004 has figures).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from masthead.search.context import SearchRequest
from masthead.search.engine import LITERAL, Reader
from masthead.search.parsing import Part, Question

BOOSTS = {"everything": 1.0, "headline": 0.5, "byline": 0.5, "standfirst": 0.3, "labels": 0.3}
LITERAL_BOOST = 0.3
BEGINNING_SCORE = 0.1
MOST_NEEDED = 5
"""Of more words than these, some will do: who asks in a sentence does not mean that each word must be there."""
COMPLETIONS = 30
"""So many of the commonest words that begin so are ranked; the others are found, and come last."""


@dataclass(frozen=True)
class Ranking:
    """Builds queries for one reader."""

    reader: Reader
    searcher: tantivy.Searcher

    def query(self, question: Question, *, needs_all: bool = True) -> Query:
        """What the question asks for; with ``needs_all`` false, an article with any of it will do."""
        if not question.wanted:
            return Query.empty_query()
        quoted = [self._part(part) for part in question.wanted if part.is_quoted]
        words = [self._part(part) for part in question.wanted if not part.is_quoted]
        if not needs_all:
            found = _either([*quoted, *words])
        elif len(words) > MOST_NEEDED:
            found = _all([*quoted, _either(words)])
        else:
            found = _all([*quoted, *words])
        unwanted = [(Occur.MustNot, self._part(part)) for part in question.unwanted]
        return Query.boolean_query([(Occur.Must, found), *unwanted]) if unwanted else found

    def narrowed(self, query: Query, request: SearchRequest, *, but: str = "") -> Query:
        """The query within the filters of the request, except the one called ``but``."""
        chosen = {"sections": request.section, "year": request.year, "form": request.form}
        filters = [
            (Occur.Must, Query.const_score_query(Query.term_query(self.reader.schema, name, value), 0.0))
            for name, value in chosen.items()
            if value and name != but
        ]
        return Query.boolean_query([(Occur.Must, query), *filters]) if filters else query

    def _part(self, part: Part) -> Query:
        if part.is_phrase:
            return self._phrase(part)
        return self._beginning(part.words[0]) if part.is_beginning else self._word(part.words[0])

    def _word(self, word: str) -> Query:
        """The word in any of its forms, its exact form preferred."""
        literal = Query.boost_query(self._term(LITERAL, word), LITERAL_BOOST)
        return _either([*self._stemmed(word), literal])

    def _phrase(self, part: Part) -> Query:
        if len(part.words) == 1:  # the engine knows no phrase of one word
            exact = self._term(LITERAL, part.words[0])
        else:
            exact = Query.phrase_query(self.reader.schema, LITERAL, list(part.words))
        liked = [(Occur.Should, query) for word in part.words for query in self._stemmed(word)[1:]]
        return Query.boolean_query([(Occur.Must, exact), *liked])

    def _beginning(self, start: str) -> Query:
        """Every word that begins so; whole words and common completions first."""
        anything = Query.fuzzy_term_query(self.reader.schema, LITERAL, start, distance=0, prefix=True)
        completions = [word for word, _ in self.searcher.terms_with_prefix(LITERAL, start, limit=COMPLETIONS)]
        likely = [Query.boost_query(self._term(LITERAL, word), LITERAL_BOOST) for word in completions]
        headline = Query.fuzzy_term_query(self.reader.schema, "headline", start, distance=0, prefix=True)
        return _either(
            [
                Query.const_score_query(anything, BEGINNING_SCORE),
                Query.const_score_query(headline, 1.0),
                self._word(start),
                *likely,
            ]
        )

    def _stemmed(self, word: str) -> list[Query]:
        stem = (self.reader.analysis.stems.analyze(word) or [word])[0]
        return [Query.boost_query(self._term(name, stem), boost) for name, boost in BOOSTS.items()]

    def _term(self, name: str, word: str) -> Query:
        option = "position" if name == LITERAL else "freq"
        return Query.term_query(self.reader.schema, name, word, option)


def _either(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])
