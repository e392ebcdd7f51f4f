"""A hostile colleague with a session: what they type stays words, where they point leads nowhere else, and odd numbers break nothing."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from masthead.articles.models import Article, Section
from masthead.contributors.models import Contributor
from masthead.issues.models import ContentsEntry, Issue, Proof, ProofLink
from masthead.magazine.models import Magazine
from masthead.pictures.models import Picture
from masthead.planning.models import Assignment, Notification, Piece
from masthead.slots.models import Arrangement, Slot
from masthead.staff.models import User
from tests.permissions.lines import Line
from tests.permissions.table import TABLE
from tests.permissions.walking import asked, client_of
from tests.permissions.world import World

pytestmark = pytest.mark.django_db

MARKUP = "<img src=x onerror=alert(1)>'\"</script><i>"
OURS = ("desk_", "manuscripts_", "importers_", "wagtailadmin_home", "wagtailadmin_explore")
WORDS = (
    (Article, ("title", "draft_title", "standfirst", "kicker")),
    (Section, ("title",)),
    (Contributor, ("name", "role_title")),
    (Issue, ("period_label", "cover_subject")),
    (ContentsEntry, ("section_label", "kicker", "title_override", "byline_override", "cover_line")),
    (Proof, ("note",)),
    (ProofLink, ("label",)),
    (Picture, ("title", "alt", "caption", "creator", "agency", "licence_note")),
    (Piece, ("title", "section_title", "byline", "plan_note")),
    (Assignment, ("note",)),
    (Notification, ("text",)),
    (Arrangement, ("name",)),
    (Slot, ("headline", "standfirst", "kicker")),
    (User, ("first_name", "last_name")),
    (Magazine, ("name",)),
)
FILES = ("desk_picture_thumbnail", "desk_pictures_export", "desk_audit_export", "importers_ledger_file")
"""No screens."""
HUGE = "9" * 19
ENDLESS = "9" * 5000


def screens(world: World) -> list[str]:
    """The addresses of our screens with something on them."""
    issue = [
        Line(f"desk_{name}", "issue on its way", frozenset(), frozenset(), {"issue_id": "{pk}"})
        for name in ("board", "cover", "plan", "launch")
    ]
    lines = [line for line in TABLE if line.route.startswith(OURS) and "owner" in line.get and line.route not in FILES]
    return [asked(world, line, "owner")[0] for line in (*lines, *issue)]


def test_what_somebody_typed_is_drawn_as_words_on_every_screen() -> None:
    world = World()
    for thing in ("submitted", "assignment", "schedule trouble", "proof link", "waiting launch", "slot", "deleted"):
        world.about(thing, "")
    addresses = screens(world)
    for model, names in WORDS:
        for name in names:
            longest = getattr(model._meta.get_field(name), "max_length", None) or 200
            model.objects.update(**{name: MARKUP[:longest]})
    world.account("owner").refresh_from_db()
    client = client_of(world, "owner")
    drawn = {address: client.get(address) for address in addresses}

    pages = {
        address: answer.content.decode()
        for address, answer in drawn.items()
        if not answer.streaming and answer.get("Content-Type", "").startswith("text/html")
    }
    assert [address for address, page in pages.items() if "<img src=x" in page] == []
    assert sum("&lt;img src=x" in page for page in pages.values()) > 15


@pytest.fixture
def owner(client: Client) -> World:
    """Somebody who may do everything is logged in."""
    world = World()
    client.force_login(world.account("owner"))
    return world


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "nowhere", "-1"])
def test_a_next_that_leads_elsewhere_is_not_followed_and_none_breaks(client: Client, owner: World, wanted: str) -> None:
    draft = owner.about("draft", "")
    for route, arguments, data in (
        ("desk_planning_move", (draft.pk,), {"stage": "writing"}),
        ("desk_calendar_add", (), {"title": "Snow"}),
        ("wagtailadmin_pages:unpublish", (owner.about("live", "").pk,), {}),
    ):
        answer = client.post(reverse(route, args=arguments), {**data, "next": wanted})
        assert answer.status_code == 302
        assert "evil" not in answer["Location"]
        assert "javascript" not in answer["Location"]


def test_numbers_that_no_database_takes_and_null_characters_are_passed_over(client: Client, owner: World) -> None:
    draft = owner.about("draft", "")
    for number in (HUGE, ENDLESS, "٣", "-1"):
        assert client.post(reverse("desk_notifications_read"), {"number": number}).status_code == 302
        assert client.post(reverse("desk_articles"), {"act": "stage", "piece": number}).status_code == 302
        assert client.post(reverse("desk_runner"), {"trouble": number}).status_code == 404
        moved = {"piece": number, "kind": "planned", "day": "2026-12-01", "version": number}
        assert client.post(reverse("desk_calendar_move"), moved).status_code in (302, 404)
        added = {"title": "Snow", "section": number}
        assert client.post(reverse("desk_calendar_add"), added).status_code == 302
        asked_for = {"stage": "writing", "version": number}
        assert client.post(reverse("desk_planning_move", args=(draft.pk,)), asked_for).status_code == 302
    assert client.get(reverse("desk_audit"), {"until": "9999-12-31"}).status_code == 200
    for address in (reverse("desk_articles"), reverse("desk_pictures")):
        assert client.get(address, {"q": "sn\x00ow"}).status_code == 200
        assert "\x00" not in client.get(address, {"q": "sn\x00ow"}).content.decode()


def test_no_address_of_the_desk_takes_a_post_from_another_site(owner: World) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies[settings.SESSION_COOKIE_NAME] = (
        client_of(owner, "owner").cookies[settings.SESSION_COOKIE_NAME].value
    )
    lines = [line for line in TABLE if line.route.startswith(("desk_", "manuscripts_")) and "owner" in line.post]
    taken = []
    for line in lines:
        address, data = asked(owner, line, "owner")
        if stranger.post(address, data, headers={"origin": "https://evil.example"}).status_code != 403:
            taken.append(address)
    assert len(lines) > 25
    assert taken == []
