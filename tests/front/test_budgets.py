"""No page asks the database more often than it may, however much there is, and none makes a picture's sizes."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from masthead.articles.models import Article, ArticleCredit, Correction, RelatedPick, Series
from masthead.body import making
from masthead.pictures.models import MediaDocument, PictureRendition
from masthead.publishing import actions as publishing
from masthead.recommendations import actions as recommendations
from tests.cast import a_contributor, a_picture, a_small_magazine
from tests.front.test_pages import a_plain_page
from tests.newsletters.letters import WORDS, a_newsletter

pytestmark = pytest.mark.django_db

ARTICLE, FRONT, LIST = 12, 12, 8
BUDGETS = {
    "/": FRONT,
    "/articles/a-rich-one/": ARTICLE,
    "/articles/": LIST,
    "/articles/page/1/": LIST,
    "/culture/": LIST,
    "/culture/page/1/": LIST,
    "/series/seven-harbours/": LIST,
    "/tags/winter/": LIST,
    "/contributors/": LIST,
    "/contributors/ines-corbeau/": LIST,
    "/contributors/ines-corbeau/page/1/": LIST,
    "/issues/": LIST,
    "/issues/issue-12/": LIST,
    "/masthead/": LIST,
    "/about/": LIST,
    "/archive/": LIST,
    "/archive/2026/": LIST,
    "/archive/2026/page/1/": LIST,
    "/search/": LIST,
    "/newsletter/": LIST,
    "/nowhere/": LIST,
    "/feed.xml": ARTICLE,
    "/culture/feed.json": ARTICLE,
    "/sitemap.xml": LIST,
    "/sitemap-2026.xml": LIST,
    "/sitemap-pages.xml": LIST,
}


@pytest.fixture(autouse=True)
def _a_magazine_with_everything(settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    magazine = a_small_magazine()
    picture, other_picture = a_picture(), a_picture("Mountain")
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    plain = [magazine.article(f"Story {number}", hero_picture=picture, series=series) for number in range(21)]
    about = a_plain_page("About", magazine.tree.front)
    links = [f'<a linktype="page" id="{page.pk}">this</a>' for page in (plain[0], about)]
    talk = MediaDocument.objects.create(title="Talk", file=ContentFile(b"sound", name="talk.mp3"))
    copy = [
        making.paragraph(f"<p>See {' and '.join(links)}.</p>"),
        making.picture(other_picture.pk),
        making.related(plain[1].pk),
        making.audio(talk.pk, title="A talk", transcript="Good evening."),
    ]
    rich = magazine.article("A rich one", hero_picture=picture, series=series, body=making.stream(copy))
    rich.credits.add(ArticleCredit(contributor=a_contributor("Li Moreau"), role="photographs"))
    rich.corrections.add(Correction(text="It is older."))
    rich.related_picks.add(RelatedPick(picked=plain[2]), RelatedPick(picked=plain[3]))
    rich.save_revision()
    publishing.publish(rich, acting_user=None)
    a_newsletter()
    magazine.issue("12", [rich, *plain[:5]], cover=picture, letter_by=magazine.ines, editors_letter="<p>Hello.</p>")


def test_the_rich_article_shows_what_costs_queries(client: Client) -> None:
    page = client.get("/articles/a-rich-one/").content.decode()
    for part in (
        "talk.mp3",
        'href="/about/"',
        'href="/articles/story-0/"',
        "Li Moreau",
        "It is older.",
        WORDS["promise"],
    ):
        assert part in page, part


def test_an_article_keeps_to_its_budget_with_a_stored_list_and_in_a_series_alone(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """In no issue, the parts beside it are asked for; before its list is made, the newest are, in the same query."""
    of_series = Article.objects.get(slug="story-9")
    for _ in range(2):
        for address in ("/articles/a-rich-one/", of_series.address):
            with django_assert_max_num_queries(ARTICLE, info=address):
                page = client.get(address).content.decode()
            assert "more-articles" in page
        recommendations.rebuild()


def test_every_page_keeps_to_its_budget(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    renditions = PictureRendition.objects.count()
    for address, budget in BUDGETS.items():
        with django_assert_max_num_queries(budget, info=address):
            status = client.get(address).status_code
        assert status == (404 if address == "/nowhere/" else 200), address
    assert PictureRendition.objects.count() == renditions
