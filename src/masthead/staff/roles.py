"""The roles of the desk and what each brings: the one table, and the action that puts it into force.

A role is a group of Django's with rights of three kinds: on kinds of pages (for all below the page named), on pictures and files (for all
collections), and on the rest of the desk. A right that the table names is given once: what an operator takes from a group afterwards
stays taken, and what they add stays added. A group that was deleted or renamed comes back with the next migration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from masthead.staff.models import GrantedRight


class Role(models.TextChoices):
    """What somebody does at the magazine. The value is the group's name."""

    WRITER = "Writers", _("Writer")
    SUB_EDITOR = "Sub-editors", _("Sub-editor")
    PICTURE_EDITOR = "Picture editors", _("Picture editor")
    EDITOR = "Editors", _("Editor")
    PUBLISHER = "Publishers", _("Publisher")


SECTION_STAFF = "Section staff"
"""The group of all whose roles are bound to sections: it opens the desk and the picture library, and no page."""

ARTICLES = "articles.articleindex"
EVERYTHING = "root"


@dataclass(frozen=True)
class Rights:
    """What a group may do."""

    purpose: str
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the kind of page at whose branch it holds: add (and edit what is one's own), change, publish, lock, unlock, bulk_delete."""
    collections: tuple[str, ...] = ()
    """On pictures and files, in every collection. Whoever may add may change what is their own."""
    permissions: tuple[str, ...] = ()
    """On the rest of the desk."""


ENTER = "wagtailadmin.access_admin"
USE_PICTURES = (
    "wagtailimages.add_image", "wagtailimages.choose_image", "wagtaildocs.add_document", "wagtaildocs.choose_document",
)  # fmt: skip
RUN_PICTURES = (
    *USE_PICTURES,
    "wagtailimages.change_image", "wagtailimages.delete_image", "wagtaildocs.change_document", "wagtaildocs.delete_document",
    "wagtailcore.add_collection", "wagtailcore.change_collection", "wagtailcore.delete_collection",
)  # fmt: skip
CREDIT_PEOPLE = ("contributors.add_contributor",)
KEEP_LISTS = (
    "contributors.add_contributor", "contributors.change_contributor", "contributors.delete_contributor",
    "articles.add_series", "articles.change_series", "articles.delete_series",
)  # fmt: skip
PICTURE_DESK = (
    "pictures.add_picture", "pictures.change_picture", "pictures.delete_picture",
    "pictures.add_mediadocument", "pictures.change_mediadocument", "pictures.delete_mediadocument",
)  # fmt: skip
RUN_ISSUES = (
    "issues.add_issue", "issues.change_issue", "issues.delete_issue", "issues.proof_issue", "issues.launch_issue",
    "planning.assign_piece", "slots.arrange_front",
    "planning.pass_copy", "planning.pass_sub_edit", "planning.pass_pictures", "planning.pass_approve",
)  # fmt: skip
REVIEW_RULES = (
    "wagtailcore.add_workflow", "wagtailcore.change_workflow", "wagtailcore.delete_workflow",
    "wagtailcore.add_task", "wagtailcore.change_task", "wagtailcore.delete_task",
)  # fmt: skip
RUN_NEWSLETTERS = ("newsletters.add_newsletter", "newsletters.change_newsletter", "mailings.send_mailing")
KNOW_SUBSCRIBERS = ("newsletters.view_subscriber", "newsletters.export_subscribers")
RUN_THE_HOUSE = (
    "staff.add_user", "staff.change_user", "staff.delete_user", "staff.view_user",
    "magazine.change_magazine", "audit.view_auditentry", "redirects.withdraw_page",
    "planning.change_sectionsteps", "planning.empty_trash", *REVIEW_RULES,
)  # fmt: skip

RIGHTS: Mapping[str, Rights] = {
    Role.WRITER: Rights(
        "Writes their own drafts, adds pictures, submits. Publishes nothing.",
        pages={ARTICLES: ("add",)},
        collections=USE_PICTURES,
        permissions=(ENTER, "pictures.add_picture", "pictures.add_mediadocument", *CREDIT_PEOPLE),
    ),
    Role.SUB_EDITOR: Rights(
        "Edits every article and approves the copy. Publishes nothing.",
        pages={ARTICLES: ("add", "change", "lock", "unlock")},
        collections=USE_PICTURES,
        permissions=(
            *(ENTER, "pictures.add_picture", "pictures.add_mediadocument", "planning.pass_sub_edit"),
            *KEEP_LISTS,
        ),
    ),
    Role.PICTURE_EDITOR: Rights(
        "Keeps all pictures and files, and places them in articles. Publishes nothing.",
        pages={ARTICLES: ("change",)},
        collections=RUN_PICTURES,
        permissions=(ENTER, "planning.pass_pictures", *PICTURE_DESK, *CREDIT_PEOPLE),
    ),
    Role.EDITOR: Rights(
        "Does everything with copy, pictures, issues and the front page: publishes, assigns, proofs, launches.",
        pages={EVERYTHING: ("add", "change", "publish", "lock", "unlock")},
        collections=RUN_PICTURES,
        permissions=(ENTER, *PICTURE_DESK, *KEEP_LISTS, *RUN_ISSUES, *RUN_NEWSLETTERS),
    ),
    Role.PUBLISHER: Rights(
        "Does what an editor does, and runs the house: accounts and roles, the magazine's settings, the audit trail, withdrawing.",
        pages={EVERYTHING: ("add", "change", "publish", "lock", "unlock", "bulk_delete")},
        collections=RUN_PICTURES,
        permissions=(
            *(ENTER, *PICTURE_DESK, *KEEP_LISTS, *RUN_ISSUES, *RUN_NEWSLETTERS),
            *(*KNOW_SUBSCRIBERS, *RUN_THE_HOUSE),
        ),
    ),
    SECTION_STAFF: Rights(
        "Everybody whose roles hold for some sections only. Given and taken with the roles.",
        collections=USE_PICTURES,
        permissions=(ENTER, "pictures.add_picture", "pictures.add_mediadocument", *CREDIT_PEOPLE),
    ),
}


def ensure_roles() -> None:
    """Make the groups and give each the rights of the table that it was never given before. Calling it again changes nothing.

    Rights on what is not there yet (a permission of a later release, the list of articles before the site is laid out) wait for the next
    call. Called after every migration and when a site is laid out. About twenty queries when there is nothing to do.
    """
    if Page.get_first_root_node() is None or Collection.get_first_root_node() is None:
        return  # a database that was emptied, or not migrated to its end
    with transaction.atomic():
        is_new = not GrantedRight.objects.exists()
        permissions = {f"{row.content_type.app_label}.{row.codename}": row for row in _permissions_named()}
        pages = dict(_pages_named())
        for name, rights in RIGHTS.items():
            group, _created = Group.objects.get_or_create(name=name)
            _give(group, rights, permissions, pages)
        if is_new:
            _remove_unused_group("Moderators")


def names_of(rights: Rights) -> Iterator[str]:
    """Every right as the ledger writes it: ``page:articles.articleindex:add``, ``collection:…``, ``desk:…``."""
    yield from (f"page:{place}:{verb}" for place, verbs in rights.pages.items() for verb in verbs)
    yield from (f"collection:{permission}" for permission in rights.collections)
    yield from (f"desk:{permission}" for permission in rights.permissions)


def _give(group: Group, rights: Rights, permissions: Mapping[str, Permission], pages: Mapping[str, Page]) -> None:
    known = set(GrantedRight.objects.filter(group=group).values_list("right", flat=True))
    given = [right for right in names_of(rights) if right not in known and _give_one(group, right, permissions, pages)]
    GrantedRight.objects.bulk_create([GrantedRight(group=group, right=right) for right in given])


def _give_one(group: Group, right: str, permissions: Mapping[str, Permission], pages: Mapping[str, Page]) -> bool:
    """Give one right; False when what it is about is not there yet."""
    kind, _colon, what = right.partition(":")
    place, _colon, verb = what.rpartition(":")
    permission = permissions.get(f"wagtailcore.{verb}_page" if kind == "page" else what)
    page = pages.get(place)
    if permission is None or (kind == "page" and page is None):
        return False
    if kind == "page":
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    elif kind == "collection":
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    else:
        group.permissions.add(permission)
    return True


def _permissions_named() -> models.QuerySet[Permission]:
    """The permissions that the table may name, those of pages included."""
    named = {what for rights in RIGHTS.values() for what in (*rights.collections, *rights.permissions)}
    labels = {name.split(".")[0] for name in named} | {"wagtailcore"}
    return Permission.objects.filter(content_type__app_label__in=labels).select_related("content_type")


def _pages_named() -> Iterator[tuple[str, Page]]:
    yield EVERYTHING, Page.get_first_root_node()
    app_label, model = ARTICLES.split(".")
    index = Page.objects.filter(content_type__app_label=app_label, content_type__model=model).order_by("path").first()
    if index is not None:
        yield ARTICLES, index


def _remove_unused_group(name: str) -> None:
    """Take away a group that Wagtail makes and no role of ours is, unless somebody is in it."""
    Group.objects.filter(name=name, user__isnull=True).delete()
