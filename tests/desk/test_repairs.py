"""The repair list: inherited debt, until it is mended."""

from __future__ import annotations

import pytest
from django.test import Client

from masthead.articles.models import Article
from masthead.body import making
from masthead.pictures.models import Picture
from masthead.publishing import actions as publishing
from masthead.publishing import queries
from masthead.staff.roles import Role
from tests.cast import a_picture, a_small_magazine, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare() -> Picture:
    return a_picture("Bare", creator="", agency="")


@pytest.fixture
def article(bare: Picture) -> Article:
    article = a_small_magazine().draft("Old debt", body=making.stream([making.picture(bare.pk)]))
    publishing.grant_inherited_debt(article, queries.findings_on(article), reason="public since 2005", acting_user=None)
    publishing.publish(article, acting_user=None)
    return article


@pytest.fixture
def desk(client: Client) -> Client:
    petra = a_user("Petra")
    petra.is_superuser = True
    petra.save()
    client.force_login(petra)
    return client


def test_it_names_the_picture_and_the_article(desk: Client, article: Article) -> None:
    page = desk.get("/desk/repairs/").content.decode()

    assert "Bare" in page
    assert "has no credit" in page
    assert f"/desk/pages/{article.pk}/edit/" in page


def test_a_mended_picture_leaves_it(desk: Client, article: Article, bare: Picture) -> None:
    bare.creator = "Ada Lindqvist"
    bare.save()

    assert "Nothing to mend" in desk.get("/desk/repairs/").content.decode()


def test_readers_are_told_that_the_credit_is_not_recorded(client: Client, article: Article) -> None:
    assert "Credit not recorded" in client.get(article.address).content.decode()


def test_it_is_not_for_everyone(client: Client, article: Article) -> None:
    client.force_login(a_user("Will", role=Role.WRITER))

    assert client.get("/desk/repairs/").status_code in {302, 403}
