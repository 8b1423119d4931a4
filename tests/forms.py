"""Fills in the workbook that goes out to municipalities, as a person would, and reads it back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from digimatrix import frameworks
from digimatrix.languages import data
from digimatrix.model.matrix import Reading
from digimatrix.read.grids import Value
from digimatrix.read.reading import read
from digimatrix.render import template, xlsx
from digimatrix.report.invitations import Invitation

FRAMEWORK = frameworks.load()


def form(language: str = "fi", invitation: Invitation | None = None) -> Workbook:
    """Return the workbook of one municipality as a program opens it."""
    (made,) = template.workbooks(FRAMEWORK, language, [invitation or Invitation("")]).values()
    return load_workbook(io.BytesIO(made))


def answers(book: Workbook) -> Worksheet:
    """Return the sheet that is to be filled in."""
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def head(sheet: Worksheet, language: str = "fi") -> int:
    """Return the row of the table's headings."""
    labels = data(language, "template")["labels"]
    return next(r for r in range(1, 40) if sheet.cell(r, 3).value == labels["text"])


def metadata(sheet: Worksheet, language: str = "fi") -> dict[str, Cell]:
    """Return the cell to fill in beside each label above the table."""
    labels = {text: key for key, text in data(language, "template")["labels"].items()}
    rows = range(1, head(sheet, language))
    found = {labels.get(str(sheet.cell(r, 1).value)): sheet.cell(r, 2) for r in rows}
    return {key: cell for key, cell in found.items() if key}  # type: ignore[misc]


def fields(sheet: Worksheet, language: str = "fi") -> dict[str, tuple[Cell, ...]]:
    """Return the cells for text, level and target of each dimension."""
    first = head(sheet, language) + 1
    return {
        key: tuple(sheet.cell(first + number, column) for column in (3, 4, 5))  # type: ignore[misc]
        for number, key in enumerate(FRAMEWORK.keys)
    }


def type_in(cell: Cell, value: Value | None) -> None:
    """Put into a cell what a person types there: in a cell of text even "=" stays text."""
    if isinstance(value, str) and value:
        cell.value = xlsx.text(value)
        cell.data_type = "s"
    else:
        cell.value = value or None if isinstance(value, str) else value  # type: ignore[assignment]


def fill(
    book: Workbook,
    language: str,
    rows: Mapping[str, Sequence[Value | None]],
    said: Mapping[str, Value | None],
) -> Workbook:
    """Fill in the form: text, level, target by dimension, and what is asked above the table."""
    sheet = answers(book)
    for key, values in rows.items():
        for cell, value in zip(fields(sheet, language)[key], values, strict=True):
            type_in(cell, value)
    cells = metadata(sheet, language)
    for key, value in said.items():
        type_in(cells[key], value)
    return book


def read_back(book: Workbook, folder: Path, name: str = "palautus.xlsx") -> Reading:
    """Return what the reader finds in the workbook."""
    book.save(folder / name)
    return read(folder / name)
