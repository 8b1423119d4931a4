"""A sheet seen as it lies or on its side, and the lines of it that head tables.

"Line", "column" and "below" mean the view, not the sheet: on its side the headings that stand in
a column are in a line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from digimatrix.read.grids import Address, Area, Cell, Look
from digimatrix.read.headings import Heading

OPEN_ENDED = 1 << 30
"""The last column of a table that no other one follows."""

_WORDED = 8  # letters of words, rather than a number or a code
_ALONG, _ACROSS = attrgetter("row", "column"), attrgetter("column", "row")


class View:
    """The cells of a sheet, as they lie or on their side; merges as areas of the view.

    `last` has the last line that holds a cell, by column; `looks` which cells of the sheet look
    like headings.
    """

    def __init__(
        self,
        cells: Iterable[Cell],
        merges: Iterable[Area],
        looks: Mapping[Address, Look],
        *,
        flipped: bool,
    ) -> None:
        self.flipped = flipped
        self.looks = looks
        self.lines: dict[int, dict[int, Cell]] = {}
        self.last: dict[int, int] = {}
        for cell in sorted(cells, key=_ACROSS if flipped else _ALONG):
            line, column = self.at(cell)
            self.lines.setdefault(line, {})[column] = cell
            self.last[column] = line
        self.columns = sorted(self.last)
        self._columns: dict[int, list[int]] = {}
        self._in_order = list(self.lines)
        self.merges = {
            (area.left, area.top) if flipped else (area.top, area.left): (
                (area.right, area.bottom) if flipped else (area.bottom, area.right)
            )
            for area in merges
        }
        self.merged_down = any(line < end for (line, _), (end, _) in self.merges.items())

    def at(self, cell: Cell) -> tuple[int, int]:
        """Return the line and the column of a cell."""
        return (cell.column, cell.row) if self.flipped else cell.address

    def part(self, line: int, first: int, last: int) -> dict[int, Cell]:
        """Return the cells of a line from one column to another."""
        cells = self.lines.get(line, {})
        if line not in self._columns:
            self._columns[line] = list(cells)
        columns = self._columns[line]
        if not columns or (first <= columns[0] and columns[-1] <= last):
            return cells
        return {
            c: cells[c] for c in columns[bisect_left(columns, first) : bisect_right(columns, last)]
        }

    def after(self, line: int) -> Sequence[int]:
        """Return the lines that come after that one."""
        return self._in_order[bisect_right(self._in_order, line) :]

    def has_words_before(self, line: int, column: int) -> bool:
        """Whether a practice may stand before what tells its dimension, rather than a number."""
        before = (x for at, cells in self.lines.items() if at < line and (x := cells.get(column)))
        return any(len(cell.text) >= _WORDED for cell in before)

    def end(self, line: int, column: int) -> tuple[int, int]:
        """Return the last line and column that the cell covers."""
        return self.merges.get((line, column), (line, column))


@dataclass(frozen=True, slots=True)
class Looked:
    """What looks like a heading in a column: those of dimensions, of nothing known, of a part.

    `marks` are all headings of dimensions. `strange` may head what is no answer of the matrix;
    `inner` stand within an answer.
    """

    marks: dict[int, Heading]
    strange: frozenset[int] = frozenset()
    inner: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Header:
    """A line that names dimensions: `marks` by column; it may go on to the line `bottom`.

    From column `first` to `last` it heads one table. `looked` has what else looks like a heading
    there, if that is how the headings were told.
    """

    line: int
    bottom: int
    marks: dict[int, Heading]
    score: float
    first: int = 1
    last: int = OPEN_ENDED
    looked: Looked | None = None


def meet(first: Header, second: Header) -> bool:
    """Whether two headers stand over the same columns."""
    return min(first.marks) <= max(second.marks) and min(second.marks) <= max(first.marks)
