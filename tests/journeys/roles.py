"""One served magazine and a browser for each person at its desk; ``JOURNEY_SHOTS=FOLDER`` keeps a picture of every step."""

from __future__ import annotations

import base64
import mimetypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

SESSION_COOKIE = "masthead_session"
FOLDER_OF_SHOTS = os.environ.get("JOURNEY_SHOTS", "")


DROP = """([data, name, type]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name, { type }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true });
    document.querySelector("dialog[open], .modal.in, main").dispatchEvent(event);
  }
}"""
"""Drops a file on the page; takes what :func:`as_dropped` makes of it."""


def as_dropped(name: str, data: bytes) -> list[str]:
    """A file as it goes through to the page."""
    return [base64.b64encode(data).decode(), name, mimetypes.guess_type(name)[0] or ""]


@dataclass
class Served:
    """The magazine under ``masthead serve``, and who can sign in (see ``tests.newcomers.magazines``)."""

    browser: Browser
    address: str
    people: dict[str, dict[str, str]]

    @contextmanager
    def at_the_desk(self, name: str, width: int = 1280) -> Iterator[Desk]:
        """Somebody who has signed in; what goes wrong in their pages fails the test."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, base_url=self.address, locale="en-GB", timezone_id="UTC"
        )
        session = self.people[name]["session"]
        context.add_cookies([{"name": SESSION_COOKIE, "value": session, "domain": "127.0.0.1", "path": "/desk/"}])
        desk = Desk(name, context.new_page())
        desk.page.on("pageerror", lambda trouble: desk.troubles.append(str(trouble)))
        yield desk
        assert desk.troubles == []
        context.close()

    @contextmanager
    def a_reader(self) -> Iterator[Desk]:
        """Somebody without an account, in a browser that has never been here."""
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 900}, base_url=self.address, locale="en-GB"
        )
        yield Desk("reader", context.new_page())
        context.close()


@dataclass
class Desk:
    """A person's browser."""

    name: str
    page: Page
    troubles: list[str] = field(default_factory=list)
    shots: int = 0

    def shot(self, what: str, *, whole: bool = False) -> None:
        """Keep a picture of the page, if pictures are asked for."""
        if FOLDER_OF_SHOTS:
            self.shots += 1
            self.page.wait_for_timeout(300)
            path = Path(FOLDER_OF_SHOTS) / f"{self.name}-{self.shots:02}-{what}.png"
            self.page.screenshot(path=path, full_page=whole)

    def press_button(self, name: str) -> None:
        """Press a button that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()


def drag(page: Page, handle: Locator, x: float, y: float) -> None:
    """Drag with the mouse to a point of the window."""
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, y - 12, steps=6)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
