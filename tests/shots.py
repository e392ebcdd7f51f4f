"""Screenshots of the key pages of the demo magazine, wide and narrow: ``make shots`` puts them into shots/."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.house.tree import REPOSITORY
from tests.made_demo import made_demo

FOLDER = REPOSITORY / "shots"
WIDTHS = {"wide": 1280, "narrow": 390}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PATIENCE_SECONDS = 120
PAGES = {
    "front": "/",
    "articles": "/articles/",
    "issues": "/issues/",
    "archive": "/archive/",
    "contributors": "/contributors/",
    "search": "/search/?q=film",
    "not-found": "/there-is-no-such-page/",
    "login": "/desk/login/",
}
LOAD_ALL = "document.querySelectorAll('img[loading=lazy]').forEach((img) => { img.loading = 'eager' })"
FIRST_OF = {
    "article": ("/articles/", "main a[href^='/articles/']:not([href*='/page/'])"),
    "issue": ("/issues/", "main a[href^='/issues/']"),
}


@contextmanager
def demo_magazine() -> Iterator[tuple[str, Path]]:
    """The address and the folder of a demo magazine that is being served: a copy, as one just made."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        magazine = made_demo().copy_to(Path(folder))
        command = [str(Path(sys.executable).with_name("masthead")), "demo", str(magazine), "--port", str(port)]
        server = subprocess.Popen(command, cwd=folder, env=_own_settings())
        try:
            _wait_for(address, server)
            yield address, magazine
        finally:
            server.terminate()
            server.wait(timeout=30)


def _own_settings() -> dict[str, str]:
    """The environment without settings of other magazines: the tests' own, or an operator's database."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MASTHEAD_", "DJANGO_"))}


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE_SECONDS):
        if server.poll() is not None:
            sys.exit("The demo magazine ended before it answered.")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    sys.exit(f"The demo magazine did not answer within {PATIENCE_SECONDS} seconds.")


def wait_for_pictures(page: Page, address: str) -> None:
    """The worker makes the sizes of pictures after the pages are there."""
    for _ in range(PATIENCE_SECONDS):
        page.goto(address)
        if page.locator(".picture__waiting").count() == 0:
            return
        time.sleep(2)


def addresses(page: Page, address: str) -> dict[str, str]:
    """The pages to look at: the fixed ones, and the first article and issue in their lists."""
    found = dict(PAGES)
    for name, (where, selector) in FIRST_OF.items():
        page.goto(f"{address}{where}")
        link = page.locator(selector).first.get_attribute("href")
        if link:
            found[name] = link
    return found


def main() -> None:
    """Take them all."""
    chromium = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("No Chromium is installed (on Debian: apt-get install chromium).")
    FOLDER.mkdir(exist_ok=True)
    with demo_magazine() as (address, _folder), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        wait_for_pictures(page, f"{address}/")
        for name, path in addresses(page, address).items():
            for width_name, width in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(f"{address}{path}")
                page.evaluate(LOAD_ALL)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / f"{name}-{width_name}.png", full_page=True)
        browser.close()
    sys.stdout.write(f"Screenshots are in {FOLDER}.\n")


if __name__ == "__main__":
    main()
