"""What a picture's file says about itself, in three languages, from bytes that nobody vouches for."""

from __future__ import annotations

import struct
import time
import zlib
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from masthead.pictures.metadata import FileMetadata, fields_from_file, read_metadata
from masthead.pictures.metadata.reading import LONGEST_TEXT, MOST_KEYWORDS, clean, day_of
from masthead.pictures.models import Picture
from tests.cast import jpeg
from tests.pictures.files import GPS, alt, digest_of, iim, photograph, seq, xmp

AGENCY_PACKET = xmp(
    seq("dc:creator", "Ada Lindqvist")
    + alt("dc:description", "The harbour at dusk, 3 November 2026.")
    + alt("dc:rights", "© 2026 Northlight")
    + alt("dc:title", "HARBOUR-0042")
    + seq("dc:subject", "harbour", "dusk", "harbour", kind="Bag")
    + alt("Iptc4xmpCore:AltTextAccessibility", "Boats lie along a quay under a red sky.")
    + alt("xmpRights:UsageTerms", "Editorial use only.")
    + "<photoshop:Instructions>No crop.</photoshop:Instructions>",
    'photoshop:Credit="Northlight" photoshop:Source="Northlight/EPA" photoshop:Headline="Harbour at dusk" '
    'photoshop:DateCreated="2026-11-03T16:20:00+01:00" xmpRights:WebStatement="https://northlight.example/terms" '
    'plus:LicenseEndDate="2027-11-03" plus:LicenseStartDate="2026-11-04" '
    'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"',
)


def said_by(data: bytes) -> FileMetadata:
    return read_metadata(BytesIO(data))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_xmp_is_read_from_every_kind_of_file(form: str) -> None:
    said = said_by(photograph(packet=AGENCY_PACKET, form=form))

    assert (said.creator, said.credit, said.source) == ("Ada Lindqvist", "Northlight", "Northlight/EPA")
    assert (said.title, said.caption) == ("Harbour at dusk", "The harbour at dusk, 3 November 2026.")
    assert said.alt == "Boats lie along a quay under a red sky."
    assert said.copyright == "© 2026 Northlight"
    assert said.keywords == ("harbour", "dusk")
    assert (said.taken_on, said.rights_begin_on, said.rights_end_on) == (
        date(2026, 11, 3),
        date(2026, 11, 4),
        date(2027, 11, 3),
    )
    assert (said.usage_terms, said.instructions) == ("Editorial use only.", "No crop.")
    assert said.licence_url == "https://northlight.example/terms"
    assert (said.digital_source, said.is_synthetic) == ("digitalCapture", False)


def test_each_value_says_where_in_the_file_it_stands() -> None:
    said = said_by(photograph(packet=AGENCY_PACKET, block=iim({120: "Old words"}), exif={0x013B: "A. Lindqvist"}))

    assert said.origins["creator"] == "XMP dc:creator"
    assert said.origins["alt"] == "XMP Iptc4xmpCore:AltTextAccessibility"
    assert said_by(photograph(block=iim({80: "Ada"}))).origins == {"creator": "IPTC 2:80"}


@pytest.mark.parametrize(("encoding", "names_encoding"), [("utf-8", True), ("utf-8", False), ("cp1252", False)])
def test_iptc_is_read_in_the_encodings_it_comes_in(encoding: str, names_encoding: bool) -> None:
    block = iim(
        {80: "Zoë Møller", 110: "Zoë Møller/Northlight", 120: "The “harbour”", 25: ["sea", "dusk"], 55: "20261103"}
        | {37: "20270101", 116: "© 2026", 115: "EPA", 105: "Harbour"},
        encoding=encoding,
        names_encoding=names_encoding,
    )
    said = said_by(photograph(block=block))

    assert (said.creator, said.caption, said.keywords) == ("Zoë Møller", "The “harbour”", ("sea", "dusk"))
    assert (said.taken_on, said.rights_end_on) == (date(2026, 11, 3), date(2027, 1, 1))
    assert (said.copyright, said.source, said.title) == ("© 2026", "EPA", "Harbour")


