"""What a browser does with a page of ours: it asks nobody else, breaks no policy, keeps no cookie, and nothing jumps."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any, Self

import pytest

from masthead.magazine.models import Look
from tests.acceptance.conftest import Site
from tests.acceptance.kinds import KINDS, Found

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Response, Route

pytestmark = pytest.mark.acceptance

KILOBYTE = 1000
FIRST_VISIT, FONTS, CSS, JS = 60 * KILOBYTE, 60 * KILOBYTE, 25 * KILOBYTE, 15 * KILOBYTE
LEAST_SHIFT = 0.02
FONT_DELAY_MS = 500
LISTEN = """
window.seen = {violations: [], shift: 0, largest: null};
document.addEventListener("securitypolicyviolation", (event) => seen.violations.push(event.violatedDirective + " " + event.blockedURI));
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value; })
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.largest = entry.element; })
  .observe({type: "largest-contentful-paint", buffered: true});
"""
LARGEST = """() => seen.largest && {
  name: seen.largest.tagName, priority: seen.largest.fetchPriority, lead: !!seen.largest.closest(".article__hero"),
  headline: seen.largest.matches("h1"), text: seen.largest.outerHTML.slice(0, 160)}"""


class Visit:
    """One page opened as on a first visit, and everything that was asked for meanwhile."""

    def __init__(self, browser: Browser, width: int = 1280) -> None:
        self.context: BrowserContext = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
        self.page: Page = self.context.new_page()
        self.page.add_init_script(LISTEN)
        self.answers: list[Response] = []
        self.said: list[str] = []
        self.page.on("response", lambda answer: self.answers.append(answer))  # noqa: PLW0108 - Playwright marks its handlers, and a built-in takes no mark
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def open(self, url: str) -> None:
        """Open a page and read it to its end."""
        self.page.goto(url, wait_until="networkidle")
        self.page.evaluate("document.fonts.ready.then(() => true)")

    def weight(self, kind: str) -> int:
        """Bytes of all answers of a kind of resource as sent; what was sent as it is counts gzipped."""
        return sum(_sent(answer) for answer in self.answers if answer.request.resource_type == kind)


def _late(route: Route) -> None:
    """A font that comes when the page is drawn already, as from far away: what stood in for it must have had its measure."""
    answer = route.fetch()
    route.request.frame.page.wait_for_timeout(FONT_DELAY_MS)
    route.fulfill(response=answer)


def _sent(answer: Response) -> int:
    body = answer.body()
    if answer.request.resource_type == "font" or answer.headers.get("content-encoding"):
        return int(answer.request.sizes()["responseBodySize"])
    return len(gzip.compress(body))


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_page_asks_nobody_else_and_breaks_no_policy(
    browser: Browser, pages: dict[str, Found], site: Site, kind: Any
) -> None:
    with Visit(browser) as visit:
        visit.open(pages[kind.name].url)
        foreign = [answer.url for answer in visit.answers if not answer.url.startswith((f"{site.url}/", "data:"))]
        failed = [answer.url for answer in visit.answers if answer.status >= 400 and answer.url != pages[kind.name].url]
        noise = [text for text in visit.said if kind.status == 200 or "404" not in text]
        assert (foreign, failed, noise, visit.page.evaluate("seen.violations")) == ([], [], [], [])
        assert visit.context.cookies() == []
        assert visit.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_links_to_pages_may_be_fetched_ahead_and_links_with_a_query_not(
    browser: Browser, pages: dict[str, Found]
) -> None:
    with Visit(browser) as visit:
        asked, chrome = [], visit.context.new_cdp_session(visit.page)
        chrome.on(
            "Preload.preloadingAttemptSourcesUpdated", lambda said: asked.extend(said["preloadingAttemptSources"])
        )
        chrome.send("Preload.enable")
        visit.open(pages["search results"].url)
        visit.page.wait_for_timeout(300)
    found = {each["key"]["url"] for each in asked}
    assert any("/articles/" in url for url in found)
    assert [url for url in found if "?" in url or "/search/" in url] == []


@pytest.mark.parametrize("look", Look.values)
def test_a_first_visit_of_an_article_is_light(browser: Browser, pages: dict[str, Found], site: Site, look: str) -> None:
    site.wear(look)
    with Visit(browser) as visit:
        visit.open(pages["article"].url)
        weights = {kind: visit.weight(kind) for kind in ("document", "stylesheet", "script", "font")}
    site.wear(Look.BROADSHEET)
    assert sum(weights.values()) - weights["font"] <= FIRST_VISIT, weights
    assert weights["stylesheet"] <= CSS, weights
    assert weights["script"] <= JS, weights
    assert weights["font"] <= FONTS, weights


@pytest.mark.parametrize("look", Look.values)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_and_what_is_largest_comes_first(  # without a picture, a long first paragraph may be larger than the headline
    browser: Browser, pages: dict[str, Found], site: Site, look: str, width: int
) -> None:
    site.wear(look)
    troubles = []
    for name in ("front page", "article", "article without a picture", "issue"):
        with Visit(browser, width) as visit:
            visit.page.route("**/*.woff2", _late)
            visit.open(pages[name].url)
            visit.page.wait_for_timeout(300)
            shift, largest = visit.page.evaluate("seen.shift"), visit.page.evaluate(LARGEST)
        if shift > LEAST_SHIFT:
            troubles.append(f"{name} ({look}, {width}): shifts by {shift:.3f}")
        if "article" in name:
            is_lead = largest and largest["lead"] and largest["priority"] == "high"
            is_first = is_lead or (largest and largest["name"] != "IMG" and (largest["headline"] or "without" in name))
            troubles += [] if is_first else [f"{name} ({look}, {width}): the largest is {largest}"]
    site.wear(Look.BROADSHEET)
    assert troubles == []
