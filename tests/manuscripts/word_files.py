"""Word files made by hand, part by part, so that a test can say exactly what is in one."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

from PIL import Image, ImageDraw

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Quote": "Quote",
    "IntenseQuote": "Intense Quote",
    "Caption": "caption",
    "Normal": "Normal",
    "Strong": "Strong",
    "Berschrift1": "heading 1",
}


def text(words: str, *, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def bold(words: str) -> str:
    return text(words, properties="<w:b/>")


def italic(words: str) -> str:
    return text(words, properties="<w:i/>")


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain words are made one."""
    inner = "".join(run if run.startswith("<") else text(run) for run in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def item(words: str, *, number: int = 1, level: int = 0) -> str:
    """A line of a list: list 1 has bullets, list 2 numbers."""
    return paragraph(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    """A table of words, or of paragraphs."""
    cells = [
        "<w:tr>"
        + "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    ]
    return f"<w:tbl>{''.join(cells)}</w:tbl>"


def footnote(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def jpeg_of(words: str, colour: str = "#335577", size: tuple[int, int] = (1600, 1067)) -> bytes:
    """A picture that says what it is."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).text((60, 60), words, fill="white", font_size=90)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


@dataclass
class WordMaker:
    """A .docx in the making: parts by their path, and what the document refers to."""

    body: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    relations: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    main_type: str = MAIN

    def add(self, *paragraphs: str) -> WordMaker:
        self.body += [each if each.startswith("<") else paragraph(each) for each in paragraphs]
        return self

    def link(self, address: str) -> str:
        """The id of an address outside."""
        return self.relate("hyperlink", address, is_external=True)

    def relate(self, kind: str, target: str, *, is_external: bool = False) -> str:
        number = f"rId{len(self.relations) + 1}"
        mode = ' TargetMode="External"' if is_external else ""
        self.relations.append(f'<Relationship Id="{number}" Type="{R}/{kind}" Target="{escape(target)}"{mode}/>')
        return number

    def picture(self, data: bytes, *, name: str = "", alt: str = "") -> str:
        """A paragraph with a picture in it."""
        name = name or f"image{len(self.parts) + 1}.jpeg"
        self.parts[f"word/media/{name}"] = data
        return self.drawing(self.relate("image", f"media/{name}"), alt=alt)

    def drawing(self, relation: str, *, alt: str = "", attribute: str = "embed") -> str:
        return (
            f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture" descr="{escape(alt)}"/><a:graphic><a:graphicData>'
            f'<pic:pic><pic:blipFill><a:blip r:{attribute}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r></w:p>"
        )

    def note(self, words: str) -> str:
        """A footnote; its reference is a run."""
        number = len(self.footnotes) + 1
        self.footnotes.append(f'<w:footnote w:id="{number}">{paragraph(words)}</w:footnote>')
        return footnote(number)

    def commented(self, words: str, comment: str, author: str = "Petra") -> str:
        """Words with a comment on them."""
        number = len(self.comments)
        self.comments.append(f'<w:comment w:id="{number}" w:author="{author}">{paragraph(comment)}</w:comment>')
        return (
            f'<w:commentRangeStart w:id="{number}"/>{text(words)}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def made(self) -> dict[str, bytes]:
        """All parts by path."""
        relations = [*self.relations, *self._fixed_relations()]
        document = f"<w:document {SPACES}><w:body>{''.join(self.body)}<w:sectPr/></w:body></w:document>"
        made = {
            "[Content_Types].xml": (
                f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{self.main_type}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">'
                f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'
            ).encode(),
            "word/styles.xml": _styles().encode(),
            "word/numbering.xml": _numbering().encode(),
        }
        if self.footnotes:
            made["word/footnotes.xml"] = f"<w:footnotes {SPACES}>{''.join(self.footnotes)}</w:footnotes>".encode()
        if self.comments:
            made["word/comments.xml"] = f"<w:comments {SPACES}>{''.join(self.comments)}</w:comments>".encode()
        return made | self.parts

    def data(self) -> bytes:
        """The file's bytes."""
        return zipped(self.made())

    def _fixed_relations(self) -> list[str]:
        kinds = [
            "styles",
            "numbering",
            *(["footnotes"] if self.footnotes else []),
            *(["comments"] if self.comments else []),
        ]
        return [f'<Relationship Id="fixed-{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in kinds]


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for path, data in parts.items():
            archive.writestr(zipfile.ZipInfo(path, (2026, 11, 3, 9, 30, 0)), data, compression)
    return buffer.getvalue()


def _styles() -> str:
    made = [f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in STYLES.items()]
    own = '<w:style w:styleId="House"><w:name w:val="House crosshead 1"/><w:basedOn w:val="Heading2"/></w:style>'
    strong = '<w:style w:styleId="Emphatic"><w:name w:val="Emphatic"/><w:rPr><w:b/></w:rPr></w:style>'
    listed = (
        '<w:style w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style>'
        '<w:style w:styleId="ListNumber"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    return f"<w:styles {SPACES}>{''.join(made)}{own}{strong}{listed}</w:styles>"


def _numbering() -> str:
    def levels(kind: str) -> str:
        return "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(3))

    return (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{levels("bullet")}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{levels("decimal")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
