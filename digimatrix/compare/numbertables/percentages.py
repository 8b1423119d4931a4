"""COMPARE: which columns are a total in per cent: of the most it may be, or of its scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digimatrix.compare.numbertables.rounding import CLEAR, FUZZ, LEAST, Figures
from digimatrix.model.numbers import Column, Row
from digimatrix.read.numbertables.tablegrid import wording, words_of

if TYPE_CHECKING:
    from digimatrix.compare.numbertables.rounding import Array

_WRONG = 12
"""One row of so many may be off: it is wrong in print, or follows what a wrong total should be."""


def percentages_of(
    columns: Sequence[Column], totals: Sequence[Column], rows: Sequence[Row]
) -> list[Column]:
    """Return the columns in per cent that are one and the same share of a total in all rows.

    They say nothing that the total does not: 77 points of 120 are 64.2 % of them, and 2.5 is
    37.5 % of the way from 1 to 5.
    """
    figures = Figures(rows)
    return [
        column
        for column in columns
        if _is_percent(column) and any(_goes_with(figures, column, total) for total in totals)
    ]


def _is_percent(column: Column) -> bool:
    return column.percent or "%" in column.name or bool(words_of(column.name) & wording("percent"))


def _goes_with(figures: Figures, column: Column, total: Column) -> bool:
    """Whether a column rises and falls with a total, within what rounding explains."""
    import numpy as np

    own, half, _ = figures.of(column)
    whole, _, slack = figures.of(total)
    full = ~np.isnan(own) & ~np.isnan(whole) & (whole > 0)
    own, half, whole, slack = own[full], half[full], whole[full], slack[full]
    if len(set(own.tolist())) < LEAST:
        return False
    spread = float(own.max() - own.min())
    for start, share in ((0.0, float(np.median(own / whole))), _line(own, whole)):
        reach = 2 * half + share * slack  # the share itself is of rounded figures
        off = int((np.abs(own - start - share * whole) > reach + FUZZ).sum())
        if share > 0 and spread > CLEAR * float(reach.max()) and off <= len(own) // _WRONG:
            return True
    return False


def _line(own: Array, whole: Array) -> tuple[float, float]:
    """Return where a line through the points begins and how steep it is; wrong ones are passed by.

    It is as steep as the middle one of the lines between points of the lower and upper half.
    """
    import numpy as np

    order = np.argsort(whole, kind="stable")
    low, high = order[: len(order) // 2], order[-(len(order) // 2) :]
    apart = whole[high] - whole[low]
    steep = (own[high] - own[low])[apart > 0] / apart[apart > 0]
    if not len(steep):
        return 0.0, 0.0
    share = float(np.median(steep))
    return float(np.median(own - share * whole)), share
