"""COMPARE: which columns are totals though no word calls them so: their figures tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from digimatrix.compare import exact, scales
from digimatrix.model.framework import Method
from digimatrix.model.numbers import Column, Printed, Row

CLEAR = 20
"""Figures that differ by so many times what rounding explains follow by no chance."""

CHANCE = 1e-3
"""A run of columns gives another by no chance if fewer tables than this would show it."""

LEAST = 5
"""So many rows must follow for a run of columns, or for places, to count."""

LONGEST = 40
"""So many columns beside one another are tried at most."""

_LOOK = 50
"""So many rows, or nearly twice as many, are looked at before all are."""

_STEPS = (*range(2, 13), 20, 100, 200)
"""Weights that nobody prints are taken to be so manieths of the whole: thirds, five per cent."""

_MOST = Fraction(2, 3)

Weighing = Callable[[Sequence[Column]], Sequence[Fraction]]
"""Returns the weights that a table prints for columns, 1 for each if it prints none."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A column and what it follows from; without parts it is what the printed places rank."""

    column: Column
    parts: tuple[Column, ...] = ()
    method: Method = Method.MEAN
    weights: tuple[Fraction, ...] = ()


class Recogniser:
    """Looks for what columns follow from, among `columns` that no word calls totals."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row], weighing: Weighing) -> None:
        # of one thing in several years each is near the mean of its neighbours
        yearly = all(scales.is_year(column.name) for column in columns)
        self.columns = () if yearly else tuple(columns)
        self.rows, self.weighing = rows, weighing

    def wholes(self, ranks: Sequence[Column]) -> list[Whole]:
        """Return the totals among the columns, those that others are made of first.

        That may be any column that a run of others gives; the last, the first or the one that
        the places in `ranks` follow if all others give it; and that one even if nothing does.
        """
        found: dict[int, Whole] = {}
        runs = {column: self._of_runs(column) for column in self.columns}
        given = [column for column in self.columns if runs[column]]
        # what fewer columns give first: totals of totals are of those, not of what these are of
        for column in sorted(given, key=lambda each: min(len(one.parts) for one in runs[each])):
            if whole := _best(column, runs[column], found):
                found[column.number] = whole
        ranked = self._ranked(ranks)
        rest = [column for column in self.columns if column.number not in found]
        ends = [*rest[-1:], *rest[:1], *([ranked] if ranked in rest else [])]
        for column in dict.fromkeys(ends):
            blocks = [[each for each in rest if each != column], self._tops(found)]
            made = self._of_all(column, blocks) or self._weighted(column, blocks)
            if made is not None:
                found[column.number] = made
                break
        within = {part for whole in found.values() for part in whole.parts}
        if ranked and ranked.number not in found and ranked not in within:
            found[ranked.number] = Whole(ranked)
        return sorted(
            found.values(),
            key=lambda whole: (whole.column == ranked, _depth(whole, found), whole.column.number),
        )

    def whole(self, column: Column, found: Sequence[Whole]) -> Whole | None:
        """Return what a column that a word calls a total follows from, beside those `found`."""
        known = {whole.column.number: whole for whole in found}
        rest = [each for each in self.columns if each.number not in known]
        return _best(column, self._of_runs(column), known) or self._weighted(
            column, [rest, self._tops(known)]
        )

    def _tops(self, found: Mapping[int, Whole]) -> list[Column]:
        """Return the totals found that no other is made of."""
        within = {part for whole in found.values() for part in whole.parts}
        return [whole.column for whole in found.values() if whole.column not in within]

    def _figures(self, column: Column) -> list[Printed | None]:
        return [row.cells.get(column.number) for row in self.rows]

    def _of_all(self, column: Column, blocks: Sequence[Sequence[Column]]) -> Whole | None:
        for parts in blocks:
            for whole in self._ways(column, parts) if len(parts) > 1 else ():
                if self._agreement(whole).clear(len(parts)):
                    return whole
        return None

    def _of_runs(self, column: Column) -> list[Whole]:
        """Return what a column may be of: columns beside one another that give it by no chance.

        That which most rows follow comes first.
        """
        before = [each for each in self.columns if each.number < column.number]
        behind = [each for each in self.columns if each.number > column.number]
        tests = sum(min(len(side), LONGEST) * len(side) for side in (before, behind))
        tests *= max(1, len(self.columns))
        made: list[tuple[tuple[int, int, int], Whole]] = []
        for run in (*self._runs(column, before, tests), *self._runs(column, behind, tests)):
            for whole in self._ways(column, run):
                found = self._agreement(whole)
                if found.by_no_chance(tests):
                    made.append(((found.same, found.close, len(run)), whole))
        return [whole for _, whole in sorted(made, key=lambda each: each[0], reverse=True)]

    def _runs(
        self, column: Column, side: Sequence[Column], tests: int
    ) -> Iterator[Sequence[Column]]:
        """Yield the runs of columns that may give a column, by a rough look at some rows."""
        import numpy as np

        known = [row.cells for row in self.rows if column.number in row.cells]
        look = known[:: max(1, len(known) // _LOOK)]
        if len(known) < LEAST or len(side) < 2:
            return
        total = np.array([[float(cells[column.number].value)] for cells in look])
        half = np.array([[float(cells[column.number].half)] for cells in look])
        there = [[cells.get(each.number) for each in side] for cells in look]
        values = np.array([[float(cell.value) if cell else np.nan for cell in r] for r in there])
        slacks = np.array([[float(cell.slack) if cell else np.nan for cell in r] for r in there])
        away = np.abs(total - values)
        windows = np.lib.stride_tricks.sliding_window_view
        weighed = {(1.0,) * len(side), tuple(float(weight) for weight in self.weighing(side))}
        for length in range(2, min(len(side), LONGEST) + 1):
            hopeful = np.zeros(len(side) - length + 1, dtype=bool)
            for weights in weighed:
                by = np.array(weights)
                sums = windows(values * by, length, axis=1).sum(axis=2)
                slack = windows(slacks * by, length, axis=1).sum(axis=2)
                of = np.maximum(1, (~np.isnan(sums)).sum(axis=0))
                mean = windows(by, length).sum(axis=1)
                apart = np.nansum(windows(away, length, axis=1).mean(axis=2), axis=0) / of
                beside = np.full(len(of), np.abs(total - total.mean()).mean())
                for divisor, scale in ((np.ones(len(of)), beside), (mean, apart)):
                    off = np.abs(total - sums / divisor)
                    for reach in (half + 0 * slack, half + slack / divisor):
                        count = (off <= reach + 1e-9).sum(axis=0)
                        # the rows looked at stand for all of them
                        power = count * len(known) / len(look)
                        likely = np.nanmax(2 * reach, axis=0, initial=0) / np.maximum(scale, 1e-12)
                        chance = np.minimum(1, likely) ** power * tests
                        hopeful |= (count * 3 >= of * 2) & (chance < 10 * CHANCE)
            for start in np.flatnonzero(hopeful):
                yield side[int(start) : int(start) + length]

    def _ways(self, column: Column, parts: Sequence[Column]) -> Iterator[Whole]:
        """Yield how a column may follow from others: as sum, mean, mean by printed weights."""
        plain = tuple(Fraction(1) for _ in parts)
        own = tuple(self.weighing(parts))
        yield Whole(column, tuple(parts), Method.SUM, plain)
        for weights in dict.fromkeys((plain, own)):
            yield Whole(column, tuple(parts), Method.MEAN, weights)

    def _weighted(self, column: Column, blocks: Sequence[Sequence[Column]]) -> Whole | None:
        """Return the mean or sum of some of these by weights that nobody prints.

        Least squares give the weights; they count if they are round and all rows but a few
        follow to what rounding explains.
        """
        for parts in blocks:
            for weights in self._least_squares(column, parts) if len(parts) > 1 else ():
                used = [(part, by) for part, by in zip(parts, weights, strict=True) if by]
                if len(used) < 2:
                    continue
                single = {by for _, by in used} == {Fraction(1)}
                whole = Whole(
                    column,
                    tuple(part for part, _ in used),
                    Method.SUM if single else Method.MEAN,
                    tuple(by for _, by in used),
                )
                found = self._agreement(whole)
                enough = found.of >= 2 * len(parts) + 2 and found.close * 8 >= found.of * 7
                if enough and found.spread > CLEAR * found.wide:
                    return whole
        return None

    def _least_squares(
        self, column: Column, parts: Sequence[Column]
    ) -> Iterator[tuple[Fraction, ...]]:
        """Yield rounded weights, the roundest first; rows that fit worst are left out."""
        import numpy as np

        numbers = [part.number for part in parts]
        full = [row.cells for row in self.rows if {column.number, *numbers} <= row.cells.keys()]
        if len(full) < 2 * len(parts) + 2:
            return
        total = np.array([float(cells[column.number].value) for cells in full])
        values = np.array([[float(cells[at].value) for at in numbers] for cells in full])
        kept = np.arange(len(full))
        for _ in range(2):
            by = np.linalg.lstsq(values[kept], total[kept], rcond=None)[0]
            off = np.abs(values @ by - total)
            kept = np.argsort(off, kind="stable")[: max(len(parts) + 2, len(full) * 7 // 8)]
        by = np.linalg.lstsq(values[kept], total[kept], rcond=None)[0]
        for step in _STEPS:
            weights = tuple(Fraction(round(float(each) * step), step) for each in by)
            if min(weights) >= 0 and (sum(weights) == 1 or set(weights) <= {0, 1}):
                yield weights

    def _agreement(self, whole: Whole) -> _Agreement:
        """Count in how many rows a column is what others give."""
        divisor = sum(whole.weights) if whole.method is Method.MEAN else 1
        columns = [self._figures(part) for part in whole.parts]
        found = _Agreement(fine=True)
        values: list[Fraction] = []
        apart = Fraction(0)
        for one, *parts in zip(self._figures(whole.column), *columns, strict=True):
            there = [part for part in parts if part is not None]
            if one is None or len(there) < len(parts):
                continue
            weighed = list(zip(there, whole.weights, strict=True))
            given = sum((part.value * by for part, by in weighed), Fraction(0)) / divisor
            slack = sum((part.slack * by for part, by in weighed), Fraction(0)) / divisor
            off = abs(one.value - given)
            found.same += off <= one.half
            found.close += off <= one.half + slack
            found.narrow = max(found.narrow, one.half)
            found.wide = max(found.wide, one.half + slack)
            found.fine = found.fine and all(part.digits > 0 for part in there)
            apart += sum((abs(one.value - part.value) for part in there), Fraction(0)) / len(there)
            values.append(one.value)
        found.of = len(values)
        found.distinct = len(set(values))
        found.spread = max(values, default=Fraction(0)) - min(values, default=Fraction(0))
        found.mean = whole.method is Method.MEAN
        middle = exact.mean(values)
        if middle is not None:
            beside = sum((abs(value - middle) for value in values), Fraction(0))
            found.apart = (apart if found.mean else beside) / len(values)
        return found

    def _ranked(self, ranks: Sequence[Column]) -> Column | None:
        """Return the column whose figures the printed places of the whole follow.

        They must follow it better than any other and than the mean of all, or say that it is it.
        """
        if len(self.columns) < 2:
            return None
        given = {column: self._figures(column) for column in self.columns}
        together = [
            _mean([one for one in figures if one is not None])
            for figures in zip(*given.values(), strict=True)
        ]
        for rank in ranks:
            places = self._figures(rank)
            named = next((each for each in self.columns if each.number == rank.ranks), None)
            if named is not None and _in_order(given[named], places) > _MOST:
                return named
            shares = {column: _in_order(given[column], places) for column in self.columns}
            best = max(shares, key=lambda column: shares[column])
            others = [share for column, share in shares.items() if column != best]
            if shares[best] > max(*others, _in_order(together, places), _MOST):
                return best
        return None


def _mean(figures: Sequence[Printed]) -> Printed | None:
    mean = exact.mean([each.value for each in figures])
    return replace(figures[0], value=mean, digits=6) if mean is not None else None


def _in_order(figures: Sequence[Printed | None], places: Sequence[Printed | None]) -> Fraction:
    """Return in how many rows of all the place goes with the figure; 0 if they are few."""
    both = [
        (figure, place)
        for figure, place in zip(figures, places, strict=True)
        if figure is not None and place is not None
    ]
    if len(both) < LEAST:
        return Fraction(0)
    # places among these rows: a table may be a part of a longer one
    order = exact.ranks([(-place.value,) * 3 for _, place in both])
    given = exact.ranks([(f.value, f.value - f.half, f.value + f.half) for f, _ in both])
    right = sum(
        place is not None and own is not None and own.best <= place.place <= own.worst
        for place, own in zip(order, given, strict=True)
    )
    return Fraction(right, len(both))


@dataclass(slots=True)
class _Agreement:
    """In how many of the rows a column is what others give: to the last digit, within rounding.

    `narrow` and `wide` are what rounding explains of both; `spread` what the figures differ by,
    `apart` what they are off from a single part, or for a sum from their own mean.
    """

    fine: bool
    mean: bool = False
    of: int = 0
    same: int = 0
    close: int = 0
    distinct: int = 0
    narrow: Fraction = Fraction(0)
    wide: Fraction = Fraction(0)
    spread: Fraction = Fraction(0)
    apart: Fraction = Fraction(0)

    def clear(self, parts: int) -> bool:
        """Whether the one column is the sum or mean of all others.

        A column of whole points may lie near the mean of the others by chance, so that of
        whole numbers only a sum is recognised, and of them half must be the sum itself.
        """
        if parts < 2 or self.of < 4 or self.distinct < 3 or (self.mean and not self.fine):
            return False
        # a third to the last digit, three quarters within what rounding explains
        enough = self.same * (3 if self.fine else 2) >= self.of
        if enough and self.close * 4 >= self.of * 3:
            return True
        # or all within it, where that is far less than what the figures differ by
        return self.close == self.of and self.spread > CLEAR * self.wide

    def by_no_chance(self, tests: int) -> bool:
        """Whether so many rows agree that of so many tries none would by chance."""
        for count, reach in ((self.same, self.narrow), (self.close, self.wide)):
            if count < LEAST or count * 4 < self.of * 3 or self.distinct < 3:
                continue
            likely = float(2 * reach / self.apart) if self.apart else 1.0
            if min(1.0, likely) ** count * tests < CHANCE:
                return True
        return False


def _best(column: Column, wholes: Sequence[Whole], found: Mapping[int, Whole]) -> Whole | None:
    """Return what a column is of: totals already found if they give it, else what fits best.

    A total and what it is of are not both parts of another.
    """
    fit = [
        whole
        for whole in wholes
        if not any(_rests_on(part, column, found) for part in whole.parts)
        and not any(
            part != other and _rests_on(part, other, found)
            for part in whole.parts
            for other in whole.parts
        )
    ]
    of_totals = [each for each in fit if all(part.number in found for part in each.parts)]
    return next(iter((*of_totals, *fit)), None)


def _rests_on(column: Column, other: Column, found: Mapping[int, Whole]) -> bool:
    """Whether a column is another, or is made of it."""
    whole = found.get(column.number)
    return column == other or (
        whole is not None and any(_rests_on(part, other, found) for part in whole.parts)
    )


def _depth(whole: Whole, found: Mapping[int, Whole]) -> int:
    """Return how many totals stand between a total and the columns it is made of."""
    inner = [found[part.number] for part in whole.parts if part.number in found]
    return 1 + max((_depth(each, found) for each in inner), default=0)
