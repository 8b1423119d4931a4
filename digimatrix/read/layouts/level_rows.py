"""Levels and targets that stand in one row after their labels: "Taso: | 3 | Tavoite: | 4"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from digimatrix.read.grids import Cell
from digimatrix.read.headings import Heading, Headings, Label, facet_meant
from digimatrix.read.layouts.fields import Field
from digimatrix.read.layouts.records import Records
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.senders.owner import Owner

_BOTH = {Label.LEVEL, Label.TARGET}

Pairs = Sequence[tuple[Heading, Cell, Cell]]
"""Labels, each with its cell and that of what is typed after it."""


def level_rows(cells: Iterable[Cell], headings: Headings) -> dict[int, Pairs]:
    """Return the rows that hold a level and a target after their labels, and nothing else.

    The heading of a dimension may stand before them.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    found: dict[int, Pairs] = {}
    for row, held in rows.items():
        before, labelled = held[: -2 * len(_BOTH)], held[-2 * len(_BOTH) :]
        if len(before) < 2 and (pairs := _pairs(labelled, headings)):
            headed = [headings.read(cell.text) for cell in before]
            if all(heading and heading.dimension for heading in headed):
                found[row] = pairs
    return found


def _pairs(cells: Sequence[Cell], headings: Headings) -> Pairs:
    typed = cells[1::2]
    if len(typed) != len(_BOTH) or any(parse(cell.value) is None for cell in typed):
        return ()
    found: list[tuple[Heading, Cell, Cell]] = []
    for cell, value in zip(cells[::2], typed, strict=True):
        if label := headings.label(cell.text) or facet_meant(cell.text):
            found.append((label, cell, value))
    return found if {label.label for label, *_ in found} == _BOTH else ()


def read_level_rows(records: Records, rows: Mapping[int, Pairs]) -> None:
    """Read such rows for the headings above them, or for the only one of the table."""
    for row, pairs in rows.items():
        if (own := _field_above(records, row)) is None:
            continue
        for label, cell, typed in pairs:
            if records.is_open(typed):
                records.head.take(cell)
                records.head.cells.append(typed)
                records.ledger.place(typed)
                line, _ = records.view.at(typed)
                records.slots.append(records.slot(line, typed, own, label, Owner()))


def _field_above(records: Records, row: int) -> Field | None:
    header, fields = records.header, records.head.fields
    columns = sorted(header.marks)
    if records.view.flipped:
        within = columns[0] <= row <= header.last
        return fields[columns[bisect_right(columns, row) - 1]] if within else None
    only = len({own.dimension for own in fields.values()}) == 1
    return fields[columns[0]] if only and records.head.bottom < row < records.head.end else None
