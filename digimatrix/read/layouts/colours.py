"""Levels that cells tell by the colour they are filled with, where the sheet explains colours.

Colours in words that nothing explains, as of a traffic light, tell none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from digimatrix.model.framework import Framework
from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Address, Area, Cell, Grid
from digimatrix.read.headings import Label
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.layouts.ticks import number_of
from digimatrix.read.levels.typed_levels import TypedLevel
from digimatrix.read.senders.owner import Owner
from digimatrix.read.wordings import fold, plain_set

_FEWEST = 3  # colours that a legend explains
_BANDS = 2  # columns, or rows, of cells that only their colour fills

_MOST = 200  # such cells of a form


class _Entry(NamedTuple):
    """A line of a legend: the cell that names a level, and the one filled with its colour."""

    cell: Cell
    number: int
    filled: Address
    colour: str


def claim_colours(ledgers: Sequence[Ledger], framework: Framework) -> None:
    """Note the levels that the fills of cells tell, and account for what explains them.

    A legend counts for its sheet, the first one of a file for those without. An empty cell gets
    the legend's words for its colour; one with words keeps them.
    """
    filled = [x for x in ledgers if len(set(x.grid.fills.values())) >= _FEWEST]
    legends = [_legend(ledger.grid, framework) for ledger in filled]
    usual = next(filter(None, legends), [])
    for ledger, legend in zip(filled, legends, strict=True):
        _claim(ledger, legend or usual, own=bool(legend))


def _claim(ledger: Ledger, legend: Sequence[_Entry], *, own: bool) -> None:
    fills = ledger.grid.fills
    known = {entry.colour: entry for entry in legend}
    explaining = {entry.filled for entry in legend if own}
    told = {
        address: known[colour]
        for address, colour in fills.items()
        if colour in known and address not in explaining
    }
    empty = _empty(ledger.grid, told)
    if not told or empty is None:
        return
    words = {at: told[at].cell.text for at in empty}
    ledger.draw(
        {(row, column): Cell(row, column, said, said) for (row, column), said in words.items()}
    )
    ledger.coloured = {at: entry.number for at, entry in told.items() if at in ledger.grid.cells}
    for entry in legend if own else ():
        ledger.heading(entry.cell)


def _empty(grid: Grid, told: Mapping[Address, _Entry]) -> list[Address] | None:
    """Return the empty cells that only their colour fills, in a row or a column of such.

    None where a whole grid is painted: its colours are those of its headings.
    """
    rows = {row for row, _ in grid.cells}
    columns = {column for _, column in grid.cells}
    empty = [
        (row, column)
        for row, column in told
        if row in rows and column in columns and (row, column) not in grid.cells
    ]
    if len(empty) > _MOST:
        return None
    empty = [at for at in empty if not any(_covers(area, at) for area in grid.merges)]
    bands = min(len({row for row, _ in empty}), len({column for _, column in empty}))
    return empty if bands <= _BANDS else None


def _covers(area: Area, address: Address) -> bool:
    """Whether a merge hides a cell behind its first one."""
    row, column = address
    inside = area.top <= row <= area.bottom and area.left <= column <= area.right
    return inside and address != (area.top, area.left)


def _legend(grid: Grid, framework: Framework) -> list[_Entry]:
    """Return the lines of the one legend, which run over a scale, each in another colour."""
    found: dict[Address, _Entry] = {}
    for (row, column), cell in grid.cells.items():
        beside = [(row, column - 1), (row, column + 1)]
        for at in [(row, column), *(at for at in beside if at not in grid.cells)]:
            if colour := grid.fills.get(at):
                if (number := number_of(cell.text, framework)) is not None:
                    found[row, column] = _Entry(cell, number, at, colour)
                break
    for step in ((1, 0), (0, 1)):
        for run in _runs(found, step):
            numbers = sorted(entry.number for entry in run)
            whole = numbers == list(range(numbers[0], numbers[0] + len(run))) and numbers[0] < 2
            apart = len({entry.colour for entry in run}) == len(run)
            if len(run) >= _FEWEST and whole and apart:
                return list(run)
    return []


def _runs(found: Mapping[Address, _Entry], step: Address) -> Iterator[Sequence[_Entry]]:
    """Yield the entries that stand right beside each other, along a row or a column."""
    down, right = step
    for row, column in found:
        if (row - down, column - right) in found:
            continue
        run = []
        while (row, column) in found:
            run.append(found[row, column])
            row, column = row + down, column + right
        yield run


def shaded(slots: Sequence[Slot], ledger: Ledger) -> tuple[Slot, ...]:
    """Return the slots with the levels that colours tell, of answers where nothing else does."""
    slots = [_noted(slot, ledger) for slot in slots] if ledger.drawn else slots
    coloured = ledger.coloured
    texts = [slot for slot in slots if slot.facet is Label.TEXT]
    told = [(x, coloured[at]) for x in texts if (at := x.cell.address) in coloured]
    levels = any(slot.facet is Label.LEVEL for slot in slots)
    if levels or len(told) * 2 <= len(texts) or len({number for _, number in told}) < 2:
        return tuple(slots)
    return (*slots, *(_told(slot, number) for slot, number in told))


def _told(slot: Slot, number: int) -> Slot:
    """Return the level that the colour of an answer tells."""
    cell = replace(slot.cell, value=number, text=str(number))
    level = TypedLevel(str(number), number, number)
    return replace(slot, cell=cell, facet=Label.LEVEL, level=level)


def _noted(slot: Slot, ledger: Ledger) -> Slot:
    """Return a slot with the level of the colour that gave it its words, which is to be said."""
    at = slot.cell.address
    if at not in ledger.drawn or slot.facet is Label.TEXT:
        return slot
    number = ledger.coloured[at]
    return replace(slot, level=TypedLevel(slot.cell.text, number, number))


def without_colour_words(slots: Sequence[Slot], ledger: Ledger) -> tuple[Slot, ...]:
    """Return the slots without records of nothing but "gul", "grön" beside answers in words.

    Which level a colour stands for is not to be guessed; the cells are left out.
    """
    records: dict[tuple[int, Owner], list[Slot]] = {}
    for slot in slots:
        if slot.facet is Label.TEXT and slot.level is None:
            records.setdefault((slot.line, slot.owner), []).append(slot)
    colours = {
        key: own
        for key, own in records.items()
        if len(own) >= _FEWEST and all(_is_colour(slot.cell.text) for slot in own)
    }
    gone: set[int] = set()
    for (_, owner), own in colours.items():
        worded = {
            slot.dimension
            for key, others in records.items()
            if key not in colours and key[1] == owner
            for slot in others
        }
        if sum(slot.dimension in worded for slot in own) * 2 > len(own):
            heading = _heading_before(own, ledger.grid)
            addresses = [slot.cell.address for slot in own]
            ledger.give_back(addresses, Rule.UNKNOWN_COLUMN, found=heading.text[:60])
            gone.update(map(id, own))
    return tuple(slot for slot in slots if id(slot) not in gone)


def _is_colour(text: str) -> bool:
    """Whether a cell holds the name of a colour, or of two: "gul/grön"."""
    words, colours = fold(text), plain_set("answers", "colours")
    return words in colours or (bool(words) and colours.issuperset(words.split()))


def _heading_before(own: Sequence[Slot], grid: Grid) -> Cell:
    """Return the nearest cell over those of a column, or before those of a row."""
    cells = [slot.cell for slot in own]
    first = min(cells, key=lambda cell: cell.address)
    across = len({cell.row for cell in cells}) == 1
    before = [
        cell
        for (row, column), cell in grid.cells.items()
        if (
            row == first.row and column < first.column
            if across
            else column == first.column and row < first.row
        )
    ]
    return max(before, key=lambda cell: cell.address, default=first)