def test_exif_is_read_for_who_and_when_and_never_for_where() -> None:
    data = photograph(
        exif={
            0x013B: "Zoë".encode(),
            0x8298: "© Zoë\x00the editor".encode(),
            0x010E: "OLYMPUS DIGITAL CAMERA",
            0x8769: {0x9003: "2026:11:03 09:30:00"},
            GPS: {1: "N", 2: (59.0, 54.0, 0.0), 3: "E", 4: (10.0, 45.0, 0.0)},
        }
    )
    said = said_by(data)

    assert (said.creator, said.copyright, said.caption) == ("Zoë", "© Zoë", "")
    assert said.taken_on == date(2026, 11, 3)
    assert "59" not in repr(said)


def test_xmp_goes_before_iptc_unless_iptc_was_changed_since() -> None:
    packet, block = xmp(seq("dc:creator", "From XMP")), iim({80: "From IPTC"})

    assert said_by(photograph(packet=packet, block=block)).creator == "From XMP"
    assert said_by(photograph(packet=packet, block=block, digest=digest_of(block))).creator == "From XMP"
    assert said_by(photograph(packet=packet, block=block, digest=digest_of(b"what was"))).creator == "From IPTC"


def test_of_several_languages_the_default_is_taken() -> None:
    packet = xmp(
        "<dc:description><rdf:Alt><rdf:li xml:lang='fr'>Le port</rdf:li><rdf:li xml:lang='x-default'>The harbour</rdf:li>"
        "</rdf:Alt></dc:description>"
    )
    assert said_by(photograph(packet=packet)).caption == "The harbour"


@pytest.mark.parametrize(
    "inner",
    [
        '<cc:license rdf:resource="http://creativecommons.org/licenses/by-sa/2.5/"/>',
        "<xmpRights:WebStatement>https://creativecommons.org/licenses/by-sa/4.0/deed.de</xmpRights:WebStatement>",
        alt("xmpRights:UsageTerms", "Under CC BY-SA (https://creativecommons.org/licenses/by-sa/4.0/)."),
        alt("dc:rights", "Ada, https://creativecommons.org/licenses/by-sa/4.0/"),
    ],
)
def test_a_deed_named_in_the_file_gives_the_licence(inner: str) -> None:
    assert said_by(photograph(packet=xmp(inner))).licence == "cc-by-sa"


def test_the_version_of_a_licence_is_kept_in_its_note() -> None:
    old = '<cc:license rdf:resource="http://creativecommons.org/licenses/by-sa/2.5/"/>'
    terms = alt("xmpRights:UsageTerms", "Ask before printing.")
    new = '<cc:license rdf:resource="http://creativecommons.org/licenses/by-sa/4.0/"/>'
    noted = [
        fields_from_file(said_by(photograph(packet=xmp(deed + terms))))["licence_note"].value for deed in (old, new)
    ]
    assert noted == ["http://creativecommons.org/licenses/by-sa/2.5/ Ask before printing.", "Ask before printing."]


@pytest.mark.parametrize(
    ("creator", "credit", "expected"),
    [
        ("Ada Lindqvist", "Northlight", {"creator": "Ada Lindqvist", "agency": "Northlight"}),
        ("Ada Lindqvist", "Ada Lindqvist / Northlight", {"creator": "Ada Lindqvist", "agency": "Northlight"}),
        ("Ada Lindqvist", "ADA  LINDQVIST", {"creator": "Ada Lindqvist"}),
        (
            "Ada Lindqvist",
            "© Ada Lindqvist for Northlight",
            {"creator": "Ada Lindqvist", "credit_line": "© Ada Lindqvist for Northlight"},
        ),
        ("", "Northlight", {"credit_line": "Northlight"}),
        ("", "", {}),
    ],
)
def test_the_credit_is_taken_over_as_the_supplier_means_it(creator: str, credit: str, expected: dict[str, str]) -> None:
    fields = fields_from_file(FileMetadata(creator=creator, credit=credit))
    assert {name: found.value for name, found in fields.items()} == expected


def test_what_is_filled_in_fits_the_picture() -> None:
    long = "word " * 1000
    packet = xmp(
        seq("dc:creator", long) + alt("dc:description", long) + alt("Iptc4xmpCore:AltTextAccessibility", long),
        f'photoshop:Credit="{long}" photoshop:Headline="{long}" pur:expirationDate="9999-12-31"',
    )
    fields = fields_from_file(said_by(photograph(packet=packet)))

    assert {"title", "creator", "caption", "alt"} <= fields.keys()
    assert "rights_expire_on" not in fields
    for name, found in fields.items():
        assert len(str(found.value)) <= (Picture._meta.get_field(name).max_length or 0)


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + xmp("<photoshop:Credit>&b;</photoshop:Credit>")
)  # fmt: skip
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + xmp("<photoshop:Credit>&a;</photoshop:Credit>")


