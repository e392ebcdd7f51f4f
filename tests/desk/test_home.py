"""Where an editor begins: the home, the menu, and the way from a refusal to what must be mended."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user

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


def menu_of(page: str) -> list[str]:
    """The labels of the sidebar's main menu, as Wagtail hands them to its script."""
    found = re.search(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return re.findall(r'"label": "([^"]+)"', json.dumps(json.loads(unescape(found[1]))))


def said(answer: Any) -> str:
    """The messages that an answer leaves for the next page."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_the_home_leads_to_a_new_article_and_a_new_issue(desk: Client, magazine: SmallMagazine) -> None:
    page = desk.get("/desk/").content.decode()

    assert "/desk/articles/new/" in page
    assert (
        desk.get("/desk/articles/new/").headers["Location"].endswith(f"/articles/article/{magazine.tree.articles.pk}/")
    )
    assert "New issue" in desk.get("/desk/issues/new/").content.decode()
    assert desk.get("/desk/articles/new/", follow=True).status_code == 200
    assert desk.get("/desk/issues/", follow=True).status_code == 200


def test_the_menu_speaks_the_trades_words(desk: Client) -> None:
    labels = menu_of(desk.get("/desk/").content.decode())

    assert labels[:2] == ["Articles", "Issues"]
    assert {"Pictures", "Contributors", "Series"} <= set(labels)
    assert {"Snippets", "Images"} & set(labels) == set()
    assert not [label for label in labels if "Wagtail" in label]


def test_who_may_not_change_contributors_is_not_led_to_them(client: Client, magazine: SmallMagazine) -> None:
    client.force_login(a_user("Will", role=Role.WRITER))
    labels = menu_of(client.get("/desk/").content.decode())
    assert "Articles" in labels
    assert {"Contributors", "Series"} & set(labels) == set()


def test_the_log_in_says_the_magazines_name(client: Client, magazine: SmallMagazine) -> None:
    page = client.get("/desk/login/").content.decode()
    heading = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert heading is not None
    assert "Wagtail" not in heading[1]
    assert "Sign in to the desk." in page


def test_a_refusal_leads_to_the_picture_and_a_success_to_the_page(desk: Client, magazine: SmallMagazine) -> None:
    bare = a_picture("Bare", creator="", agency="")
    draft = magazine.draft("Bare words", hero_picture=bare)
    fields = {"title": draft.title, "slug": draft.slug, "form": "feature", "hero_picture": bare.pk, "tags": ""}
    parts = {name: inline_formset([]) for name in ("credits", "corrections", "related_picks", "comments")}
    form = nested_form_data({**fields, **parts, "body": streamfield([]), "action-publish": "1"})
    address = f"/desk/pages/{draft.pk}/edit/"

    refused = said(desk.post(address, form))
    assert "There is no credit for the lead picture." in refused
    assert f'href="/desk/images/{bare.pk}/"' in refused

    bare.creator = "Ada Lindqvist"
    bare.save()
    answer = desk.post(desk.post(address, form).headers["Location"])
    assert answer.headers["Location"] == "/desk/articles/?show=live"
    done = said(answer)
    assert "is live." in done
    assert f'href="{draft.address}"' in done
