"""COMPARE: how the totals of a table of numbers follow from its columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from digimatrix.compare import exact
from digimatrix.model.framework import Dimension, Framework, Method, Scale, Total
from digimatrix.model.numbers import Printed, Row

Bounds = tuple[Fraction, Fraction, Fraction]
"""A figure, and how low and how high it may be if the numbers it rests on were rounded."""

Figures = Mapping[str, Printed | None]
"""The printed figures of one unit by the key of their dimension or total."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A total worked out from its parts, `known` of `of`."""

    bounds: Bounds
    known: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether no part is missing."""
        return self.known == self.of


def worked_out(total: Total, figures: Figures, framework: Framework) -> Worked | None:
    """Return the total of one unit; None where no part is known, or one of a sum is not.

    A part that is a total itself is worked out from its own parts where they are there, else
    it is what is printed.
    """
    dimensions = {each.key: each for each in framework.dimensions}
    totals = {each.key: each for each in framework.totals}
    found: list[Bounds] = []
    weights: list[Fraction] = []
    whole = True
    for key, weight in zip(total.parts, total.weights, strict=True):
        inner = worked_out(totals[key], figures, framework) if key in totals else None
        printed = figures.get(key)
        if inner is not None:
            bounds, whole = inner.bounds, whole and inner.whole
        elif printed is not None:
            slack = printed.slack
            bounds = (printed.value, printed.value - slack, printed.value + slack)
        else:
            continue
        dimension = dimensions.get(key)
        if total.normalised is not None and dimension is not None and dimension.scale is not None:
            bounds = _normalised(bounds, dimension, dimension.scale, total.normalised)
        found.append(bounds)
        weights.append(weight)
    if not found or (total.method is Method.SUM and len(found) < len(total.parts)):
        return None
    columns = list(zip(*found, strict=True))
    values = [_joined(total.method, column, weights) for column in columns]
    if any(value is None for value in values):
        return None
    value, low, high = (value for value in values if value is not None)
    known = len(found) if whole else len(found) - 1
    return Worked((value, low, high), known, len(total.parts))


def _joined(
    method: Method, values: Sequence[Fraction], weights: Sequence[Fraction]
) -> Fraction | None:
    match method:
        case Method.MEAN:
            return exact.weighted_mean(values, weights)
        case Method.SUM:
            return exact.weighted_sum(values, weights)
        case Method.GEOMETRIC:
            return exact.geometric_mean([max(value, Fraction(0)) for value in values], weights)


def _normalised(bounds: Bounds, dimension: Dimension, goalposts: Scale, onto: Scale) -> Bounds:
    """Put a value on another scale, min–max between its goalposts; beyond them it is at them."""
    value, low, high = (normalised(each, dimension, goalposts, onto) for each in bounds)
    return value, min(low, high), max(low, high)


def normalised(value: Fraction, dimension: Dimension, goalposts: Scale, onto: Scale) -> Fraction:
    """Return the value put on another scale: the share of its way between the goalposts.

    Where low is good the share is turned round.
    """
    low, high = goalposts
    value = min(max(value, low), high)
    if dimension.logarithmic:
        low, high, value = map(exact.logarithm, (low, high, value))
    share = (value - low) / (high - low)
    if dimension.lower_is_better:
        share = 1 - share
    return onto[0] + share * (onto[1] - onto[0])


class Fit(Enum):
    """How a printed total goes with what its parts give."""

    SAME = auto()
    ROUNDED = auto()  # the rounding of the parts explains the difference
    WRONG = auto()


def fit(printed: Printed, worked: Worked) -> Fit:
    """Tell whether a printed total follows from its parts."""
    value, low, high = worked.bounds
    if abs(printed.value - value) <= printed.half:
        return Fit.SAME
    if low - printed.half <= printed.value <= high + printed.half:
        return Fit.ROUNDED
    return Fit.WRONG


def _is_near(printed: Printed, worked: Worked) -> bool:
    """Tell whether a printed total is off by no more than thrice what rounding explains."""
    value, low, high = worked.bounds
    return abs(printed.value - value) <= 3 * (printed.half + (high - low) / 2)


def parts_are_exact(total: Total, rows: Sequence[tuple[Printed, Worked, Figures]]) -> bool:
    """Tell whether the parts of a column of totals were typed as they are, not rounded.

    Rounded parts make a share of the totals differ in the last digit, about
    √(2/π) · σ / unit with σ² = Σ (weight · part's unit)² / 12. Where clearly fewer differ (less
    than a third of two or more expected), the parts are what the totals were made of, and one
    that differs is wrong. Whole numbers are points more often than rounded: of them one that
    differs, or up to half of those expected, is wrong.
    """
    expected, seen, whole = 0.0, 0, True
    for printed, worked, figures in rows:
        _, low, high = worked.bounds
        reach = float(high - low) / 2  # if all parts were off to the same side
        parts = [figures[key] for key in total.parts if figures.get(key) is not None]
        count = max(1, len(parts))
        sigma = reach / 3**0.5 / (count**0.5)
        expected += min(1.0, 0.8 * sigma / (2 * float(printed.half)))
        seen += fit(printed, worked) is Fit.ROUNDED
        whole = whole and all(part is not None and part.digits == 0 for part in parts)
    if whole:
        return len(rows) > 2 and seen <= max(1.0, expected / 2)
    return expected >= 2 and seen < expected / 3


def guessed(
    name: str,
    key: str,
    dimensions: Sequence[Dimension],
    blocks: Sequence[Sequence[str]],
    units: Sequence[Figures],
) -> Total | None:
    """Return how a column of printed totals follows from others, None where it does not.

    `blocks` are the parts to try, by their keys; the mean is tried before the sum, weighted
    before plain. A third of the units must follow to the last digit and most of them within
    what rounding explains: then the others are wrong. Or all follow within that. Mistakes are
    few or large: more that are only a little off tell of something else, such as other weights.
    """
    weights = {each.key: each.weight for each in dimensions}
    best: tuple[int, int, Total] | None = None
    for total in _candidates(key, name, blocks, weights):
        framework = Framework("", {}, tuple(dimensions), (), 0, totals=())
        same = close = nearly = of = 0
        for figures in units:
            printed, worked = figures.get(key), worked_out(total, figures, framework)
            if printed is None or worked is None or not worked.whole:
                continue
            how = fit(printed, worked)
            of += 1
            same += how is Fit.SAME
            close += how is not Fit.WRONG
            nearly += how is Fit.WRONG and _is_near(printed, worked)
        enough = of >= 2 and (close == of or (same * 3 >= of and close * 2 > of))
        enough = enough and nearly <= max(2, of // 12)
        if enough and (best is None or (same, close) > best[:2]):
            best = (same, close, total)
    return best[2] if best else None


def _candidates(
    key: str,
    name: str,
    blocks: Sequence[Sequence[str]],
    weights: Mapping[str, Fraction],
) -> Iterator[Total]:
    for block, method in itertools.product(blocks, (Method.MEAN, Method.SUM)):
        own = tuple(weights.get(part, Fraction(1)) for part in block)
        plain = tuple(Fraction(1) for _ in block)
        for used in dict.fromkeys((own, plain)):
            yield Total(
                key,
                dict.fromkeys(("fi", "sv", "en", "hu", "lt"), name),
                (name,),
                tuple(block),
                method,
                used,
            )


def rows_of(units: Sequence[Row], columns: Mapping[str, int]) -> list[Figures]:
    """Return each unit's printed figures by key."""
    return [{key: row.cells.get(at) for key, at in columns.items()} for row in units]
