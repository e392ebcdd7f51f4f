"""Running the house: accounts, groups, sites, settings, workflows, reports."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import DESK, OWNER, PUBLISHERS, SUBS_HERE

for route in ("index", "index_results"):
    on(f"wagtailusers_users:{route}", GET=PUBLISHERS)
    on(f"wagtailusers_groups:{route}", GET=OWNER)
    on(f"wagtailsites:{route}", GET=OWNER)
on("wagtailusers_users:add", BOTH=PUBLISHERS)
for thing, who in {"user": PUBLISHERS, "another owner": OWNER}.items():
    for route in ("edit", "delete"):
        on(f"wagtailusers_users:{route}", thing, BOTH=who)
    on("wagtailusers_users:copy", thing, BOTH=PUBLISHERS, why="a form for a new account, which is no owner's")
    for route in ("history", "history_results", "usage"):
        on(f"wagtailusers_users:{route}", thing, GET=PUBLISHERS)
for space, thing in {"wagtailusers_groups": "group", "wagtailsites": "site"}.items():
    on(f"{space}:add", BOTH=OWNER)
    for route in ("edit", "delete"):
        on(f"{space}:{route}", thing, BOTH=OWNER)
    for route in ("history", "history_results", "usage"):
        on(f"{space}:{route}", thing, GET=OWNER)
on("wagtailsites:copy", "site", BOTH=OWNER)
MAGAZINE = {"app_name": "magazine", "model_name": "magazine"}
on("wagtailsettings:edit", "magazine", arguments=MAGAZINE, BOTH=PUBLISHERS)
on(
    "wagtailsettings:preview_on_edit",
    "magazine",
    arguments={**MAGAZINE, "pk": "{pk}"},
    why="the settings have no preview",
)
WORKFLOWS = "wagtailadmin_workflows"
for route in ("index", "index_results", "task_index", "task_index_results"):
    on(f"{WORKFLOWS}:{route}", GET=PUBLISHERS)
on(f"{WORKFLOWS}:select_task_type", BOTH=PUBLISHERS)
on(f"{WORKFLOWS}:add", BOTH=PUBLISHERS)
on(f"{WORKFLOWS}:edit", "workflow", BOTH=PUBLISHERS)
on(f"{WORKFLOWS}:enable", "workflow", POST=PUBLISHERS)
on(f"{WORKFLOWS}:disable", "workflow", BOTH=PUBLISHERS)
for route in ("usage", "usage_results"):
    on(f"{WORKFLOWS}:{route}", "workflow", GET=PUBLISHERS)
on(f"{WORKFLOWS}:remove", "articles", POST=PUBLISHERS)
on(f"{WORKFLOWS}:edit_task", "task", BOTH=PUBLISHERS)
on(f"{WORKFLOWS}:enable_task", "task", POST=PUBLISHERS)
on(f"{WORKFLOWS}:disable_task", "task", BOTH=PUBLISHERS)
on(f"{WORKFLOWS}:add_task", arguments={"app_label": "wagtailcore", "model_name": "groupapprovaltask"}, BOTH=PUBLISHERS)
for route in ("task_chooser", "task_chooser_results"):
    on(f"{WORKFLOWS}:{route}", GET=DESK, why="the names of the steps of review")
on(f"{WORKFLOWS}:task_chooser_create", BOTH=DESK, why="an empty form; making one is refused")
on(f"{WORKFLOWS}:task_chosen", "task", BOTH=DESK, why="its name")
for report in ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages", "page_types_usage"):
    for route in (report, f"{report}_results"):
        on(f"wagtailadmin_reports:{route}", GET=SUBS_HERE if report == "locked_pages" else DESK)
