"""Places that are added up: a ranking whose total is the sum or the mean of places."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from digimatrix.model.numbers import Column, Role
from digimatrix.read.numbertables.tablegrid import wording, words_of

_LEAST = 4  # so many rows are no chance
_SPARE = 2  # columns of places that are no part: of the whole, and running numbers
_WRONG = 8  # of so many rows one may be wrong in print

Figures = Mapping[int, Mapping[int, tuple[Fraction, int]]]
"""Of each column the number on each row, and how many decimals it has."""


def compared_places(columns: Sequence[Column], figures: Figures) -> tuple[list[Column], str]:
    """Return the columns, places among them as dimensions where another column is made of them.

    That is its sum or mean; the name of it, "" where there is none, comes second. Where scores
    stand beside the places these only tell the order of the scores, and medals are counted.
    """
    ranks = [column for column in columns if column.role is Role.RANK]
    totals = [column for column in columns if column.role is Role.TOTAL]
    measured = [column for column in columns if column.role is Role.DIMENSION]
    for total in (*totals, *measured, *ranks) if len(ranks) > 1 else ():
        beside = [column for column in (*totals, *measured) if column != total]
        if not all(_like_places(figures[column.number]) for column in beside):
            continue
        rest = [column for column in ranks if column != total]
        for count in range(_SPARE + 1):
            for aside in itertools.combinations(rest, count):
                placed = [column for column in rest if column not in aside]
                parts = [*placed, *beside]
                if (
                    len(parts) > 1
                    and len(placed) * 2 > len(parts)
                    and not any(map(_of_medals, parts))
                    and _made_of(figures[total.number], [figures[each.number] for each in parts])
                ):
                    return _as_dimensions(columns, total, parts, aside, figures)
    return list(columns), ""


def adding_places(columns: Sequence[Column], figures: Figures) -> list[Column]:
    """Return the columns, as a total one that adds up the places beside what these rank.

    What is compared are the scores; the places only make up the total.
    """
    scores = {column.number for column in columns if column.role in (Role.DIMENSION, Role.TOTAL)}
    beside = [c.number for c in columns if c.role is Role.RANK and c.number - 1 in scores]
    for nth, column in enumerate(columns):
        parts = tuple(at for at in beside if at != column.number + 1)
        if (
            column.number in scores
            and len(parts) > 1
            and _made_of(figures[column.number], [figures[at] for at in parts])
        ):
            total = replace(column, role=Role.TOTAL, adds=parts)
            return [*columns[:nth], total, *columns[nth + 1 :]]
    return list(columns)


def _as_dimensions(
    columns: Sequence[Column],
    total: Column,
    parts: Sequence[Column],
    aside: Sequence[Column],
    figures: Figures,
) -> tuple[list[Column], str]:
    """Return the columns with the parts as dimensions; of points the highest is the best."""
    own = figures[total.number]
    points = any(_together(own, figures[each.number]) < 0 for each in aside if not each.unsaid)
    made = []
    for column in columns:
        if column == total:
            made.append(replace(column, role=Role.TOTAL, unsaid=False))
        elif column in parts:
            made.append(replace(column, role=Role.DIMENSION, unsaid=False, places=not points))
        else:
            made.append(column)
    return made, "" if points else total.name


def _like_places(own: Mapping[int, tuple[Fraction, int]]) -> bool:
    """Whether numbers may be places: from 1 to how many there are, a half for two that share."""
    values = [value for value, _ in own.values()]
    return all(1 <= value <= len(values) and value.denominator <= 2 for value in values)


def _of_medals(column: Column) -> bool:
    kinds = ("gold", "silver", "bronze")
    return any(words_of(column.name) & wording(kind) for kind in kinds)


def _made_of(
    own: Mapping[int, tuple[Fraction, int]], parts: Sequence[Mapping[int, tuple[Fraction, int]]]
) -> bool:
    """Whether numbers are the sums, or with decimals the means, of the parts on nearly all rows."""
    sums = {
        row: sum((part[row][0] for part in parts), Fraction(0))
        for row in own
        if all(row in part for part in parts)
    }
    if len(sums) < _LEAST or len(sums) * 2 <= len(own):
        return False
    as_sum = sum(own[row][0] != total for row, total in sums.items())
    digits = max(digits for _, digits in own.values())
    half = Fraction(1, 2 * 10**digits)
    as_mean = sum(abs(own[row][0] - total / len(parts)) > half for row, total in sums.items())
    return min(as_sum, as_mean if digits else len(sums)) * _WRONG <= len(sums)


def _together(
    one: Mapping[int, tuple[Fraction, int]], other: Mapping[int, tuple[Fraction, int]]
) -> Fraction:
    """Return a number above 0 if two columns rise together, below 0 if one falls meanwhile."""
    rows = [row for row in one if row in other]
    mean = sum((other[row][0] for row in rows), Fraction(0)) / max(1, len(rows))
    return sum((one[row][0] * (other[row][0] - mean) for row in rows), Fraction(0))
