"""The look of the magazine."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import PUBLISHERS

on("desk_look", BOTH=PUBLISHERS, data={"act": "save", "look": "quiet"})
on("desk_look_put_back", POST=PUBLISHERS)
on("desk_look_nameplate", POST=PUBLISHERS)
on("desk_look_sheet", GET=PUBLISHERS)
for kind in ("front", "article", "issue", "guide"):
    on("desk_look_preview", arguments={"kind": kind}, GET=PUBLISHERS)
on("desk_style_guide", GET=PUBLISHERS)
