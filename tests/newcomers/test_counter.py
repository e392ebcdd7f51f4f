"""The counter of acts: what is one act, and what is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.newcomers.proxy import ACTS, COUNTER

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGE = """<label>Name <input id="name"></label> <label>City <input id="city"></label> <p>Words</p>
<select id="kind"><option>a<option>b</select> <input type="file" id="file"> <input type="hidden" id="hidden">
<button type="button" onclick="city.value = 'Osk'; city.dispatchEvent(new Event('change', {bubbles: true}))">Fill</button>"""
CATCH = "window.sent = []; navigator.sendBeacon = (to, entry) => sent.push(JSON.parse(entry));"


def test_presses_fields_keys_and_files_count_once_and_what_scripts_do_does_not(page: Page, tmp_path: Path) -> None:
    page.set_content(PAGE)
    page.add_script_tag(content=CATCH + COUNTER.decode())
    (tmp_path / "a.txt").write_text("a")

    page.get_by_label("Name").click()
    page.keyboard.type("Ada")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Fill").click()
    page.locator("#kind").focus()
    page.locator("#kind").select_option("b")
    page.locator("#file").focus()
    page.locator("#file").set_input_files(tmp_path / "a.txt")
    page.locator("button").focus()
    page.keyboard.press("m")
    page.mouse.move(5, 5)

    said = [(one["kind"], one["what"]) for one in page.evaluate("sent") if one["kind"] in ACTS]
    assert said == [("field", "Name"), ("press", "Fill"), ("field", "kind"), ("field", "file"), ("key", "m")]
