"""Lines that survey tools write into an export, and that nobody answered."""

from __future__ import annotations

import re

from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Headings
from digimatrix.read.wordings import fold, plain_set

_LINES = 6  # of a sheet, in which the headings of an export stand
_IMPORT = re.compile(r"""\{\s*["']ImportId["']\s*:.*\}""", re.DOTALL)
_SEVERAL = 3  # cells of a row of answers
_COUNTED = re.compile(r"[^\W\d][^\d:\n]{1,40}:\s*\d{1,6}")
_LONGEST = 60  # letters
_LEAST = 2  # cells that say how a question was asked


def claim_export_lines(ledger: Ledger, headings: Headings) -> None:
    """Account for lines of ids ("{"ImportId":"QID1"}") and of kinds ("Open-Ended Response").

    They stand below the questions; a column that its tool did not ask has no kind. The last
    line may count the others: "Rows: 12".
    """
    rows: dict[int, list[Cell]] = {}
    for cell in ledger.open.values():
        if cell.row in rows or len(rows) < _LINES:
            rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows)[1:_LINES]:
        cells = rows[row]
        if all(_IMPORT.fullmatch(cell.text) for cell in cells):
            kinds = cells
        else:
            openly = sum(map(_is_open, cells))
            kinds = [cell for cell in cells if _is_kind(cell)] if openly >= _LEAST else []
        for cell in kinds:
            ledger.heading(cell)
    for cell in _count(ledger, headings):
        ledger.heading(cell)


def _count(ledger: Ledger, headings: Headings) -> list[Cell]:
    """Return the cell of the last row if it only counts the rows above, which have several."""
    rows = sorted({row for row, _ in ledger.open})[-2:]
    cells = [cell for (row, _), cell in ledger.open.items() if row == rows[-1]]
    above = sum(row == rows[0] for row, _ in ledger.open)
    if len(cells) != 1 or above < _SEVERAL or not _COUNTED.fullmatch(cells[0].text):
        return []
    return cells if headings.read(cells[0].text.partition(":")[0]) is None else []


def _is_open(cell: Cell) -> bool:
    """Whether a cell says that a question was asked openly; an answer is longer than that."""
    return len(cell.text) <= _LONGEST and fold(cell.text) in plain_set("answers", "asked_openly")


def _is_kind(cell: Cell) -> bool:
    """Whether a cell says how a question was asked: openly, or with a choice ("Response")."""
    return _is_open(cell) or fold(cell.text) in plain_set("labels", "text")
