"""Pages that are no articles, lists of pages, many at once."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import DESK, EDITORS, NOBODY, PUBLISHERS

# Lists of pages.
on("wagtailadmin_explore_root", GET=DESK)
on("wagtailadmin_explore", "articles", GET=DESK)
on(
    "wagtailadmin_explore",
    "issue",
    GET=DESK,
    why="who may not list it is led to what they may list; test_leaks.py looks",
)
on("wagtailadmin_explore_results", "articles", GET=DESK)
on("wagtailadmin_pages:search", GET=DESK)
on("wagtailadmin_pages:search_results", GET=DESK)
for route in ("wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results"):
    on(route, arguments={"content_type_app_name": "articles", "content_type_model_name": "article"}, GET=DESK)
on(
    "wagtailadmin_pages:choose_parent",
    arguments={"app_label": "articles", "model_name": "article"},
    GET=DESK,
    POST=DESK,
)

# Issues, sections, the front page.
AN_ISSUE = {"content_type_app_name": "issues", "content_type_model_name": "issue"}
on("wagtailadmin_pages:add", "issues", arguments=AN_ISSUE, BOTH=EDITORS)
for thing in ("issue", "section", "front"):
    on("wagtailadmin_pages:edit", thing, BOTH=EDITORS)
    on("wagtailadmin_pages:view_draft", thing, BOTH=EDITORS)
    on("wagtailadmin_pages:unpublish", thing, GET=EDITORS, POST=NOBODY if thing == "front" else EDITORS)
    on("wagtailadmin_pages:history", thing, GET=EDITORS)
on("wagtailadmin_pages:delete", "issue", BOTH=EDITORS)
on("wagtailadmin_pages:delete", "section", BOTH=EDITORS)
on("wagtailadmin_pages:delete", "front", BOTH=PUBLISHERS)
on("wagtailadmin_pages:move", "section", BOTH=EDITORS)

# Many at once.
for act in ("publish", "unpublish", "delete", "move"):
    on(
        "wagtail_bulk_action",
        "draft",
        arguments={"app_label": "wagtailcore", "model_name": "page", "action": act},
        query="id={pk}",
        BOTH=DESK,
        why="names what it may not touch; acts.py has who can",
    )
for model, acts in {
    "image": ("add_tags", "add_to_collection", "delete"),
    "document": ("add_tags", "add_to_collection", "delete"),
}.items():
    for act in acts:
        app_label, name = ("pictures", "picture") if model == "image" else ("pictures", "mediadocument")
        on(
            "wagtail_bulk_action",
            name.replace("media", ""),
            arguments={"app_label": app_label, "model_name": name, "action": act},
            query="id={pk}",
            BOTH=DESK,
        )
for act in ("assign_role", "delete", "set_active_state"):
    on(
        "wagtail_bulk_action",
        "user",
        arguments={"app_label": "staff", "model_name": "user", "action": act},
        query="id={pk}",
        BOTH=PUBLISHERS,
    )
