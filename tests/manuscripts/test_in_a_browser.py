"""A Word file dropped on the desk, in a browser: from the home to the draft; with a plain file input too; axe and narrow desks."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from masthead.articles.models import Article
from masthead.manuscripts.models import Manuscript
from masthead.pictures.models import Picture
from masthead.staff.roles import Role
from tests.cast import a_small_magazine, a_user
from tests.manuscripts.fixture_a import FILE_NAME, HEADLINE, PHOTOGRAPHER, fixture_a

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route
    from pytest_django.live_server_helper import LiveServer

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OVER = """(data) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  window.dropped = new DataTransfer();
  window.dropped.items.add(new File([bytes], "the-last-ferry.docx", { type }));
  const over = new DragEvent("dragover", { dataTransfer: window.dropped, bubbles: true, cancelable: true });
  document.querySelector("main").dispatchEvent(over);
  return over.defaultPrevented;
}"""
DROP = """() => document.querySelector("main").dispatchEvent(
  new DragEvent("drop", { dataTransfer: window.dropped, bubbles: true, cancelable: true }))"""
OURS = {"include": [["main"]], "exclude": [[".w-slim-header"]]}


def not_led_on(route: Route) -> None:
    """The answer to “Create” as a page: the form it leads to makes thumbnails, whose files Wagtail leaves to the collector."""
    if "do=create" not in (route.request.post_data or ""):
        route.continue_()
        return
    answer = route.fetch(max_redirects=0)
    route.fulfill(body=f"Leads to {answer.headers['location']}", content_type="text/html")


def context_of(browser: Browser, live_server: LiveServer, **options: Any) -> BrowserContext:
    """A writer who has logged in."""
    a_small_magazine()
    client = Client()
    client.force_login(a_user("Will", role=Role.WRITER))
    context = browser.new_context(
        viewport={"width": 1024, "height": 900}, base_url=live_server.url, locale="en-GB", **options
    )
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "domain": "localhost", "path": "/desk/"}]
    )
    context.route("**/desk/manuscripts/*/", not_led_on)
    return context


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = context_of(browser, live_server)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
    yield page
    assert troubles == []
    context.close()


def test_a_file_dropped_on_the_home_is_reviewed_and_created(desk: Page) -> None:
    desk.goto("/desk/")
    assert desk.evaluate(OVER, base64.b64encode(fixture_a()).decode())
    with desk.expect_navigation():
        desk.evaluate(DROP)

    assert desk.url.endswith(f"/desk/manuscripts/{Manuscript.objects.get().pk}/")
    assert desk.get_by_label("Headline").input_value() == HEADLINE
    assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    desk.evaluate("document.querySelectorAll('img[loading=lazy]').forEach((image) => { image.loading = 'eager' })")
    desk.wait_for_load_state("networkidle")
    assert desk.evaluate("[...document.querySelectorAll('main img')].every((image) => image.naturalWidth > 0)")
    found = axe.Axe().run(desk, context=OURS).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in found] == []

    every = desk.get_by_role("group", name="For all pictures")
    every.get_by_label("Licence").select_option("cc-by")
    every.get_by_role("button", name="Apply to all").click()
    assert every.get_by_role("status").inner_text() == "Filled in for 2 pictures: licence."
    asked = desk.locator("#picture-1 mh-lacks")
    assert asked.inner_text().strip() == "Before publishing: alt text, or “decorative”"
    desk.locator("[name=pictures-0-alt]").fill("A ferry at a quay, before dawn")
    assert not asked.is_visible()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Create the article").click()

    article = Article.objects.get(title=HEADLINE)
    assert desk.inner_text("body") == f"Leads to /desk/pages/{article.pk}/edit/"
    assert {(each.creator, each.licence) for each in Picture.objects.all()} == {(PHOTOGRAPHER, "cc-by")}


def test_the_plain_file_input_does_the_same_without_javascript(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    (tmp_path / FILE_NAME).write_bytes(fixture_a())
    context = context_of(browser, live_server, java_script_enabled=False)
    page = context.new_page()

    page.goto("/desk/manuscripts/")
    page.get_by_label("Drop a Word file here").set_input_files(tmp_path / FILE_NAME)
    page.get_by_role("button", name="Read it").click()
    every = page.get_by_role("group", name="For all pictures")
    every.get_by_label("Licence").select_option("cc-by")
    every.get_by_role("button", name="Apply to all").click()
    page.get_by_role("button", name="Create the article").click()
    context.close()

    assert Article.objects.filter(title=HEADLINE, live=False).count() == 1
    assert {each.licence for each in Picture.objects.all()} == {"cc-by"}


def test_the_list_has_nothing_that_axe_finds(desk: Page) -> None:
    desk.goto("/desk/manuscripts/")

    found = axe.Axe().run(desk, context=OURS).response["violations"]

    assert [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in found] == []
