"""A hostile colleague with a session: what they type stays words, where they point leads nowhere else, and odd numbers break nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from masthead.articles.models import Article, Section
from masthead.contributors.models import Contributor
from masthead.issues.models import ContentsEntry, Issue, Proof, ProofLink
from masthead.magazine.models import Magazine
from masthead.pictures.models import Picture
from masthead.planning.models import Assignment, Notification, Piece
from masthead.slots.models import Arrangement, Slot
from masthead.staff.models import User
from tests.desk.forms import article_form, paragraphs
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
REFUSED = ("The copy in this form did not arrive whole.", "Words stand in it where the number of something belongs.")
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
    later = draft.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    for route, arguments, data in (
        ("desk_planning_move", (draft.pk,), {"stage": "writing"}),
        ("desk_calendar_add", (), {"title": "Snow"}),
        ("wagtailadmin_pages:unpublish", (owner.about("live", "").pk,), {}),
        ("wagtailadmin_pages:revisions_unschedule", (draft.pk, later.pk), {}),
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


def test_no_form_of_ours_breaks_whatever_is_sent_in_its_fields() -> None:
    world = World()
    for thing in ("submitted", "assignment", "schedule trouble", "proof link", "waiting launch", "slot", "deleted"):
        world.about(thing, "")
    client, broken, known = client_of(world, "owner"), [], set()
    for screen in screens(world):
        for address, names in forms_on(client, screen):
            if (address, names) in known:
                continue
            known.add((address, names))
            for sent in ({}, *(dict.fromkeys(names, rubbish) for rubbish in (HUGE, ENDLESS, "x\x00"))):
                with transaction.atomic():
                    status = client.post(address, sent).status_code
                    transaction.set_rollback(True)
                if status >= 500:
                    broken.append((address, {name: value[:9] for name, value in sent.items()}))
    assert len(known) > 40
    assert broken == []


def forms_on(client: Client, screen: str) -> list[tuple[str, tuple[str, ...]]]:
    """Where each form of a screen is posted to, with the names of its fields; logging out is left alone."""
    answer = client.get(screen)
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return []
    found = []
    for form in LexborHTMLParser(answer.content.decode()).css("form"):
        address = form.attributes.get("action") or screen
        if (form.attributes.get("method") or "").lower() == "post" and address != reverse("wagtailadmin_logout"):
            found.append((address, tuple(sorted({str(node.attributes["name"]) for node in form.css("[name]")}))))
    return found


def test_an_article_form_that_did_not_arrive_whole_is_refused_and_nothing_is_lost(client: Client, owner: World) -> None:
    draft = owner.article("Snow", owner.magazine.culture)
    whole = article_form(draft, title="Ice", body=paragraphs("One.", "Two."))
    address, before = reverse("wagtailadmin_pages:edit", args=(draft.pk,)), draft.latest_revision_id
    broken = (
        {name: value for name, value in whole.items() if name != "body-count"},
        {name: value for name, value in whole.items() if name != "body-1-type"},
        {**whole, "body-0-order": "first"},
        {**whole, "body-count": ENDLESS},
        {**whole, "body-0-value": "7"},
        dict(nested_form_data({**whole, "related_picks": inline_formset([{"picked": "words"}])})),
    )
    for sent in broken:
        answer = client.post(address, sent)
        assert (answer.status_code, "Go back in the browser" in answer.content.decode()) == (400, True)
        program = client.post(address, sent, headers={"x-requested-with": "XMLHttpRequest"})
        assert (program.status_code, program.json()["detail"] in REFUSED) == (400, True)
    draft.refresh_from_db()
    assert (draft.latest_revision_id, draft.draft_title) == (before, "Snow")
    assert client.post(address, whole).status_code == 302


def test_what_no_wagtail_view_can_read_is_said_and_not_an_error_page(client: Client, owner: World) -> None:
    addresses = (reverse("desk_people_rules"), reverse("wagtailusers_users:add"), reverse("wagtailusers_groups:add"))
    statuses = [client.post(address, {"groups": HUGE, "permissions": HUGE}).status_code for address in addresses]
    by_database = 400 if connection.vendor == "sqlite" else 200
    """PostgreSQL has no row of that number, and the form comes back; SQLite's driver cannot ask."""
    assert statuses == [302, by_database, by_database]
    person, issue = owner.about("contributor", ""), owner.about("issue", "")
    biography = reverse("wagtailsnippets_contributors_contributor:edit", args=(person.pk,))
    for address, field in (
        (biography, "biography"),
        (reverse("wagtailadmin_pages:edit", args=(issue.pk,)), "editors_letter"),
    ):
        for sent in ("no JSON", "7", "[]"):
            assert client.post(address, {field: sent}).status_code == 400
    copied = client.post(reverse("wagtailadmin_pages:copy", args=(owner.about("draft", "").pk,)), {})
    assert copied.status_code == 400


def test_a_word_file_without_answers_is_reviewed_as_one_that_nobody_has_answered(client: Client, owner: World) -> None:
    manuscript = owner.about("manuscript", "")
    type(manuscript).objects.update(answers={})
    assert client.get(reverse("manuscripts_review", args=(manuscript.pk,))).status_code == 200
    assert client.post(reverse("manuscripts_review", args=(manuscript.pk,)), {"do": "create"}).status_code == 422


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
