"""What the article's form asks as one types."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from masthead.articles.models import Series
from masthead.contributors.models import Contributor
from masthead.contributors.queries import byline_of
from masthead.staff.roles import Role
from tests.cast import a_contributor, a_small_magazine, a_user

pytestmark = pytest.mark.django_db

NAMES = [
    "desk_suggest_contributors",
    "desk_byline",
    "desk_suggest_sections",
    "desk_suggest_series",
    "desk_suggest_articles",
]


@pytest.fixture
def writer(client: Client) -> Client:
    a_small_magazine()
    client.force_login(a_user("Wanda", role=Role.WRITER))
    return client


@pytest.mark.parametrize("name", [*NAMES, "desk_pulse"])
def test_nobody_is_told_anything_without_being_logged_in(client: Client, name: str) -> None:
    a_small_magazine()

    assert client.get(reverse(name)).status_code == 302
    assert client.get(reverse(name), headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_whoever_may_write_nothing_is_told_nothing(client: Client, name: str) -> None:
    a_small_magazine()
    user = a_user("Nora", role=Role.WRITER)
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    assert client.get(reverse(name), headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_people_are_suggested_and_the_unknown_may_be_made(writer: Client) -> None:
    answer = writer.get(reverse("desk_suggest_contributors"), {"q": "corb"}).json()

    assert [found["title"] for found in answer["results"]] == ["Ines Corbeau"]
    assert answer["may_create"] is True


def test_a_new_name_makes_a_contributor_and_a_near_one_asks(writer: Client) -> None:
    address = reverse("desk_suggest_contributors")

    made = writer.post(address, {"name": "Zelda Quist"})
    asked = writer.post(address, {"name": "Zelda Quisd"})
    insisted = writer.post(address, {"name": "Zelda Quisd", "is_new": "1"})

    assert (made.status_code, asked.status_code, insisted.status_code) == (201, 409, 201)
    assert [found["title"] for found in asked.json()["similar"]] == ["Zelda Quist"]
    assert Contributor.objects.filter(name__startswith="Zelda").count() == 2
    assert writer.post(address, {"name": "42"}).status_code == 400


def test_the_byline_is_the_one_that_readers_get(writer: Client) -> None:
    magazine_writer = Contributor.objects.get(name="Ines Corbeau")
    otto = a_contributor("Otto Lind")

    answer = writer.get(
        reverse("desk_byline"),
        {"credit": [f"words:{magazine_writer.pk}", f"translation:{otto.pk}", f"photographs:{otto.pk}", "words:x", "y"]},
    ).json()

    assert answer == {"byline": "Ines Corbeau, translated by Otto Lind", "others": ["Photographs: Otto Lind"]}
    assert byline_of([]) == ""


def test_only_public_articles_are_suggested_with_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    magazine = a_small_magazine()
    magazine.article("A quiet winter")
    magazine.draft("A quiet secret")
    client.force_login(a_user("Wanda", role=Role.WRITER))
    client.get(reverse("desk_suggest_articles"))

    answer = client.get(reverse("desk_suggest_articles"), {"q": "quiet"}).json()

    assert [found["title"] for found in answer["results"]] == ["A quiet winter"]


def test_sections_and_series_are_found_by_their_words(writer: Client) -> None:
    Series.objects.create(title="Small harbours", slug="small-harbours")

    assert writer.get(reverse("desk_suggest_sections"), {"q": "cult"}).json()["results"][0]["title"] == "Culture"
    assert writer.get(reverse("desk_suggest_series"), {"q": "harb"}).json()["results"][0]["title"] == "Small harbours"


def test_the_pulse_gives_the_token_that_forms_need_now(writer: Client) -> None:
    answer = writer.get(reverse("desk_pulse")).json()

    assert answer["token"]
    assert answer["user"]
