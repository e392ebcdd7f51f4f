"""What the desk previews is what readers get."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import inline_formset

from masthead.articles.models import Article, ArticleCredit, Correction, Section
from masthead.front.models import FrontPage
from tests.cast import SmallMagazine, a_contributor, a_picture, a_small_magazine, a_user
from tests.desk.forms import article_form, paragraphs
from tests.front.reading import text_of_page, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def main_of(answer: object) -> str:
    main = tree_of(answer).css_first("main")
    assert main is not None
    return main.html or ""


def preview_of(page: Page) -> object:
    answer = page.get_latest_revision_as_object().make_preview_request()
    answer.render()
    return answer


def test_the_preview_of_a_published_page_is_the_readers_page(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article(hero_picture=a_picture(), tags=["winter", "Ice"], licence="cc-by")
    article.credits.add(ArticleCredit(contributor=a_contributor("Li Moreau", kind="organisation"), role="video"))
    magazine.article("Another")
    article.save_revision().publish()
    issue = magazine.issue("12", [Article.objects.get(pk=article.pk)], cover=a_picture("Cover"))
    index, shelf = magazine.tree.articles, magazine.tree.issues
    for page in (
        Article.objects.get(pk=article.pk),
        issue,
        Section.objects.get(),
        FrontPage.objects.get(),
        index,
        shelf,
    ):
        address = page.address
        assert main_of(preview_of(page)) == main_of(client.get(address)), address


def test_a_draft_can_be_previewed_with_everything_that_is_in_it(magazine: SmallMagazine) -> None:
    draft = magazine.draft("Not yet")
    draft.title = "Not yet out"
    draft.corrections.add(Correction(text="Already wrong."))
    draft.save_revision()
    words = text_of_page(tree_of(preview_of(draft)))
    for part in ("Not yet out", "Not published", "Ines Corbeau", "winter", "Already wrong.", "Snow fell"):
        assert part in words


def test_a_new_issue_can_be_previewed_with_a_draft_in_it_left_out(magazine: SmallMagazine) -> None:
    issue = magazine.issue("13", [magazine.article("Out")])
    issue.title = "Thirteen"
    issue.save_revision()
    words = text_of_page(tree_of(preview_of(issue)))
    assert "Thirteen" in words
    assert "Out" in words


@pytest.mark.parametrize("mode", ["article", "phone", "card", "search", "social", "text"])
def test_a_piece_not_saved_yet_is_previewed_in_every_mode_without_a_version_of_it(
    client: Client, magazine: SmallMagazine, mode: str
) -> None:
    client.force_login(a_user("Petra"))
    credit = {"contributor": magazine.ines.pk, "role": "words"}
    said = article_form(
        Article(title="Long headline", standfirst="Under it."),
        slug="long-headline",
        short_title="Short",
        hero_picture=a_picture().pk,
        body=paragraphs("Ice holds."),
        credits=inline_formset([credit]),
        seo_title="For engines",
        search_description="What engines say.",
    )
    adding = f"/desk/pages/add/articles/article/{magazine.tree.articles.pk}/preview/"
    told = client.post(adding, said).json()
    before = Revision.objects.count()

    words = text_of_page(tree_of(client.get(f"{adding}?mode={mode}")))

    expected = {
        "article": "Ice holds.",
        "phone": "Preview",
        "card": "Short",
        "search": "For engines",
        "social": "What engines say.",
        "text": "By Ines Corbeau Ice holds.",
    }
    assert told == {"is_valid": True, "is_available": True}
    assert expected[mode] in " ".join(words.split())
    assert Revision.objects.count() == before
