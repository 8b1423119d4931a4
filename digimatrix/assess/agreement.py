"""ASSESS: how far levels that were set or read independently of each other agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

BOOTSTRAPS = 2000
SEED = 20220314


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two sets of levels for the same `cells` cells agree.

    `qwk` is Cohen's kappa with quadratic weights (Cohen 1968), `exact` and `within_one` are
    shares, `mae` the mean absolute difference in levels; None where there is nothing to
    compare, or (kappa) where all levels are the same.
    """

    cells: int
    qwk: float | None
    exact: float | None
    within_one: float | None
    mae: float | None


def agreement(levels: Sequence[tuple[int, int]]) -> Agreement:
    """Return how pairs of levels agree, such as (label, level read)."""
    if not levels:
        return Agreement(0, None, None, None, None)
    far = [abs(label - got) for label, got in levels]
    return Agreement(
        cells=len(levels),
        qwk=kappa(levels),
        exact=share([distance == 0 for distance in far]),
        within_one=share([distance <= 1 for distance in far]),
        mae=sum(far) / len(far),
    )


def kappa(levels: Sequence[tuple[int, int]]) -> float | None:
    """Return Cohen's kappa with quadratic weights: 1 − observed / expected disagreement.

    Source: J. Cohen, Weighted kappa, Psychological Bulletin 70 (1968). None where the
    expected disagreement is zero.
    """
    count = len(levels)
    labels, got = [sum(pair[side] for pair in levels) for side in (0, 1)]
    squares = sum(pair[0] ** 2 + pair[1] ** 2 for pair in levels)
    expected = squares / count - 2 * labels * got / count**2
    observed = sum((label - level) ** 2 for label, level in levels) / count
    return 1 - observed / expected if expected else None


def interval(levels: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    """Return the middle 95 % of kappas over cells drawn again with replacement."""
    if len(levels) < 2:
        return None
    import numpy as np

    pairs = np.asarray(levels, dtype=float)
    drawn = np.random.default_rng(SEED).integers(len(pairs), size=(BOOTSTRAPS, len(pairs)))
    label, got = pairs[drawn, 0], pairs[drawn, 1]
    expected = (label**2).mean(1) + (got**2).mean(1) - 2 * label.mean(1) * got.mean(1)
    observed = ((label - got) ** 2).mean(1)
    kappas = 1 - observed[expected > 0] / expected[expected > 0]
    if not len(kappas):
        return None
    low, high = np.quantile(kappas, (0.025, 0.975))
    return float(low), float(high)


def confusion(
    levels: Sequence[tuple[int, int]], scale: Iterable[int]
) -> tuple[tuple[int, ...], ...]:
    """Return how often each pair of levels occurs: a row a first level, a column a second."""
    ends = tuple(scale)
    return tuple(
        tuple(sum(pair == (first, second) for pair in levels) for second in ends) for first in ends
    )


def alpha(units: Iterable[Sequence[int]]) -> float | None:
    """Return Krippendorff's alpha with the interval metric over the levels given to each unit.

    1 − observed / expected disagreement, both as mean squared differences in levels: the
    metric of the quadratic weights of kappa. Any number of people may have judged a unit;
    units that fewer than two judged do not count. None where there are no others, or where
    all levels are the same.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), metric δ² of
    interval data.
    """
    judged = [unit for unit in units if len(unit) >= 2]
    levels = [level for unit in judged for level in unit]
    expected = _squares(levels)
    if not expected:
        return None
    observed = sum((Fraction(_squares(unit), len(unit) - 1) for unit in judged), Fraction())
    return float(1 - (len(levels) - 1) * observed / expected)


def _squares(levels: Sequence[int]) -> int:
    """Return the sum of squared differences over all ordered pairs."""
    return 2 * (len(levels) * sum(level**2 for level in levels) - sum(levels) ** 2)


def share(hits: Sequence[bool]) -> float | None:
    """Return the share of hits; None where there is nothing to hit."""
    return sum(hits) / len(hits) if hits else None
