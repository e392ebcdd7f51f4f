"""The front page at the desk: every act is a form, and works without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from masthead.slots import actions, queries
from masthead.slots.models import Arrangement, Place
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine, a_user

pytestmark = pytest.mark.django_db

ARRANGEMENT_QUERIES = 40


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("edith", "edith@example.org", "correct horse battery")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def _post(desk: Client, name: str, number: int | None = None, **data: object) -> str:
    """Press a button; the page that follows."""
    address = reverse(name, args=[number] if number else [])
    return desk.post(address, {key: str(value) for key, value in data.items()}, follow=True).text


def test_a_front_nobody_arranged_says_so_and_offers_to_begin(magazine: SmallMagazine, desk: Client) -> None:
    page = desk.get(reverse("desk_front")).text
    assert "Nobody has arranged the front page" in page
    assert "Arrange the front page" in page


def test_from_nothing_to_a_lead_that_readers_see(magazine: SmallMagazine, desk: Client) -> None:
    magazine.article("Newer")
    chosen = magazine.article("Chosen")
    page = _post(desk, "desk_begin_arrangement")
    draft = Arrangement.objects.get()
    assert "finds itself" in page
    _post(desk, "desk_place_on_front", draft.pk, article=chosen.pk, place="lead", position=1, version=draft.version)
    draft.refresh_from_db()
    page = _post(desk, "desk_launch_arrangement", draft.pk, when="now", version=draft.version)
    assert "Readers see it now." in page
    standing = queries.arrangement_at(timezone.now())
    assert standing == draft
    assert [slot.article for slot in queries.slots_of(draft)] == [chosen]


def test_tomorrows_front_is_seen_as_of_tomorrow(magazine: SmallMagazine, desk: Client) -> None:
    chosen = magazine.article("Chosen")
    draft = actions.begin(name="Weekend", acting_user=None)
    done = actions.place(draft, chosen, Place.QUOTE, expected_version=None, acting_user=None)
    actions.describe(done.slot, {"quote_text": "Not before tomorrow."}, expected_version=None, acting_user=None)
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    draft.refresh_from_db()
    moment = tomorrow.strftime("%Y-%m-%dT%H:%M")
    _post(desk, "desk_launch_arrangement", draft.pk, when="later", at=moment, version=draft.version)
    assert "Not before tomorrow." not in desk.get("/").text
    later = (tomorrow + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    seen = desk.get(reverse("desk_front_as_of"), {"at": later})
    assert "Not before tomorrow." in seen.text
    assert "no-store" in seen["Cache-Control"]
    assert "Not before tomorrow." not in desk.get(reverse("desk_front_as_of")).text


def test_a_preview_of_tomorrow_holds_what_is_scheduled_until_then(magazine: SmallMagazine, desk: Client) -> None:
    magazine.article("Public")
    coming = magazine.draft("Coming tomorrow", go_live_at=timezone.now() + timedelta(hours=20))
    coming.get_latest_revision().publish()
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert "Coming tomorrow" in desk.get(reverse("desk_front_as_of"), {"at": tomorrow}).text
    assert "Coming tomorrow" not in desk.get(reverse("desk_front_as_of")).text
    assert "Coming tomorrow" not in desk.get("/").text


def test_a_clash_says_who_and_changes_nothing(magazine: SmallMagazine, desk: Client) -> None:
    chosen = magazine.article("Chosen")
    draft = actions.begin(acting_user=None)
    seen = draft.version
    actions.place(draft, chosen, Place.LEAD, expected_version=None, acting_user=None)
    page = _post(desk, "desk_place_on_front", draft.pk, article=chosen.pk, place="second", version=seen)
    assert "changed this arrangement" in page
    assert draft.slots.get().place == Place.LEAD


@pytest.mark.parametrize("junk", ["", "0", "x", "9" * 40, "-1", "١"])
def test_junk_in_a_form_is_no_error_of_the_server(magazine: SmallMagazine, desk: Client, junk: str) -> None:
    draft = actions.begin(acting_user=None)
    address = reverse("desk_place_on_front", args=[draft.pk])
    assert desk.post(address, {"article": junk, "place": junk, "position": junk}).status_code == 404
    assert draft.slots.count() == 0


def test_words_of_its_own_are_given_and_shown(magazine: SmallMagazine, desk: Client) -> None:
    draft = actions.begin(acting_user=None)
    done = actions.place(draft, magazine.article("Chosen"), Place.LEAD, expected_version=None, acting_user=None)
    draft.refresh_from_db()
    assert desk.get(reverse("desk_describe_slot", args=[done.slot.pk])).status_code == 200
    page = _post(
        desk, "desk_describe_slot", done.slot.pk, headline="Other words", uses_own_words="on", version=draft.version
    )
    assert "Other words" in page
    assert "Other words" in desk.get(reverse("desk_preview_arrangement", args=[draft.pk])).text


def test_later_without_a_moment_is_asked_for(magazine: SmallMagazine, desk: Client) -> None:
    draft = actions.begin(acting_user=None)
    assert "Say from when." in _post(desk, "desk_launch_arrangement", draft.pk, when="later", version=draft.version)
    draft.refresh_from_db()
    assert draft.starts_at is None


def test_a_writer_sees_none_of_it(magazine: SmallMagazine, client: Client) -> None:
    client.force_login(a_user("Wanda", role=Role.WRITER))
    draft = actions.begin(acting_user=None)
    pages = [reverse("desk_front"), reverse("desk_front_as_of")]
    pages += [reverse(name, args=[draft.pk]) for name in ("desk_arrangement", "desk_preview_arrangement")]
    refused = [client.get(address).status_code for address in pages]
    assert all(status in {302, 403} for status in refused)
    for name in ("desk_launch_arrangement", "desk_discard_arrangement", "desk_withdraw_arrangement"):
        client.post(reverse(name, args=[draft.pk]), {"when": "now"})
    draft.refresh_from_db()
    assert draft.starts_at is None


def test_the_screen_does_not_ask_more_often_with_more_articles(
    magazine: SmallMagazine, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    draft = actions.begin(acting_user=None)
    for number in range(14):
        article = magazine.article(f"Story {number}")
        if number < 9:
            place = Place.PICK if number > 3 else Place.SECOND
            actions.place(draft, article, place, expected_version=None, acting_user=None)
    address = reverse("desk_arrangement", args=[draft.pk])
    desk.get(address)
    with django_assert_max_num_queries(ARRANGEMENT_QUERIES):
        assert desk.get(address).status_code == 200
