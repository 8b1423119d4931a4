"""Excel 2003 workbooks in one XML file, as many systems still export them, often named .xls."""

from __future__ import annotations

import codecs
import datetime
import re

from digimatrix.model.problems import Rule
from digimatrix.read.formats.guardedxml import Guard, in_pieces, local
from digimatrix.read.formats.xlsx_formats import (
    DATE,
    DECIMALS,
    PERCENT,
    STRUCK,
    bits_of_code,
    decimals,
    moment,
    plain,
)
from digimatrix.read.formats.xlsx_words import true, without_codes
from digimatrix.read.gathering import LAST_COLUMN, LAST_ROW, Gathering, Sheet, number, shown
from digimatrix.read.grids import Value
from digimatrix.read.limits import RefusedError, over

_DECLARATION = re.compile(
    rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]{2,20})[\"'][^>]*\?>"
)
_ONE_BYTE = frozenset(["cp1250", "cp1252", "cp1257", "iso8859-2", "iso8859-4", "iso8859-13"])
_EPOCH = datetime.datetime(1899, 12, 30)
_TIMES = frozenset([datetime.date(1899, 12, 30), datetime.date(1899, 12, 31)])
"""Days that stand before a time of day."""

_CODES = {
    "General Number": "General",
    "Currency": "#,##0.00",
    "Euro Currency": "#,##0.00",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": "General",
    "True/False": "General",
    "On/Off": "General",
}
"""Formats by the names they have in these files; those of dates are as good as codes."""


def read(data: bytes, gathering: Gathering) -> None:
    """Read every sheet of the workbook into `gathering`.

    Raises:
        RefusedError: if the workbook cannot be read or goes over a limit.
    """
    book = _Book(gathering)
    coded = _as_utf8(data.removeprefix(codecs.BOM_UTF8).lstrip())
    Guard(gathering.limits).parse(in_pieces(coded), book.start, book.end, book.text)


def _as_utf8(data: bytes) -> bytes:
    """Return the file in UTF-8 where it says to be in an encoding that the parser does not know."""
    declared = _DECLARATION.match(data)
    try:
        codec = codecs.lookup(declared[1].decode("ascii")).name if declared else ""
    except LookupError:
        codec = ""
    if declared is None or codec not in _ONE_BYTE:
        return data
    return data[declared.end() :].decode(codec, "replace").encode()


