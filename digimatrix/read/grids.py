"""A sheet as a grid of cells that know their place, whichever format it came from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from digimatrix.model.values import value

Address = tuple[int, int]
"""A row and a column, counted from 1."""

Value = str | int | float | bool | datetime.date | datetime.datetime | datetime.time


@value
class Cell:
    r"""One non-empty cell.

    `value` is what the cell holds as its format gives it; `text` the same as a person sees
    it (numbers without a trailing .0, line breaks as "\n", no soft hyphens, struck-through
    words removed). `struck` holds the struck-through words. `formula` is True for a cell
    computed by a formula, `error` for #REF! and its kin and for a formula without a stored
    value; `comment` is the note hung on the cell. `decimals` are those that a number is shown
    with, None where its format does not say.
    """

    row: int
    column: int
    value: Value
    text: str
    struck: str = ""
    formula: bool = False
    error: bool = False
    comment: str = ""
    decimals: int | None = None

    @property
    def address(self) -> Address:
        """Where the cell stands on its sheet: row and column, counted from 1."""
        return self.row, self.column


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, counted from 1, ends included (a merge is never expanded)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell stands out from the others, as headings do.

    `kind` is the level of a heading's style, "1" to "9", or a letter for each thing that all its
    words are: "b" bold, "c" in capitals, "l" larger, "u" underlined. Where only the beginning
    looks so, `opening` counts its letters; it is 0 where all do.
    """

    kind: str
    opening: int = 0

    @property
    def level(self) -> int:
        """The level of the heading's style, 0 for letters that only look like one."""
        return int(self.kind) if self.kind.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of one file: its non-empty cells by (row, column).

    `hidden` is True for a sheet that is not shown; hidden rows and columns are counted
    from 1. Text files and Word tables have one grid a table. `margins` are the words above and
    below each printed page. `separator` is what parts the cells of a text file. `fills` are the
    colours of cells, empty ones too, as the format writes them, where it is read; `looks` tells
    which cells of a text document look like headings.
    """

    file: str
    sheet: str
    cells: Mapping[Address, Cell]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    margins: tuple[str, ...] = ()
    separator: str = ""
    fills: Mapping[Address, str] = field(default_factory=dict)
    looks: Mapping[Address, Look] = field(default_factory=dict)
