"""From what a file says to the fields of a picture."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from masthead.pictures.metadata.reading import FileMetadata
from masthead.text.licences import Licence, licence_as_printed, licence_from_url

LENGTHS = {
    "title": 255, "creator": 200, "agency": 200, "credit_line": 300, "source": 300, "source_url": 500,
    "licence_note": 300, "alt": 500, "caption": 1000,
}  # fmt: skip
"""The longest text each field of a picture holds."""
NEVER_EXPIRES = frozenset({date(1, 1, 1), date(9999, 12, 31)})


class FromFile(NamedTuple):
    """A value for a field, and where in the file it stands."""

    value: str | date
    origin: str


def fields_from_file(said: FileMetadata) -> dict[str, FromFile]:
    """Values for the fields of a picture, by field name, as far as the file has them; each fits its column.

    The supplier's credit line becomes the agency where it only names one ("Reuters"), the exact words where it names the creator too in
    words of its own, and nothing where it only repeats the creator (IPTC: the credit line is what the supplier wants printed).
    """
    found: dict[str, FromFile] = {}

    def take(name: str, value: str | date | None, *, of: str) -> None:
        if value:
            text = value[: LENGTHS[name]] if isinstance(value, str) and name in LENGTHS else value
            found[name] = FromFile(text, said.origins.get(of, ""))

    for name in ("title", "creator", "source", "alt", "licence"):
        take(name, getattr(said, name), of=name)
    take("caption", said.caption.replace("\n", " "), of="caption")
    credit = said.credit
    if credit and _same(credit, said.creator):
        credit = ""
    if credit and (agency := _agency_in(credit, said.creator)):
        take("agency", agency, of="credit")
    else:
        take("credit_line", credit, of="credit")
    if not said.licence:
        take("source_url", said.licence_url, of="licence_url")
    note = next((name for name in ("usage_terms", "instructions", "copyright") if getattr(said, name)), "usage_terms")
    terms = getattr(said, note)
    if licence_from_url(said.licence_url) and _printed(said, said.licence_url) != _printed(said, terms):
        note, terms = "licence_url", f"{said.licence_url} {terms}".strip()  # which version it came under
    take("licence_note", terms, of=note)
    if said.rights_end_on not in NEVER_EXPIRES:
        take("rights_expire_on", said.rights_end_on, of="rights_end_on")
    if said.rights_begin_on not in NEVER_EXPIRES:
        take("rights_begin_on", said.rights_begin_on, of="rights_begin_on")
    return found


def _printed(said: FileMetadata, note: str) -> Licence:
    return licence_as_printed(said.licence, note)


def _agency_in(credit: str, creator: str) -> str:
    """The agency of “Ada Lindqvist / Northlight” or “Northlight”; empty where the words mean something else."""
    parts = [part.strip() for part in re.split(r"\s*[/|]\s*", credit)]
    if len(parts) == 2 and creator and _same(parts[0], creator):  # noqa: PLR2004 (creator and agency)
        return parts[1]
    if creator and creator.casefold() not in credit.casefold() and len(parts) == 1:
        return credit
    return ""


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
