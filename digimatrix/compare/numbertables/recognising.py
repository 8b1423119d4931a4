"""COMPARE: which columns are totals though no word calls them so: their figures tell."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from digimatrix.compare.numbertables import exact, scales
from digimatrix.compare.numbertables.fitting import MORE, follows_in_some, weighted
from digimatrix.compare.numbertables.lowest import either_way
from digimatrix.compare.numbertables.rounding import (
    CHANCE,
    FUZZ,
    LEAST,
    SOME,
    Agreement,
    Figures,
    Whole,
)
from digimatrix.model.framework import Method
from digimatrix.model.numbers import Column, Printed, Row

if TYPE_CHECKING:
    from digimatrix.compare.numbertables.rounding import Array

LONGEST = 40
"""So many columns beside one another are tried at most."""

_LOOK = 24
"""So many rows, or nearly twice as many, are looked at before all are."""

_MOST = Fraction(2, 3)
"""So many rows must be in the order of their places."""

Weighing = Callable[[Sequence[Column]], Sequence[Fraction]]
"""Returns the weights that a table prints for columns, 1 for each if it prints none."""


class Recogniser:
    """Looks for what columns follow from, among `columns` that no word calls totals."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row], weighing: Weighing) -> None:
        # of one thing in several years each is near the mean of its neighbours
        yearly = all(scales.is_year(column.name) for column in columns)
        self.columns = () if yearly else tuple(columns)
        self.rows, self.weighing = rows, weighing
        self.figures = Figures(rows)

    def wholes(self, ranks: Sequence[Column]) -> list[Whole]:
        """Return the totals among the columns, those that others are made of first.

        That may be any column that a run of others gives; the last, the first or the one that
        the places in `ranks` follow if all others give it; and that one even if nothing does.
        It may be one that the totals found give by weights that depend on the unit.
        """
        found: dict[int, Whole] = {}
        runs = {column: self._of_runs(column) for column in self.columns}
        given = [column for column in self.columns if runs[column]]
        # what fewer columns give first: totals of totals are of those, not of what these are of
        for column in sorted(given, key=lambda each: min(len(one.parts) for one in runs[each])):
            if whole := _best(column, runs[column], found):
                found[column.number] = whole
        for column in given:  # of totals that were found only later
            if whole := _best(column, runs[column], found):
                found[column.number] = whole
        ranked = self._ranked(ranks)
        rest = [column for column in self.columns if column.number not in found]
        ends = [*rest[-1:], *rest[:1], *([ranked] if ranked in rest else [])]
        for column in dict.fromkeys(ends):
            tops = [top for top in self._tops(found) if not _rests_on(top, column, found)]
            made = self._of_blocks(column, [[each for each in rest if each != column], tops])
            if made is not None:
                found[column.number] = made
                break
        for whole in [*found.values()]:
            found[whole.column.number] = self.of_totals(whole, found.values())
        within = {part for whole in found.values() for part in whole.parts}
        tops = self._tops(found)
        for column in self.columns if tops else ends:
            others = tops or [each for each in self.columns if each != column]
            free = column.number not in found and column not in within
            if free and follows_in_some(self.figures, column, others):
                found[column.number] = Whole(column)
                break
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
        blocks = [rest, self._tops(known)]
        run = _best(column, self._of_runs(column), known)
        return run or weighted(self.figures, column, blocks)

    def of_totals(self, whole: Whole, found: Iterable[Whole]) -> Whole:
        """Return a total as one of the totals `found` if that comes to the same.

        An index is of its pillars rather than of what these are of: where it was worked out from
        a wrong pillar, that alone is wrong.
        """
        beside = {
            each.column.number: each for each in found if each.column != whole.column and each.parts
        }
        own = _shares(whole, beside)
        tops = [
            top
            for top in sorted(self._tops(beside), key=lambda each: each.number)
            if not _rests_on(top, whole.column, beside)
            and own.keys() >= _shares(beside[top.number], beside).keys()
        ]
        if len(tops) < 2 or {*tops} <= {*whole.parts}:
            return whole
        for way in self._ways(whole.column, tops):
            if _shares(way, beside) == own and self._misses(way) <= self._misses(whole):
                return way
        return whole

    def surely(self, whole: Whole) -> bool:
        """Whether all rows follow, or of many nearly all and the rest not at all."""
        return not self._misses(whole) or self.figures.agreement(whole).surely()

    def _misses(self, whole: Whole) -> int:
        """Return how many rows do not follow."""
        agreement = self.figures.agreement(whole)
        return agreement.of - agreement.close

    def _tops(self, found: Mapping[int, Whole]) -> list[Column]:
        """Return the totals found that no other is made of."""
        within = {part for whole in found.values() for part in whole.parts}
        return [whole.column for whole in found.values() if whole.column not in within]

    def _figures(self, column: Column) -> list[Printed | None]:
        return [row.cells.get(column.number) for row in self.rows]

    def _of_blocks(self, column: Column, blocks: Sequence[Sequence[Column]]) -> Whole | None:
        """Return what a column is of, if all of one of these blocks give it, or by weights some.

        Weights that nobody prints count only where more rows follow with them.
        """
        for parts in blocks:
            ways = self._agreeing(column, parts) if len(parts) > 1 else ()
            clear = [(whole, found.same) for whole, found in ways if found.clear(len(parts))]
            if clear:
                whole, same = max(clear, key=lambda each: each[1])
                return weighted(self.figures, column, [parts], same) or whole
        return weighted(self.figures, column, blocks)

    def geometric(self, column: Column) -> Whole | None:
        """Return the geometric mean of all that a column is, None where it is none."""
        parts = [each for each in self.columns if each != column]
        for whole, found in self._agreeing(column, parts):
            if whole.method is Method.GEOMETRIC and found.clear(len(parts)):
                return whole
        return None

    def _of_runs(self, column: Column) -> list[Whole]:
        """Return what a column may be of: columns beside one another that give it by no chance.

        That which most rows follow comes first. Where none give it, every second column may:
        an index may stand beside each share, and women beside men.
        """
        before = [each for each in self.columns if each.number < column.number]
        behind = [each for each in self.columns if each.number > column.number]
        seconds = [side[first::2] for side in (before, behind) for first in (0, 1)]
        return self._of_sides(column, (before, behind)) or self._of_sides(column, seconds)

    def _of_sides(self, column: Column, sides: Sequence[Sequence[Column]]) -> list[Whole]:
        """Return what a column may be of among runs of these columns, the likeliest first."""
        tests = sum(min(len(side), LONGEST) * len(side) for side in sides)
        tests *= max(1, len(self.columns))
        made: list[tuple[tuple[int, int, int], Whole]] = []
        for run in itertools.chain(*(self._runs(column, side, tests) for side in sides)):
            for whole, found in self._agreeing(column, run):
                if found.by_no_chance(tests):
                    made.append(((found.same, found.close, len(run)), whole))
        return [whole for _, whole in sorted(made, key=lambda each: each[0], reverse=True)]

    def _runs(
        self, column: Column, side: Sequence[Column], tests: int
    ) -> Iterator[Sequence[Column]]:
        """Yield the runs of columns that may give a column, by a rough look at some rows."""
        import numpy as np

        given = ~np.isnan(self.figures.of(column)[0])
        known = np.flatnonzero(given)
        look = known[:: max(1, len(known) // _LOOK)]
        if len(known) < LEAST or len(side) < 2:
            return
        total, half, _ = (each[look, None] for each in self.figures.of(column))
        arrays = [self.figures.of(each) for each in side]
        values, _, slacks = (
            np.column_stack([each[part][look] for each in arrays]) for part in range(3)
        )
        known_ones = ~np.isnan(values)
        gaps = _sums(~known_ones)
        away = _sums(np.nan_to_num(np.abs(total - values)))
        beside = np.abs(total - total.mean()).mean()
        weighed = {(1.0,) * len(side), tuple(float(weight) for weight in self.weighing(side))}
        # a geometric mean is of figures above 0: with others it is far from any total
        above = np.where(values > 0, values, np.where(known_ones, 1 / FUZZ, 1.0))
        sums_of = [
            (
                _sums(known_ones * by),
                *(
                    _sums(np.nan_to_num(each * by))
                    for each in (values, slacks, np.log(above), slacks / above)
                ),
            )
            for by in map(np.array, weighed)
        ]
        for length in range(2, min(len(side), LONGEST) + 1):
            missing = gaps[:, length:] - gaps[:, :-length]
            whole = missing == 0
            few = whole.sum(axis=0) * len(known) < LEAST * len(look)
            some = np.where(few, length - missing >= SOME, whole)
            apart = ((away[:, length:] - away[:, :-length]) * some).sum(axis=0)
            apart = apart / np.maximum(1, ((length - missing) * some).sum(axis=0))
            hopeful = np.zeros(whole.shape[1], dtype=bool)
            for sums in sums_of:
                share, value, slack, log, part = (
                    each[:, length:] - each[:, :-length] for each in sums
                )
                share = np.maximum(share, FUZZ)
                geometric = np.exp(log / share)
                for worked, moved, scale, rows in (
                    (value, slack, beside, whole),
                    (value / share, slack / share, apart, some),
                    (geometric, geometric * part / share, apart, some),
                ):
                    off = np.abs(total - worked)
                    of = np.maximum(1, rows.sum(axis=0))
                    for reach in (half + 0 * moved, half + moved):
                        count = (rows & (off <= reach + FUZZ)).sum(axis=0)
                        # the rows looked at stand for all of them
                        power = count * len(known) / len(look)
                        likely = (2 * reach * rows).max(axis=0) / np.maximum(scale, FUZZ)
                        chance = np.minimum(1, likely) ** power * tests
                        hopeful |= (count * 3 >= of * 2) & (chance < 10 * CHANCE)
            for start in np.flatnonzero(hopeful):
                yield side[int(start) : int(start) + length]

    def _agreeing(
        self, column: Column, parts: Sequence[Column]
    ) -> Iterator[tuple[Whole, Agreement]]:
        """Yield how a column may follow from others, and in how many rows it does.

        A geometric mean is close to a plain one: it counts only where clearly more follow it.
        """
        same = close = 0
        for whole in self._ways(column, parts):
            found = self.figures.agreement(whole)
            if whole.method is Method.GEOMETRIC:
                if found.close <= close and found.same <= same * MORE:
                    continue
            else:
                same, close = max(same, found.same), max(close, found.close)
            yield whole, found

    def _ways(self, column: Column, parts: Sequence[Column]) -> Iterator[Whole]:
        """Yield how a column may follow from others: as sum, or as a mean, plain or weighted."""
        plain = tuple(Fraction(1) for _ in parts)
        own = tuple(self.weighing(parts))
        yield Whole(column, tuple(parts), Method.SUM, plain)
        for method in (Method.MEAN, Method.GEOMETRIC):
            for weights in dict.fromkeys((plain, own)):
                yield Whole(column, tuple(parts), method, weights)

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
            if named is not None and either_way(given[named], places) > _MOST:
                return named
            shares = {column: either_way(given[column], places) for column in self.columns}
            best = max(shares, key=lambda column: shares[column])
            others = [share for column, share in shares.items() if column != best]
            if shares[best] > max(*others, either_way(together, places), _MOST):
                return best
        return None


def _sums(rows: Array) -> Array:
    """Return the sums of each row up to each column, from none on."""
    import numpy as np

    return np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rows, axis=1)], axis=1)


