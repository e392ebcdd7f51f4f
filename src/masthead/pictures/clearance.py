"""Clearance: whether the magazine may print a picture, and why not. Unknown rights mean: not cleared.

A pure question of what is recorded and of the day. ``clearance_of`` answers it for one picture, ``not_cleared_on`` says the same in the
database's language; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masthead.text.licences import LICENCES, PICTURE_LICENCES, licence_named


class Code(StrEnum):
    """Why a picture is not cleared."""

    NO_CREDIT = "no-credit"
    NO_ALT = "no-alt"
    NO_LICENCE = "no-licence"
    LICENCE_UNPROVEN = "licence-unproven"
    RIGHTS_ENDED = "rights-ended"
    RIGHTS_NOT_BEGUN = "rights-not-begun"


OF_THE_RIGHTS = frozenset({Code.NO_LICENCE, Code.LICENCE_UNPROVEN})
"""What the publishing door calls “not licensed”."""
FIELD_NAMES = {
    "creator": gettext_lazy("the creator"),
    "agency": gettext_lazy("the agency"),
    "source": gettext_lazy("the source"),
    "licence_note": gettext_lazy("a licence note (invoice, contract or permission)"),
    "rights_expire_on": gettext_lazy("the day the rights end"),
}


class Rightful(Protocol):
    """What is asked of a picture: ``Picture`` and ``DrawnPicture`` both have it."""

    @property
    def credit(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def is_decorative(self) -> bool: ...
    @property
    def licence(self) -> str: ...
    @property
    def licence_note(self) -> str: ...
    @property
    def creator(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def rights_begin_on(self) -> date | None: ...
    @property
    def rights_expire_on(self) -> date | None: ...


@dataclass(frozen=True)
class Reason:
    """One reason why a picture is not cleared, and where that is mended."""

    code: Code
    message: str
    field: str


@dataclass(frozen=True)
class Clearance:
    """The answer. ``reasons`` is empty when the picture may be printed."""

    reasons: tuple[Reason, ...] = ()

    @property
    def is_cleared(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.reasons

    @property
    def sentence(self) -> str:
        """The reasons in one line."""
        return " ".join(reason.message for reason in self.reasons)

    def of(self, *codes: Code) -> tuple[Reason, ...]:
        """The reasons of some kinds."""
        return tuple(reason for reason in self.reasons if reason.code in codes)


def clearance_of(picture: Rightful, on: date) -> Clearance:
    """Whether a picture may be printed on a day, and every reason why not. No query."""
    reasons = []
    if not picture.credit.strip():
        reasons.append(Reason(Code.NO_CREDIT, _("No credit."), "creator"))
    if not picture.is_decorative and not picture.alt.strip():
        reasons.append(Reason(Code.NO_ALT, _("No alt text."), "alt"))
    reasons += _reasons_of_licence(picture)
    if picture.rights_begin_on and on < picture.rights_begin_on:
        day = date_format(picture.rights_begin_on, "DATE_FORMAT")
        message = _("The rights begin on %(day)s.") % {"day": day}
        reasons.append(Reason(Code.RIGHTS_NOT_BEGUN, message, "rights_begin_on"))
    if picture.rights_expire_on and picture.rights_expire_on < on:
        day = date_format(picture.rights_expire_on, "DATE_FORMAT")
        reasons.append(Reason(Code.RIGHTS_ENDED, _("The rights ended on %(day)s.") % {"day": day}, "rights_expire_on"))
    return Clearance(tuple(reasons))


def _reasons_of_licence(picture: Rightful) -> list[Reason]:
    if not picture.licence:
        return [Reason(Code.NO_LICENCE, _("No licence."), "licence")]
    licence = licence_named(picture.licence)
    missing = [name for name in licence.wants if not _has(picture, name)]
    if not missing:
        return []
    message = _("“%(licence)s” wants %(fields)s.") % {
        "licence": (licence.choice or licence.label).partition(":")[0],
        "fields": _(" and ").join(str(FIELD_NAMES[name]) for name in missing),
    }
    return [Reason(Code.LICENCE_UNPROVEN, message, missing[0])]


def _has(picture: Rightful, name: str) -> bool:
    value = getattr(picture, name)
    if name in {"creator", "agency"} and picture.credit.strip() and not value:
        return True  # the exact words of a credit line name who it is
    return bool(value)


def unproven() -> Q:
    """Pictures whose licence wants what is not recorded."""
    found = Q(pk__in=())
    for licence in (*PICTURE_LICENCES, *LICENCES):
        for name in licence.wants:
            empty = Q(**{name: None}) if name == "rights_expire_on" else Q(**{name: ""})
            if name in {"creator", "agency"}:
                empty &= Q(lacks_credit=True)
            found |= Q(licence=licence.code) & empty
    return found


def not_cleared_on(day: date) -> Q:
    """Pictures that may not be printed on a day."""
    return (
        Q(lacks_credit=True)
        | Q(lacks_alt=True)
        | Q(lacks_licence=True)
        | Q(rights_begin_on__gt=day)
        | Q(rights_expire_on__lt=day)
        | unproven()
    )
