"""A table laid out anew: a unit and year on each row, a column for each thing measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from digimatrix.model.problems import Problem, Rule
from digimatrix.read.grids import Address, Cell, Grid
from digimatrix.read.numbertables import printed
from digimatrix.read.numbertables.tablegrid import Spot, TableGrid

YEARS = "year"
"""What a column of years is called where no cell says it, as it is known in all languages."""


def key_of(cell: Cell) -> str:
    """Return what makes two cells name the same, footnote marks and case apart."""
    return printed.without_marks(cell.text).casefold()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number and what it is of: a unit, an indicator and, where there are several, a year.

    `rank` is the place printed beside it. `headings` are those of the columns of both.
    """

    unit: Cell
    year: Cell | None
    indicator: Cell
    value: Cell | None
    rank: Cell | None = None
    headings: tuple[Cell | None, Cell | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Beside:
    """A column of the units: their region, their number of inhabitants, their code."""

    heading: Cell | None
    cells: dict[tuple[str, str], Cell]
    """By unit and year."""


@dataclass(frozen=True, slots=True)
class Across:
    """A row that says something of each indicator: its weight, its highest value."""

    heading: Cell
    cells: dict[str, Cell]
    above: bool


@dataclass
class Relaid:
    """The cells in their new rows and columns, and where each of them stood."""

    figures: Sequence[Figure]
    names: Cell | None
    years: Cell | None = None
    beside: Sequence[Beside] = ()
    across: Sequence[Across] = ()
    problems: list[Problem] = field(default_factory=list)
    _cells: dict[Address, Cell] = field(default_factory=dict)
    _origins: dict[Spot, Spot] = field(default_factory=dict)

    def table(self, of: TableGrid) -> TableGrid:
        """Return the table; of two numbers for the same the first is used, and it is said."""
        ranked = {key_of(each.indicator) for each in self.figures if each.rank}
        top = 2 if ranked else 1
        first = 2 + len(self.beside)  # the column of years, where there is one
        columns: dict[str, int] = {}
        at = first + any(each.year for each in self.figures)
        for each in self.figures:
            if (key := key_of(each.indicator)) not in columns:
                columns[key] = at
                self._headings(each, at, key in ranked, top)
                at += 1 + (key in ranked)
        self._put(1, 1, self.names)
        for column, beside in enumerate(self.beside, start=2):
            self._put(1, column, beside.heading)
        if at > first and columns and min(columns.values()) > first:
            self._put(1, first, self.years)
            self._cells.setdefault((1, first), Cell(1, first, YEARS, YEARS))
        self._across([each for each in self.across if each.above], columns, top + 1)
        rows: dict[tuple[str, str], int] = {}
        down = top + 1 + sum(each.above for each in self.across)
        for each in self.figures:
            who = (key_of(each.unit), key_of(each.year) if each.year else "")
            if who not in rows:
                rows[who] = down + len(rows)
                self._put(rows[who], 1, each.unit)
                self._put(rows[who], first, each.year)
                for column, beside in enumerate(self.beside, start=2):
                    self._put(rows[who], column, beside.cells.get(who))
            self._figure(each, rows[who], columns[key_of(each.indicator)], of)
        foot = [each for each in self.across if not each.above]
        self._across(foot, columns, down + len(rows))
        grid = Grid(of.file, of.sheet, self._cells, separator=of.separator)
        return TableGrid(grid, lambda spot: self._origins.get(spot, (None, None)), self.problems)

    def _headings(self, each: Figure, at: int, ranked: bool, top: int) -> None:
        self._put(1, at, each.indicator)
        if top == 2:
            self._put(2, at, each.headings[0])
        if ranked:
            self._put(1, at + 1, each.indicator)
            self._put(2, at + 1, each.headings[1])

    def _across(self, rows: Sequence[Across], columns: dict[str, int], start: int) -> None:
        for row, each in enumerate(rows, start=start):
            self._put(row, 1, each.heading)
            for key, cell in each.cells.items():
                self._put(row, columns[key], cell)

    def _figure(self, each: Figure, row: int, column: int, of: TableGrid) -> None:
        if each.value is not None and (used := self._cells.get((row, column))) is not None:
            facts = {
                "name": printed.without_marks(each.unit.text),
                "column": printed.without_marks(each.indicator.text),
                "typed": each.value.text,
                "used": used.text,
            }
            place = of.place(*each.value.address)
            self.problems.append(Problem(Rule.GIVEN_TWICE, place, facts))
            return
        self._put(row, column, each.value)
        self._put(row, column + 1, each.rank)

    def _put(self, row: int, column: int, cell: Cell | None) -> None:
        if cell is not None:
            self._cells[row, column] = replace(cell, row=row, column=column)
            self._origins[row, column] = cell.address
