"""What the publishing door asks of a body."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from masthead.body.reading import Body, StoredBlock, all_blocks
from masthead.pictures.clearance import OF_THE_RIGHTS, Code, clearance_of
from masthead.pictures.context import DrawnPicture
from masthead.publishing.findings import Finding, Severity

FIELD = "body"


def picture_findings(body: Body, pictures: Mapping[int, DrawnPicture], *, is_public: bool = False) -> list[Finding]:
    """What is wrong with the pictures of a body, in reading order; ``pictures`` as from ``pictures_by_id``. No query.

    Codes: ``picture-missing``, ``picture-without-credit``, ``picture-without-alt`` (and not decorative), ``picture-rights-not-begun``,
    ``picture-rights-ended`` (a warning when the page ``is_public`` already: a correction must not wait for a new picture), and as a
    warning ``picture-not-licensed``. The subject
    is ``picture:<id>``, the same wherever the picture stands, and ``block_id`` the block to point at.
    """
    findings: list[Finding] = []
    for block in all_blocks(body):
        if block.name in ("picture", "item"):
            findings += _findings_of(block, block.number("picture"), pictures, is_public=is_public)
        elif block.number("poster"):
            findings += _findings_of(block, block.number("poster"), pictures, is_public=is_public)
    return findings


def recording_findings(body: Body) -> list[Finding]:
    """Recordings without a transcript, each a warning: who cannot hear is left out (WCAG 2.2, 1.2.1). No query."""
    return [
        Finding(
            "recording-without-transcript",
            _("“%(title)s” has no transcript.") % {"title": block.text("title")},
            field=FIELD,
            block_id=block.id,
            severity=Severity.WARNS,
            subject=f"document:{block.number('file') or ''}",
        )
        for block in all_blocks(body)
        if block.name in ("audio", "video") and not block.text("transcript").strip()
    ]


def _findings_of(
    block: StoredBlock, number: int | None, pictures: Mapping[int, DrawnPicture], *, is_public: bool
) -> list[Finding]:
    picture = pictures.get(number) if number else None
    if picture is None:
        name = f"№ {number}" if number else "?"
        return [
            _finding(
                "picture-missing",
                _("Picture %(name)s is gone from the library.") % {"name": name},
                block,
                number,
            )
        ]
    findings, name = [], f"“{picture.title or picture.id}”"
    if not picture.credit and not block.text("credit_override").strip():
        findings.append(
            _finding("picture-without-credit", _("Picture %(name)s has no credit.") % {"name": name}, block, number)
        )
    if not picture.alt.strip() and not picture.is_decorative and not block.text("alt_override").strip():
        message = _("Picture %(name)s has no alt text and is not marked as decorative.") % {"name": name}
        findings.append(_finding("picture-without-alt", message, block, number))
    return findings + _rights_findings(picture, name, block, ended_is(is_public=is_public))


def ended_is(*, is_public: bool) -> Severity:
    """How much ended rights weigh: nothing new is printed without them; what readers see already may be corrected."""
    return Severity.WARNS if is_public else Severity.BLOCKS


def _rights_findings(picture: DrawnPicture, name: str, block: StoredBlock, ended: Severity) -> list[Finding]:
    clearance = clearance_of(picture, timezone.localdate())
    findings = []
    for reason in clearance.of(Code.RIGHTS_NOT_BEGUN):
        message = _("Picture %(name)s may not be shown yet. %(why)s") % {"name": name, "why": reason.message}
        findings.append(_finding("picture-rights-not-begun", message, block, picture.id))
    if picture.rights_expire_on and clearance.of(Code.RIGHTS_ENDED):
        message = _("The rights to picture %(name)s ended on %(day)s.") % {
            "name": name,
            "day": date_format(picture.rights_expire_on, "DATE_FORMAT"),
        }
        findings.append(_finding("picture-rights-ended", message, block, picture.id, ended))
    for reason in clearance.of(*OF_THE_RIGHTS):
        message = _("Picture %(name)s is not licensed. %(why)s") % {"name": name, "why": reason.message}
        findings.append(_finding("picture-not-licensed", message, block, picture.id, Severity.WARNS))
    return findings


def _finding(
    code: str, message: str, block: StoredBlock, number: int | None, severity: Severity = Severity.BLOCKS
) -> Finding:
    return Finding(code, message, FIELD, block.id, severity, subject=f"picture:{number or ''}")
