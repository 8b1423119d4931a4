"""Rows of a table that are of several of its units together, told by their figures alone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from digimatrix.model.numbers import Printed, Statistic

Array = npt.NDArray[np.float64]

Figures = Mapping[int, Printed]
"""The figures of a row by the number of their column."""

CHANCE = 1e-3
"""A row is of others if of so many tables of chance figures fewer than one would show it."""

LEAST = 3
"""So many columns must agree, or both of two; sums of three columns may be wrong in one."""

_LONGEST = 60
"""So many rows beside one another are tried at most."""

_FEW = 24
"""Among so many rows any of them may be together; among more only neighbours and groups."""

_STRAIGHT = 0.9999
"""Columns that go together so closely are one proof."""

_ROWS_EACH = 4
"""So many rows it takes for each column to tell how far columns go together."""

_DENSITY = math.sqrt(2 * math.pi)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A row, by its number among those given, and the rows that it is the sum or mean of."""

    row: int
    of: tuple[int, ...]
    statistic: Statistic


def aggregates_of(
    rows: Sequence[Figures],
    groups: Sequence[Mapping[str, str]],
    ranked: frozenset[int] = frozenset(),
) -> list[Aggregate]:
    """Return the rows that are sums or means of others, as far as no chance explains it.

    They may be of all others, of those of one of their `groups`, of some beside one another, or
    of any in a short table. Rows found are no parts of what is found later: a country is of its
    regions' municipalities. Rows with a place among the others (`ranked`) are units.
    """
    found: dict[int, Aggregate] = {}
    while True:
        left = [row for row in range(len(rows)) if row not in found]
        if len(left) < LEAST:
            break
        table = _Table(rows, left, ranked)
        if len(table.columns) < 2:
            break
        more = next(
            (made for made in (table.found(ways) for ways in table.ways(groups)) if made),
            _of_one(rows, left, found),
        )
        if not more:
            break
        found |= {each.row: each for each in more}
    return [found[row] for row in sorted(found)]


def _of_one(
    rows: Sequence[Figures], left: Sequence[int], found: Mapping[int, Aggregate]
) -> list[Aggregate]:
    """Return the rows that repeat the only row of their block, where others head longer blocks."""
    heads = [each for each in found.values() if _is_beside(each)]
    above = {each.row < each.of[0] for each in heads}
    if len(heads) < 2 or len(above) > 1:
        return []
    within = {row for each in heads for row in each.of}
    made: dict[int, Aggregate] = {}
    for first, second in itertools.pairwise(row for row in left if row not in within):
        values = [{at: one.value for at, one in rows[row].items()} for row in (first, second)]
        if (
            second == first + 1
            and first not in made
            and values[0] == values[1]
            and len(values[0]) > 1
        ):
            head, part = (first, second) if True in above else (second, first)
            made[head] = Aggregate(head, (part,), Statistic.SUM)
    return list(made.values())


def _is_beside(aggregate: Aggregate) -> bool:
    """Whether a row stands next above or below those that it is of, and these together."""
    rows = sorted((aggregate.row, *aggregate.of))
    return rows == list(range(rows[0], rows[-1] + 1)) and aggregate.row in (rows[0], rows[-1])


Way = tuple[int, Sequence[int], float]
"""A row, the rows that it may be of (both by their number), and how many such were tried."""


