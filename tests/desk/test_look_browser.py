"""The look in a browser: the page follows what one chooses, a weak colour is mended by one press, and nothing is saved by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from masthead.magazine.models import Magazine
from masthead.staff.roles import Role
from tests.cast import a_small_magazine, a_user

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A publisher who has logged in."""
    a_small_magazine().article("Snow")
    client = Client()
    client.force_login(a_user("Petra", role=Role.PUBLISHER))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url, locale="en-GB")
    session, name = client.cookies[settings.SESSION_COOKIE_NAME].value, settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": session, "domain": "localhost", "path": "/desk/"}])
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
    yield page
    assert troubles == []
    context.close()


def test_the_page_follows_what_one_chooses_and_a_press_mends_a_weak_colour(desk: Page) -> None:
    desk.goto("/desk/look/")
    root = desk.frame_locator("iframe.sight").locator("html")
    said = desk.get_by_role("status").filter(has_text="read")
    expect(root).to_have_attribute("data-look", "broadsheet")
    desk.get_by_label("Quiet: ").check(force=True)
    expect(root).to_have_attribute("data-look", "quiet")
    accent = desk.get_by_label("Accent", exact=True)
    accent.fill("#ffc800")
    expect(said).to_contain_text("too weak to be read")
    desk.get_by_role("button", name="Take #").press("Enter")
    expect(said).to_contain_text("Every pair of colours can be read")
    expect(accent).not_to_have_value("#ffc800")
    expect(accent).to_be_focused()
    desk.get_by_label("Dark", exact=True).check(force=True)
    expect(root).to_have_css("color-scheme", "dark")
    assert Magazine.objects.get().theme == {}
    desk.get_by_role("button", name="Save: readers see it").press("Enter")
    expect(desk.get_by_text("Readers see the magazine in this look now.")).to_be_visible()
    assert Magazine.objects.get().theme["accent"] == accent.input_value()
