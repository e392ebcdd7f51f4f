"""What comes in: Word files, other magazines."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import EDITORS, WRITE

on("manuscripts_list", GET=WRITE, why="what is posted here is no file, which is refused to all")
on("manuscripts_review", "manuscript", BOTH=EDITORS)
on(
    "manuscripts_picture",
    "manuscript",
    arguments={"manuscript_id": "{pk}", "number": 1},
    why="it has no picture; tests/manuscripts has who sees those of others",
)
on("importers_list", BOTH=EDITORS)
on("importers_ledger", "import", arguments={"run_id": "{pk}"}, BOTH=EDITORS)
on("importers_ledger_file", "import", arguments={"run_id": "{pk}"}, BOTH=EDITORS)
