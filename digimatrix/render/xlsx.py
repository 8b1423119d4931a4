"""What every workbook is written with: text that stays text, names, the page, the same bytes."""

from __future__ import annotations

import datetime
import io
import math
import re
import unicodedata

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from digimatrix.render import packing
from digimatrix.report.tables import Value

_LONGEST_CELL = 32_767  # a limit of the format
_LOST = 1.1  # lines that are broken at words are that much longer


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Set a value; text stays text even if it begins like a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if not isinstance(value, str):
        cell.value = value
        return cell
    cell.value = text(value)
    cell.data_type = "s"
    if value.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True  # so that it stays text when somebody edits the cell
    return cell


def text(raw: str) -> str:
    """Return the text without what the format cannot hold.

    The format writes control characters as "_x000D_"; words that look so are told apart.
    """
    kept = ILLEGAL_CHARACTERS_RE.sub("\ufffd", raw)
    kept = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", kept)
    kept = re.sub("[\ud800-\udfff\ufffe\uffff]", "\ufffd", kept)
    return kept if len(kept) <= _LONGEST_CELL else f"{kept[: _LONGEST_CELL - 1]}…"


def sheet_title(title: str, taken: set[str]) -> str:
    """Return the title as a sheet's name: at most 31 letters, none forbidden, no two alike."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", text(title)).strip(" '")[:31].strip(" '") or "-"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = plain[: 31 - len(ending)] + ending
    taken.add(name.casefold())
    return name


def letters(line: str) -> int:
    """Return how wide a line is, in letters."""
    if max(line, default="") < "\u1100":  # the first wide letter
        return len(line)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def height(*texts: tuple[str, float]) -> float:
    """Return a row's height in points for wrapped texts in columns of those widths.

    Programs do not work it out when they open a file.
    """

    def lines(line: str, width: float) -> int:
        long = letters(line)
        return 1 if long <= width else math.ceil(long * _LOST / width)

    most = max(
        (sum(lines(line, width) for line in text.splitlines()) for text, width in texts), default=1
    )
    return min(409.0, 15.0 * max(1, most))  # 409 is the format's limit


def page(sheet: Worksheet) -> None:
    """Print in landscape, as wide as the paper."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def timeless(book: Workbook, date: datetime.date = packing.EARLIEST) -> bytes:
    """Return the workbook as a file, with that date wherever the time of writing would stand."""
    stream = io.BytesIO()
    book.save(stream)
    return packing.timeless(stream.getvalue(), date)
