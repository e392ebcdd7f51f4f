"""Pages without scripts, and pages in a text browser: everything is there, and in an order that can be read aloud."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.acceptance.conftest import Site
from tests.acceptance.kinds import KINDS, Found, Kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.acceptance

SEEN = "() => document.querySelector('main').innerText"
WIDTH = 80


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_reader_without_scripts_walks_through_the_magazine(plain_page: Page, site: Site) -> None:
    """Front page, search, an article, the next one, its section, an older page, its issue, the shelf, a contributor, the archive, the letter."""
    page = plain_page

    def follow(selector: str, address: str) -> None:
        page.locator(selector).first.click()
        page.wait_for_url(f"{site.url}{address}")
        assert page.locator("h1").first.is_visible(), page.url

    page.goto(site.url)
    follow(".top__search a", "/search/**")
    page.locator("main input[type=search]").fill("train")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=train*")
    follow("main a[href^='/articles/']", "/articles/**")
    page.goto(f"{site.url}/articles/the-night-train-to-osk/")
    for selector in (".article__body", ".more-articles", ".latest-issue", ".sign-up__form"):
        assert page.locator(selector).first.is_visible(), selector
    follow(".article__head a", "/**")
    page.goto(f"{site.url}/articles/")
    follow("main a[href*='/page/']", "/articles/page/**")
    page.goto(f"{site.url}/issues/")
    follow("main a[href^='/issues/']", "/issues/**")
    follow("main a[href^='/articles/']", "/articles/**")
    follow(".byline a", "/contributors/**")
    page.goto(f"{site.url}/archive/")
    follow("main a[href^='/archive/']", "/archive/**")
    page.goto(f"{site.url}/newsletter/")
    page.locator("main input[type=email]").fill("not an address")
    assert page.locator("main button[type=submit]").first.is_enabled()


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_nothing_waits_for_a_script_to_be_seen(browser: Browser, pages: dict[str, Found], kind: Kind) -> None:
    """Whatever the page itself says and can be seen when scripts have run can be seen when they were not given."""
    found = pages[kind.name]
    with_scripts, without = (_seen(browser, found.url, has_scripts=has_scripts) for has_scripts in (True, False))
    own_words = LexborHTMLParser(found.html).css("main")[0].text()
    assert [line for line in with_scripts if line in own_words and line not in without] == []
    assert len(without) > 1


def _seen(browser: Browser, url: str, *, has_scripts: bool) -> list[str]:
    """The lines of words that can be seen on a page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    if not has_scripts:
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(url)
    lines = str(page.evaluate(SEEN)).splitlines()
    context.close()
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_text_browser_reads_a_page_in_order(pages: dict[str, Found], kind: Kind) -> None:
    """Name, sections, headline, then the page, then the colophon; each once, and no markup shows."""
    found = pages[kind.name]
    said = _in_w3m(found.html)
    tree = LexborHTMLParser(found.html)
    name, heading = (_closed(tree.css(selector)[0].text()) for selector in (".nameplate", "h1"))
    skip = _closed("Skip to content")
    menu = said.find("•Issues")
    order = [said.find(skip), said.find(name), menu, said.find(heading[:60], menu)]
    assert -1 not in order, order
    assert order == sorted(order), order
    assert said.rfind("Archive") > order[-1], "the colophon comes last"
    assert said.count(skip) == 1
    assert "<" not in said.replace("<<", ""), "markup shows"
    if kind.is_article:
        parts = [said.find(_closed(node.text())[:40]) for node in tree.css(".article__body p")[:3]]
        assert -1 not in parts, parts
        assert [order[-1], *parts] == sorted([order[-1], *parts])
        assert said.find(_closed("More articles")) > parts[-1]


def _closed(words: str) -> str:
    """Without any space: a text browser breaks Chinese and Japanese where a line ends, not between words."""
    return "".join(words.split())


def _in_w3m(html: str) -> str:
    """A page as w3m writes it, without any space."""
    program = shutil.which("w3m")
    if program is None:
        pytest.fail("The acceptance tests need w3m (on Debian: apt-get install w3m).")
    done = subprocess.run(
        [program, "-dump", "-cols", str(WIDTH), "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"],
        input=html.encode(), capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return _closed(done.stdout.decode())
