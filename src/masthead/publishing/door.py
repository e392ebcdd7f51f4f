"""The lock of the door: which page may be written as live in this thread of execution, and the test that a save goes through it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NoReturn

from django.db import connection, transaction
from django.utils.translation import gettext as _
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import COMMENTS_RELATION_NAME

from masthead.errors import MastheadError

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

LOCK = 7_165_323
"""PostgreSQL's number for “something goes through the door”."""

_open_for: ContextVar[frozenset[int]] = ContextVar("masthead_publishing_open_for", default=frozenset())

BOOKKEEPING = frozenset({
    "path", "depth", "numchild", "url_path", "latest_revision", "latest_revision_created_at", "live_revision", "draft_title",
    "has_unpublished_changes", "locked", "locked_at", "locked_by", "latest_revision_id", "page_ptr", "search_description_index",
    "translation_key", "locale", "owner", "content_type", "go_live_at", "expire_at", "alias_of", "expired", "draft_section",
    COMMENTS_RELATION_NAME,
})  # fmt: skip
"""Fields that readers see nothing of. A draft writes no other: it may be saved while somebody else takes the page down."""


class PublishedPastTheDoor(MastheadError):
    """Something tried to change what is public without the publishing action."""


class NothingIsPrivate(MastheadError):
    """Somebody asked the desk to keep a page or a file from some readers."""


def refuse_privacy() -> NoReturn:
    """Refuse a restriction of who may view: pages and files are the same for everybody, and the desk must not promise otherwise.

    Raises:
        NothingIsPrivate: always.
    """
    message = _("What is public here is public for everybody. Keep it a draft, or keep the file elsewhere.")
    raise NothingIsPrivate(message, permanent=True)


@contextmanager
def open_for(page_id: int) -> Iterator[None]:
    """Let the page be written as live (or as no longer live) inside the block."""
    token = _open_for.set(_open_for.get() | {page_id})
    try:
        yield
    finally:
        _open_for.reset(token)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction in which nothing else is published, taken down or deleted (PostgreSQL; SQLite's exclude one another by themselves).

    Two that touch each other's rows, such as an issue and an article in it, would otherwise wait for one another for ever, and the
    database would end one of them with an error.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


def is_open_for(page_id: int | None) -> bool:
    """Whether the publishing action is at work on this page."""
    return page_id is not None and page_id in _open_for.get()


def guard(page: "MagazinePage", update_fields: Iterable[str] | None) -> None:
    """Refuse a save that would change what readers see.

    A full save of a draft, and a save of bookkeeping fields, pass at the cost of at most one query.

    Raises:
        PublishedPastTheDoor: the save makes a page live, takes it down, or changes the content of a live one.
    """
    if is_open_for(page.pk):
        return
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    stored = type(page).objects.filter(pk=page.pk).first() if page.pk else None
    was_live = stored is not None and stored.live
    if not page.live and not was_live:
        return
    if stored is not None and was_live and page.live and not _differs(page, stored, update_fields):
        return
    raise PublishedPastTheDoor(
        f"“{page.title}” was about to change in public without the publishing action.",
        hint="Call masthead.publishing.actions.publish or unpublish.",
        permanent=True,
    )


def _differs(page: "MagazinePage", stored: "MagazinePage", update_fields: Iterable[str] | None) -> bool:
    names = set(update_fields) if update_fields is not None else None
    return _parts_differ(page, stored, names) or any(
        field.get_prep_value(getattr(page, field.attname)) != field.get_prep_value(getattr(stored, field.attname))
        for field in page._meta.concrete_fields
        if field.name not in BOOKKEEPING and (names is None or field.name in names)
    )


def _parts_differ(page: "MagazinePage", stored: "MagazinePage", names: set[str] | None) -> bool:
    """Whether rows that hang on the page (credits, corrections, contents) would be written differently with it.

    Those nobody touched are not in memory and cost nothing.
    """
    in_memory = getattr(page, "_cluster_related_objects", {})
    return any(
        _rows(page, name) != _rows(stored, name)
        for name in in_memory
        if name not in BOOKKEEPING and (names is None or name in names)
    )


def _rows(page: "MagazinePage", name: str) -> list[dict[str, Any]]:
    return [get_serializable_data_for_fields(row) for row in getattr(page, name).all()]
