"""COMPARE: which columns are the limits of confidence of a figure, whatever they are called."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from digimatrix.compare.numbertables.recognising import Recogniser, Weighing
from digimatrix.compare.numbertables.rounding import FUZZ, LEAST, Figures, Whole
from digimatrix.model.framework import Method
from digimatrix.model.numbers import Column, Row

_MOST = 0.9
"""In so many rows a figure must stand in the middle of its limits."""


def limits_of(columns: Sequence[Column], rows: Sequence[Row], weighing: Weighing) -> list[Column]:
    """Return the columns between which a figure beside them stands in the middle on each row.

    The figures of women and men may do so as well, so that they are limits only of what follows
    from others than them.
    """
    figures = Figures(rows)
    order = sorted(columns, key=lambda column: column.number)
    for at, column in enumerate(order):
        for first in (at - 2, at - 1, at + 1):
            beside = (first, first + 1 + (first == at - 1))
            if first < 0 or beside[1] >= len(order):
                continue
            pair = [order[n] for n in beside]
            if not _is_between(figures, column, pair):
                continue
            others = [each for each in order if each != column and each not in pair]
            told = Recogniser(others, rows, weighing).whole(column, ())
            if told is not None and told.parts:
                return pair
    return []


def _is_between(figures: Figures, column: Column, pair: Sequence[Column]) -> bool:
    """Whether one of a pair is always above a figure and the other as far below it."""
    own, (first, second) = figures.of(column)[0], (figures.of(each)[0] for each in pair)
    full = (first == first) & (second == second) & (own == own)  # what is unknown is not itself
    up, down = (first - own)[full], (own - second)[full]
    if len(up) < LEAST or not ((up > FUZZ).all() or (up < -FUZZ).all()) or (up * down <= 0).any():
        return False
    found = figures.agreement(Whole(column, tuple(pair), Method.MEAN, (Fraction(1),) * 2))
    return found.close >= _MOST * found.of
