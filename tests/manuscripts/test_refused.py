"""Files that are not let in: each is refused by name and part, and leaves everything as it was."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from wagtail.models import Page

from masthead.audit.models import AuditEntry
from masthead.errors import MastheadError
from masthead.manuscripts import actions
from masthead.manuscripts.answers import Answers
from masthead.manuscripts.models import Manuscript
from masthead.manuscripts.troubles import WordFileRefused
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import a_small_magazine, a_user
from tests.manuscripts.fixture_a import fixture_a
from tests.manuscripts.word_files import SPACES, WordMaker, jpeg_of, paragraph, text, zipped

pytestmark = pytest.mark.django_db
BOMB = b"<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
OUTSIDE = b"<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


@pytest.fixture
def will() -> User:
    a_small_magazine()
    return a_user("Will", role=Role.WRITER)


def with_part(path: str, data: bytes) -> bytes:
    return zipped(WordMaker().add("Words").made() | {path: data})


def document(body: str, *, before: bytes = b"") -> bytes:
    return with_part(
        "word/document.xml", before + f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
    )


def with_macros() -> bytes:
    return with_part("word/vbaProject.bin", b"macro")


def many_parts() -> bytes:
    return zipped(WordMaker().add("Words").made() | {f"word/x{number}.xml": b"" for number in range(2100)})


def bzipped() -> bytes:
    return zipped(WordMaker().add("Words").made(), zipfile.ZIP_BZIP2)


def encrypted_entry() -> bytes:
    data = bytearray(WordMaker().add("Words").data())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    parts = WordMaker().add("Words").made()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in parts.items():
            archive.writestr(path, data)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", b"<other/>")
    return buffer.getvalue()


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a PDF by another name": ("piece.docx", lambda: b"%PDF-1.7 and so on", "no Word file"),
    "a PDF": ("piece.pdf", lambda: b"%PDF-1.7", ".docx"),
    "an old Word file": ("piece.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old kind"),
    "one with a password": (
        "piece.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "an empty file": ("piece.docx", lambda: b"", "empty"),
    "half a file": ("piece.docx", lambda: fixture_a()[:4000], "cut off"),
    "a file with macros": ("piece.docm", lambda: WordMaker().add("Words").data(), "macros"),
    "macros by another name": ("piece.docx", with_macros, "macros"),
    "declared macros": (
        "piece.docx",
        lambda: WordMaker(main_type="application/vnd.ms-word.document.macroEnabled.main+xml").add("Words").data(),
        "macros",
    ),
    "a spreadsheet by another name": ("piece.docx", lambda: WordMaker(main_type="sheet.main+xml").data(), "no Word document"),
    "any zip file": ("piece.docx", lambda: zipped({"a.txt": b"a"}), "list of its parts"),
    "a bomb of zeros": ("piece.docx", lambda: with_part("word/media/image1.png", bytes(40_000_000)), "word/media/image1.png"),
    "a bomb of entities": ("piece.docx", lambda: document(paragraph("x"), before=BOMB), "word/document.xml"),
    "an entity from outside": ("piece.docx", lambda: document(paragraph("x"), before=OUTSIDE), "entities"),
    "elements without end": ("piece.docx", lambda: document("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "nested"),
    "broken XML": ("piece.docx", lambda: with_part("word/document.xml", b"<w:document"), "word/document.xml"),
    "a strange encoding": ("piece.docx", lambda: with_part("word/document.xml", b"<?xml version='1.0' encoding='x-none'?><a/>"), "word/document.xml"),
    "no body": ("piece.docx", lambda: with_part("word/document.xml", f"<w:document {SPACES}/>".encode()), "no text"),
    "broken styles": ("piece.docx", lambda: with_part("word/styles.xml", b"<"), "word/styles.xml"),
    "too many parts": ("piece.docx", many_parts, "parts"),
    "a path that leads out": ("piece.docx", lambda: with_part("../../etc/cron.d/x", b"x"), "leads out"),
    "a strange compression": ("piece.docx", bzipped, "packed"),
    "a locked part": ("piece.docx", encrypted_entry, "password"),
    "two parts of one name": ("piece.docx", twice, "Two parts"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused_by_name_and_leaves_nothing(case: str, will: User) -> None:
    name, make, reason = REFUSED[case]
    before = (Page.objects.count(), Manuscript.objects.count(), AuditEntry.objects.count())

    with pytest.raises(WordFileRefused) as refusal:
        actions.receive(make(), file_name=name, acting_user=will)

    assert name in str(refusal.value)
    assert reason in str(refusal.value)
    assert (Page.objects.count(), Manuscript.objects.count(), AuditEntry.objects.count()) == before


def pieces(damaged: bytes, will: User) -> None:
    """A damaged file is refused or read; nothing else may happen. What was read can be made."""
    before = Page.objects.count()
    try:
        manuscript = actions.receive(damaged, file_name="piece.docx", acting_user=will)
    except MastheadError:
        assert Page.objects.count() == before
        return
    answers = Answers.from_json(manuscript.answers)
    if not answers.headline.strip():
        return
    article = actions.create_article(manuscript, answers, acting_user=will)
    assert article.latest_revision is not None
    assert Page.objects.count() == before + 1


SMALL = WordMaker()
SMALL.add(
    paragraph("Title", style="Title"),
    paragraph(text("Words"), SMALL.note("A note"), SMALL.commented("passage", "Sure?")),
    SMALL.picture(jpeg_of("x", size=(40, 30))),
    "Photo: Ada Lind",
)
PARTS = SMALL.made()
DATA = SMALL.data()
PATIENT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@PATIENT
@given(some.data())
def test_bytes_changed_anywhere_are_refused_or_read(will: User, data: some.DataObject) -> None:
    damaged = bytearray(DATA)
    for _ in range(data.draw(some.integers(1, 12))):
        damaged[data.draw(some.integers(0, len(damaged) - 1))] = data.draw(some.integers(0, 255))
    pieces(bytes(damaged[: data.draw(some.integers(1, len(damaged)))] if data.draw(some.booleans()) else damaged), will)


NAMES = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:hyperlink", "w:ins", "w:del", "w:sdt", "w:sdtContent", "w:drawing", "w:pict",
         "w:fldChar", "w:instrText", "w:br", "w:sym", "w:footnoteReference", "w:commentReference", "w:commentRangeStart", "w:pPr", "w:rPr",
         "w:numPr", "w:numId", "w:ilvl", "w:pStyle", "a:blip", "w:txbxContent", "mc:AlternateContent", "mc:Choice", "w:gridSpan", "w:tcPr",
         "w:pBdr", "w:bottom", "v:imagedata", "wp:docPr", "w:object", "m:oMath", "m:t", "w:vanish"]  # fmt: skip
ATTRIBUTES = ["w:val", "w:id", "r:id", "r:embed", "w:fldCharType", "w:type", "w:char", "descr", "w:w"]
VALUES = [
    "1",
    "0",
    "-3",
    "99999999999999999999",
    "Title",
    "rId1",
    "rId2",
    "begin",
    "separate",
    "end",
    "page",
    "F0B7",
    "zz",
    "Quote",
    "²",
]


def written(name: str, said: dict[str, str], inner: str) -> str:
    attributes = " ".join(f'{key}="{value}"' for key, value in said.items())
    return f"<{name} {attributes}>{inner}</{name}>"


def element(children: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    attributes = some.dictionaries(some.sampled_from(ATTRIBUTES), some.sampled_from(VALUES), max_size=3)
    return some.builds(written, some.sampled_from(NAMES), attributes, some.lists(children, max_size=4).map("".join))


TREES = some.recursive(
    some.sampled_from(["", "words", "By: Ada", 'HYPERLINK "x:y"', "Photo: Ada / B"]), element, max_leaves=25
)


@PATIENT
@given(some.lists(TREES, min_size=1, max_size=5).map("".join))
def test_elements_in_any_order_are_refused_or_read(will: User, body: str) -> None:
    words = f"<w:document {SPACES}><w:body>{paragraph('Title', style='Title')}{body}</w:body></w:document>"
    pieces(zipped(PARTS | {"word/document.xml": words.encode()}), will)