class _Book:
    """The sheets of the workbook; the words of a cell go to runs, or to its note."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._most = gathering.limits.cell_characters
        self._styles: dict[str, int] = {}  # bits by the style's id
        self._style = ""
        self._sheet: Sheet | None = None
        self._columns = bytearray()  # bits of the columns' styles
        self._row = self._column = self._spanned = 0
        self._row_style = ""
        self._cell: dict[str, str] | None = None
        self._kind = ""
        self._runs: list[tuple[str, bool]] = []
        self._note: list[str] | None = None
        self._notes = ""
        self._inside = self._struck = self._size = 0
        self._visible: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        name = local(name)
        given = {local(key): value for key, value in attributes.items()}
        if self._cell is not None:
            self._start_in_cell(name, given)
        elif self._sheet is None:
            if name == "Worksheet":
                self._sheet = self._gathering.sheet(given.get("Name", ""))
                self._row = self._spanned = 0
                self._columns = bytearray(LAST_COLUMN + 1)
                self._column = 0
            else:
                self._start_style(name, given)
        elif name == "Cell":
            self._begin_cell(given)
        elif name == "Row":
            self._begin_row(given)
        elif name == "Column":
            self._begin_column(self._sheet, given)
        elif name == "Visible":
            self._visible = []
        elif name in ("Header", "Footer"):
            self._sheet.margin(without_codes(given.get("Data", "")))

    def text(self, data: str) -> None:
        """Take words."""
        if self._visible is not None:
            self._visible.append(data[:20])
        elif self._inside:
            self._size += len(data)
            if self._size > self._most:
                raise over(self._gathering.limits, "cell_characters")
            if self._note is not None:
                self._note.append(data)
            else:
                self._runs.append((data, self._struck > 0))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        name = local(name)
        if self._cell is not None:
            self._end_in_cell(name)
        elif self._sheet is None:
            self._style = "" if name == "Style" else self._style
        elif name == "Visible":
            self._sheet.hidden = "Hidden" in "".join(self._visible or ())
            self._visible = None
        elif name == "Worksheet":
            self._gathering.keep(self._sheet)
            self._sheet = None

    def _start_style(self, name: str, given: dict[str, str]) -> None:
        if name == "Style":
            self._style = given.get("ID", "")
            self._styles[self._style] = self._styles.get(given.get("Parent", "Default"), 0)
        elif self._style and name == "Font":
            struck = STRUCK * true(given.get("StrikeThrough"))
            self._styles[self._style] = self._styles[self._style] & ~STRUCK | struck
        elif self._style and name == "NumberFormat":
            code = given.get("Format", "General")
            bits = bits_of_code(_CODES.get(code, code))
            self._styles[self._style] = self._styles[self._style] & STRUCK | bits

    def _begin_column(self, sheet: Sheet, given: dict[str, str]) -> None:
        first = _count(given.get("Index")) or self._column + 1
        self._column = min(first + _count(given.get("Span")), LAST_COLUMN)
        if true(given.get("Hidden")):
            sheet.hide_columns(first, self._column)
        if bits := self._styles.get(given.get("StyleID", ""), 0):
            count = self._column - first + 1
            self._columns[first : self._column + 1] = bytes([bits]) * count

    def _begin_row(self, given: dict[str, str]) -> None:
        self._row = _count(given.get("Index")) or self._row + self._spanned + 1
        self._spanned = _count(given.get("Span"))  # rows after it that look the same, all empty
        self._column = 0
        self._row_style = given.get("StyleID", "")
        if true(given.get("Hidden")) and self._sheet is not None:
            self._sheet.hidden_rows.add(self._row)

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._cell = given
        self._row = max(self._row, 1)
        self._column = _count(given.get("Index")) or self._column + 1
        if self._row > LAST_ROW or self._column > LAST_COLUMN:
            raise RefusedError(Rule.DAMAGED_FILE)

    def _start_in_cell(self, name: str, given: dict[str, str]) -> None:
        if name == "Comment":
            self._note = []
        elif name == "Data":
            self._inside += 1
            if self._note is None:
                self._kind = given.get("Type", "String")
        elif self._inside:
            self._struck += name in ("S", "Strike", "Del")

    def _end_in_cell(self, name: str) -> None:
        if name == "Cell":
            assert self._cell is not None
            self._finish(self._cell)
        elif name == "Comment":
            self._notes, self._note = "".join(self._note or ()), None
        elif name == "Data":
            self._inside -= 1
        elif self._inside and name in ("S", "Strike", "Del"):
            self._struck -= 1

    def _finish(self, cell: dict[str, str]) -> None:
        """Settle the cell that has just ended and put it on its sheet."""
        assert self._sheet is not None
        settle = self._gathering.text
        row, column = self._row, self._column
        bits = self._bits(cell, column)
        whole = bool(bits & STRUCK)
        kept = settle("".join(words for words, struck in self._runs if not struck and not whole))
        gone = settle("".join(words for words, struck in self._runs if struck or whole))
        value, error = self._value(kept or gone, bits)
        formula = cell.get("Formula", "")
        if formula and not self._runs:
            value, error = settle(formula), True
        if isinstance(value, str):
            value = value if error else kept
        else:
            words = shown(value, percent=bool(bits & PERCENT) and isinstance(value, int | float))
            kept, gone = ("", words) if gone else (words, "")
        self._sheet.put(
            row,
            column,
            value,
            kept,
            struck=gone,
            formula=bool(formula),
            error=error,
            comment=settle(self._notes),
            decimals=decimals(bits) if bits >> DECIMALS else None,
        )
        right = min(column + _count(cell.get("MergeAcross")), LAST_COLUMN)
        self._sheet.merge(row, column, min(row + _count(cell.get("MergeDown")), LAST_ROW), right)
        self._column = right
        self._cell, self._kind, self._notes = None, "", ""
        self._runs.clear()
        self._inside = self._struck = self._size = 0

    def _bits(self, cell: dict[str, str], column: int) -> int:
        """Return what the style of a cell says, or else of its row or column."""
        for style in (cell.get("StyleID", ""), self._row_style):
            if style in self._styles:
                return self._styles[style]
        return self._columns[column] or self._styles.get("Default", 0)

    def _value(self, stored: str, bits: int) -> tuple[Value, bool]:
        """Return what the cell holds, and whether it is an error."""
        try:
            if self._kind == "Number":
                return self._number(float(stored), bits), False
            if self._kind == "DateTime":
                at = datetime.datetime.fromisoformat(stored.strip()).replace(tzinfo=None)
                return at.time().replace(microsecond=0) if at.date() in _TIMES else plain(at), False
        except (ValueError, OverflowError):
            return stored, False
        if self._kind == "Boolean" and stored in ("0", "1"):
            return stored == "1", False
        return stored, self._kind == "Error"

    def _number(self, amount: float, bits: int) -> Value:
        if amount != amount or amount in (float("inf"), float("-inf")):
            return str(amount)
        date = moment(amount, _EPOCH) if bits & DATE else None
        return number(amount) if date is None else date


def _count(stated: str | None) -> int:
    """Return a number of rows or columns; one that no sheet has is cut."""
    if not stated or not stated.isdecimal():
        return 0
    return int(stated) if len(stated) < 8 else LAST_ROW + 1
