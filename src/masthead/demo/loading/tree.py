"""The magazine's own row, its sections, its series and the pages on which it speaks of itself."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from wagtail.models import Page

from masthead.articles.models import Section, Series
from masthead.audit import actions as audit
from masthead.demo.manuscripts import facts
from masthead.demo.marks import Marks, Shelf
from masthead.front.actions import SiteTree, lay_out_site
from masthead.front.models import PlainPage
from masthead.magazine.models import Magazine
from masthead.magazine.queries import this_magazine
from masthead.publishing import actions as publishing
from masthead.publishing.pages import MagazinePage
from masthead.staff.models import User


def magazine(said: dict[str, Any], *, acting_user: User | None) -> Magazine:
    """Return the magazine's row; one that was never set up is given the demo's name, voice and look."""
    row = this_magazine()
    if row.is_set_up:
        return row
    with transaction.atomic():
        row.name, row.tagline, row.description = said["name"], said["tagline"], said["description"]
        row.language, row.look = said["language"], said["look"]
        row.publisher_name, row.contact_email = said["publisher"], said["contact_email"]
        row.is_set_up = True
        row.save()
        audit.record("set-up", row, acting_user=acting_user, detail={"by": "demo"})
    return row


def site(said: dict[str, Any], *, acting_user: User | None) -> tuple[SiteTree, dict[str, Section], dict[str, Series]]:
    """Return the site's pages, and the sections and series by slug; missing ones are made and published."""
    with transaction.atomic():
        tree = lay_out_site(name=said["name"], acting_user=acting_user)
        sections: dict[str, Section] = {}
        for details in said["sections"]:
            _section(details, tree.front, sections, acting_user)
        series = {details["slug"]: _series(details, acting_user) for details in said["series"]}
        for details in facts("pages")["pages"]:
            _plain_page(details, tree, acting_user)
    return tree, sections, series


def added(page: MagazinePage, parent: Page, *, acting_user: User | None) -> None:
    """Put a new page below *parent* and publish it through the door."""
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision(user=acting_user)
    publishing.publish(page, acting_user=acting_user)


def _section(details: dict[str, Any], parent: Page, sections: dict[str, Section], acting_user: User | None) -> None:
    below = details.pop("sections", [])
    section = Section.objects.child_of(parent).filter(slug=details["slug"]).first()
    if section is None:
        section = Section(live=False, **details)
        added(section, parent, acting_user=acting_user)
    sections[section.slug] = section
    for inner in below:
        _section(inner, section, sections, acting_user)


def _series(details: dict[str, Any], acting_user: User | None) -> Series:
    series, is_new = Series.objects.get_or_create(slug=details["slug"], defaults=details)
    if is_new:
        audit.record("create", series, acting_user=acting_user, detail={"by": "demo"})
    return series


def _plain_page(details: dict[str, Any], tree: SiteTree, acting_user: User | None) -> None:
    if PlainPage.objects.child_of(tree.front).filter(slug=details["slug"]).exists():
        return
    body = Marks(Shelf({}, {}, {}), details["slug"]).stream(details["body"])
    page = PlainPage(
        title=details["title"],
        slug=details["slug"],
        search_description=details["description"],
        policies=details.get("policies", []),
        body=json.dumps(body),
        live=False,
    )
    added(page, tree.front, acting_user=acting_user)
