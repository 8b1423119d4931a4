"""COMPARE: the formulas on exact fractions, and figures rounded as they are printed.

`formulas` gives the same results as floating-point numbers for levels; published tables are
compared here, where the last printed digit is decided.
"""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

_DIGITS = 60
"""So many digits roots and logarithms are worked out to."""

_KEPT = 40
"""So many decimals of them count: what is left over is no more than their own rounding."""


def half_up(value: Fraction, digits: int) -> Fraction:
    """Return the value rounded to so many decimals, a half away from zero: 57.25 is 57.3."""
    unit = 10**digits
    whole = (abs(value) * unit + Fraction(1, 2)).__floor__()
    return Fraction(whole if value >= 0 else -whole, unit)


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """Return the arithmetic mean."""
    return sum(values, Fraction(0)) / len(values) if values else None


def weighted_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction | None:
    """Return Σ weight · value / Σ weight."""
    if not values:
        return None
    return weighted_sum(values, weights) / sum(weights, Fraction(0))


def weighted_sum(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Return Σ weight · value."""
    return sum((value * by for value, by in zip(values, weights, strict=True)), Fraction(0))


def geometric_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction | None:
    """Return the weighted geometric mean; None where a value is below 0."""
    if not values or min(values) < 0:
        return None
    if min(values) == 0:
        return Fraction(0)
    with localcontext(prec=_DIGITS):
        logs = [
            _decimal(value).ln() * _decimal(by) for value, by in zip(values, weights, strict=True)
        ]
        return _kept((sum(logs, Decimal(0)) / _decimal(sum(weights, Fraction(0)))).exp())


def logarithm(value: Fraction) -> Fraction:
    """Return the natural logarithm of a value above 0."""
    with localcontext(prec=_DIGITS):
        return _kept(_decimal(value).ln())


def deviation(values: Sequence[Fraction], *, sample: bool = False) -> Fraction | None:
    """Return the standard deviation of the population, √(Σ (value − mean)² / n).

    Of a `sample` it is divided by n − 1; only to recognise one that somebody printed.
    """
    if len(values) <= sample:
        return None
    with localcontext(prec=_DIGITS):
        variance = statistics.variance(values) if sample else statistics.pvariance(values)
        return _kept(_decimal(variance).sqrt())


def median(values: Iterable[Fraction]) -> Fraction | None:
    """Return the middle value, or the mean of the middle two."""
    return middle(sorted(values))


def middle(ordered: Sequence[Fraction]) -> Fraction | None:
    """Return the median of values in order."""
    return statistics.median(ordered) if ordered else None


def medians_of_others(values: Sequence[Fraction | None]) -> tuple[Fraction | None, ...]:
    """Return, for each value, the median of all other known values (never of itself)."""
    ordered = sorted(value for value in values if value is not None)
    medians: dict[Fraction | None, Fraction | None] = {None: middle(ordered)}
    others = len(ordered) - 1
    for place, value in enumerate(ordered):
        if value not in medians:
            low, high = (nth + (nth >= place) for nth in ((others - 1) // 2, others // 2))
            medians[value] = (ordered[low] + ordered[high]) / 2 if others else None
    return tuple(medians[value] for value in values)


def quartiles(values: Iterable[Fraction]) -> tuple[Fraction, Fraction, Fraction] | None:
    """Return the quartiles by linear interpolation at (n − 1) · p (type 7)."""
    found = sorted(values)
    if not found:
        return None
    if len(found) == 1:
        return (found[0],) * 3
    low, middle, high = statistics.quantiles(found, n=4, method="inclusive")
    return low, middle, high


def other_quartiles(values: Iterable[Fraction]) -> list[tuple[Fraction, Fraction]]:
    """Return the lower and upper quartile as others define them; only to recognise theirs.

    At (n + 1) · p, and as medians of the halves with and without the middle value.
    """
    found = sorted(values)
    if len(found) < 2:
        return []
    low, _, high = statistics.quantiles(found, n=4, method="exclusive")
    halves = {len(found) // 2, (len(found) + 1) // 2}
    medians = [(statistics.median(found[:n]), statistics.median(found[-n:])) for n in halves]
    return [(low, high), *medians]


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among `of` known values, the highest first; `tied` where others share it.

    `best` and `worst` are the places it may have given the intervals of all.
    """

    place: int
    of: int
    tied: bool
    best: int
    worst: int


def ranks(
    rows: Sequence[tuple[Fraction, Fraction, Fraction] | None],
) -> tuple[Rank | None, ...]:
    """Return the min-rank of each (value, low, high), the highest value first; unknown has none.

    Competition ranking: equal values share the best of their places. The best place is one
    behind those that lie surely above (their low above its high), the worst one behind
    all that may lie above (their high above its low).
    """
    found = [row for row in rows if row is not None]
    points, lows, highs = (sorted(row[part] for row in found) for part in range(3))
    count = len(found)

    def rank(value: Fraction, low: Fraction, high: Fraction) -> Rank:
        above = count - bisect_right(points, value)
        equal = bisect_right(points, value) - bisect_left(points, value)
        surely = count - bisect_right(lows, high)
        maybe = count - bisect_right(highs, low) - (high > low)  # itself is not above itself
        return Rank(above + 1, count, equal > 1, surely + 1, maybe + 1)

    return tuple(None if row is None else rank(*row) for row in rows)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _kept(value: Decimal) -> Fraction:
    return Fraction(value.quantize(Decimal(1).scaleb(-_KEPT)))
