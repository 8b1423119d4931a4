"""What one file gives while it is read: its grids, its problems, and how much it has asked for."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import shorten
from digimatrix.read.formats.pages import numbers_page
from digimatrix.read.grids import Address, Area, Cell, Grid, Look, Value
from digimatrix.read.limits import LIMITS, Limits, over
from digimatrix.read.texts import clean, mend

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
"""The last row and column that any spreadsheet program has."""

_MOST_FILLS = 5_000  # coloured cells of a sheet whose colours may tell anything


@lru_cache(maxsize=16_384)
def locate(address: str) -> tuple[int, int] | None:
    """Return the row and column of an A1 address within a sheet, else None."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def shown(value: Value, *, percent: bool = False) -> str:
    """Return a value that is no text as it is read: "3", "2.5", "75%", "2022-03-14", "TRUE"."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value * 100:.12g}%" if percent else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return str(value)


def number(value: float) -> int | float:
    """Return the number as a whole one where it is one."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


class Sheet:
    """One sheet while it is read; every cell of it passes through `put`."""

    def __init__(self, gathering: Gathering, name: str) -> None:
        self.name = name
        self.cells: dict[Address, Cell] = {}
        self.hidden = False
        self.hidden_rows: set[int] = set()
        self.margins: list[str] = []
        self.separator = ""  # of a text file
        self.looks: dict[Address, Look] = {}
        self._fills: dict[Address, str] | None = {}
        self._hidden_columns: bytearray | None = None  # a flag a column, once one is hidden
        self._merges: list[Area] = []
        self._gathering = gathering

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        text: str,
        *,
        struck: str = "",
        formula: bool = False,
        error: bool = False,
        comment: str = "",
        decimals: int | None = None,
    ) -> None:
        """Keep a cell if anything of it can be seen; `text` has been through `Gathering.text`.

        Raises:
            RefusedError: if it is one too many.
        """
        if text or struck or error or comment:
            self._gathering.count(len(text) + len(struck) + len(comment))
            if len(text) > self._gathering.limits.noted_characters:
                place = Place(self._gathering.file, self.name, row, column)
                self._gathering.note(Rule.LONG_CELL, place)
            cell = Cell(row, column, value, text, struck, formula, error, comment, decimals)
            self.cells[row, column] = cell

    def comment(self, row: int, column: int, text: str) -> None:
        """Hang a note on a cell, which may be empty otherwise."""
        cell = self.cells.get((row, column)) or Cell(row, column, "", "")
        self.put(
            row,
            column,
            cell.value,
            cell.text,
            struck=cell.struck,
            formula=cell.formula,
            error=cell.error,
            comment=text,
            decimals=cell.decimals,
        )

    def fill(self, row: int, column: int, colour: str) -> None:
        """Keep the colour that a cell is filled with, which may be empty otherwise.

        Where very many are filled, as in a painted table, none is kept.
        """
        if self._fills is not None:
            self._fills[row, column] = colour
            if len(self._fills) > _MOST_FILLS:
                self._fills = None

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Keep a merge of more than one cell.

        Raises:
            RefusedError: if it is one too many.
        """
        if (top, left) != (bottom, right):
            self._merges.append(Area(top, left, bottom, right))
            if len(self._merges) > self._gathering.limits.merges:
                raise over(self._gathering.limits, "merges")

    def hide_columns(self, first: int, last: int) -> None:
        """Mark columns as not shown; bounds outside a sheet are cut."""
        first, last = max(first, 1), min(last, LAST_COLUMN)
        if first <= last:
            self._hidden_columns = self._hidden_columns or bytearray(LAST_COLUMN + 1)
            self._hidden_columns[first : last + 1] = b"\1" * (last - first + 1)

    def margin(self, raw: str) -> None:
        """Keep the words of a printed page's header or footer, once; "Page 2 of 3" says nothing."""
        words = " ".join(self._gathering.text(raw).split())
        said = any(map(str.isalpha, words)) and not numbers_page(f"{words} 1")
        if said and words not in self.margins:
            self.margins.append(words)
            place = Place(self._gathering.file, self.name)
            self._gathering.note(Rule.PAGE_MARGIN, place, text=shorten(words))

    def grid(self) -> Grid:
        """Return the sheet as it stands, with the hidden rows and columns that hold cells."""
        rows = {row for row, _ in self.cells} if self.hidden_rows else set()
        flags = self._hidden_columns
        columns = {column for _, column in self.cells if flags[column]} if flags else ()
        return Grid(
            file=self._gathering.file,
            sheet=self.name,
            cells=self.cells,
            merges=tuple(self._merges),
            hidden=self.hidden,
            hidden_rows=frozenset(self.hidden_rows & rows),
            hidden_columns=frozenset(columns),
            margins=tuple(self.margins),
            separator=self.separator,
            fills=self._fills or {},
            looks=self.looks,
        )


class Gathering:
    """One file while it is read: keeps its grids and problems and counts against its limits."""

    def __init__(self, file: str, limits: Limits = LIMITS) -> None:
        self.file = file
        self.limits = limits
        self.problems: list[Problem] = []
        self._grids: list[Grid] = []
        self._names: set[str] = set()
        self._cells = 0
        self._characters = 0
        self._mended: list[tuple[str, str]] = []

    def note(self, rule: Rule, place: Place | None = None, /, **facts: str) -> None:
        """Keep a problem of the file, or of a place in it."""
        self.problems.append(Problem(rule, place or Place(self.file), facts))

    def sheet(self, name: str) -> Sheet:
        """Begin a sheet; a name that was given before gets a number.

        Raises:
            RefusedError: if it is one too many.
        """
        base = name = clean(name).replace("\n", " ")
        number = 1
        while name in self._names:
            number += 1
            name = f"{base} ({number})"
        self._names.add(name)
        if len(self._names) > self.limits.sheets:
            raise over(self.limits, "sheets")
        return Sheet(self, name)

    def keep(self, sheet: Sheet) -> None:
        """Keep a sheet that was read to its end, if it holds anything."""
        if sheet.cells:
            self._grids.append(sheet.grid())

    def text(self, raw: str) -> str:
        """Return the words of a cell as they are seen; garbled letters are mended and noted.

        Raises:
            RefusedError: if it is longer than a cell may be.
        """
        if len(raw) > self.limits.cell_characters:
            raise over(self.limits, "cell_characters")
        mended = mend(raw)
        text = clean(mended)
        if mended is not raw:
            self._mended.append((clean(raw)[:40], text[:40]))
        return text

    def count(self, characters: int) -> None:
        """Count one more cell.

        Raises:
            RefusedError: if it is one too many.
        """
        self._cells += 1
        self._characters += characters
        if self._cells > self.limits.cells:
            raise over(self.limits, "cells")
        if self._characters > self.limits.characters:
            raise over(self.limits, "characters")

    def finish(self) -> tuple[Grid, ...]:
        """Return the grids that were kept; what concerns the whole file is noted."""
        if self._mended:
            found, read = self._mended[0]
            self.note(Rule.MENDED_TEXT, found=found, read=read, count=str(len(self._mended)))
        return tuple(self._grids)
