"""Wagtail's leaf blocks, as migrations should know them: by Wagtail's own name, and without labels, help and icons.

A change of wording is no change of the database, and a migration must not name a class of ours that may move. Each
class here differs from the one it is named after in nothing else; ``RowsBlock`` is ours, and to a migration a
``FieldBlock`` that keeps JSON.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from masthead.body.blocks.comparing import CopyComparison
from masthead.body.blocks.splitting import PASTED_FEATURES
from masthead.body.limits import CELL_LENGTH, TABLE_COLUMNS, TABLE_ROWS
from masthead.body.notes import FOOTNOTE_FEATURE, FOR_THE_DESK
from masthead.body.pasting import without_traces_of_pasting
from masthead.text.excerpts import clean_text

WORDING = {"label", "help_text", "icon", "group", "admin_text", "form_classname"}
_BAR = re.compile(r"(?<!\\)\|")
_FRAMED = re.compile(r"\s*\|.*(?<!\\)\|\s*")
_BREAKS = re.compile(r"[\t\n\r]+")


class KnownToMigrations:
    """Deconstructs as the Wagtail block at ``migration_path``, without wording."""

    migration_path = ""

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        """The path, arguments and keyword arguments that a migration writes down."""
        _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return (
            self.migration_path,
            args,
            {name: value for name, value in kwargs.items() if name not in WORDING},
        )


class CharBlock(KnownToMigrations, blocks.CharBlock):
    """A line of text."""

    migration_path = "wagtail.blocks.CharBlock"


class TextBlock(KnownToMigrations, blocks.TextBlock):
    """Several lines of text."""

    migration_path = "wagtail.blocks.TextBlock"


class RichTextBlock(KnownToMigrations, blocks.RichTextBlock):
    """Text with marks and links."""

    migration_path = "wagtail.blocks.RichTextBlock"
    unsaid_features: tuple[str, ...] = FOR_THE_DESK

    def __init__(self, *, features: Sequence[str] = (), **options: Any) -> None:
        """Every editor of ours tints “TK” and takes notes to the desk. Migrations are told of the other features only."""
        super().__init__(features=[*features, *self.unsaid_features], **options)

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        """As the others, without the features that migrations are not told of."""
        path, args, kwargs = super().deconstruct()
        return (
            path,
            args,
            {**kwargs, "features": [name for name in kwargs["features"] if name not in self.unsaid_features]},
        )

    def get_comparison_class(self) -> type[CopyComparison]:
        """How two versions of it are shown side by side."""
        return CopyComparison

    def value_from_form(self, value: str) -> Any:
        """The words without what no database takes (half an emoji ends a save on PostgreSQL in an error), tidied of pasting."""
        written = super().value_from_form(clean_text(value))
        return type(written)(without_traces_of_pasting(written.source))


class NotedBlock(RichTextBlock):
    """Running text with footnotes."""

    unsaid_features: tuple[str, ...] = (*FOR_THE_DESK, FOOTNOTE_FEATURE)


class ParagraphBlock(NotedBlock):
    """Running text, whose editor also takes the headings and lists of what is pasted (``splitting``)."""

    unsaid_features = (*NotedBlock.unsaid_features, *PASTED_FEATURES)


class BooleanBlock(KnownToMigrations, blocks.BooleanBlock):
    """Yes or no."""

    migration_path = "wagtail.blocks.BooleanBlock"


class ChoiceBlock(KnownToMigrations, blocks.ChoiceBlock):
    """One of a few."""

    migration_path = "wagtail.blocks.ChoiceBlock"

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        """As the others; the labels of the choices are wording too."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "choices": [(value, value) for value, _label in kwargs["choices"]]}


class ListBlock(KnownToMigrations, blocks.ListBlock):
    """Several of one kind."""

    migration_path = "wagtail.blocks.ListBlock"


class StaticBlock(KnownToMigrations, blocks.StaticBlock):
    """Nothing to fill in."""

    migration_path = "wagtail.blocks.StaticBlock"


class ArticleChooserBlock(KnownToMigrations, blocks.PageChooserBlock):
    """A page of ours."""

    migration_path = "wagtail.blocks.PageChooserBlock"


