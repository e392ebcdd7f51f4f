"""An embed in a browser: the script and the sheet as they are served, the page as it is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import masthead.body
from masthead.body import faces, making

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

STATIC = Path(masthead.body.__file__).parent / "static" / "body"
ADDRESS = "http://hours.example/"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src https://www.youtube-nocookie.com"


def open_page(page: Page, url: str) -> list[str]:
    """A page with one embed, answered without any network; returns the list that fills with the addresses asked for."""
    body = faces.render(making.stream([making.embed(url, title="The trailer")]), "web", pictures={})
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url == ADDRESS:
            html = f'<!doctype html><script type="module" src="/embed.js"></script><main>{body}</main>'
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        elif route.request.url == f"{ADDRESS}embed.js":
            route.fulfill(body=(STATIC / "embed.js").read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>player", content_type="text/html")

    page.route("**/*", answer)
    page.goto(ADDRESS)
    return asked


def test_nothing_is_asked_of_the_provider_until_the_reader_presses_the_button(page: Page) -> None:
    asked = open_page(page, "https://youtu.be/abcdefghijk")
    button = page.get_by_role("button", name="Play here (connects to YouTube)")
    button.wait_for()
    assert [url for url in asked if "youtube" in url] == []
    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator("iframe")
    frame.wait_for()
    page.frame_locator("iframe").get_by_text("player").wait_for()
    assert [url for url in asked if "youtube" in url] == ["https://www.youtube-nocookie.com/embed/abcdefghijk"]
    assert frame.get_attribute("sandbox") == "allow-scripts allow-same-origin allow-popups allow-presentation"
    assert frame.get_attribute("title") == "The trailer"
    assert button.count() == 0
    assert page.get_by_role("link", name="Play on YouTube").is_visible()


def test_an_unknown_provider_gets_no_button(page: Page) -> None:
    open_page(page, "https://films.example/7")
    page.get_by_role("link", name="Open on films.example").wait_for()
    assert page.get_by_role("button").count() == 0
