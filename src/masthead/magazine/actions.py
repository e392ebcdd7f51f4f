"""Changing the look of the magazine. Each verb is one transaction with its permission, its checks and its audit entry."""

from __future__ import annotations

from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.errors import ActionForbidden
from masthead.magazine.models import Magazine, NameplatePicture
from masthead.magazine.nameplates import drawn_anew
from masthead.magazine.readings import troubles_of
from masthead.magazine.themes import LONGEST_ALT, Theme, ThemeUnusable, read_theme
from masthead.staff.models import User

PERMISSION = "magazine.change_magazine"
COLUMNS = ("look", "tagline", "theme", "previous_theme")


def change_theme(magazine: Magazine, theme: Theme, *, acting_user: User | None) -> bool:
    """Let the magazine wear ``theme`` from now on; the one before can be put back. False when it wears it already.

    Raises:
        ThemeUnusable: a value is not what its field holds, its picture is not one of ours, or words could not be read.
    """
    _require(acting_user)
    theme = read_theme(theme.as_json())  # whoever calls: only what can be read back is written
    with transaction.atomic():
        fresh = Magazine.objects.select_for_update().get(pk=magazine.pk)
        before = fresh.theme_now
        if theme == before:
            return False
        troubles = troubles_of(theme)
        if theme.nameplate_picture and not _is_ours(theme):
            troubles["nameplate_picture"] = _("Choose one of the uploaded pictures.")
        if troubles:
            raise ThemeUnusable(troubles)
        _wear(fresh, theme, before)
        detail = {"before": before.as_json(), "after": theme.as_json()}
        audit.record("change-theme", fresh, acting_user=acting_user, detail=detail)
    magazine.refresh_from_db(fields=COLUMNS)
    return True


def put_theme_back(magazine: Magazine, *, acting_user: User | None) -> bool:
    """Wear the theme before this one; a second time undoes that. False when there is none to go back to."""
    _require(acting_user)
    with transaction.atomic():
        fresh = Magazine.objects.select_for_update().get(pk=magazine.pk)
        earlier = fresh.theme_before
        if earlier is None:
            return False
        before = fresh.theme_now
        _wear(fresh, earlier, before)
        detail = {"before": before.as_json(), "after": earlier.as_json()}
        audit.record("put-theme-back", fresh, acting_user=acting_user, detail=detail)
    magazine.refresh_from_db(fields=COLUMNS)
    return True


def take_in_nameplate(file: IO[bytes], *, size: int, alt: str, acting_user: User | None) -> NameplatePicture:
    """Keep a picture of the magazine's name, to be chosen in a theme; readers see nothing of it before. ``size`` in bytes.

    The same picture a second time is the same row, with the new words.

    Raises:
        NameplateUnusable: the file is no such picture.
        ThemeUnusable: there are no words for it, or too many.
    """
    _require(acting_user)
    words = " ".join(alt.split())
    if not words or len(words) > LONGEST_ALT:
        raise ThemeUnusable({"alt": _("Write the words that the picture shows, at most 120 characters.")})
    drawn = drawn_anew(file, size)
    with transaction.atomic():
        picture = NameplatePicture.objects.filter(file=f"nameplates/{drawn.name}").first()
        if picture is None:
            picture = NameplatePicture(file=f"nameplates/{drawn.name}", width=drawn.width, height=drawn.height)
            name = str(picture.file.name)
            if not picture.file.storage.exists(name):
                picture.file.storage.save(name, ContentFile(drawn.content))
        picture.alt = words
        picture.save()
        audit.record("upload", picture, acting_user=acting_user)
    return picture


def _wear(magazine: Magazine, theme: Theme, before: Theme) -> None:
    magazine.look, magazine.tagline = theme.look, theme.tagline
    magazine.theme, magazine.previous_theme = theme.as_json(), before.as_json()
    magazine.save(update_fields=COLUMNS)


def _is_ours(theme: Theme) -> bool:
    picture = theme.nameplate_picture
    return (
        picture is not None
        and NameplatePicture.objects.filter(file=picture.file, width=picture.width, height=picture.height).exists()
    )


def _require(acting_user: User | None) -> None:
    if acting_user is not None and not acting_user.has_perm(PERMISSION):
        raise ActionForbidden(_("Only who may change the magazine's settings may change its look."))