class _Table:
    """The rows that are still taken for units, and what some of them may be of."""

    def __init__(
        self, rows: Sequence[Figures], left: Sequence[int], ranked: frozenset[int]
    ) -> None:
        self.rows, self.left = rows, list(left)
        self.free = [row for row in left if row not in ranked]
        self.columns = sorted({at for row in left for at in rows[row]})
        self.least = max(2, min(LEAST, len(self.columns) - 1))
        shape = (len(left), len(self.columns))
        self.values, self.halves, self.slacks = (np.full(shape, np.nan) for _ in range(3))
        for n, row in enumerate(left):
            for m, at in enumerate(self.columns):
                if (figure := rows[row].get(at)) is not None:
                    self.values[n, m] = float(figure.value)
                    self.halves[n, m] = float(figure.half)
                    self.slacks[n, m] = float(figure.slack)
        self.number = {row: n for n, row in enumerate(left)}
        self.spread = np.array([_spread(self.values[:, m]) for m in range(len(self.columns))])

    def ways(self, groups: Sequence[Mapping[str, str]]) -> Iterator[Iterable[Way]]:
        """Yield what rows may be of, the plainest first."""
        yield self._all()
        yield self._of_groups(groups)
        yield self._beside()
        if len(self.left) <= _FEW:
            yield self._any()

    def found(self, ways: Iterable[Way]) -> list[Aggregate]:
        """Return which of these hold; no row is used and found at once, or found twice."""
        made: dict[int, Aggregate] = {}
        used: set[int] = set()
        for row, of, tries in ways:
            if row in made or row in used or made.keys() & set(of):
                continue
            for statistic in (Statistic.SUM, Statistic.MEAN):
                if self._holds(row, of, statistic, tries):
                    made[row] = Aggregate(row, tuple(of), statistic)
                    used |= set(of)
                    break
        return list(made.values())

    def _all(self) -> Iterator[Way]:
        known, held = self._known()
        hopeful = self._hopeful(known.sum(axis=0) - known, held.sum(axis=0) - held)
        for row in (*self.free[-1:], *self.free):
            if hopeful[self.number[row]]:
                yield row, [each for each in self.left if each != row], 2 * len(self.left)

    def _of_groups(self, groups: Sequence[Mapping[str, str]]) -> Iterator[Way]:
        members: dict[tuple[str, str], list[int]] = {}
        for row in self.left:
            for name, group in groups[row].items():
                members.setdefault((name, group), []).append(row)
        known, held = self._known()
        for of in members.values():
            within = [self.number[row] for row in of]
            total = np.tile(known[within].sum(axis=0), (len(known), 1))
            count = np.tile(held[within].sum(axis=0), (len(known), 1))
            total[within] -= known[within]
            count[within] -= held[within]
            hopeful = self._hopeful(total, count)
            for row in self.free:
                others = [each for each in of if each != row]
                if hopeful[self.number[row]] and 2 <= len(others) < len(self.left) - 1:
                    yield row, others, 2 * len(self.left) * len(members)

    def _beside(self) -> Iterator[Way]:
        """Yield runs of rows above or below a row."""
        count = len(self.left)
        longest = min(count - 1, _LONGEST)
        tries = 4 * count * longest
        known, held = (
            np.vstack([np.zeros(len(self.columns)), each.cumsum(axis=0)]) for each in self._known()
        )
        free = frozenset(self.free)
        for length in range(2, longest + 1):
            total, of = known[length:] - known[:-length], held[length:] - held[:-length]
            rest = count - length
            for rows, starts in (
                (range(length, count), range(rest)),
                (range(rest), range(1, rest + 1)),
            ):
                nth, own = slice(starts.start, starts.stop), slice(rows.start, rows.stop)
                for n in np.flatnonzero(self._hopeful(total[nth], of[nth], own)):
                    if (row := self.left[rows[n]]) in free:
                        yield row, self.left[starts[n] : starts[n] + length], tries

    def _known(self) -> tuple[Array, Array]:
        """Return the figures with 0 for what is unknown, and where they are known."""
        return np.nan_to_num(self.values), (~np.isnan(self.values)).astype(float)

    def _hopeful(self, total: Array, of: Array, rows: slice = slice(None)) -> Array:
        """Return for which rows a rough look does not rule out that they are such sums or means."""
        own, halves = self.values[rows], self.halves[rows]
        slack = np.nanmax(self.slacks, axis=0) * np.maximum(of, 1)
        with np.errstate(invalid="ignore"):
            as_sum = np.abs(own - total) <= (halves + slack) * (1 + 1e-9)
            as_mean = np.abs(own * of - total) <= (halves * of + slack) * (1 + 1e-9)
        there = of > 0
        sums, means = (as_sum & there).sum(axis=1), (as_mean & there).sum(axis=1)
        filled = (~np.isnan(own)).sum(axis=1)
        hopeful: Array = (sums >= self.least) | (means >= np.maximum(self.least, filled - 1))
        return hopeful

    def _any(self) -> Iterator[Way]:
        """Yield any rows together that give a row in its column of the finest figures.

        Half of the rows are added up in all ways, and what the other half lacks is looked up.
        """
        wide = np.nan_to_num(self.spread * _DENSITY / np.nanmax(2 * self.slacks, axis=0))
        at = int(np.argmax(wide))
        proofs = np.sort(wide)[: -1 if len(wide) > 2 else None]
        proof = float(np.prod(np.maximum(1, proofs)))
        if 2.0 ** len(self.left) >= proof * CHANCE:
            return  # what so many ways give proves nothing
        for row in self.free:
            n = self.number[row]
            target, half = self.values[n, at], self.halves[n, at]
            others = [
                m for m in range(len(self.left)) if m != n and not np.isnan(self.values[m, at])
            ]
            if np.isnan(target) or len(others) < 3:
                continue
            all_ways = 2.0 * len(self.left) * 2 ** len(others)
            values = self.values[others, at]
            slack = float(np.nanmax(self.slacks[:, at]))
            for wanted, each, reach in (
                (target, values, half + slack * len(others) / 2),
                (0.0, values - target, (half + slack) * len(others) / 2),
            ):
                for chosen in self._agreeing(n, others, _together(each, wanted, reach)):
                    # means of some keep closer together than the figures do
                    tries = all_ways * len(chosen) ** ((len(self.columns) - 1) / 2)
                    yield row, [self.left[m] for m in chosen], tries

    def _agreeing(self, n: int, others: Sequence[int], choices: Array) -> Iterator[list[int]]:
        """Yield the choices among others that may give a row in its other columns, too."""
        known, held = self._known()
        count = choices.sum(axis=1)
        choices = choices[(count > 1) & (count < len(others))]
        total, of = choices @ known[others], choices @ held[others]
        for choice in choices[self._hopeful(total, of, slice(n, n + 1))]:
            yield [m for m, taken in zip(others, choice, strict=True) if taken]

    def _holds(self, row: int, of: Sequence[int], statistic: Statistic, tries: float) -> bool:
        """Whether a row is the sum or mean of others in all columns but one, and by no chance.

        One may be wrong in print. Beside sums there may be rates, which lie between those of
        the others.
        """
        chances: dict[int, float] = {}
        wrong = 0
        for m, at in enumerate(self.columns):
            figure = self.rows[row].get(at)
            if figure is None:
                continue
            parts = [cell for each in of if (cell := self.rows[each].get(at)) is not None]
            if not parts:
                return False
            total = sum((part.value for part in parts), Fraction(0))
            reach = sum((part.slack for part in parts), Fraction(0))
            if statistic is Statistic.MEAN:
                total, reach = total / len(parts), reach / len(parts)
            reach += figure.half
            if abs(figure.value - total) <= reach:
                # of figures that are all alike, or all but one 0, it is no wonder
                of_some = statistic is Statistic.MEAN or sum(bool(part.value) for part in parts) > 1
                if of_some and len({part.value for part in parts}) > 1:
                    wide = float(self.spread[m]) * _DENSITY
                    chances[m] = min(1.0, 2 * float(reach) / wide) if wide else 1.0
                continue
            low, high = min(part.value for part in parts), max(part.value for part in parts)
            wrong += statistic is Statistic.MEAN or not low <= figure.value <= high
            if wrong > 1:
                return False
        one = wrong if statistic is Statistic.SUM else 0
        least = max(2, min(LEAST, len(self.columns) - one))
        if len(chances) < least or math.prod(chances.values()) * tries >= CHANCE:
            return False
        proofs = list(chances)
        rest = np.delete(self.values, self.number[row], axis=0)[:, proofs]
        if _independent(rest) < least:
            return False
        found = zip(chances.values(), _own_shares(rest), strict=True)
        likely = (min(1.0, chance / share) if share else 1.0 for chance, share in found)
        # where the rows are too few to tell, one of more than two may be the total of others
        spare = len(proofs) > 2 and len(rest) < _ROWS_EACH * len(proofs)
        return math.prod(sorted(likely)[spare:]) * tries < CHANCE


