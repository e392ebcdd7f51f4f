"""Who may use which route of the desk, the API and the previews: the one table that the walk compares the magazine with.

A line is ``on(route, thing, GET=who, POST=who, …)``.

``route``   the name of the route, namespaces included; for a route without a name, its pattern.
``thing``   what of ``world.py`` the address is about, where it has arguments. One line for each thing that makes a difference.
``GET``, ``POST``  who is let in (``people.py`` has the words). Everybody else must be refused, and nothing be written. What is not said
            is for nobody. A route that asks nothing about the method says ``BOTH=``.
``arguments``  arguments of the address that the thing does not answer, ``query`` what follows ``?``, ``data`` what is posted;
            ``{pk}`` in them is the number of the thing, ``{latest_revision_id}`` its latest revision.
``why``     only where somebody would ask.
"""

from __future__ import annotations

from tests.permissions.lines import TABLE, on
from tests.permissions.people import (
    ANYBODY,
    COPY,
    COPY_HERE,
    DESK,
    EDITORS,
    EDITORS_HERE,
    NOBODY,
    OWNER,
    PICTURES,
    PUBLISHERS,
    SUBS,
    SUBS_HERE,
    WRITE,
)

__all__ = ["OPEN", "TABLE"]

# The doors themselves. /setup/ is nowhere once there is an owner.
on("first_run")
on("wagtailadmin_login", BOTH=ANYBODY)
on("wagtailadmin_logout", POST=ANYBODY)
on("wagtailadmin_sprite", BOTH=ANYBODY, why="icons; nothing in them")
on("wagtailadmin_javascript_catalog", GET=ANYBODY, why="the desk's words; nothing in them")
on("desk/^", GET=DESK, why="whatever is at no address; tried as /desk/")
on("desk/test404/", GET=DESK)
on("wagtailadmin_error_test", BOTH=DESK, why="Wagtail's: it raises an error, and does nothing else")
on("wagtailadmin_password_reset")
on("wagtailadmin_password_reset_done")
on("wagtailadmin_password_reset_confirm", arguments={"uidb64": "MQ", "token": "x-y"})
on("wagtailadmin_password_reset_complete")

# One's own: home, account, sessions.
on("wagtailadmin_home", GET=DESK)
on("wagtailadmin_account", BOTH=DESK)
on("wagtailadmin_dismissibles", GET=DESK, why="what one has clicked away oneself; written by PATCH")
on("desk_access_security", GET=DESK)
on("desk_access_password", POST=DESK)
on("desk_access_end_session", why="of no session, as it is tried here; tests/desk/test_sessions.py has the rest")
on("desk_access_end_others", POST=DESK)
on("wagtailadmin_block_preview", query="id=x", why="of no block, as it is tried here")

on("desk_access_second", BOTH=ANYBODY, why="leads back to the log-in when nobody is half in")
on("desk_access_login_passkey_finish", POST=ANYBODY, why="says that the key will not do")
for route in ("oidc", "oidc_back"):
    on(f"desk_access_{route}", why="single sign-on is not set up here; tests/desk has the rest")
for route in ("remove_passkey",):
    on(
        f"desk_access_{route}",
        why="of no key or half a log-in, as it is tried here; tests/desk/test_second_factor.py has the rest",
    )
on("desk_access_login_passkey", POST=ANYBODY)
on("desk_access_passkey_options", POST=DESK)
on("desk_access_passkey_finish", POST=DESK, why="leads back when there is no key")
for route in ("confirm", "app", "recovery"):
    on(f"desk_access_{route}", BOTH=DESK)
on("desk_access_passkey", GET=DESK)
on("desk_access_remove_app", POST=DESK)
on("desk_people", GET=PUBLISHERS)
on("desk_people_rules", POST=PUBLISHERS)
for thing, who in {"user": PUBLISHERS, "another owner": OWNER}.items():
    on("desk_people_reset", thing, POST=who)
    on("desk_people_end", thing, POST=who)
on("desk_audit", GET=PUBLISHERS)
on("desk_audit_export", arguments={"form": "csv"}, GET=PUBLISHERS)

# Issues on the board.
on("desk_board", "issue", arguments={"issue_id": "{pk}"}, GET=EDITORS, why="an act that is not said is refused to all")
on("desk_plan", "issue", arguments={"issue_id": "{pk}"}, BOTH=EDITORS)
on("desk_cover", "issue", arguments={"issue_id": "{pk}"}, BOTH=EDITORS)
on("desk_launch", "issue", arguments={"issue_id": "{pk}"}, BOTH=EDITORS)
on("desk_back_issue", BOTH=EDITORS)

# Planning, review, and who is told.
for answer, who in (("accept", NOBODY), ("decline", NOBODY), ("finish", EDITORS_HERE), ("cancel", EDITORS_HERE)):
    on("desk_planning_answer", "assignment", arguments={"number": "{pk}"}, data={"answer": answer}, POST=who)
