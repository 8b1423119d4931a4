"""Lines that survey tools write under the headings of an export, and that nobody answered."""

from __future__ import annotations

import re

from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Cell
from digimatrix.read.wordings import fold, plain_set

_LINES = 6  # of a sheet, in which the headings of an export stand
_IMPORT = re.compile(r"""\{\s*["']ImportId["']\s*:.*\}""", re.DOTALL)
_LEAST = 2  # cells that say how a question was asked


def claim_export_lines(ledger: Ledger) -> None:
    """Account for lines of ids ("{"ImportId":"QID1"}") and of kinds ("Open-Ended Response").

    They stand below the questions; a column that its tool did not ask has no kind.
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
            openly = sum(fold(cell.text) in plain_set("answers", "asked_openly") for cell in cells)
            kinds = [cell for cell in cells if _is_kind(cell)] if openly >= _LEAST else []
        for cell in kinds:
            ledger.heading(cell)


def _is_kind(cell: Cell) -> bool:
    """Whether a cell says how a question was asked: openly, or with a choice ("Response")."""
    return fold(cell.text) in plain_set("answers", "asked_openly") | plain_set("labels", "text")
