"""The demo magazine, served as an operator would serve it, for all journeys."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.shots import demo_magazine

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOUNDING = "/articles/castaign-and-dray-part/"
PATIENCE_SECONDS = 120


@pytest.fixture(scope="session")
def served(browser: Browser) -> Iterator[tuple[str, Path]]:
    """Its address and folder, once the worker has made the pictures of the founding page. Needs a browser, so there is none without."""
    with demo_magazine() as (address, folder):
        wait_for_pictures(f"{address}{FOUNDING}")
        yield address, folder


@pytest.fixture(scope="session")
def demo(served: tuple[str, Path]) -> str:
    """Its address."""
    return served[0]


def wait_for_pictures(url: str) -> None:
    """Return when no picture of a page is waiting for the worker any more."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        with urllib.request.urlopen(url, timeout=10) as answer:
            if b"picture__waiting" not in answer.read():
                return
        time.sleep(1)
    pytest.fail(f"The pictures of {url} were not ready within {PATIENCE_SECONDS} seconds.")
