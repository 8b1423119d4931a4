"""A table with a column for each thing measured in each year becomes one with a row a year."""

from __future__ import annotations

import re
from dataclasses import replace

from digimatrix.read.grids import Cell
from digimatrix.read.numbertables.relaying import Beside, Figure, Relaid, key_of
from digimatrix.read.numbertables.tablegrid import YEAR, TableGrid, wording
from digimatrix.read.wordings import fold

_BEFORE = re.compile(r"(.*?\w)\W+((?:19|20)\d\d)\W?")
_AFTER = re.compile(r"((?:19|20)\d\d)\W+(\w.*)")


def years_down(table: TableGrid) -> TableGrid | None:
    """Return a table whose columns are of several things in several years with a row a year.

    None for any other. Columns of one thing alone are left as they are: its years are compared.
    A thing of one year, such as the latest mean, may stand beside things of several.
    """
    if table.names is None:
        return None
    dated = {at: found for at in table.columns if (found := _dated(table, at))}
    plain = [at for at in table.numeric if at not in dated and at != table.names]
    aside = wording("code") | wording("size") | wording("rank")
    if any(fold(table.headings[at].own) not in aside for at in plain):
        return None
    years: dict[str, set[str]] = {}
    for name, year in dated.values():
        years.setdefault(fold(name), set()).add(year)
    if sum(len(each) > 1 for each in years.values()) < 2:
        return None
    cells, names = table.cells, table.names
    rows = [
        row
        for row in table.rows
        if row >= table.first and (row, names) in cells and any((row, at) in cells for at in dated)
    ]
    heads = {at: _head(table, at) for at in table.columns}
    figures = [
        Figure(
            cells[row, names],
            replace(head, text=year, value=year),
            replace(head, text=name, value=name),
            cells.get((row, at)),
        )
        for row in rows
        for at, (name, year) in dated.items()
        if (head := heads[at]) is not None
    ]
    beside = [
        Beside(
            heads[at],
            {
                (key_of(cells[row, names]), year): cells[row, at]
                for row in rows
                if (row, at) in cells
                for year in set().union(*years.values())
            },
        )
        for at in table.columns
        if at not in dated and at != names
    ]
    return Relaid(figures, heads[names], beside=beside).table(table)


def _dated(table: TableGrid, at: int) -> tuple[str, str] | None:
    """Return what the headings of a column name, and its year; None if they do not say both."""
    heading = table.headings[at]
    own, above = heading.own, heading.above
    if above and YEAR.fullmatch(own):
        return above, own
    if own and YEAR.fullmatch(above):
        return own, above
    if found := _BEFORE.fullmatch(own):
        return found[1], found[2]
    if found := _AFTER.fullmatch(own):
        return found[2], found[1]
    return None


def _head(table: TableGrid, at: int) -> Cell | None:
    place = table.headings[at].place
    return None if place is None else table.cells.get((place.row or 0, place.column or 0))
