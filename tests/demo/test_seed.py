"""The synthetic magazine: as many articles as were asked for, the same each time, through the importers' writer."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from masthead.articles.models import Article
from masthead.demo.seeding import seed
from masthead.demo.synthetic.source import SyntheticMagazine
from masthead.demo.synthetic.words import FUNCTION_WORDS, PHRASE, RARE_MARK, Vocabulary, rare_word
from masthead.issues.models import Issue
from masthead.pictures.models import Picture
from masthead.published.models import ListEntry, PublishedArticle, PublishedText
from masthead.publishing.models import Exemption


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(1)


@pytest.mark.django_db
def test_a_seeded_magazine_has_public_articles_in_issues_and_a_second_run_adds_only_what_is_missing() -> None:
    told: list[tuple[str, int, int]] = []
    seed(articles=21, progress=lambda *what: told.append(what))
    assert told[-1] == ("articles", 21, 21)
    assert PublishedArticle.objects.count() == 21
    assert sorted(issue.contents.count() for issue in Issue.objects.all()) == [1, 20]
    assert ListEntry.objects.filter(list_key="all").count() == 21
    assert not Exemption.objects.exists()
    assert all(picture.has_alt and picture.has_credit for picture in Picture.objects.all())
    before = set(Article.objects.values_list("pk", "latest_revision_id"))
    assert seed(articles=21).runs == ()
    seed(articles=24)
    assert PublishedArticle.objects.count() == 24
    assert before <= set(Article.objects.values_list("pk", "latest_revision_id"))


@pytest.mark.django_db
def test_an_article_has_twelve_blocks_some_eight_hundred_words_and_one_that_no_other_has() -> None:
    seed(articles=21)
    for row in PublishedArticle.objects.all():
        assert 700 <= row.word_count <= 950, row.word_count
        assert len(Article.objects.get(pk=row.pk).body) == 12
        assert row.hero_picture_id
        assert row.byline
    texts = list(PublishedText.objects.values_list("plain_text", flat=True))
    assert sum(rare_word(7).capitalize() in text for text in texts) == 1
    assert sum(PHRASE in text.lower() for text in texts) == 1


def test_an_article_depends_on_its_number_and_the_seed_only(vocabulary: Vocabulary) -> None:
    small = SyntheticMagazine(0, 20, seed=1, vocabulary=vocabulary)
    large = SyntheticMagazine(0, 4000, seed=1, vocabulary=vocabulary)
    other = SyntheticMagazine(0, 20, seed=2, vocabulary=vocabulary)
    assert small.article(5).fingerprint == large.article(5).fingerprint
    assert small.article(5).fingerprint != other.article(5).fingerprint


def test_articles_are_dated_from_the_newest_back(vocabulary: Vocabulary) -> None:
    magazine = SyntheticMagazine(0, 40, seed=1, vocabulary=vocabulary)
    dates = [magazine.article(number).published_at for number in range(5)]
    assert all(newer is not None and older is not None and newer > older for newer, older in pairwise(dates))


def test_words_are_as_uneven_as_those_of_a_language(vocabulary: Vocabulary) -> None:
    drawn = vocabulary.draw(Random(3), 50_000)
    function_share = sum(word in FUNCTION_WORDS for word in drawn) / len(drawn)
    assert 0.4 < function_share < 0.7
    assert len(set(drawn)) > 5000


def test_a_rare_word_belongs_to_one_article_and_to_no_vocabulary(vocabulary: Vocabulary) -> None:
    rare = [rare_word(place) for place in range(20_000)]
    assert len(set(rare)) == 20_000
    assert all(word.startswith(RARE_MARK) for word in rare)
    assert not set(rare) & set(vocabulary.words)
