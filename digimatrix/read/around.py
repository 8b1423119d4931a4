"""What stands around the tables of a sheet: above each, below it, and between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from digimatrix.read.grids import Address
from digimatrix.read.layouts.layout import Table

_LAST = 1 << 30  # a row below every other


def titles_of(table: Table, others: Sequence[Table], addresses: Sequence[Address]) -> list[Address]:
    """Return those of the sorted addresses which are above a table and belong to it.

    Where the table before reaches to it, what stands alone in the row between them.
    """
    left, right = table.area.left, table.area.right
    beside = _beside(table, others)
    above = max(
        (
            other.area.bottom
            for other in others
            if other.area.bottom < table.area.top and _level(other, table)
        ),
        default=0,
    )
    titles = [
        address
        for address in between(addresses, (above + 1, 1), (table.area.top, 0))
        if not beside or left <= address[1] <= right
    ]
    last = between(addresses, (table.area.top - 1, 1), (table.area.top, 0))
    return titles or (list(last) if len(last) == 1 else [])


def foot_of(table: Table, others: Sequence[Table], addresses: Sequence[Address]) -> list[Address]:
    """Return those of the sorted addresses which are below a table, and above the next.

    Of tables side by side those below its own columns.
    """
    left, right = table.area.left, table.area.right
    beside = _beside(table, others)
    below = [x.area.top for x in others if x.area.top > table.area.bottom and _level(x, table)]
    return [
        address
        for address in between(
            addresses, (table.area.bottom + 1, 1), (min(below, default=_LAST), 0)
        )
        if not beside or left <= address[1] <= right
    ]


def is_first(table: Table, others: Sequence[Table]) -> bool:
    """Whether no other table stands above a table."""
    return not any(x.area.bottom < table.area.top and _level(x, table) for x in others)


def _level(table: Table, other: Table) -> bool:
    """Whether two tables have columns in common."""
    return table.area.left <= other.area.right and table.area.right >= other.area.left


def _beside(table: Table, others: Sequence[Table]) -> list[Table]:
    return [
        other
        for other in others
        if other is not table
        and other.area.top <= table.area.bottom
        and other.area.bottom >= table.area.top
    ]


def common_titles(
    table: Table, others: Sequence[Table], addresses: Sequence[Address]
) -> list[Address]:
    """Return the addresses above tables side by side which stand alone in their rows.

    They may be of all these tables: "Yhteinen vastaus, kevät 2024".
    """
    beside = _beside(table, others)
    if not beside:
        return []
    apart = [other for other in others if other not in beside]
    top = min(other.area.top for other in (table, *beside))
    rows = Counter(row for row, _ in addresses)
    above = titles_of(table, apart, addresses)
    return [address for address in above if address[0] < top and rows[address[0]] == 1]


def between(addresses: Sequence[Address], first: Address, last: Address) -> Sequence[Address]:
    """Return those of the sorted addresses from the first to the last, row by row."""
    return addresses[bisect_left(addresses, first) : bisect_right(addresses, last)]
