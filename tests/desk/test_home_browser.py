"""The home, the list of articles and the calendar in a browser: ticking, dragging; axe on every screen, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from masthead.issues import arranging, beginning
from masthead.planning import actions
from masthead.planning.models import Piece, Step
from tests.cast import a_small_magazine, a_user

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SCREENS = {
    "/desk/": ".home",
    "/desk/articles/": "main .nice-padding",
    "/desk/calendar/": "main .nice-padding",
    "/desk/calendar/?view=list": "main .nice-padding",
    "/desk/runner/": "main .nice-padding",
}

LIES_OVER = """(box) => {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  return [...document.querySelectorAll("main a, main button, main input, main select")]
    .filter((each) => !box.contains(each) && each.checkVisibility())
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([, each]) => each.width > 1 && each.left < right && each.right > left && each.top < bottom && each.bottom > top)
    .map(([each]) => each.outerHTML.slice(0, 100));
}"""


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """An editor at a desk with something of everything."""
    magazine, edda = a_small_magazine(), a_user("Edda")
    noon = timezone.localtime().replace(hour=12, minute=0)
    pieces = [magazine.draft(headline) for headline in ("Alder", "Birch", "Cedar TK")]
    rows = [Piece.objects.get(pk=piece.pk) for piece in pieces]
    actions.plan(rows[0], acting_user=None, planned_for=noon.date())
    actions.plan(rows[1], acting_user=None, due_at=noon - timedelta(days=1), assignee=edda)
    actions.submit(pieces[0], acting_user=edda)
    actions.assign(pieces[1], Step.WRITE, assignee=edda, due_at=noon + timedelta(days=1), acting_user=None)
    issue = beginning.begin_issue(number="7", dated_on=noon.date() + timedelta(days=9), acting_user=edda)
    arranging.place(issue, [piece.pk for piece in pieces], acting_user=edda)
    client = Client()
    client.force_login(edda)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url, locale="en-GB")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "domain": "localhost", "path": "/desk/"}]
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
    yield page
    assert troubles == []
    context.close()


def test_screens_are_accessible_and_a_piece_is_ticked_and_dragged(desk: Page) -> None:
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        for address, ours in SCREENS.items():
            desk.goto(address)
            results = axe.Axe().run(desk, context=ours, options=RULES)
            assert results.violations_count == 0, f"{address} {scheme}: {results.generate_report()}"

    desk.clock.install()
    desk.goto("/desk/articles/")
    expect(desk.get_by_role("button", name="Move", exact=True)).to_be_hidden()
    desk.get_by_role("checkbox", name="Choose “Birch”").check()
    expect(desk.locator("[data-count]")).to_contain_text("1")
    desk.get_by_label("Stage").select_option("hold")
    desk.get_by_role("button", name="Move", exact=True).click()
    desk.get_by_role("button", name="Undo").click()
    what_was_done_is_said_and_goes_wholly(desk)

    desk.goto("/desk/calendar/?view=week")
    moved = desk.locator(".event", has_text="Alder").first
    target = next(
        day for day in desk.locator("[data-day]").all() if day.get_attribute("data-day") != str(timezone.localdate())
    )
    day = target.get_attribute("data-day")
    moved.drag_to(target)
    expect(desk.get_by_text("Nothing is published by that.")).to_be_visible()
    assert str(Piece.objects.get(title="Alder").planned_for) == day


def what_was_done_is_said_and_goes_wholly(desk: Page) -> None:
    said, corner = desk.get_by_text("as it was before"), desk.locator("main .messages")
    expect(said).to_be_visible()
    expect(corner).to_have_css("position", "fixed")
    assert corner.evaluate(LIES_OVER) == []

    desk.mouse.move(0, 0)
    desk.clock.fast_forward(9_000)
    expect(corner).to_have_css("opacity", "0")
    assert corner.evaluate("(each) => [each.offsetWidth, each.offsetHeight]") == [1, 1]
    assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    corner.get_by_role("button", name="Close").focus()  # whoever comes to it by keyboard sees it again
    expect(corner).to_have_css("opacity", "1")
    desk.keyboard.press("Enter")
    expect(said).to_have_count(0)
    assert desk.evaluate("document.activeElement.localName") == "main"