def _independent(values: Array) -> int:
    """Return how many columns do not run straight along with one before them.

    Where all do, as in figures made up one by one, each middle is the mean of its neighbours.
    """
    found: list[int] = []
    for m in range(values.shape[1]):
        if all(abs(_correlation(values[:, [m, other]])) <= _STRAIGHT for other in found):
            found.append(m)
    return len(found)


def _correlation(pairs: Array) -> float:
    """Return how two columns go together; 0 where that cannot be told."""
    both = pairs[~np.isnan(pairs).any(axis=1)]
    if len(both) < 3 or not both.std(axis=0).all():
        return 0.0
    together: Array = np.atleast_2d(np.corrcoef(both.T))
    return float(together[0, 1])


def _own_shares(values: Array) -> list[float]:
    """Return how much of each column's spread those before it do not tell, 0 for nothing.

    Who does well in one thing does well in others: a row near a mean in one column is near it in
    all, and the more so in their total. Few rows can tell of few columns only.
    """
    made: list[float] = []
    for m in range(values.shape[1]):
        closest = sorted(range(m), key=lambda n: -abs(_correlation(values[:, [n, m]])))
        used = closest[: max(1, len(values) // _ROWS_EACH)]
        known = values[:, [m, *used]]
        known = known[~np.isnan(known).any(axis=1)]
        known = known - known.mean(axis=0) if len(known) else known
        free = len(known) - 1 - len(used)
        whole = float(known[:, 0] @ known[:, 0])
        if not used or free < 1 or not whole:
            made.append(1.0)
            continue
        own, others = known[:, 0], known[:, 1:]
        off = own - others @ np.linalg.lstsq(others, own, rcond=None)[0]
        left = float(off @ off) / free * (len(known) - 1) / whole
        made.append(min(1.0, math.sqrt(left)))
    return made


def _spread(values: Array) -> float:
    """Return the standard deviation of the figures but the highest and the lowest."""
    known = np.sort(values[~np.isnan(values)])
    return float(np.std(known[1:-1] if len(known) > 4 else known)) if len(known) else 0.0


_MOST = 5000
"""So many ways to add rows up are looked at closer at most."""


def _together(values: Array, wanted: float, reach: float) -> Array:
    """Return which of the values together come to the wanted one, as far as that may be off.

    A row for each way, with 1 for what is taken and 0 for what is not.
    """
    middle = len(values) // 2
    left, right = _sums(values[:middle]), _sums(values[middle:])
    order = np.argsort(right, kind="stable")
    right = right[order]
    low = np.searchsorted(right, wanted - left - reach, side="left")
    high = np.searchsorted(right, wanted - left + reach, side="right")
    pairs = (
        int(first) | (int(order[second]) << middle)
        for first in np.flatnonzero(high > low)
        for second in range(int(low[first]), int(high[first]))
    )
    chosen = np.fromiter(itertools.islice(pairs, _MOST), dtype=np.int64)
    bits: Array = (chosen[:, None] >> np.arange(len(values)) & 1).astype(float)
    return bits


def _sums(values: Array) -> Array:
    """Return the sums of all choices among the values, by the bits of their number."""
    made = np.zeros(1)
    for value in values:
        made = np.concatenate([made, made + value])
    return made
