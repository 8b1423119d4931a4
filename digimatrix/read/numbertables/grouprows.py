"""Rows of groups among the units of a table: each holds the means of the rows beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from digimatrix.model.numbers import Printed

Figures = Mapping[int, Printed]
"""The figures of a row by the number of their column."""

LEAST = 6
"""So many means with decimals must agree: fewer, or whole numbers, may do so by chance."""


def groups_of(rows: Sequence[Figures]) -> dict[int, range]:
    """Return the numbers of the rows that are of groups, each with those of its units.

    Nothing may tell such a row from a unit but its figures: each is the mean of the rows below
    it (or all are of those above), as far as rounding tells, down to the next such row, and so
    through the whole table.
    """
    for order in (1, -1):
        blocks = _tiled(list(rows)[::order])
        if order == -1:
            last = len(rows) - 1
            blocks = {
                last - head: range(last - of[-1], last - of[0] + 1) for head, of in blocks.items()
            }
        told = sum(figure.digits > 0 for head in blocks for figure in rows[head].values())
        if len(blocks) > 1 and told >= LEAST:
            return blocks
    return {}


def _tiled(rows: Sequence[Figures]) -> dict[int, range]:
    """Return the blocks, each a row and the two or more below it; none if they do not fit."""
    columns = sorted({at for row in rows for at in row})
    running = {at: _running([row.get(at) for row in rows]) for at in columns}
    following: dict[int, int] = {len(rows): len(rows)}  # where a block that fits ends, by start
    for start in reversed(range(len(rows) - 2)):
        for after in following:
            if after - start > 2 and _fits(rows[start], running, start + 1, after):
                following[start] = after
                break
    blocks: dict[int, range] = {}
    start = 0
    while start < len(rows) and start in following:
        blocks[start] = range(start + 1, following[start])
        start = following[start]
    return blocks


Sums = list[tuple[Fraction, Fraction, int]]
"""The sum of a column's figures, of what rounding may move them, and their number, to each row."""


def _running(column: Sequence[Printed | None]) -> Sums:
    sums = [(Fraction(0), Fraction(0), 0)]
    for figure in column:
        total, slack, count = sums[-1]
        if figure is not None:
            total, slack, count = total + figure.value, slack + figure.slack, count + 1
        sums.append((total, slack, count))
    return sums


def _fits(head: Figures, running: Mapping[int, Sums], start: int, end: int) -> bool:
    """Whether each figure of a row is the mean of those from one row to another."""
    for at, figure in head.items():
        first, last = running[at][start], running[at][end]
        total, slack, count = (last[0] - first[0], last[1] - first[1], last[2] - first[2])
        if not count or abs(figure.value * count - total) > figure.half * count + slack:
            return False
    return bool(head)
