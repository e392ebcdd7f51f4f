"""Every kind of page in every look, light and dark, wide and narrow: axe finds nothing, nothing hangs over the edge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from masthead.articles.models import Correction, Series
from masthead.body import making
from masthead.contributors.models import Contributor
from masthead.magazine.models import Look, Magazine
from masthead.pictures.actions import make_renditions
from masthead.publishing import actions as publishing
from tests.cast import A_DAY_IN_NOVEMBER, a_picture, a_small_magazine

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ADDRESSES = (
    "/",
    "/articles/a-rich-one/",
    "/articles/page/1/",
    "/culture/",
    "/series/seven-harbours/",
    "/contributors/",
    "/contributors/ines-corbeau/",
    "/issues/",
    "/issues/issue-12/",
    "/archive/",
    "/search/?q=snow",
    "/nowhere/",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """A magazine with everything that a page can show."""
    magazine = a_small_magazine()
    picture = a_picture()
    make_renditions(picture.pk)
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours", description="One a month.")
    Contributor.objects.create(
        name="Odile Marchetti", slug="odile", role_title="Travel editor", is_expert=True, portrait=picture
    )
    for number in range(20):
        magazine.article(
            f"Story {number}",
            at=A_DAY_IN_NOVEMBER - timedelta(days=number),
            hero_picture=picture,
            form=("news", "opinion", "essay", "sponsored")[number % 4],
            sponsor_name="Boats & Co" if number % 4 == 3 else "",
        )
    copy = [
        making.paragraph("<p>Snow fell on <a href='https://example.org/'>the harbour</a>.</p>"),
        making.crosshead("In the morning"),
        making.picture(picture.pk, size="wide"),
        making.pull_quote("Nobody spoke.", "The baker"),
    ]
    rich = magazine.article(
        "A rich one",
        hero_picture=picture,
        series=series,
        kicker="The coast",
        licence="cc-by",
        based_on_outlet="The Post",
        based_on_url="https://example.org/1",
        date_line="Lisbon",
        body=making.stream(copy),
    )
    rich.corrections.add(Correction(text="The pier is older."))
    rich.save_revision()
    publishing.publish(rich, acting_user=None)
    magazine.issue("12", [rich], cover=picture, letter_by=magazine.ines, editors_letter="<p>Hello.</p>")
    return live_server.url


@pytest.fixture
def pages(browser: Browser) -> Iterator[dict[str, Page]]:
    """A wide page in light and a narrow one in dark."""
    contexts = {
        "wide, light": browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light"),
        "narrow, dark": browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark"),
    }
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(site: str, pages: dict[str, Page]) -> None:
    found: list[str] = []
    for look in Look.values:
        Magazine.objects.update(look=look)
        for name, page in pages.items():
            for address in ADDRESSES if look == Look.BROADSHEET else ADDRESSES[:2]:
                page.goto(f"{site}{address}")
                results = axe.Axe().run(page, options=RULES)
                found += [
                    f"{address} ({look}, {name}): {violation['id']} {violation['nodes'][0]['html'][:120]}"
                    for violation in results.response["violations"]
                ]
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    found.append(f"{address} ({look}, {name}): wider than the window")
    assert found == []


def test_search_opens_over_the_page_and_closes_by_button_and_escape(site: str, pages: dict[str, Page]) -> None:
    for page in pages.values():
        page.goto(f"{site}/articles/a-rich-one/")
        opener = page.get_by_role("button", name="Search", exact=True).first
        dialog = page.get_by_role("dialog", name="Search The Small Hours")
        for closing in ("Escape", "button"):
            opener.click()
            assert dialog.is_visible()
            assert page.evaluate("document.activeElement.name") == "q"
            if closing == "Escape":
                page.keyboard.press("Escape")
            else:
                dialog.get_by_role("button", name="Close").click()
            assert not dialog.is_visible()
            assert page.evaluate("document.activeElement.matches('button.search-opener')")
        opener.click()
        page.keyboard.type("snow")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=snow")


def test_without_script_search_is_a_link_to_a_plain_page(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/")
    page.get_by_role("link", name="Search").click()
    page.wait_for_url("**/search/")
    page.get_by_role("searchbox").fill("snow")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=snow")
    context.close()


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(site: str, pages: dict[str, Page]) -> None:
    for page in pages.values():
        page.goto(f"{site}/culture/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
