"""What is known of pictures: credit, licence, alt text and the rest, for one or for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.pictures.models import Picture
from masthead.pictures.queries import changeable_by
from masthead.staff.models import User

DESCRIBED_FIELDS = (
    "title", "creator", "agency", "credit_line", "licence", "licence_note", "source", "source_url",
    "rights_begin_on", "rights_expire_on", "alt", "is_decorative", "caption",
)  # fmt: skip


@dataclass
class Described:
    """What became of it."""

    changed: list[Picture] = field(default_factory=list)
    refused: dict[int, dict[str, str]] = field(default_factory=dict)
    """Picture → field → why not; such a picture is left as it was."""


def describe(
    picture_ids: Iterable[int],
    changes: Mapping[str, Any],
    *,
    acting_user: User | None,
    only_empty: bool = False,
) -> Described:
    """Write some fields (of ``DESCRIBED_FIELDS``) of some pictures; what is written counts as touched by a person.

    ``only_empty`` leaves values that are there. A picture whose values are refused (too long, or a credit or alt text that would be lost)
    is left alone and named in the answer; the others are written. Unknown ids are passed over. The order of the answer is by id.

    Raises:
        ActionForbidden: one of the pictures may not be changed by ``acting_user``; nothing is written.
        KeyError: a field that is not of ``DESCRIBED_FIELDS``.
    """
    unknown = set(changes) - set(DESCRIBED_FIELDS)
    if unknown:
        raise KeyError(*unknown)
    answer = Described()
    entries: list[AuditEntry] = []
    with transaction.atomic():
        for picture in _theirs(picture_ids, acting_user):
            before = copy(picture)
            wanted = {name: new for name, new in changes.items() if not (only_empty and getattr(picture, name))}
            troubles = _set(picture, before, wanted)
            if troubles:
                answer.refused[picture.pk] = troubles
                continue
            if detail := _write(picture, before, wanted):
                entries.append(audit.entry_for("describe", picture, acting_user=acting_user, detail=detail))
                answer.changed.append(picture)
        audit.record_many(entries)
    return answer


def _theirs(picture_ids: Iterable[int], user: User | None) -> list[Picture]:
    wanted = set(picture_ids)
    found = list(Picture.objects.filter(pk__in=wanted).order_by("pk"))
    if user is not None:
        allowed = set(changeable_by(user).filter(pk__in=wanted).values_list("pk", flat=True))
        forbidden = [picture for picture in found if picture.pk not in allowed]
        if forbidden:
            raise ActionForbidden(
                _("You may not change “%(title)s”.") % {"title": forbidden[0]},
                hint=_("It was uploaded by somebody else. Ask the picture desk."),
            )
    return found


def _set(picture: Picture, before: Picture, wanted: Mapping[str, Any]) -> dict[str, str]:
    """Set the values; returns what is wrong with them, by field."""
    for name, value in wanted.items():
        setattr(picture, name, value.strip() if isinstance(value, str) else value)
    try:
        picture.clean_fields(exclude=[one.name for one in picture._meta.fields if one.name not in wanted])
    except ValidationError as trouble:
        return {name: " ".join(messages) for name, messages in trouble.message_dict.items()}
    return {name: str(message) for name, message in picture.losses_since(before).items()}


def _write(picture: Picture, before: Picture, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Save what is different, and what is now touched; returns old and new by field for the audit trail."""
    different = [name for name in wanted if getattr(picture, name) != getattr(before, name)]
    picture.from_file = {name: origin for name, origin in before.from_file.items() if name not in wanted}
    if different or picture.from_file != before.from_file:
        picture.save(update_fields=[*different, "from_file"])
    return {name: [_plain(getattr(before, name)), _plain(getattr(picture, name))] for name in different}


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, bool)) or value is None else str(value)
