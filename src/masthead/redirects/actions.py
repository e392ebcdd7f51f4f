"""Writing old addresses."""

from wagtail.models import Page

from masthead.redirects.models import OldAddress
from masthead.redirects.queries import MAX_PATH_LENGTH, normal_path, normal_query


def remember(
    path: str, *, page: Page | None = None, target_path: str = "", query: str = "", origin: str = ""
) -> OldAddress | None:
    """Let ``path`` (with ``query``, as ``p=123``) lead to ``page`` or ``target_path``; replaces what it answered before.

    Returns None, and writes nothing, for an address too long to be asked for.
    """
    if len(path) > MAX_PATH_LENGTH:
        return None
    known, _ = OldAddress.objects.update_or_create(
        path=normal_path(path),
        query=normal_query(query),
        defaults={"kind": OldAddress.Kind.MOVED, "page": page, "target_path": target_path, "origin": origin},
    )
    return known


def remember_move(old_path: str, new_path: str, *, page: Page) -> None:
    """``page`` went from one address to another: the old one leads to it, the new one is no old address any more."""
    if normal_path(old_path) == normal_path(new_path):
        return
    remember(old_path, page=page, origin="moved")
    OldAddress.objects.filter(path=normal_path(new_path), query="").delete()


def reinstate(path: str) -> None:
    """Let ``path`` no longer answer 410: what is published there, or nothing, does."""
    OldAddress.objects.filter(path=normal_path(path), query="", kind=OldAddress.Kind.GONE).delete()


def withdraw(path: str) -> OldAddress:
    """Let ``path`` answer 410 Gone."""
    known, _ = OldAddress.objects.update_or_create(
        path=normal_path(path),
        query="",
        defaults={"kind": OldAddress.Kind.GONE, "page": None, "target_path": "", "origin": "withdrawn"},
    )
    return known
