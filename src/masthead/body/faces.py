"""A body drawn: on the web, in e-mail, in an EPUB, as text.

Every block has a folder ``body/templates/body/<block>/`` with one template per face; a theme may bring its own by
the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, overload

from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from masthead.body.context import LinkedFile, RelatedCard
from masthead.body.drawing import DRAWERS, Drawing
from masthead.body.queries import document_ids, files_by_id, linked_page_ids, page_paths
from masthead.body.reading import Body, StoredBlock, read
from masthead.pictures.context import DrawnPicture

Face = Literal["web", "email", "epub", "text"]
OF_FOOTNOTES = ("footnote", "footnotes")
"""What is drawn beside the blocks: the number in the copy, and all notes at the end."""
FACES: dict[str, str] = {"web": "web.html", "email": "email.html", "epub": "epub.html", "text": "text.txt"}


@overload
def render(
    body: Body,
    face: Literal["text"],
    *,
    pictures: Mapping[int, DrawnPicture],
    articles: Mapping[int, RelatedCard] | None = ...,
    files: Mapping[int, LinkedFile] | None = ...,
    pages: Mapping[int, str] | None = ...,
    language: str = ...,
    base_url: str = ...,
    id_prefix: str = ...,
) -> str: ...


@overload
def render(
    body: Body,
    face: Literal["web", "email", "epub"],
    *,
    pictures: Mapping[int, DrawnPicture],
    articles: Mapping[int, RelatedCard] | None = ...,
    files: Mapping[int, LinkedFile] | None = ...,
    pages: Mapping[int, str] | None = ...,
    language: str = ...,
    base_url: str = ...,
    id_prefix: str = ...,
) -> SafeString: ...


def render(
    body: Body,
    face: Face,
    *,
    pictures: Mapping[int, DrawnPicture],
    articles: Mapping[int, RelatedCard] | None = None,
    files: Mapping[int, LinkedFile] | None = None,
    pages: Mapping[int, str] | None = None,
    language: str = "en",
    base_url: str = "",
    id_prefix: str = "",
) -> str:
    """All blocks of a body in one face, in order.

    ``pictures`` come from ``pictures.queries.pictures_by_id(body.queries.picture_ids(...))``, ``articles`` (cards
    by page id) from the caller: a related article that is not among them is not shown. ``files`` and ``pages``
    (addresses by page id) are looked up, one query each, when they are not given and the body refers to any; a body
    without files and links to own pages costs no query.

    ``language`` is the language of the article: the fixed words and quotation marks are in it. ``base_url``
    ("https://example.org") makes addresses absolute in the three faces that leave the site. ``id_prefix`` keeps the ids
    of crossheads and footnotes apart where several bodies stand on one page. In ``web``, ``email``
    and ``epub`` the result is markup (well-formed XML in ``epub``) and marked safe; in ``text`` it is plain text,
    not safe to print in markup, blocks divided by an empty line. Raises ``KeyError`` for a face that is none.
    """
    template_name = FACES[face]
    copy = read(body)

    def together(pieces: list[str]) -> str:
        if face == "text":
            return "\n\n".join(pieces)
        return mark_safe("\n".join(pieces))  # noqa: S308 - the templates escaped each piece

    def draw_all(blocks: list[StoredBlock]) -> str:
        return together([piece for block in blocks if (piece := _draw(block, template_name, drawing))])

    drawing = Drawing(
        face=face,
        body=copy,
        pictures=pictures,
        articles=articles or {},
        files=files_by_id(document_ids(copy)) if files is None else files,
        pages=page_paths(linked_page_ids(copy)) if pages is None else pages,
        language=language or translation.get_language() or "en",
        base_url=base_url,
        id_prefix=id_prefix,
        draw_all=draw_all,
        draw_mark=lambda note: _printed("footnote", template_name, note, drawing),
    )
    with translation.override(drawing.language):
        drawn, notes = draw_all(copy), drawing.footnotes()
        return together([drawn, _printed("footnotes", template_name, notes, drawing)]) if notes else drawn


def missing_faces() -> list[str]:
    """The names of templates that a block ought to have and has not; empty when every block has its four faces."""
    names = [*DRAWERS, *OF_FOOTNOTES]
    return [name for block in names for file in FACES.values() if not _exists(name := f"body/{block}/{file}")]


def _draw(block: StoredBlock, template_name: str, drawing: Drawing) -> str:
    """One block, or an empty string when there is nothing to show or the block is of a kind that is no more."""
    drawer = DRAWERS.get(block.name)
    drawn = drawer(block, drawing) if drawer else None
    return "" if drawn is None else _printed(block.name, template_name, drawn, drawing)


def _printed(name: str, template_name: str, drawn: object, drawing: Drawing) -> str:
    # The loader keeps compiled templates; a Context of our own spares the context processors of a request.
    template = get_template(f"body/{name}/{template_name}").template  # type: ignore[attr-defined]
    context = Context({"block": drawn, "language": drawing.language}, autoescape=drawing.face != "text")
    return str(template.render(context)).strip("\n")


def _exists(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True