on("desk_planning_steps", GET=PUBLISHERS, why="what is posted here names no steps")
on("desk_notifications", GET=DESK)
on("desk_notifications_read", POST=DESK)
on("desk_notification", "notification", arguments={"number": "{pk}"}, why="somebody else's")
on("desk_notification_choices", BOTH=DESK)

# What the article's form asks.
on("desk_suggest_contributors", GET=DESK, POST=DESK)
for route in ("byline", "suggest_sections", "suggest_series", "suggest_articles", "pulse"):
    on(f"desk_{route}", GET=DESK)

# The front page.
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

# Our own screens.
on("desk_trash", GET=DESK)
on("desk_trash_restore", "deleted", arguments={"page_id": "{pk}"}, POST=EDITORS_HERE)
on("desk_trash_restore", "own deleted", arguments={"page_id": "{pk}"}, POST=f"{COPY_HERE} writer bound-writer")
on("desk_trash_delete", "deleted", arguments={"page_id": "{pk}"}, POST=PUBLISHERS)
on("manuscripts_list", GET=WRITE, why="what is posted here is no file, which is refused to all")
on("manuscripts_review", "manuscript", BOTH=EDITORS)
on(
    "manuscripts_picture",
    "manuscript",
    arguments={"manuscript_id": "{pk}", "number": 1},
    why="it has no picture; tests/manuscripts has who sees those of others",
)
for route in ("desk_pictures", "desk_pictures_export", "desk_pictures_uploads"):
    on(route, GET=DESK)
on("desk_pictures_upload", BOTH=DESK)
on("desk_pictures_save", POST=DESK)
on("desk_pictures_read", why="of no picture")
on("desk_pictures_sheet", "upload", arguments={"key": "{key}"}, GET=PICTURES)
on("desk_picture", "picture", GET=DESK)
on("desk_picture_delete", "picture", POST=PICTURES)
on("desk_picture_thumbnail", "picture", GET=DESK)
on("desk_articles", GET=DESK, why="what is posted here names no article; tests/desk/test_pieces.py has the rest")
on("desk_calendar", GET=DESK)
on("desk_calendar_add", "section", data={"title": "Snow", "section": "{pk}"}, POST=WRITE)
on(
    "desk_calendar_move",
    "draft",
    data={"piece": "{pk}", "kind": "planned", "day": "2026-12-01", "version": "1"},
    POST=EDITORS_HERE,
)
on("desk_runner", "schedule trouble", GET=EDITORS_HERE, POST=EDITORS_HERE, data={"trouble": "{pk}"})
on("desk_new_article", BOTH=DESK, why="leads on to the form, which asks")
on("desk_issues", BOTH=DESK)
on("desk_new_issue", BOTH=EDITORS)
on("desk_repairs", BOTH=PICTURES)
on("importers_list", BOTH=EDITORS)
on("importers_ledger", "import", arguments={"run_id": "{pk}"}, BOTH=EDITORS)
on("importers_ledger_file", "import", arguments={"run_id": "{pk}"}, BOTH=EDITORS)

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

# An article, and what is done with it.
ARTICLE = {"content_type_app_name": "articles", "content_type_model_name": "article"}
AN_ISSUE = {"content_type_app_name": "issues", "content_type_model_name": "issue"}
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

# Issues, sections, the front page.
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

# The review.
on(
    "wagtailadmin_pages:workflow_action",
    "in review",
    arguments={"page_id": "{pk}", "action_name": "approve", "task_state_id": "{task_state}"},
    BOTH="sub owner",
    why="who is in the group of the step",
)
on(
    "wagtailadmin_pages:collect_workflow_action_data",
    "in review",
    arguments={"page_id": "{pk}", "action_name": "approve", "task_state_id": "{task_state}"},
    BOTH="sub owner",
)
on(
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "in review",
    BOTH=DESK,
    why="a question that names nothing; the form asks",
)
on(
    "wagtailadmin_pages:workflow_preview",
    "in review",
    arguments={"page_id": "{pk}", "task_id": "{task}"},
    GET="sub owner",
)
on(
    "wagtailadmin_pages:workflow_history_detail",
    "in review",
    arguments={"page_id": "{pk}", "workflow_state_id": "{workflow_state}"},
    GET=COPY_HERE,
)

# Choosing.
on("wagtailadmin_choose_page", GET=DESK)
on("wagtailadmin_choose_page_child", "articles", GET=DESK)
on("wagtailadmin_choose_page_search", GET=DESK, query="q=a")
on("wagtailadmin_choose_page_chosen_multiple", "live", GET=DESK, query="id={pk}")
for kind in ("external", "email", "phone", "anchor"):
    on(f"wagtailadmin_choose_page_{kind}_link", BOTH=DESK)
on("wagtailadmin_tag_autocomplete", BOTH=DESK, query="term=a")
on(
    "wagtailadmin_tag_model_autocomplete",
    arguments={"app_name": "taggit", "model_name": "tag"},
    BOTH=DESK,
    query="term=a",
)
on("wagtailembeds:chooser", BOTH=DESK)
on("wagtailembeds:chooser_upload", BOTH=DESK)

