"""COMPARE: how the totals of a table of numbers follow from its columns."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction

from digimatrix.compare.numbertables import exact
from digimatrix.model.framework import Dimension, Framework, Method, Scale, Total
from digimatrix.model.numbers import Printed, Row

Bounds = tuple[Fraction, Fraction, Fraction]
"""A figure, and how low and how high it may be if the numbers it rests on were rounded."""

Figures = Mapping[str, Printed | None]
"""The printed figures of one unit by the key of their dimension or total."""


_CLEARLY = 10
"""So many times likelier must be what is believed."""

_MISTAKEN = 0.03
"""So many of printed totals are taken to be wrong in their last digit."""

_FEWEST, _MOST_WRONG = 3, 50
"""Of fewer totals nothing is told, and so many wrong ones are none of a careful table."""

_POINTS = 25
"""Whole numbers up to this may be points."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A total worked out from its parts, `known` of `of`.

    `sigma` is the standard deviation of what the rounding of its parts may move it by.
    """

    bounds: Bounds
    known: int
    of: int
    sigma: float = 0.0

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
    sigmas: list[float] = []
    whole = True
    for key, weight in zip(total.parts, total.weights, strict=True):
        inner = worked_out(totals[key], figures, framework) if key in totals else None
        printed = figures.get(key)
        if inner is not None:
            bounds, sigma, whole = inner.bounds, inner.sigma, whole and inner.whole
        elif printed is not None:
            slack = printed.slack
            bounds = (printed.value, printed.value - slack, printed.value + slack)
            sigma = float(slack) / 3**0.5  # of what is as likely anywhere within
        else:
            continue
        dimension = dimensions.get(key)
        if total.normalised is not None and dimension is not None and dimension.scale is not None:
            typed = bounds[2] - bounds[1]
            bounds = _normalised(bounds, dimension, dimension.scale, total.normalised)
            sigma *= float((bounds[2] - bounds[1]) / typed) if typed else 1.0
        found.append(bounds)
        sigmas.append(sigma)
        weights.append(weight)
    if not found or (total.method is Method.SUM and len(found) < len(total.parts)):
        return None
    columns = list(zip(*found, strict=True))
    values = [_joined(total.method, column, weights) for column in columns]
    if any(value is None for value in values):
        return None
    value, low, high = (value for value in values if value is not None)
    known = len(found) if whole else len(found) - 1
    moved = _moved(total.method, value, columns[0], weights)
    sigma = math.hypot(*(by * each for by, each in zip(moved, sigmas, strict=True)))
    return Worked((value, low, high), known, len(total.parts), sigma)


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


def _moved(
    method: Method, total: Fraction, values: Sequence[Fraction], weights: Sequence[Fraction]
) -> Iterator[float]:
    """Yield how far a total moves with each of its parts."""
    whole = Fraction(1) if method is Method.SUM else sum(weights, Fraction(0))
    for value, weight in zip(values, weights, strict=True):
        share = weight / whole
        if method is Method.GEOMETRIC:
            share = share * total / value if value > 0 else Fraction(0)
        yield float(share)


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


def follows_from_printed(
    total: Total, printed: Printed, figures: Figures, framework: Framework
) -> bool:
    """Tell whether a printed total follows from the totals printed beside it, right or wrong."""
    beside = tuple(each for each in framework.totals if not figures.get(each.key))
    worked = worked_out(total, figures, replace(framework, totals=beside))
    of_totals = {each.key for each in framework.totals}.intersection(total.parts)
    return bool(of_totals) and worked is not None and fit(printed, worked) is not Fit.WRONG


def parts_are_exact(total: Total, rows: Sequence[tuple[Printed, Worked, Figures]]) -> bool:
    """Tell whether the parts of a column of totals were typed as they are, not rounded.

    Rounded parts make a share of the totals differ in the last digit; of exact ones only some
    that are wrong do. What is clearly likelier by the number that differ is so; points are seldom
    rounded.
    """
    chances = [_differing(one.sigma / (2 * float(printed.half))) for printed, one, _ in rows]
    seen = sum(fit(printed, worked) is Fit.ROUNDED for printed, worked, _ in rows)
    if len(rows) < _FEWEST or seen > _MOST_WRONG:
        return False
    parts = [figures.get(key) for *_, figures in rows for key in total.parts]
    if total.method is Method.SUM:
        of_points = len({printed.value for printed, *_ in rows}) > 1  # not all are a hundred
    else:
        of_points = all(printed.digits > 0 for printed, *_ in rows)
    of_points = of_points and all(_is_point(part) for part in parts if part is not None)
    least = 1 / _CLEARLY if of_points else _CLEARLY
    exact_ones = _likely(seen, [_MISTAKEN] * len(rows))
    return exact_ones > least * _likely(seen, chances)


def _is_point(part: Printed) -> bool:
    """Whether a figure may be of points or marks: a small whole number, no share in per cent."""
    return part.digits == 0 and part.value <= _POINTS and part.typed[-1:] != "%"


def _differing(sigma: float) -> float:
    """Return how likely a figure differs in its last digit if it is off by so many on average.

    It stays the same by the mean of 1 − |e| below 1, with e spread normally around 0.
    """
    if not sigma:
        return 0.0
    reach = 1 / sigma
    density = math.exp(-reach * reach / 2) / math.sqrt(2 * math.pi)
    same = math.erf(reach / math.sqrt(2)) - 2 * sigma * (1 / math.sqrt(2 * math.pi) - density)
    return min(1.0, max(0.0, 1 - same))


def _likely(count: int, chances: Sequence[float]) -> float:
    """Return how likely just so many come true of what has these chances."""
    likely = [1.0] + [0.0] * count  # by how many have come true so far
    for chance in chances:
        likely = [
            own * (1 - chance) + before * chance
            for own, before in zip(likely, [0.0, *likely], strict=False)
        ]
    return likely[count]


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
