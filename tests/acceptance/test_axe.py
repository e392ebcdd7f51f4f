"""Every kind of page in every look, light and dark: axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from masthead.magazine.models import Look
from tests.acceptance.conftest import Site, validator
from tests.acceptance.kinds import Found

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.acceptance

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
WIDTHS = {"light": 1280, "dark": 360}


@pytest.fixture(params=Look.values)
def look(request: pytest.FixtureRequest, site: Site) -> Iterator[str]:
    """Each look in turn."""
    site.wear(request.param)
    yield request.param
    site.wear(Look.BROADSHEET)


def violations(page: Page, source: str) -> list[str]:
    """What axe finds on the page that is open."""
    page.evaluate(source)
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, rules).then(said => said.violations)", RULES
    )
    return [f"{each['id']}: {each['nodes'][0]['html'][:140]} ({len(each['nodes'])})" for each in found]


@pytest.mark.parametrize("scheme", WIDTHS)
def test_axe_finds_nothing(browser: Browser, pages: dict[str, Found], look: str, scheme: Any) -> None:
    source = validator("axe-core", "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": WIDTHS[scheme], "height": 900}, color_scheme=scheme)
    page, troubles = context.new_page(), []
    for name, found in pages.items():
        page.goto(found.url)
        troubles += [f"{name} ({look}, {scheme}): {trouble}" for trouble in violations(page, source)]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            troubles.append(f"{name} ({look}, {scheme}): wider than the window")
    context.close()
    assert troubles == []
