"""Dots that show how municipalities are spread along a scale: few as they are, many as shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

Value = TypeVar("Value")

MANY = 60
"""Above so many dots in a row, `QUANTILES` dots stand for them, each for an equal share."""
QUANTILES = 50

_STACK = 5  # dots on each other before a stack grows sideways
_WIDEST = 12  # dots side by side in a stack


def quantiles(values: Sequence[float]) -> tuple[float, ...]:
    """Return the values, or `QUANTILES` of them at equal shares where there are too many.

    Source: Kay et al., "When (ish) is My Bus?", CHI 2016 (quantile dot plots).
    """
    return shares(values if len(values) <= MANY else sorted(values))


def shares(ordered: Sequence[Value]) -> tuple[Value, ...]:
    """Return what stands at equal shares of what is in order already, or all of it if few."""
    if len(ordered) <= MANY:
        return tuple(ordered)
    return tuple(
        ordered[int((number + 0.5) * len(ordered) / QUANTILES)] for number in range(QUANTILES)
    )


def stacks(values: Sequence[float], step: float) -> tuple[tuple[float, int], ...]:
    """Return for each dot its place along the scale and how many dots lie under it.

    Dots of one value stand on each other, and side by side where they would be more than
    five and neighbours leave room; `step` is the room of a dot in units of the scale. Values
    closer than that share a stack, at the lowest of them.
    """
    heaps: Counter[float] = Counter()
    here = float("-inf")
    for value in sorted(values):
        here = value if value - here >= step * 0.999 else here
        heaps[here] += 1
    reach = dict.fromkeys(heaps, _WIDEST * step / 2)
    for (left, few), (right, many) in pairwise(heaps.items()):
        # room between two stacks is theirs by their numbers; each has that of a dot
        split = min(max((right - left) * few / (few + many), step / 2), right - left - step / 2)
        reach[left] = min(reach[left], split)
        reach[right] = min(reach[right], right - left - split)
    placed = []
    for value, count in heaps.items():
        wide = min(max(1, int(2 * reach[value] / step + 0.001)), -(-count // _STACK))
        for number in range(count):
            level, place = divmod(number, wide)
            row = min(wide, count - level * wide)
            placed.append((value + (place - (row - 1) / 2) * step, level))
    return tuple(placed)