@pytest.mark.parametrize(
    ("case", "packet"),
    [
        ("entities", BOMB),
        ("outside", OUTSIDE),
        ("not well-formed", b"<x:xmpmeta><rdf:RDF"),
        ("no xml", bytes(range(256)) * 40),
        ("deep", b"<a>" * 20_000 + b"</a>" * 20_000),
        ("unknown encoding", b'<?xml version="1.0" encoding="klingon"?><a/>'),
        ("large", xmp("<photoshop:Credit>" + "a" * 1_100_000 + "</photoshop:Credit>")),
    ],
)
def test_hostile_xmp_says_nothing_and_spoils_nothing_else(case: str, packet: bytes) -> None:
    began = time.perf_counter()
    said = said_by(photograph(packet=packet, form="WEBP", exif={0x013B: "Ada"}))

    assert (said.creator, said.credit) == ("Ada", "")
    assert time.perf_counter() - began < 2


def test_thousands_of_values_and_endless_texts_are_cut() -> None:
    packet = xmp(
        seq("dc:subject", *(f"word {number}" for number in range(5000)), kind="Bag")
        + alt("dc:description", "a" * 100_000)
        + seq("dc:creator", *(f"Person {number}" for number in range(5000)))
    )
    said = said_by(photograph(packet=packet, form="WEBP"))

    assert len(said.keywords) == MOST_KEYWORDS
    assert len(said.caption) == LONGEST_TEXT
    assert len(said.creator) <= LONGEST_TEXT


def test_control_characters_do_not_come_in() -> None:
    said = said_by(photograph(block=iim({80: "Ada\x00\x1b[31m\tLind\u2028qvist", 120: "One.\r\nTwo.\rThree.\x07"})))
    assert said.creator == "Ada [31m Lind qvist"
    assert said.caption == "One.\nTwo.\nThree."


def test_an_address_that_is_no_web_address_is_no_licence_address() -> None:
    packet = xmp("<xmpRights:WebStatement>javascript:alert(1)</xmpRights:WebStatement>")
    assert said_by(photograph(packet=packet)).licence_url == ""


@pytest.mark.parametrize("data", [b"", b"<html>", b"\xff\xd8\xff\xe0" + bytes(40), jpeg()[:200]])
def test_a_file_that_is_no_picture_says_nothing(data: bytes) -> None:
    assert said_by(data).is_empty


def test_a_png_whose_text_swells_says_nothing() -> None:
    chunk = b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + zlib.compress(b" " * 200_000_000, 9)
    head = photograph(form="PNG")
    itxt = struct.pack(">I", len(chunk)) + b"iTXt" + chunk + struct.pack(">I", zlib.crc32(b"iTXt" + chunk))
    assert said_by(head[:33] + itxt + head[33:]).is_empty


def test_the_file_is_left_where_it_was() -> None:
    file = BytesIO(photograph(packet=AGENCY_PACKET))
    file.seek(7)
    assert read_metadata(file).creator == "Ada Lindqvist"
    assert file.tell() == 7


FULL = photograph(packet=AGENCY_PACKET, block=iim({80: "Ada", 25: ["a", "b"]}), exif={0x013B: "Ada"})


@settings(max_examples=150, deadline=None)
@given(place=some.integers(0, 3500), bytes_there=some.binary(min_size=1, max_size=12))
@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, about the damage
def test_a_damaged_file_never_raises(place: int, bytes_there: bytes) -> None:
    damaged = bytearray(FULL)
    damaged[place : place + len(bytes_there)] = bytes_there
    said = said_by(bytes(damaged))
    assert len(said.creator) <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-03T09:30:00Z", date(2026, 11, 3)),
        ("2026:11:03 09:30:00", date(2026, 11, 3)),
        ("20261103", date(2026, 11, 3)),
        ("2026-11", None),
        ("0000:00:00 00:00:00", None),
        ("soon", None),
        ("2026-13-45", None),
    ],
)
def test_a_day_is_read_where_a_whole_day_is_written(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_a_text_is_cleaned_in_time_that_grows_with_its_length() -> None:
    began = time.perf_counter()
    assert len(clean(" \n" * 5_000_000 + "x")) <= LONGEST_TEXT
    assert time.perf_counter() - began < 1
