"""Write docs/operators/settings.md from config.py: ``python -m tests.house.settings_page``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from masthead import config
from tests.house.tree import REPOSITORY

PAGE = REPOSITORY / "docs" / "operators" / "settings.md"

INTRODUCTION = """# Settings

<!-- Written from src/masthead/config.py by `python -m tests.house.settings_page`; do not edit. -->

Masthead reads `masthead.toml`: the file that `MASTHEAD_CONFIG` names, or the nearest one from the current folder
upwards. The environment wins over the file: `MASTHEAD_<TABLE>_<KEY>`, for example `MASTHEAD_SITE_BASE_URL`; lists are
separated by commas there. A setting marked *secret* may stand in a file of its own: `secret_key_file = "key.txt"`, or
`MASTHEAD_SITE_SECRET_KEY_FILE=/run/secrets/key`. Relative paths start from the folder of `masthead.toml`. A key that is
not listed here is refused, with its file and line, and so is an unknown variable that begins with `MASTHEAD_`.
"""


def shown(default: Any) -> str:
    """A default as it would be written in the file."""
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, tuple):
        return "`[]`" if not default else f"`{list(default)}`"
    return f"`{default}`" if isinstance(default, int) else f'`"{default}"`'


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for name, table in config.TABLES.items():
        parts.append(f"\n## [{name}]\n\n{(table.__doc__ or '').strip()}\n\n")
        parts.append("| key | default | meaning |\n| --- | --- | --- |\n")
        for each, _ in config.settings_of(table):
            choices = each.metadata["choices"]
            one_of = f" One of {', '.join(f'`{choice}`' for choice in choices)}." if choices else ""
            secret = " *Secret.*" if each.metadata["secret"] else ""
            parts.append(f"| `{each.name}` | {shown(each.default)} | {each.metadata['help']}{one_of}{secret} |\n")
    return "".join(parts)


def write(path: Path = PAGE) -> None:
    """Write the page where it belongs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
