"""A Word file comes in, is looked at, and becomes an article."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from masthead.articles.models import Article
from masthead.contributors.models import Contributor
from masthead.manuscripts.models import Manuscript
from masthead.pictures.models import Picture
from tests.cast import SmallMagazine, a_small_magazine, a_user
from tests.manuscripts.fixture_a import FILE_NAME, HEADLINE, PHOTOGRAPHER, STANDFIRST, WRITER, fixture_a

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def desk(client: Client, magazine: SmallMagazine) -> Client:
    petra = a_user("Petra")
    petra.is_superuser = True
    petra.save()
    client.force_login(petra)
    return client


def dropped(desk: Client, data: bytes, name: str = FILE_NAME) -> Manuscript:
    """A file sent to the desk, and what is kept of it."""
    answer = desk.post("/desk/manuscripts/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content
    manuscript = Manuscript.objects.latest("pk")
    assert answer.headers["Location"] == f"/desk/manuscripts/{manuscript.pk}/"
    return manuscript


def fields_of(desk: Client, manuscript: Manuscript) -> dict[str, str]:
    """What the review page would send, were it sent as it is."""
    forms = desk.get(f"/desk/manuscripts/{manuscript.pk}/").context["review"].forms
    sent: dict[str, str] = {}
    for form in (
        forms.article,
        forms.credits.management_form,
        *forms.credits,
        forms.pictures.management_form,
        *forms.pictures,
    ):
        for field in form:
            value = field.value()
            if value not in (None, "", False):
                sent[field.html_name] = "on" if value is True else str(value)
    return sent


def test_a_word_file_becomes_a_draft_in_three_acts(desk: Client, magazine: SmallMagazine) -> None:
    manuscript = dropped(desk, fixture_a())
    answer = desk.post(f"/desk/manuscripts/{manuscript.pk}/", {**fields_of(desk, manuscript), "do": "create"})

    article = Article.objects.get(title=HEADLINE)
    assert answer.headers["Location"] == f"/desk/pages/{article.pk}/edit/"
    assert not article.live
    assert article.standfirst == STANDFIRST
    assert [(credit.contributor.name, credit.role) for credit in article.credits.all()] == [
        (WRITER, "words"),
        (PHOTOGRAPHER, "photographs"),
    ]
    kinds = [block["type"] for block in article.body.get_prep_value()]
    assert kinds == [
        "paragraph", "picture", "crosshead", "paragraph", "list", "paragraph", "pull_quote", "paragraph", "picture",
        "crosshead", "paragraph",
    ]  # fmt: skip
    assert {picture.creator for picture in Picture.objects.all()} == {PHOTOGRAPHER}
    assert article.latest_revision is not None


def test_nothing_is_made_before_create(desk: Client, magazine: SmallMagazine) -> None:
    articles, people = Article.objects.count(), Contributor.objects.count()

    manuscript = dropped(desk, fixture_a())
    page = desk.get(f"/desk/manuscripts/{manuscript.pk}/")

    assert page.status_code == 200
    assert (Article.objects.count(), Contributor.objects.count(), Picture.objects.count()) == (articles, people, 0)
