"""Every screen of ours at the desk, light and dark: axe finds nothing serious. Which there are, the permission matrix knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from playwright.sync_api import Error

from tests.permissions.lines import Line
from tests.permissions.table import TABLE
from tests.permissions.walking import asked, client_of
from tests.permissions.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OURS = ("desk_", "manuscripts_", "importers_", "wagtailadmin_login", "wagtailadmin_home", "wagtailadmin_account")
ALSO = (
    Line("wagtailadmin_pages:edit", "draft", frozenset({"owner"}), frozenset()),
    Line("wagtailadmin_pages:edit", "issue on its way", frozenset({"owner"}), frozenset()),
    *(
        Line(f"desk_{name}", "issue on its way", frozenset({"owner"}), frozenset(), {"issue_id": "{pk}"})
        for name in ("board", "cover", "plan", "launch")
    ),
)
"""Wagtail's forms with what we add to them, and the issue board where there is most on it."""
GRAVE = frozenset({"serious", "critical"})
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
OURS_ON_A_PAGE = {
    "include": [["main"]],
    "exclude": [
        [".public-DraftEditor-content"],
        [".w-minimap"],
        [".w-minimap__collapse-all"],
        [".w-flex.w-justify-start.w-items-center"],
    ],
}
"""What is excluded is Wagtail's: the rich text field within a block, the map of a form, the head of a side panel."""
RUN = "([context, options]) => axe.run(context, options)"
STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"
"""Colours on their way from light to dark, and messages that are still coming in, are nobody's."""
DRAWN = "desk_picture_thumbnail"
"""No screen, and Wagtail leaves the file of a new size to the collector."""


@pytest.fixture
def world() -> World:
    """A magazine in which there is something of everything."""
    world = World()
    for thing in (
        "piece",
        "submitted",
        "assignment",
        "schedule trouble",
        "proof link",
        "waiting launch",
        "slot",
        "import",
    ):
        world.about(thing, "")
    return world


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, world: World) -> Iterator[BrowserContext]:
    """An owner who has logged in; and who has not, on pages that ask for it."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, base_url=live_server.url, locale="en-GB", bypass_csp=True
    )
    session = client_of(world, "owner").cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "localhost", "path": "/desk/"}]
    )
    context.route("**/thumbnail/", lambda route: route.abort())
    yield context
    context.close()


def screens(world: World) -> dict[str, str]:
    """The addresses of what shows itself to an owner, by the lines of the table."""
    lines = [line for line in TABLE if line.route.startswith(OURS) and "owner" in line.get and line.route != DRAWN]
    return {str(line): asked(world, line, "owner")[0] for line in (*lines, *ALSO)}


def test_axe_finds_nothing_serious_on_any_screen_of_ours(desk: BrowserContext, world: World) -> None:
    page, seen = desk.new_page(), 0
    found: list[str] = []
    for name, address in screens(world).items():
        if not is_screen(page, address):
            continue
        page.add_style_tag(content=STILL)
        seen += 1
        found += [f"{name}: {line}" for line in graves(page, RULES)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {line}" for line in graves(page, CONTRAST)]
        page.emulate_media(color_scheme="light")
    assert found == [], "\n".join(found)
    assert seen > 30


def is_screen(page: Page, address: str) -> bool:
    """Go there; whether it is a page, and no file or data."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return False
        raise
    return answer is not None and answer.headers.get("content-type", "").startswith("text/html")


def graves(page: Page, rules: dict[str, Any]) -> list[str]:
    """What is serious or critical, with the element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe.Axe().axe_script)
    is_of_the_desk = page.evaluate(
        "() => document.querySelector('main') !== null"
    )  # a letter's face has no frame around it
    results = page.evaluate(RUN, [OURS_ON_A_PAGE if is_of_the_desk else {"include": [["body"]]}, rules])["violations"]
    return [
        f"{violation['id']}: {node['html'][:140]}"
        for violation in results
        if violation["impact"] in GRAVE
        for node in violation["nodes"][:2]
    ]
