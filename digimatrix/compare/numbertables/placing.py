"""COMPARE: printed places are held against what the figures they follow give."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from digimatrix.compare.numbertables import exact
from digimatrix.compare.numbertables.exact import Rank
from digimatrix.compare.numbertables.totals import Bounds
from digimatrix.model.numbers import Column, NumberTable, Printed, Role, Row
from digimatrix.model.problems import Problem, Rule

if TYPE_CHECKING:
    from digimatrix.compare.numbertables.index import Figure, Measure

_RANGE = re.compile(r"\d\D*[-–—]\s*(\d+)")

_Unit = tuple[Fraction, Fraction, Row, Printed, Rank]
"""A figure, the best the lowest, the place printed for it, and where it stands among the rows."""

_CLEAR = Fraction(9, 10)
"""So many places must follow what neither their heading nor a total tells."""

_LEAST = 4
"""Fewer places than this may follow anything by chance."""

_MANY, _TWO = 12, 2
"""Of so many places two may have changed places, and the others still show what they follow."""


def ranks(
    table: NumberTable,
    rows: Sequence[Row],
    measures: Sequence[Measure],
    figures: Sequence[Sequence[Figure]],
    columns: Mapping[str, Column],
) -> list[Problem]:
    """Return which printed places do not follow from the figures they rank.

    What a column of places ranks, and among which units, is what most of its places follow:
    what its heading says or the total, else another measure, among all or within groups. Of
    places in a longer table only the order is checked. Where most follow nothing, as those of
    an earlier year, that is said once. Places may follow a total that is printed wrong.
    """
    said: list[Problem] = []
    for column in table.of(Role.RANK):
        usual = _usual(column, measures, columns)
        if usual is None and column.ranks is not None:
            continue  # of a column that is not compared
        tried = [
            _of_printed(_Places(column, rows, figures[at], measures[at], group))
            for at, group in _ways(usual, measures, rows)
        ]
        tried = [each for each in tried if each.known]
        if not tried:
            continue
        best = _followed(tried, None if usual is None else measures[usual])
        if best is None:
            said.append(Problem(Rule.RANKS_OF_NOTHING, column.place, {"column": column.name}))
            continue
        if best.group:
            facts = {"column": column.name, "group": best.group}
            said.append(Problem(Rule.RANKS_IN_GROUPS, column.place, facts))
        said += best.problems()
    return said


def _of_printed(places: _Places) -> _Places:
    """Return the places held against totals as they are printed, where more are right then.

    A wrong total was put in its place by what it should be or, before anybody saw, as it is.
    """
    for n, figure in enumerate(places.figures):
        if places.wrong and figure.printed is not None and figure.value != figure.printed.value:
            figures = list(places.figures)
            figures[n] = replace(figure, value=figure.printed.value)
            other = replace(places, figures=figures)
            places = max(places, other, key=lambda each: each.share)
    return places


def _followed(tried: Sequence[_Places], usual: Measure | None) -> _Places | None:
    """Return what places follow: the usual measure if half of them do, unless all do in groups."""
    own = [each for each in tried if each.measure is usual]
    best = max(tried, key=lambda each: each.share)
    if own and not own[0].group and own[0].share * 2 >= 1:
        whole = [each for each in own if each.share == 1 and each.known >= _LEAST]
        return (whole or own)[0]
    clear = best.share >= _CLEAR or (best.known >= _MANY and len(best.wrong) <= _TWO)
    return best if clear and best.known >= _LEAST else None


def _usual(
    column: Column, measures: Sequence[Measure], columns: Mapping[str, Column]
) -> int | None:
    """Return the number of the measure that places rank by their heading, or the total."""
    keys = {each.number: key for key, each in columns.items()}
    if column.ranks is not None:
        key = keys.get(column.ranks)
        return next((n for n, measure in enumerate(measures) if measure.key == key), None)
    whole = [(n, each.total) for n, each in enumerate(measures) if each.total is not None]
    within = {part for _, total in whole for part in total.parts}
    of = [n for n, total in whole if total.key not in within][-1:]
    return next(iter(of or ([0] if len(measures) == 1 else [])), None)


def _ways(
    usual: int | None,
    measures: Sequence[Measure],
    rows: Sequence[Row],
) -> Iterator[tuple[int, str]]:
    """Yield the measures that places may rank, and the groups within which; "" for all."""
    groups = list(dict.fromkeys(name for row in rows for name in row.groups))
    order = sorted(range(len(measures)), key=lambda n: (n != usual, measures[n].total is None, n))
    for group in ("", *groups):
        for at in order:
            yield at, group


@dataclass
class _Places:
    """A column of places held against one measure, among all units or within groups."""

    column: Column
    rows: Sequence[Row]
    figures: Sequence[Figure]
    measure: Measure
    group: str

    def __post_init__(self) -> None:
        self.wrong: list[tuple[Row, Printed, str]] = []
        self.known = self.otherwise = self.last = 0
        members: dict[str | None, list[int]] = {}
        for n, row in enumerate(self.rows):
            members.setdefault(row.groups.get(self.group) if self.group else "", []).append(n)
        for group, numbers in members.items():
            if group is not None:
                self._within(numbers)
        if not self.group and self.wrong and not self._dense:
            self._in_longer()
        self.wrong.sort(key=lambda each: each[1].place.order)

    @property
    def share(self) -> Fraction:
        """How many of the places are right, or count ties in another way."""
        if self._dense:
            return Fraction(1)
        return Fraction(self.known - len(self.wrong), self.known)

    @property
    def _dense(self) -> bool:
        return bool(self.wrong) and self.otherwise == self.known

    def problems(self) -> list[Problem]:
        """Return the places that do not follow; what is of all of them is said once."""
        facts = {"column": self.column.name}
        if self._dense:
            return [Problem(Rule.OTHER_RANKS, self.column.place, facts)]
        said = []
        if self.last:
            facts_of_all = {**facts, "last": str(self.last), "count": str(self.known)}
            said.append(Problem(Rule.RANKS_OF_LONGER, self.column.place, facts_of_all))
        for row, place, value in self.wrong:
            own = {"unit": row.name, "typed": place.typed, **facts, "value": value}
            said.append(Problem(Rule.PRINTED_RANK, place.place, own))
        return said

    def _within(self, numbers: Sequence[int]) -> None:
        """Count the places that are right among these units.

        A place is right if the rounding of the figures allows it.
        """
        found, ranks = self._ranks(numbers)
        order = sorted({one[0] for one in found if one is not None}, reverse=True)
        dense = {value: place for place, value in enumerate(order, 1)}
        for n, own, rank in zip(numbers, found, ranks, strict=True):
            place = self.rows[n].cells.get(self.column.number)
            if place is None or rank is None or own is None:
                continue
            self.known += 1
            self.otherwise += place.value == dense[own[0]]
            low, high = _ends(place)
            if (
                low > rank.worst
                or high < rank.best
                or (low == high != rank.place and not rank.tied and rank.best == rank.worst)
            ):
                value = f"{rank.place}{'=' if rank.tied else ''}"
                self.wrong.append((self.rows[n], place, value))

    def _ranks(self, numbers: Sequence[int]) -> tuple[list[Bounds | None], tuple[Rank | None, ...]]:
        """Return the figures of these units, the best the highest, and their places."""
        sign = -1 if self.measure.lower_is_better else 1
        # a little less than half a unit: figures that differ in print differ
        half = Fraction(499, 1000) / 10**self.measure.digits
        values = [self.figures[n].value for n in numbers]
        found = [
            None if value is None else (sign * value, sign * value - half, sign * value + half)
            for value in values
        ]
        return found, exact.ranks(found)

    def _in_longer(self) -> None:
        """Take the places for those in a longer table if so read clearly fewer are wrong.

        They go beyond the number of units and keep to the order of the figures, but for a few.
        """
        units = []
        for row, own, rank in zip(self.rows, *self._ranks(range(len(self.rows))), strict=True):
            place = row.cells.get(self.column.number)
            if place is not None and own is not None and rank is not None:
                units.append((-own[0], place.value, row, place, rank))
        units.sort(key=lambda each: each[:2])
        kept = _in_order(units)
        wrong = len(units) - len(kept)
        last = max((place for _, place, *_ in kept), default=Fraction(0))
        if (
            self.known < _LEAST
            or wrong > max(_TWO, len(units) // 10)
            or 0 < len(self.wrong) <= wrong * 2
            or last <= self.known
            or any(_ends(place)[1] < rank.best for *_, place, rank in kept)
        ):
            return
        self.last = int(last)
        places = {id(row): place for _, place, row, *_ in kept}
        self.wrong = []
        for nth, (_, _, row, place, _) in enumerate(units):
            if id(row) in places:
                continue
            above = [places[id(each[2])] for each in units[:nth] if id(each[2]) in places]
            below = [places[id(each[2])] for each in units[nth:] if id(each[2]) in places]
            low = max(above, default=Fraction(0)) + 1
            value = f"{low}–{min(below) - 1}" if below else f"≥ {low}"
            self.wrong.append((row, place, value))


def _in_order(units: Sequence[_Unit]) -> list[_Unit]:
    """Return the most units, the best first, whose places go up with every other figure."""
    ends: list[Fraction] = []  # the lowest place that so many in order may end with
    length: list[int] = []
    for _, place, *_ in units:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
        length.append(at + 1)
    kept: list[_Unit] = []
    wanted = len(ends)
    for unit, own in zip(reversed(units), reversed(length), strict=True):
        after = kept[-1] if kept else None
        if own == wanted and (after is None or unit[1] <= after[1]):
            wanted -= 1
            # an equal place is of an equal figure, or a range of places
            low, high = _ends(unit[3])
            if after is None or unit[1] < after[1] or unit[0] == after[0] or low < high:
                kept.append(unit)
    return kept[::-1]


def _ends(place: Printed) -> tuple[Fraction, Fraction]:
    """Return the first and the last of the places that are printed: of "101–150" both."""
    found = _RANGE.search(place.typed) if place.tied else None
    return place.value, Fraction(found[1]) if found else place.value
