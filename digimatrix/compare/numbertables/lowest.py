"""COMPARE: whether printed places put the highest figure first, or the lowest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction

from digimatrix.compare.numbertables import exact
from digimatrix.compare.numbertables.rounding import LEAST
from digimatrix.model.numbers import Column, NumberTable, Printed, Role, Row

_CLEAR = Fraction(4, 5)
"""So many places must put the lowest figure first, and no more than half the highest."""

_FEW = 8
"""One place of so many may be out of order, far off as well: it moves no other."""


def lowest_first(
    table: NumberTable, rows: Sequence[Row], columns: Mapping[str, Column], whole: str | None
) -> dict[str, Column]:
    """Return the columns, by key, whose places put the lowest figure first, with these places.

    `whole` is the key of what is ranked where no heading says it. Numbers that no heading calls
    places may as well number rows in any order.
    """
    keys = {column.number: key for key, column in columns.items()}
    found: dict[str, Column] = {}
    for ranks in table.of(Role.RANK):
        key = whole if ranks.ranks is None else keys.get(ranks.ranks)
        if key is None or ranks.unsaid or key not in columns:
            continue
        figures = [row.cells.get(columns[key].number) for row in rows]
        places = [row.cells.get(ranks.number) for row in rows]
        if in_order(figures, places, -1) >= _CLEAR and in_order(figures, places) * 2 <= 1:
            found[key] = ranks
    return found


def in_order(
    figures: Sequence[Printed | None], places: Sequence[Printed | None], sign: int = 1
) -> Fraction:
    """Return in how many rows of all the place goes with the figure; 0 if they are few.

    By a `sign` of −1 the lowest figure is the best.
    """
    both = [
        (figure, place)
        for figure, place in zip(figures, places, strict=True)
        if figure is not None and place is not None
    ]
    if len(both) < LEAST:
        return Fraction(0)
    given = exact.ranks(
        [(sign * f.value, sign * f.value - f.half, sign * f.value + f.half) for f, _ in both]
    )
    printed = [place.value for _, place in both]
    # places among these rows: a table may be a part of a longer one
    among = [rank.place for rank in exact.ranks([(-place,) * 3 for place in printed]) if rank]
    right = max(
        sum(rank is not None and rank.best <= place <= rank.worst for place, rank in each)
        for each in (zip(printed, given, strict=True), zip(among, given, strict=True))
    )
    kept = _most_in_order([(sign * figure.value, place.value) for figure, place in both])
    if (len(both) - kept) * _FEW <= len(both):
        right = max(right, kept)
    return Fraction(right, len(both))


def _most_in_order(rows: Sequence[tuple[Fraction, Fraction]]) -> int:
    """Return how many rows, a figure and a place each, are in order if the fewest are left out.

    Equal figures may share a place, others may not.
    """
    ends: list[tuple[Fraction, Fraction]] = []  # the lowest that so many in order may end with
    for value, place in sorted(rows, key=lambda row: (-row[0], row[1])):
        own = place, value
        at = bisect_right(ends, own)
        ends[at : at + 1] = [own]
    return len(ends)


def either_way(figures: Sequence[Printed | None], places: Sequence[Printed | None]) -> Fraction:
    """Return in how many rows the place goes with the figure, if clearly with the lowest first."""
    lowest = in_order(figures, places, -1)
    return max(in_order(figures, places), lowest if lowest >= _CLEAR else Fraction(0))
