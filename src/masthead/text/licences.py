"""The licences an article or a picture may carry, with the label readers see and the address of the deed.

Creative Commons codes name the licence, not its version: where a picture came under another one than 4.0, the current one
(https://creativecommons.org/share-your-work/cclicenses/), its ``licence_note`` names it, and ``licence_as_printed`` follows that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Licence:
    """One licence."""

    code: str = field(metadata={"help": "stored in the database; stable"})
    label: str = field(metadata={"help": "what readers see; empty code has an empty label"})
    url: str = field(default="", metadata={"help": "canonical address of the deed; empty when there is none"})
    choice: str = field(default="", metadata={"help": "what the desk offers, where that is more than the label"})
    wants: tuple[str, ...] = field(
        default=(), metadata={"help": "fields of a picture without which this licence is not proven"}
    )

    @property
    def is_open(self) -> bool:
        """Whether anybody may pass the work on under published terms."""
        return bool(self.url)


LICENCES: tuple[Licence, ...] = (
    Licence("all-rights-reserved", "All rights reserved"),
    Licence("cc-by", "CC BY", "https://creativecommons.org/licenses/by/4.0/"),
    Licence("cc-by-sa", "CC BY-SA", "https://creativecommons.org/licenses/by-sa/4.0/"),
    Licence("cc-by-nd", "CC BY-ND", "https://creativecommons.org/licenses/by-nd/4.0/"),
    Licence("cc-by-nc", "CC BY-NC", "https://creativecommons.org/licenses/by-nc/4.0/"),
    Licence("cc-by-nc-sa", "CC BY-NC-SA", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    Licence("cc-by-nc-nd", "CC BY-NC-ND", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    Licence("cc0", "CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    Licence("public-domain", "Public domain", "https://creativecommons.org/publicdomain/mark/1.0/"),
    Licence("gfdl", "GNU Free Documentation License", "https://www.gnu.org/licenses/fdl-1.3.html"),
    Licence("agency", "Agency licence", choice="Agency, kind not recorded"),
    Licence("other", "Other licence"),
)
"""What a text may carry, and a picture too."""
PICTURE_LICENCES: tuple[Licence, ...] = (
    Licence("own", "All rights reserved", choice="Own: made by our staff", wants=("creator",)),
    Licence(
        "commissioned",
        "All rights reserved",
        choice="Commissioned: made for us, on agreed terms",
        wants=("creator", "licence_note"),
    ),
    Licence("agency-royalty-free", "Agency licence", choice="Agency, royalty-free", wants=("agency",)),
    Licence(
        "agency-rights-managed",
        "Agency licence",
        choice="Agency, rights-managed: for a time",
        wants=("agency", "rights_expire_on"),
    ),
    Licence("handout", "Handout", choice="Handout: given to the press for this subject", wants=("source",)),
    Licence(
        "permission",
        "By permission",
        choice="By permission: a reader’s, or from social media",
        wants=("creator", "licence_note"),
    ),
    Licence("screenshot", "Screenshot", choice="Screenshot, used as a quotation", wants=("source", "licence_note")),
    Licence("fair-dealing", "Fair dealing", choice="Fair dealing or quotation", wants=("source", "licence_note")),
)
"""What only a picture may carry; it says by which right the magazine prints it (the note names invoice, contract or permission)."""
LICENCE_CHOICES: list[tuple[str, str]] = [(licence.code, licence.label) for licence in LICENCES]
PICTURE_LICENCE_CHOICES: list[tuple[str, str]] = [
    (licence.code, licence.choice or licence.label) for licence in (*PICTURE_LICENCES, *LICENCES)
]
_BY_CODE = {licence.code: licence for licence in (*LICENCES, *PICTURE_LICENCES)}
_DEED = re.compile(r"creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<name>[a-z-]+)|gnu\.org/(?:\S*/)?fdl")
_NOT_RECORDED = Licence("", "")
CURRENT_VERSION = "4.0"
_VERSION = re.compile(
    r"(?i:\bcc[ -]by|\battribution|licen[cs]es/by)[a-zA-Z /-]{0,40}?v?(?P<version>1\.0|2\.0|2\.5|3\.0|4\.0)"
    r"(?:/(?P<port>[a-z]{2})\b| (?P<written>[A-Z]{2})\b)?"
)
"""“CC BY-SA 2.5”, “Attribution 3.0 DE”, “creativecommons.org/licenses/by/2.0/uk/”; versions before 4.0 were ported to countries."""


def licence_named(code: str) -> Licence:
    """The licence with this code.

    An empty code gives a licence with an empty label ("not recorded"). A code that is not ours, as an old import
    may have left it, is shown as it is, without a link. Never raises.
    """
    if not code:
        return _NOT_RECORDED
    return _BY_CODE.get(code) or Licence(code, code)


def licence_as_printed(code: str, note: str = "") -> Licence:
    """The licence as it stands beside a work: Creative Commons with its version, as the terms of attribution ask for.

    ``note`` says which version it is where it is not the current one: “CC BY-SA 2.0 DE”, or the address of the deed. Never raises.
    """
    licence = licence_named(code)
    if not code.startswith("cc-"):
        return licence
    found = _VERSION.search(note)
    version = found["version"] if found else CURRENT_VERSION
    port = (found["port"] or found["written"] or "") if found and version != CURRENT_VERSION else ""
    label = " ".join(part for part in (licence.label, version, port.upper()) if part)
    deed = licence.url.removesuffix(f"{CURRENT_VERSION}/") + f"{version}/" + (f"{port.lower()}/" if port else "")
    return replace(licence, label=label, url=deed)


def licence_from_url(url: str) -> Licence | None:
    """The licence whose deed this address is, whatever its version, language or scheme; ``None`` if it is none of ours.

    ``http://creativecommons.org/licenses/by-sa/2.5/deed.fr`` gives ``cc-by-sa``.
    """
    address = url.strip().lower().partition("://")[2].removeprefix("www.")
    found = _DEED.match(address)
    if not found:
        return None
    kind, name = found.group("kind"), found.group("name")
    code = f"cc-{name}" if kind == "licenses" else {"zero": "cc0", "mark": "public-domain"}.get(name or "", "gfdl")
    return _BY_CODE.get(code)
