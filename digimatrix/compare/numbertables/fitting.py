"""COMPARE: the weights of a printed total where nobody prints them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction

from digimatrix.compare.numbertables.rounding import (
    CHANCE,
    CLEAR,
    FUZZ,
    LEAST,
    Figures,
    Whole,
)
from digimatrix.model.framework import Method
from digimatrix.model.numbers import Column

_STEPS = (20, 6, 100, 200)
"""Weights that nobody prints are taken to be so manieths of the whole: five per cent, sixths."""

_MEANS = 0.05
"""So near to one the weights of a mean must come."""

_ROUNDING = 0.8
"""Rounding moves figures by less than so much of half a digit, on the square average."""

MORE = 1.2
"""So many times the rows must follow for what is less usual: weights less round, other means."""

_FINE = {2: 100, 3: 100, 4: 20}
"""Weights that depend on the unit are tried in so manieths of the whole, by their number."""

_SMALLEST = 20
"""They are a twentieth at least: with less a column is hardly more than another."""

Weights = tuple[Fraction, ...]


def weighted(
    figures: Figures, column: Column, blocks: Sequence[Sequence[Column]], same: int = 0
) -> Whole | None:
    """Return the mean or sum of some of these by weights that nobody prints.

    Least squares give the weights. They count if they are round, and the roundest do unless
    clearly more rows follow others to the last digit, or plain ones (`same`). Where rows
    follow but too few to tell the weights, it is a total without parts.
    """
    best = None
    follows = False
    for parts in blocks:
        rounded = _least_squares(figures, column, parts) if len(parts) > 1 else None
        if rounded is None:
            continue
        follows = True
        for weights in rounded:
            used = [(part, by) for part, by in zip(parts, weights, strict=True) if by]
            if len(used) < 2:
                return None  # the same as another column
            single = {by for _, by in used} == {Fraction(1)}
            whole = Whole(
                column,
                tuple(part for part, _ in used),
                Method.SUM if single else Method.MEAN,
                tuple(by for _, by in used),
            )
            found = figures.agreement(whole)
            if found.surely() and found.same > same * MORE:
                best, same = whole, found.same
    return best or (Whole(column) if follows and not same else None)


def _least_squares(
    figures: Figures, column: Column, parts: Sequence[Column]
) -> list[Weights] | None:
    """Return the weights that fit best, rounded; None if too few rows follow.

    The rows must be twice the weights, and off by no more than rounding makes them. Rows
    that fit worst are left out. Weights are rounded, the roundest first, as far as their
    standard errors allow, so that no others as round would do as well.
    """
    import numpy as np

    total = figures.of(column)[0]
    values = np.column_stack([figures.of(part)[0] for part in parts])
    full = ~np.isnan(total) & ~np.isnan(values).any(axis=1)
    total, values = total[full], values[full]
    if len(total) < 2 * len(parts) + 2 or np.linalg.matrix_rank(values) < len(parts):
        return None
    kept = np.arange(len(total))
    for _ in range(2):
        by = np.linalg.lstsq(values[kept], total[kept], rcond=None)[0]
        off = np.abs(values @ by - total)
        kept = np.argsort(off, kind="stable")[: max(len(parts) + 2, len(total) * 7 // 8)]
    by = np.linalg.lstsq(values[kept], total[kept], rcond=None)[0]
    spare = len(kept) - len(parts)
    variance = ((values[kept] @ by - total[kept]) ** 2).sum() / spare
    inverse = np.linalg.pinv(values[kept].T @ values[kept])
    error = 2 * np.sqrt(variance * np.diag(inverse)) + FUZZ
    fits = figures.agreement(Whole(column, tuple(parts), Method.SUM, tuple(map(Fraction, by))))
    off_by_rounding = variance**0.5 < _ROUNDING * fits.narrow and fits.spread > CLEAR * fits.narrow
    if (by < -error).any() or not (off_by_rounding or fits.surely()):
        return None
    rounded: list[Weights] = []
    for step in _STEPS:
        weights = tuple(Fraction(round(float(each) * step), step) for each in by)
        near = (np.abs(by - np.array([float(each) for each in weights])) <= 2 * error).all()
        told = near and float(error.max()) <= 1 / (2 * max(step, _STEPS[0]))
        if told and min(weights) >= 0 and (sum(weights) == 1 or set(weights) <= {0, 1}):
            rounded.append(weights)
    return rounded if rounded or abs(float(by.sum()) - 1) < _MEANS else None


def follows_in_some(figures: Figures, column: Column, parts: Sequence[Column]) -> bool:
    """Tell whether a column is the mean of others by round weights in many rows, by no chance.

    In the rest it may be so by other weights, which depend on what a unit is: those of a poor
    region's index on its stage of development.
    """
    import numpy as np

    if len(parts) not in _FINE:
        return False
    total, half, _ = figures.of(column)
    values, _, slacks = (
        np.column_stack([figures.of(part)[nth] for part in parts]) for nth in range(3)
    )
    full = ~np.isnan(total) & ~np.isnan(values).any(axis=1)
    total, half, values, slacks = total[full], half[full], values[full], slacks[full]
    count = len(total)
    if count < 2 * LEAST:
        return False
    ways = np.array(_ways(len(parts)))
    off = np.abs(total[:, None] - values @ ways.T)
    reach = half[:, None] + slacks @ ways.T
    most = int((off <= reach + FUZZ).sum(axis=0).max())
    if most < LEAST or most * 3 < count:
        return False
    likely = min(1.0, 2 * float(reach.max()) / float(np.abs(total[:, None] - values).mean() + FUZZ))
    tries = len(ways) * math.comb(count, most)
    return math.log(tries) + most * math.log(likely) < math.log(CHANCE)


def _ways(parts: int) -> list[tuple[float, ...]]:
    """Return the weights of so many parts that are tried, which together are one."""
    step = _FINE[parts]
    least = step // _SMALLEST
    return [
        (*(each / step for each in some), (step - sum(some)) / step)
        for some in itertools.product(range(least, step), repeat=parts - 1)
        if sum(some) <= step - least
    ]
