"""The front page, as editors arrange it."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import EDITORS

for route in ("desk_front", "desk_front_as_of"):
    on(route, GET=EDITORS)
on("desk_begin_arrangement", POST=EDITORS)
on("desk_arrangement", "arrangement", arguments={"number": "{pk}"}, GET=EDITORS)
on("desk_preview_arrangement", "arrangement", arguments={"number": "{pk}"}, GET=EDITORS)
on(
    "desk_place_on_front",
    "arrangement",
    arguments={"number": "{pk}"},
    why="no article is said; test_slots has the rest",
)
for route in ("launch_arrangement", "withdraw_arrangement", "discard_arrangement"):
    on(f"desk_{route}", "arrangement", arguments={"number": "{pk}"}, POST=EDITORS)
on("desk_describe_slot", "slot", arguments={"number": "{pk}"}, BOTH=EDITORS)
on("desk_remove_slot", "slot", arguments={"number": "{pk}"}, POST=EDITORS)
