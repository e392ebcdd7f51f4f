"""An article: its form, what is done with it, the trash."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import (
    COPY,
    COPY_HERE,
    DESK,
    EDITORS,
    EDITORS_HERE,
    NOBODY,
    PUBLISHERS,
    SUBS,
    SUBS_HERE,
    WRITE,
)

# What the article's form asks.
on("desk_suggest_contributors", GET=DESK, POST=DESK)
for route in ("byline", "suggest_sections", "suggest_series", "suggest_articles", "pulse"):
    on(f"desk_{route}", GET=DESK)

# An article, and what is done with it.
ARTICLE = {"content_type_app_name": "articles", "content_type_model_name": "article"}
for route in ("wagtailadmin_pages:add", "desk_add_page", "wagtailadmin_pages:preview_on_add"):
    on(route, "articles", arguments=ARTICLE, BOTH=WRITE)
on("wagtailadmin_pages:add_subpage", "articles", BOTH=WRITE)
A_REVISION = {"page_id": "{pk}", "revision_id": "{latest_revision_id}"}
for where, own, copy, subs, editors in (
    ("", f"{COPY_HERE} writer bound-writer", COPY_HERE, SUBS_HERE, EDITORS_HERE),
    (" elsewhere", f"{COPY} writer", COPY, SUBS, EDITORS),
):
    draft, live, own_draft = f"draft{where}", f"live{where}", f"own draft{where}"
    for route in ("edit", "preview_on_edit", "view_draft", "copy"):
        on(f"wagtailadmin_pages:{route}", draft, BOTH=copy)
        on(f"wagtailadmin_pages:{route}", own_draft, BOTH=own)
    on("desk_edit_page", draft, BOTH=copy)
    on("desk_publish", draft, arguments=A_REVISION, BOTH=editors)
    for route in ("usage", "history", "history_results", "workflow_history"):
        on(f"wagtailadmin_pages:{route}", draft, GET=copy)
        on(f"wagtailadmin_pages:{route}", own_draft, GET=own)
    on("wagtailadmin_pages:delete", draft, BOTH=editors)
    on("wagtailadmin_pages:delete", live, BOTH=editors)
    on("wagtailadmin_pages:delete", own_draft, BOTH=own)
    on("wagtailadmin_pages:unpublish", live, BOTH=editors)
    on("wagtailadmin_pages:lock", draft, POST=subs)
    on("wagtailadmin_pages:unlock", draft, POST=subs)
    on("wagtailadmin_pages:set_privacy", live, BOTH=editors)
    on("wagtailadmin_pages:move", draft, BOTH=editors)
    on("wagtailadmin_pages:set_page_position", draft, BOTH=EDITORS)
    on("wagtailadmin_pages:revisions_view", draft, arguments=A_REVISION, GET=copy)
    on("wagtailadmin_pages:revisions_revert", draft, arguments=A_REVISION, BOTH=copy)
    on("wagtailadmin_pages:revisions_unschedule", draft, arguments=A_REVISION, BOTH=editors)
    on(
        "wagtailadmin_pages:revisions_compare",
        live,
        arguments={"_0": "{pk}", "_1": "earliest", "_2": "latest"},
        GET=copy,
    )
    on(
        "wagtailadmin_editing_sessions:ping",
        draft,
        arguments={"app_label": "articles", "model_name": "article", "object_id": "{pk}", "session_id": 1},
        POST=copy,
    )
    for act, thing, who in (
        ("publish", draft, editors),
        ("unpublish", live, editors),
        ("delete", draft, editors),
        ("copy", draft, " ".join(set(copy.split()) - {"pictures"})),  # who copies makes an article
        ("move", draft, editors),  # before or after another; nobody sees that order
        ("revert_to_page_revision", draft, copy),
        ("create_alias", live, NOBODY),
        ("convert_alias", live, NOBODY),
        ("copy_for_translation", live, NOBODY),
    ):
        on(
            "wagtailadmin_api:pages:action",
            thing,
            arguments={"pk": "{pk}", "action_name": act},
            POST=who,
            data={
                "recursive": "false",
                "slug": "another",
                "revision_id": "{latest_revision_id}",
                **({"destination_page_id": "{pk}"} if act == "move" else {}),
            },
        )
    on("desk_planning_piece", draft, BOTH=copy)
    on("desk_planning_piece", own_draft, BOTH=own)
    on("desk_planning_move", draft, POST=editors, data={"stage": "hold"})
    on("desk_planning_assign", draft, POST=editors, data={"step": "copy"})
    on("desk_planning_review", draft, POST=copy, data={"act": "submit"})
on("wagtailadmin_pages:convert_alias", "live")
on("wagtailadmin_pages:revisions_index", "draft", BOTH=DESK, why="leads on to the history, which asks")
on(
    "wagtailadmin_pages:move_confirm",
    "draft",
    arguments={"page_to_move_id": "{pk}", "destination_id": "{pk}"},
    GET=DESK,
    why="a page cannot move into itself; the action asks",
)
on("wagtailadmin_editing_sessions:release", arguments={"session_id": 1}, POST=DESK, why="one's own, or nothing happens")

# A new one, and the trash.
on("desk_trash", GET=DESK)
on("desk_trash_restore", "deleted", arguments={"page_id": "{pk}"}, POST=EDITORS_HERE)
on("desk_trash_restore", "own deleted", arguments={"page_id": "{pk}"}, POST=f"{COPY_HERE} writer bound-writer")
on("desk_trash_delete", "deleted", arguments={"page_id": "{pk}"}, POST=PUBLISHERS)
on("desk_new_article", BOTH=DESK, why="leads on to the form, which asks")
