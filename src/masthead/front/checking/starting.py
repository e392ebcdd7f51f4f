"""A theme to begin with: a few commented files that pass the check."""

from __future__ import annotations

from pathlib import Path

from masthead.errors import MastheadError

README = """# A theme for Masthead

    templates/        stand before Masthead's own, by the same name: templates/front/_colophon.html
    templates/theme/  parts of your own, which your other templates include
    static/theme/     theme.css is linked after Masthead's sheets, theme.js as a module; pictures and fonts beside them

Name this folder in `masthead.toml`, or call it `theme` beside that file:

    [theme]
    folder = "{name}"

Then `masthead theme check`, and again whenever you changed something. What each template receives is in Masthead's
docs/themers/contexts.md, the tokens are in docs/themers/looks.md. With `debug = true` under `[site]` changes are seen at once.
"""
SHEET = """/* Linked after all of Masthead's sheets. Every rule stands in a layer: in `tokens` you change decisions, in `blocks` how a part
   is set. Colours come in pairs, on light and on dark paper. What a publisher chooses at the desk wins over this. */
@layer tokens {
  :root {
    --bar: 2px;
    /* --accent: light-dark(#1b5e9b, #8cc4ff); */
    /* --measure: 33rem; */
  }
}

@layer blocks {
  .colophon__own {
    color: var(--ink-soft);
    font-size: var(--step--1);
  }
}
"""
PART = """{# A part of your own: include it where you want it, with what it needs and “only”. #}{% load i18n %}
<p class="colophon__own">{% translate "Printed on light." %} {{ name }}</p>
"""
PAGE = """{# A page of the magazine with one thing added. It extends front/base.html and fills its block “main”, as ours does. #}
{% extends "front/base.html" %}{% load i18n %}
{% block main %}<article class="article article--plain">
<header class="article__head"><h1 class="headline" data-length="medium">{{ view.title }}</h1></header>
<div class="article__body">
{{ view.body }}
{% include "theme/_own.html" with name=furniture.magazine.name only %}
</div>
</article>{% endblock main %}
"""
FILES = {
    "README.md": README,
    "static/theme/theme.css": SHEET,
    "templates/theme/_own.html": PART,
    "templates/front/plain.html": PAGE,
}


class FolderInUse(MastheadError):
    """There is something in the folder already."""


def new_theme(folder: Path) -> list[str]:
    """Write the files of a theme to begin with, and name them.

    Raises:
        FolderInUse: the folder is there and not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(f"{folder} is not empty.", "Name a folder that is not there yet.")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{name}", folder.name) if name == "README.md" else text, encoding="utf-8")
    return list(FILES)
