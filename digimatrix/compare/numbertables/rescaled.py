"""COMPARE: which column is the mean of others put on 0–100: a satisfaction index of questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from digimatrix.compare.numbertables.rounding import CLEAR, FUZZ, LEAST, Figures
from digimatrix.model.framework import Scale
from digimatrix.model.numbers import Column, NumberTable, Role, Row

ONTO = (Fraction(0), Fraction(100))
"""The scale that such a mean is put on."""

_SCALES = tuple(
    (Fraction(low), Fraction(high))
    for low, high in ((1, 4), (1, 5), (1, 6), (1, 7), (1, 10), (0, 4), (0, 5), (0, 10))
)
"""Scales that people answer on."""

_WRONG = 12
"""One row of so many may be wrong in print."""


@dataclass(frozen=True, slots=True)
class Rescaled:
    """A total that is the mean of its parts, which are on `scale`, put on 0–100.

    Columns go by their numbers.
    """

    total: int
    parts: frozenset[int]
    scale: Scale

    def told_apart(self, table: NumberTable) -> NumberTable:
        """Return the table with the total and its parts as such, whatever words call them."""
        roles = {**dict.fromkeys(self.parts, Role.DIMENSION), self.total: Role.TOTAL}
        columns = (replace(each, role=roles.get(each.number, each.role)) for each in table.columns)
        return replace(table, columns=tuple(columns))


def rescaled(columns: Sequence[Column], rows: Sequence[Row]) -> Rescaled | None:
    """Return the column that is the mean of others put on 0–100, None where there is none.

    These are all others, or those beside it on one side.
    """
    figures = Figures(rows)
    for column in columns:
        for parts in _blocks(columns, column):
            if (scale := _put_from(figures, column, parts)) is not None:
                return Rescaled(column.number, frozenset(each.number for each in parts), scale)
    return None


def _blocks(columns: Sequence[Column], column: Column) -> Iterator[Sequence[Column]]:
    yield [each for each in columns if each != column]
    yield [each for each in columns if each.number < column.number]
    yield [each for each in columns if each.number > column.number]


def _put_from(figures: Figures, column: Column, parts: Sequence[Column]) -> Scale | None:
    """Return the scale that nearly all rows follow from, by so much that it is no chance."""
    import numpy as np

    if len(parts) < 2:
        return None
    values, _, slacks = (np.array(each) for each in zip(*map(figures.of, parts), strict=True))
    own, half, _ = figures.of(column)
    full = ~np.isnan(own) & ~np.isnan(values).any(axis=0)
    own, half, values, slacks = own[full], half[full], values[:, full], slacks[:, full]
    mean, slack, few = values.mean(axis=0), slacks.mean(axis=0), len(own) // _WRONG
    is_mean = (np.abs(values - mean) > slacks + slack + FUZZ).sum(axis=1) <= few
    if len(own) < LEAST or is_mean.any():
        return None  # the mean itself is there, and it is the total
    for low, high in _SCALES:
        if values.min() < low or values.max() > high or own.max() <= high:
            continue
        wide = float(ONTO[1] / (high - low))
        reach = half + slack * wide + FUZZ
        off = np.abs(own - (mean - float(low)) * wide) > reach
        clear = own.max() - own.min() > CLEAR * reach.max()
        if clear and off.sum() <= few:
            return low, high
    return None
