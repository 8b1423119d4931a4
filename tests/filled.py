"""Fills in the workbook that goes to a reviewer, as a person would."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from pathlib import Path

import forms
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from digimatrix import frameworks
from digimatrix.read.grids import Value
from digimatrix.render.review import COLUMNS, HEAD

FRAMEWORK = frameworks.load()
DATE = datetime.date(2025, 11, 20)
Row = dict[str, Value | None]


def opened(book: bytes | Path) -> Workbook:
    return load_workbook(io.BytesIO(book) if isinstance(book, bytes) else book)


def sheet(book: Workbook) -> Worksheet:
    found = book.worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def rows(book: Workbook) -> list[Row]:
    """Return what stands in each row, by the key of the column."""
    return [
        dict(zip(COLUMNS, values, strict=True))  # type: ignore[arg-type]
        for values in sheet(book).iter_rows(min_row=HEAD + 1, values_only=True)
    ]


def level(value: int, language: str = "fi") -> str:
    """Return a level as the list offers it."""
    return FRAMEWORK.level_text(value, language)


def fill(book: Workbook, row: int, values: Mapping[str, Value | None]) -> None:
    """Type values into a row (0 is the first) by the keys of their columns."""
    for key, value in values.items():
        cell = sheet(book).cell(HEAD + 1 + row, list(COLUMNS).index(key) + 1)
        forms.type_in(cell, value)  # type: ignore[arg-type]


def review(
    book: Workbook,
    row: int,
    value: int,
    reviewer: str = "Arvioija",
    reason: str = "kaksi ankkuria",
    language: str = "fi",
) -> None:
    """Set a level with all that belongs to it."""
    fill(
        book,
        row,
        {
            "reviewed_level": level(value, language),
            "reason": reason,
            "reviewer": reviewer,
            "date": DATE,
        },
    )