# The API of the desk.
for kind, thing in {"pages": "live", "images": "picture", "documents": "document"}.items():
    on(f"wagtailadmin_api:{kind}:listing", GET=DESK)
    on(f"wagtailadmin_api:{kind}:detail", thing, GET=DESK)
    on(f"wagtailadmin_api:{kind}:find", thing, GET=DESK, query="id={pk}")
# Pictures, files and their collections.
on("wagtailimages:index", GET=DESK)
on("wagtailimages:index_results", GET=DESK)
on("wagtailimages:add", BOTH=DESK)
on("wagtailimages:add_multiple", BOTH=DESK)
for route in ("edit", "delete"):
    on(f"wagtailimages:{route}", "picture", arguments={"image_id": "{pk}"}, BOTH=PICTURES)
    on(f"wagtailimages:{route}", "own picture", arguments={"image_id": "{pk}"}, BOTH=DESK)
on("wagtailimages:image_usage", "picture", GET=PICTURES)
on("wagtailimages:url_generator", "picture", why="Wagtail's addresses for pictures are not in use")
on("wagtailimages:url_generator_output", "picture", why="likewise")
on("wagtailimages:preview", "picture", arguments={"image_id": "{pk}", "filter_spec": "width-20"}, BOTH=PICTURES)
for route in ("edit_multiple", "delete_multiple"):
    on(f"wagtailimages:{route}", "picture", data={"image-{pk}-title": "Harbour"}, POST=PICTURES)
    on(f"wagtailimages:{route}", "own picture", data={"image-{pk}-title": "Harbour"}, POST=DESK)
for route in ("create_multiple_from_uploaded_image", "delete_upload_multiple"):
    on(
        f"wagtailimages:{route}",
        arguments={"uploaded_file_id": 1},
        why="of an upload that is not there; test_leaks.py tries another's",
    )
for act in ("choose", "choose_results"):
    on(f"wagtailimages_chooser:{act}", GET=DESK)
    on(f"wagtaildocs_chooser:{act}", GET=DESK)
on("wagtailimages_chooser:chosen", "picture", GET=DESK)
on("wagtailimages_chooser:chosen_multiple", "picture", query="id={pk}", GET=DESK)
on("wagtailimages_chooser:create", BOTH=DESK)
on("wagtailimages_chooser:select_format", "picture", BOTH=DESK)
on("wagtaildocs_chooser:chosen", "document", GET=DESK)
on("wagtaildocs_chooser:chosen_multiple", "document", query="id={pk}", GET=DESK)
on("wagtaildocs_chooser:create", BOTH=DESK)
on("wagtaildocs:index", GET=DESK)
on("wagtaildocs:index_results", GET=DESK)
on("wagtaildocs:add", BOTH=DESK)
on("wagtaildocs:add_multiple", BOTH=DESK)
for route in ("edit", "delete"):
    on(f"wagtaildocs:{route}", "document", BOTH=PICTURES)
on("wagtaildocs:document_usage", "document", GET=PICTURES)
for route in ("edit_multiple", "delete_multiple"):
    on(f"wagtaildocs:{route}", "document", POST=PICTURES)
for route in ("create_multiple_from_uploaded_document", "delete_upload_multiple"):
    on(
        f"wagtaildocs:{route}",
        arguments={"uploaded_file_id": 1},
        why="of an upload that is not there; test_leaks.py tries another's",
    )
on("wagtailadmin_collections:index", GET=PICTURES)
on("wagtailadmin_collections:add", BOTH=PICTURES)
on("wagtailadmin_collections:edit", "collection", BOTH=PICTURES)
on("wagtailadmin_collections:delete", "collection", BOTH=PICTURES)
on("wagtailadmin_collections:set_privacy", "collection", BOTH=PICTURES)

# Contributors and series.
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

# Running the house.
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

OPEN = (
    "media", "static",
    "machines:alive", "machines:ready", "machines:robots", "machines:sitemap", "sitemap-pages.xml",
    r"^sitemap-(?P<year>[1-9][0-9]{3})(?:-(?P<part>[2-9]|[1-9][0-9]{1,3}))?\.xml$", "machines:feed",
    "front:proof",  # by a link that is 256 bits by lot; tests/front/test_proofs.py tries others
    "front:proof_whole",
    "front:proof_piece",
    "front:front", "front:search", "front:articles", r"^articles/page/(?P<number>[1-9][0-9]{0,6})/$", "front:article",
    "front:issues", r"^issues/page/(?P<number>[1-9][0-9]{0,6})/$", "front:issue", "front:archive", "front:year",
    "front:contributors", "front:contributor", "front:series", "front:tag",
    r"^(?P<path>.+)/page/(?P<number>[1-9][0-9]{0,6})/$", r"^(?P<path>.+)$",
)  # fmt: skip
"""Readers' and programs' routes: they know nobody, and show what is public to all."""