def _mean(figures: Sequence[Printed]) -> Printed | None:
    mean = exact.mean([each.value for each in figures])
    return replace(figures[0], value=mean, digits=6) if mean is not None else None


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


def _shares(whole: Whole, found: Mapping[int, Whole]) -> dict[tuple[int, Method | None], Fraction]:
    """Return how much of a total each column is that is no total itself, and how it is joined.

    It is joined by means (or sums) or by geometric means; by both, where nothing is said.
    """
    how = Method.GEOMETRIC if whole.method is Method.GEOMETRIC else Method.MEAN
    every = sum(whole.weights) if whole.method is not Method.SUM else 1
    made: dict[tuple[int, Method | None], Fraction] = {}
    for part, weight in zip(whole.parts, whole.weights, strict=True):
        inner = found.get(part.number)
        alone: dict[tuple[int, Method | None], Fraction] = {(part.number, how): Fraction(1)}
        below = _shares(inner, found) if inner and inner.parts else alone
        for (number, by), share in below.items():
            key = number, by if by is how else None
            made[key] = made.get(key, Fraction(0)) + share * weight / every
    return made


def _depth(whole: Whole, found: Mapping[int, Whole]) -> int:
    """Return how many totals stand between a total and the columns it is made of."""
    inner = [found[part.number] for part in whole.parts if part.number in found]
    return 1 + max((_depth(each, found) for each in inner), default=0)
