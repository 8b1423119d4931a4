"""COMPARE: the formulas every number of a report comes from, one function each.

Levels are on the framework's scale; None is unknown and never counts as 0. Values are added
and compared exactly (as fractions), so that 0.1 + 0.2 ties with 0.3. Where a docstring says
"House definition", the formula is this project's own choice and the report prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from digimatrix.compare.numbertables import exact as fractional
from digimatrix.compare.numbertables.exact import Rank
from digimatrix.model.framework import exact

Interval = tuple[float, float]
"""The lowest and the highest value that something may have."""


def known(values: Iterable[float | None]) -> tuple[float, ...]:
    """Return the values that are known, in their order."""
    return tuple(value for value in values if value is not None)


def shortfall(level: float | None, target: float) -> float | None:
    """Return max(0, target − level) in levels: a surplus counts as 0 and pays for nothing.

    House definition, after the poverty gap of Foster, Greer and Thorbecke (1984): only
    what lies below the line counts.
    """
    if level is None:
        return None
    return float(max(Fraction(0), exact(target) - exact(level)))


def attainment(
    levels: Sequence[float | None], targets: Sequence[float], lowest: float
) -> float | None:
    """Return 1 − Σ shortfall / Σ (target − lowest) over the known levels; None if none is known.

    House definition: 1 where every target is reached, 0 where every level is the `lowest` of
    the scale; so it is the same on 0–4 and on 1–5.
    """
    pairs = [
        (exact(shortfall(level, target) or 0), exact(target) - exact(lowest))
        for level, target in zip(levels, targets, strict=True)
        if level is not None
    ]
    wanted = sum((target for _, target in pairs), Fraction(0))
    if not wanted:
        return None
    return float(1 - sum((short for short, _ in pairs), Fraction(0)) / wanted)


def progress(baseline: float | None, now: float | None, target: float) -> float | None:
    """Return progress to date, (now − baseline) / (target − baseline): 1 is target reached.

    None where a level is unknown or the baseline is at the target already, where nothing was
    left to do. Below 0 after a step back. The usual achievement rate of result indicators.
    """
    if baseline is None or now is None or exact(baseline) >= exact(target):
        return None
    return float((exact(now) - exact(baseline)) / (exact(target) - exact(baseline)))


def difference(now: float | None, before: float | None) -> float | None:
    """Return now − before in levels; None where either is unknown."""
    if now is None or before is None:
        return None
    return float(exact(now) - exact(before))


def mean(values: Iterable[float | None], weights: Sequence[Fraction] | None = None) -> float | None:
    """Return the arithmetic mean of the known values, each with its weight if there are any."""
    given = tuple(values)
    each = weights or [Fraction(1)] * len(given)
    by = [weight for value, weight in zip(given, each, strict=True) if value is not None]
    return _float(fractional.weighted_mean([exact(value) for value in known(given)], by))


def median(values: Iterable[float | None]) -> float | None:
    """Return the median of the known values: the middle one, or the mean of the middle two."""
    return _float(fractional.median(exact(value) for value in known(values)))


def medians_of_others(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return, for each value, the median of all other known values (never of itself).

    The yardstick of the peer gap (level − median of peers). An unknown value is compared
    with all known ones; where there is no other, the median is None.
    """
    fractions = [None if value is None else exact(value) for value in values]
    return tuple(map(_float, fractional.medians_of_others(fractions)))


def counts_of_others(values: Sequence[float | None]) -> tuple[int, ...]:
    """Return, for each value, how many others are known."""
    total = len(known(values))
    return tuple(total - (value is not None) for value in values)


@dataclass(frozen=True, slots=True)
class Span:
    """How known values lie: their lower and upper quartile and the highest of them."""

    lower: float
    upper: float
    best: float


def spans_of_others(values: Sequence[float | None]) -> tuple[Span | None, ...]:
    """Return, for each value, quartiles and best of all other known values, never of itself.

    An unknown value is compared with all known ones; where there is no other, it is None.
    """
    ordered = sorted(known(values))
    spans: dict[float | None, Span | None] = {None: _span(ordered)}
    for place, value in enumerate(ordered):
        if value not in spans:
            spans[value] = _span(ordered[:place] + ordered[place + 1 :])
    return tuple(spans[value] for value in values)


def _span(ordered: Sequence[float]) -> Span | None:
    found = quartiles(ordered)
    return Span(found[0], found[2], ordered[-1]) if found else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def quartiles(values: Iterable[float | None]) -> tuple[float, float, float] | None:
    """Return the quartiles by linear interpolation at (n − 1) · p (type 7).

    Hyndman and Fan (1996), Sample quantiles in statistical packages, definition 7: what
    spreadsheets call QUARTILE.INC.
    """
    found = fractional.quartiles(exact(value) for value in known(values))
    return None if found is None else (float(found[0]), float(found[1]), float(found[2]))


def deviation(values: Iterable[float | None]) -> float | None:
    """Return the standard deviation of the population: √(Σ (value − mean)² / n).

    The municipalities are all there are, not a sample, so it is divided by n.
    """
    return _float(fractional.deviation([exact(value) for value in known(values)]))


def spread(shortfalls: Iterable[float | None]) -> float | None:
    """Return the share (0–1) of the known shortfalls that are above 0.

    The headcount ratio of Foster, Greer and Thorbecke (1984).
    """
    found = known(shortfalls)
    return sum(value > 0 for value in found) / len(found) if found else None


def depth(shortfalls: Iterable[float | None]) -> float | None:
    """Return the mean shortfall, in levels, among those that have one; None if none has.

    The income gap of Foster, Greer and Thorbecke (1984): how far below those below are.
    """
    return mean(value for value in known(shortfalls) if value > 0)


def completeness(levels: Sequence[float | None]) -> float | None:
    """Return the share (0–1) of the levels that are known; None if there should be none."""
    return len(known(levels)) / len(levels) if levels else None


def mean_interval(
    intervals: Sequence[Interval], weights: Sequence[Fraction] | None = None
) -> Interval | None:
    """Return the lowest and highest mean possible: all lows, all highs.

    An unknown level is to be given as (lowest, highest) of the scale.
    """
    low, high = (mean([each[end] for each in intervals], weights) for end in (0, 1))
    return None if low is None or high is None else (low, high)


def attainment_interval(
    intervals: Sequence[Interval], targets: Sequence[float], lowest: float
) -> Interval | None:
    """Return the lowest and highest attainment possible: all lows, all highs."""
    low = attainment([low for low, _ in intervals], targets, lowest)
    high = attainment([high for _, high in intervals], targets, lowest)
    return None if low is None or high is None else (low, high)


def distinguishable(one: Interval, other: Interval) -> bool:
    """Tell whether two levels differ by more than the reading error: intervals do not meet.

    Two exact levels (intervals of one point) are always told apart.
    """
    if one[0] == one[1] and other[0] == other[1]:
        return True
    return exact(one[1]) < exact(other[0]) or exact(other[1]) < exact(one[0])


def ranks(values: Sequence[float | None], intervals: Sequence[Interval]) -> tuple[Rank | None, ...]:
    """Return the min-rank of each value ("3= of 12"), the highest first; unknown has none.

    Equal values share the best of their places; `exact.ranks` says how intervals count.
    """
    rows = [
        None if value is None else (exact(value), exact(low), exact(high))
        for value, (low, high) in zip(values, intervals, strict=True)
    ]
    return fractional.ranks(rows)
