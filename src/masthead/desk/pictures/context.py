"""What the templates of the picture screens receive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone

from masthead.desk.pictures.forms import SHARED_FIELDS, RowForm
from masthead.desk.pictures.queries import uses_counted
from masthead.pictures.clearance import Clearance, clearance_of
from masthead.pictures.models import Picture
from masthead.pictures.queries import changeable_by, thumbnails
from masthead.staff.models import User


@dataclass(frozen=True)
class Cell:
    """One field of a row."""

    name: str
    bound: Any = field(metadata={"help": "Django's bound field"})
    origin: str = field(metadata={"help": "where in the file the value stands, until somebody touches it"})
    is_shareable: bool = field(metadata={"help": "whether ⇔ makes sense for it"})
    problem: str = field(metadata={"help": "why the picture is not cleared, where this field mends it"})


@dataclass(frozen=True)
class Row:
    """One picture in a list or on a sheet."""

    picture: Picture
    clearance: Clearance
    thumbnail: str = field(metadata={"help": "address of a small file"})
    use_count: int
    may_change: bool
    cells: tuple[Cell, ...] = ()
    was: Any = None


def rows_of(pictures: Sequence[Picture], names: tuple[str, ...], user: User) -> list[Row]:
    """Rows for some pictures, in their order. Four queries and what the rights cost, however many pictures."""
    ids = [picture.pk for picture in pictures]
    small, used = thumbnails(ids), uses_counted(pictures)
    allowed = set(changeable_by(user).filter(pk__in=ids).values_list("pk", flat=True))
    return [
        row_of(
            picture,
            names,
            thumbnail=small.get(picture.pk, ""),
            use_count=used.get(picture.pk, 0),
            may_change=picture.pk in allowed,
        )
        for picture in pictures
    ]


def row_of(picture: Picture, names: tuple[str, ...], *, thumbnail: str, use_count: int, may_change: bool) -> Row:
    """One row. No query."""
    clearance = clearance_of(picture, timezone.localdate())
    problems = {reason.field: reason.message for reason in clearance.reasons}
    form = RowForm(picture, names)
    cells = tuple(
        Cell(name, form[name], picture.from_file.get(name, ""), name in SHARED_FIELDS, problems.get(name, ""))
        for name in names
    )
    return Row(
        picture=picture,
        clearance=clearance,
        thumbnail=thumbnail or reverse("desk_picture_thumbnail", args=(picture.pk,)),
        use_count=use_count,
        may_change=may_change,
        cells=cells if may_change else (),
        was=form["was"],
    )
