"""Choosers, and the API of the desk."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import DESK

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
