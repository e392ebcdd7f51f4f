"""Contributors and series."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import DESK, SUBS

on("wagtailsnippets:index", GET=DESK)
for model, thing, adds, keeps in (
    ("contributors_contributor", "contributor", DESK, SUBS),
    ("articles_series", "series", SUBS, SUBS),
):
    space, chooser = f"wagtailsnippets_{model}", f"wagtailsnippetchoosers_{model}"
    on(f"{space}:list", GET=adds)
    on(f"{space}:list_results", GET=adds)
    on(f"{space}:add", BOTH=adds)
    for route in ("edit", "delete"):
        on(f"{space}:{route}", thing, BOTH=keeps)
    on(f"{space}:copy", thing, BOTH=keeps)
    on(f"{space}:usage", thing, GET=keeps)
    on(f"{space}:history", thing, GET=adds)
    on(f"{space}:history_results", thing, GET=adds)
    on(f"{chooser}:choose", GET=DESK)
    on(f"{chooser}:choose_results", GET=DESK)
    on(f"{chooser}:chosen", thing, GET=DESK)
    on(f"{chooser}:chosen_multiple", thing, query="id={pk}", GET=DESK)
    on(f"{chooser}:create", BOTH=adds)
