"""Lighthouse: accessibility, best practices and search engines, 100 each. Its speed is not asked: two shared cores say nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import said_as_json, validator
from tests.acceptance.kinds import Found

pytestmark = pytest.mark.acceptance

CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("name", ["front page", "article", "issue"])
def test_lighthouse_gives_full_marks(name: str, pages: dict[str, Found], chromium_command: Path) -> None:
    command = [
        *("node", str(validator("lighthouse", "cli", "index.js")), pages[name].url),
        *("--quiet", "--output=json", "--output-path=stdout", f"--only-categories={','.join(CATEGORIES)}"),
        "--chrome-flags=--headless=new",
    ]
    report: Any = said_as_json(command, CHROME_PATH=str(chromium_command))
    marks = {code: report["categories"][code]["score"] for code in CATEGORIES}
    short = [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')} {str(audit.get('details', {}).get('items', ''))[:300]}"
        for audit in report["audits"].values()
        if audit["scoreDisplayMode"] == "binary" and audit["score"] == 0
    ]
    assert marks == dict.fromkeys(CATEGORIES, 1), short
