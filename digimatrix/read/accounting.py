"""The account of a sheet's cells: each is placed, a heading, or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.grids import Address, Cell, Grid

_SHOWN = 60  # characters of a cell's text in a message


def shorten(text: str) -> str:
    """Return the beginning of a text on one line, fit for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def words_of(cell: Cell) -> str:
    """Return what a cell holds, as it is named where the cell is left out."""
    return cell.text or cell.struck or cell.comment or str(cell.value)


def left_out(place: Place, text: str, rule: Rule, facts: Mapping[str, str]) -> Problem:
    """Return the problem that a cell is left out for that reason."""
    return Problem(rule, place, {"text": shorten(text), **facts}, text)


class Ledger:
    """What became of each non-empty cell of one grid; the first to account for a cell decides.

    A cell can be placed in several answers (a merged one), and counts once. `signed` are lines
    of a signature that may tell whose the sheet is. `coloured` are the levels that cells tell by
    their colour, `drawn` those of them that hold nothing else; `typed` are
    cells that were reworded, as they were typed.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.open: dict[Address, Cell] = dict(grid.cells)
        self.placed: set[Address] = set()
        self.headings: set[Address] = set()
        self.left: dict[Address, Problem] = {}
        self.signed: list[str] = []
        self.coloured: dict[Address, int] = {}
        self.drawn: frozenset[Address] = frozenset()
        self.typed: dict[Address, Cell] = {}

    def place_of(self, cell: Cell) -> Place:
        """Return where the cell stands."""
        return Place(self.grid.file, self.grid.sheet or None, *cell.address)

    def draw(self, cells: Mapping[Address, Cell]) -> None:
        """Add cells that are empty but for their colour, with the words it stands for."""
        self.drawn = frozenset(cells)
        self.grid = replace(self.grid, cells=dict(sorted({**self.grid.cells, **cells}.items())))
        self.open = dict(sorted({**self.open, **cells}.items()))

    def reword(self, cells: Mapping[Address, Cell]) -> None:
        """Put what cells stand for in the place of what they hold, which is kept as typed."""
        self.typed = {address: self.grid.cells[address] for address in cells} | self.typed
        self.grid = replace(self.grid, cells={**self.grid.cells, **cells})
        self.open |= {address: cell for address, cell in cells.items() if address in self.open}

    def place(self, cell: Cell) -> None:
        """Account for a cell which an answer holds."""
        if self.open.pop(cell.address, None):
            self.placed.add(cell.address)

    def heading(self, cell: Cell) -> None:
        """Account for a heading, a title, a label or its value."""
        if self.open.pop(cell.address, None):
            self.headings.add(cell.address)

    def answer(self, cell: Cell) -> None:
        """Account for a heading which turns out to hold an answer."""
        if cell.address in self.headings:
            self.headings.remove(cell.address)
            self.placed.add(cell.address)

    def leave(self, cell: Cell, rule: Rule, **facts: str) -> None:
        """Account for a cell which is left out, with the reason."""
        address = cell.address
        if self.open.pop(address, None):
            typed = self.typed.get(address, cell)
            self.left[address] = left_out(self.place_of(cell), words_of(typed), rule, facts)

    def give_back(self, addresses: Iterable[Address], rule: Rule, **facts: str) -> None:
        """Leave placed cells out after all: the return they made is not used."""
        for address in addresses:
            if address in self.placed:
                self.placed.remove(address)
                cell = self.open[address] = self.grid.cells[address]
                self.leave(cell, rule, **facts)

    def leave_rest(self, rule: Rule, **facts: str) -> None:
        """Account for all cells which nobody has accounted for."""
        for cell in list(self.open.values()):
            self.leave(cell, rule, **facts)
