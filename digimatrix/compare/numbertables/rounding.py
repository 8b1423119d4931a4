"""COMPARE: how often a column of a table is what others give, within what rounding explains.

Floating-point numbers will do: what is recognised is worked out exactly afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from digimatrix.model.framework import Method
from digimatrix.model.numbers import Column, Row

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.floating]

CLEAR = 20
"""Figures that differ by so many times what rounding explains follow by no chance."""

CHANCE = 1e-3
"""A run of columns gives another by no chance if fewer tables than this would show it."""

LEAST = 5
"""So many rows must follow for a run of columns, or for places, to count."""

SOME = 2
"""A mean of what is known counts where so many of its parts are."""

FUZZ = 1e-9
"""How far off floating-point numbers may be."""

_HALF = 0.5 - FUZZ

_NEARLY = 3
"""A figure off by more than so many times what rounding explains is a mistake of its own."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A column and what it follows from; without parts it is what the printed places rank."""

    column: Column
    parts: tuple[Column, ...] = ()
    method: Method = Method.MEAN
    weights: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """In how many of the rows a column is what others give: to the last digit, within rounding.

    `distinct` is how many figures differ, of the column or of what the others give: of the fewer.
    `narrow` and `wide` are what rounding explains of both; `spread` what the figures differ by,
    `apart` what they are off from a single part, or for a sum from their own mean.
    """

    fine: bool = True
    mean: bool = False
    of: int = 0
    same: int = 0
    close: int = 0
    nearly_same: int = 0
    nearly_close: int = 0
    distinct: int = 0
    narrow: float = 0.0
    wide: float = 0.0
    spread: float = 0.0
    apart: float = 0.0

    def clear(self, parts: int) -> bool:
        """Whether the one column is the sum or mean of all others.

        A column of whole points may lie near the mean of the others by chance, so that of
        whole numbers only a sum is recognised, and of them half must be the sum itself.
        """
        if parts < 2 or self.of < 4 or self.distinct < 3 or (self.mean and not self.fine):
            return False
        # a third to the last digit, three quarters within what rounding explains
        enough = self.same * (3 if self.fine else 2) >= self.of
        enough = enough and not self._of_other_weights(self.close, self.nearly_close)
        if enough and self.close * 4 >= self.of * 3:
            return True
        # or all within it, where that is far less than what the figures differ by
        return self.close == self.of and self.spread > CLEAR * self.wide

    def surely(self) -> bool:
        """Whether weights that were made to fit do: nearly all rows follow, the rest not at all."""
        if self.same * 3 < self.of:
            return False
        return any(
            count * 8 >= self.of * 7 and count == near and self.spread > CLEAR * reach
            for count, near, reach in (
                (self.same, self.nearly_same, self.narrow),
                (self.close, self.nearly_close, self.wide),
            )
        )

    def _of_other_weights(self, count: int, near: int) -> bool:
        """Whether rows are a little off: mistakes are few, other weights show in many."""
        return near - count > max(1, self.of // 12)

    def by_no_chance(self, tests: int) -> bool:
        """Whether so many rows agree that of so many tries none would by chance."""
        for count, near, reach in (
            (self.same, self.nearly_same, self.narrow),
            (self.close, self.nearly_close, self.wide),
        ):
            if count < LEAST or count * 4 < self.of * 3 or self.distinct < 3:
                continue
            if self._of_other_weights(count, near):
                continue
            likely = 2 * reach / self.apart if self.apart else 1.0
            if min(1.0, likely) ** count * tests < CHANCE:
                return True
        return False


class Figures:
    """The figures of a table's rows, column by column."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._arrays: dict[int, tuple[Array, Array, Array]] = {}

    def of(self, column: Column) -> tuple[Array, Array, Array]:
        """Return a column's figures, and how far rounding of shown and known digits moves them."""
        import numpy as np

        if column.number not in self._arrays:
            cells = [row.cells.get(column.number) for row in self.rows]
            self._arrays[column.number] = (
                np.array([float(cell.value) if cell else np.nan for cell in cells]),
                np.array([float(cell.half) if cell else np.nan for cell in cells]),
                np.array([float(cell.slack) if cell else np.nan for cell in cells]),
            )
        return self._arrays[column.number]

    def agreement(self, whole: Whole) -> Agreement:
        """Count in how many rows a column is what others give.

        Of a mean whose parts are hardly ever all known these are the rows where some are.
        """
        import numpy as np

        by = np.array([float(weight) for weight in whole.weights])
        mean = whole.method is not Method.SUM
        arrays = [self.of(part) for part in whole.parts]
        total, half, _ = self.of(whole.column)
        values, _, slacks = (np.column_stack([each[part] for each in arrays]) for part in range(3))
        known = ~np.isnan(values)
        full = ~np.isnan(total) & known.all(axis=1)
        if mean and full.sum() < LEAST:
            full = ~np.isnan(total) & (known.sum(axis=1) >= SOME)
        if not full.any():
            return Agreement()
        total, half, known = total[full], half[full], known[full]
        values, slacks = values[full], np.nan_to_num(slacks[full])
        divisor = known @ by if mean else 1.0
        if whole.method is Method.GEOMETRIC:
            above = np.where(known, values, 1.0)
            if above.min() <= 0:
                return Agreement()
            worked = np.exp(np.log(above) @ by / divisor)
            wide = half + worked * ((slacks / above) @ by / divisor)
        else:
            worked = np.nan_to_num(values) @ by / divisor
            wide = half + slacks @ by / divisor
        off = np.abs(total - worked)
        beside = np.abs(total - total.mean()) if not mean else np.abs(total[:, None] - values)
        return Agreement(
            fine=bool((slacks < _HALF).all()),
            mean=mean,
            of=len(total),
            same=int((off <= half + FUZZ).sum()),
            close=int((off <= wide + FUZZ).sum()),
            nearly_same=int((off <= _NEARLY * half).sum()),
            nearly_close=int((off <= _NEARLY * wide).sum()),
            distinct=min(len(set(total.tolist())), len(set(worked.round(9).tolist()))),
            narrow=float(half.max()),
            wide=float(wide.max()),
            spread=float(total.max() - total.min()),
            apart=float(np.nanmean(beside)),
        )
