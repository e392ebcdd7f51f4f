"""Pictures, text boxes and everything else that Word draws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.manuscripts.word.lines import Aside, PlacedPicture
from masthead.manuscripts.word.markup import Element, within
from masthead.text.excerpts import clean_text

if TYPE_CHECKING:
    from masthead.manuscripts.word.flow import Walker

_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|tiff?|webp|heic|bmp|avif)|(?:picture|image|grafik|imagen) ?\d*", re.IGNORECASE
)
_GENERATED = re.compile(
    r"\s*(?:Description automatically generated|AI-generated content may be incorrect)\.?.*$", re.DOTALL
)


def read(walker: Walker, drawing: Element) -> None:
    """Take the pictures and the words of a drawing; name what cannot be taken."""
    boxes = [box for box in within(drawing, "w:txbxContent") if not _is_within_another(box, drawing)]
    blips = [*within(drawing, "a:blip"), *within(drawing, "v:imagedata")]
    if drawing.tag == "w:object":
        walker.tally["object"] += 1
        return
    inside_boxes = {id(each) for box in boxes for each in box.iter()}
    alt = _alt(walker, drawing)
    for blip in blips:
        if id(blip) not in inside_boxes:
            _picture(walker, blip, alt)
    for box in boxes:
        inner = tuple(item for item in walker.collected(box) if not isinstance(item, Aside))
        if inner:
            walker.tally["text box"] += 1
            walker.place(Aside(inner))
    if not blips and not boxes:
        _name_what_is_left(walker, drawing)


def _is_within_another(box: Element, drawing: Element) -> bool:
    return any(
        other is not box and any(each is box for each in other.iter()) for other in within(drawing, "w:txbxContent")
    )


def _picture(walker: Walker, blip: Element, alt: str) -> None:
    relations = walker.file.relations(walker.part)
    relation = relations.get(blip.get("r:embed", "") or blip.get("r:id", "") or blip.get("r:link", ""))
    if relation is None:
        walker.tally["lost picture"] += 1
    elif relation.is_external:
        walker.named.append(("linked picture", relation.target[:200]))
    elif not walker.file.has(relation.target):
        walker.named.append(("missing picture", relation.target))
    else:
        walker.place(PlacedPicture(relation.target, alt))


def _alt(walker: Walker, drawing: Element) -> str:
    """Word's own alt text; the file names and descriptions that Word put there by itself do not count."""
    for properties in within(drawing, "wp:docPr", "v:shape"):
        said = clean_text(properties.get("descr", "") or properties.get("alt", "")).strip()
        if _GENERATED.search(said):
            walker.tally["alt by Word"] += 1
            said = _GENERATED.sub("", said).strip()
        said = " ".join(said.split())
        if said and not _FILE_NAME.fullmatch(said):
            return said[:500]
    return ""


def _name_what_is_left(walker: Walker, drawing: Element) -> None:
    if any(True for _ in within(drawing, "c:chart")):
        walker.tally["chart"] += 1
    elif any(True for _ in within(drawing, "dgm:relIds")):
        walker.tally["diagram"] += 1
    elif not any(shape.get("o:hr", "") == "t" for shape in within(drawing, "v:rect")):
        walker.tally["shape"] += 1