class PictureChooserBlock(KnownToMigrations, ImageChooserBlock):
    """A picture of the library."""

    migration_path = "wagtail.images.blocks.ImageChooserBlock"


class FileChooserBlock(KnownToMigrations, DocumentChooserBlock):
    """A file of the document library."""

    migration_path = "wagtail.documents.blocks.DocumentChooserBlock"


class RowsField(forms.CharField):
    """A table as text: one row a line, cells between tabs, which is what a spreadsheet puts on the clipboard."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.widget.attrs["spellcheck"] = "true"

    def clean(self, value: str) -> str:
        """The text as given, refused when it is no rectangular table of an allowed size."""
        cleaned: str = super().clean(clean_text(value or ""))
        check_rows(rows_from_text(cleaned))
        return cleaned


class RowsBlock(KnownToMigrations, blocks.FieldBlock):
    """The rows of a table, ``list[list[str]]``, edited as lines of text.

    ``rows_from_text`` says how a line is divided into cells.
    """

    migration_path = "wagtail.blocks.FieldBlock"

    def __init__(self, *, required: bool = True, help_text: Any = "", **options: Any) -> None:
        self.field = RowsField(
            required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": 8, "wrap": "off"})
        )
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        """A plain ``FieldBlock``: it hands JSON through as it is, and takes none of our arguments."""
        return self.migration_path, [], {}

    def get_default(self) -> list[list[str]]:
        """An empty table."""
        return []

    def value_for_form(self, value: list[list[str]] | None) -> str:
        """The rows as lines."""
        return text_from_rows(value or [])

    def value_from_form(self, value: str) -> list[list[str]]:
        """The lines as rows."""
        return rows_from_text(value or "")

    class Meta:
        icon = "table"
        label = gettext_lazy("Rows")


def rows_from_text(text: str) -> list[list[str]]:
    r"""Rows of cells from lines; empty lines at the ends do not count.

    Cells are divided by tabs, or by ``|`` where there is no tab at all (``\|`` is then a bar within a cell).
    """
    lines = clean_text(text).strip("\n").split("\n")
    if lines == [""]:
        return []
    if "\t" in text:
        return [[cell.strip() for cell in line.split("\t")] for line in lines]
    if all(_FRAMED.fullmatch(line) for line in lines):
        lines = [line.strip()[1:-1] for line in lines]
    return [[cell.strip().replace("\\|", "|") for cell in _BAR.split(line)] for line in lines]


def text_from_rows(rows: list[list[str]]) -> str:
    """The lines that ``rows_from_text`` reads back; line ends and tabs within a cell become spaces."""
    cells = [[_BREAKS.sub(" ", cell) for cell in row] for row in rows]
    if all(len(row) == 1 for row in cells):
        return "\n".join(row[0].replace("|", "\\|") for row in cells)
    return "\n".join("\t".join(row) for row in cells)


def check_rows(rows: list[list[str]]) -> None:
    """Raise ``ValidationError`` naming the row when a table is too large, ragged, or has a cell too long."""
    if len(rows) > TABLE_ROWS:
        raise ValidationError(
            _("The table has %(count)d rows; at most %(most)d fit. Divide it into two.")
            % {"count": len(rows), "most": TABLE_ROWS}
        )
    for number, row in enumerate(rows, start=1):
        if len(row) > TABLE_COLUMNS:
            raise ValidationError(
                _("Row %(row)d has %(count)d cells; at most %(most)d fit.")
                % {"row": number, "count": len(row), "most": TABLE_COLUMNS}
            )
        if len(row) != len(rows[0]):
            raise ValidationError(
                _(
                    "Row %(row)d has %(count)d cells, the first row has %(first)d. "
                    "Every row needs as many; leave a cell empty if need be."
                )
                % {"row": number, "count": len(row), "first": len(rows[0])}
            )
        if any(len(cell) > CELL_LENGTH for cell in row):
            raise ValidationError(
                _("A cell of row %(row)d is longer than %(most)d characters.") % {"row": number, "most": CELL_LENGTH}
            )
