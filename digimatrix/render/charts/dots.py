"""Dots that show how municipalities are spread along a scale: few as they are, many as shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

MANY = 60
"""Above so many dots in a row, `QUANTILES` dots stand for them, each for an equal share."""
QUANTILES = 50

_STACK = 5  # dots on each other before a stack grows sideways


def quantiles(values: Sequence[float]) -> tuple[float, ...]:
    """Return the values, or `QUANTILES` of them at equal shares where there are too many.

    Source: Kay et al., "When (ish) is My Bus?", CHI 2016 (quantile dot plots).
    """
    if len(values) <= MANY:
        return tuple(values)
    ordered = sorted(values)
    return tuple(
        ordered[int((number + 0.5) * len(ordered) / QUANTILES)] for number in range(QUANTILES)
    )


def stacks(values: Sequence[float], step: float) -> tuple[tuple[float, int], ...]:
    """Return for each dot its place along the scale and how many dots lie under it.

    Dots of one value stand on each other, and side by side where they would be more than
    five; `step` is the room of a dot in units of the scale. Values closer than that share a
    stack, at the lowest of them.
    """
    heaps: Counter[float] = Counter()
    here = float("-inf")
    for value in sorted(values):
        here = value if value - here >= step * 0.999 else here
        heaps[here] += 1
    nearest = min((right - left for left, right in pairwise(heaps)), default=20 * step)
    most = max(1, int(nearest / step - 0.9))
    placed = []
    for value, count in heaps.items():
        wide = min(most, -(-count // _STACK))
        for number in range(count):
            level, place = divmod(number, wide)
            row = min(wide, count - level * wide)
            placed.append((value + (place - (row - 1) / 2) * step, level))
    return tuple(placed)
