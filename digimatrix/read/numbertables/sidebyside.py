"""A long table printed as blocks side by side, to fit a page, becomes one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.grids import Address, Cell, Grid
from digimatrix.read.numbertables import printed
from digimatrix.read.numbertables.printed import Kind
from digimatrix.read.numbertables.tablegrid import Spot, TableGrid
from digimatrix.read.wordings import fold

Blocks = list[list[int]]
"""The columns of each block."""


def stacked(grid: Grid) -> TableGrid | None:
    """Return a table whose headings stand twice or more in one row, its blocks below one another.

    None for any other: blocks that name the same units say different things of them.
    """
    cells = [
        cell
        for cell in grid.cells.values()
        if cell.text and cell.row not in grid.hidden_rows and cell.column not in grid.hidden_columns
    ]
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(cells, key=lambda each: each.address):
        rows.setdefault(cell.row, []).append(cell)
    for head, found in rows.items():
        blocks = _repeated(found)
        if blocks and _names_differ(blocks, [row for at, row in rows.items() if at > head]):
            return _laid_out(grid, rows, head, blocks)
    return None


def _repeated(row: Sequence[Cell]) -> Blocks:
    """Return the columns of the blocks that a row of headings is made of; none if of one."""
    texts = [fold(cell.text) for cell in row]
    for count in range(len(row) // 2, 1, -1):
        width, over = divmod(len(row), count)
        blocks = [row[start : start + width] for start in range(0, len(row), width)]
        alike = texts == texts[:width] * count and len(set(texts[:width])) == width
        if over or width < 2 or not alike or not any(map(str.isalpha, texts[0])):
            continue
        shapes = {tuple(cell.column - block[0].column for cell in block) for block in blocks}
        if len(shapes) == 1:
            return [[cell.column for cell in block] for block in blocks]
    return []


def _names_differ(blocks: Blocks, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether each block has a column of words, and no word of it stands in another's."""
    for columns in zip(*blocks, strict=True):
        words = [
            [
                fold(cell.text)
                for row in rows
                for cell in row
                if cell.column == column and printed.typed(cell).kind is Kind.WORDS
            ]
            for column in columns
        ]
        every = [word for each in words for word in each if any(map(str.isalpha, word))]
        if all(len(each) > 1 for each in words) and len(set(every)) == len(every) > len(columns):
            return True
    return False


def _laid_out(grid: Grid, rows: dict[int, list[Cell]], head: int, blocks: Blocks) -> TableGrid:
    made: dict[Address, Cell] = {}
    origins: dict[Spot, Spot] = {}

    def put(cell: Cell, row: int, column: int) -> None:
        made[row, column] = replace(cell, row=row, column=column)
        origins[row, column] = cell.address

    first = blocks[0]
    below = [row for row in rows if row > head]
    # the notes under the blocks begin where no block has more than one cell
    inside = [
        row
        for row in below
        if any(sum(cell.column in block for cell in rows[row]) > 1 for block in blocks)
    ]
    last = max(inside, default=head)
    for row in (at for at in rows if at <= head):
        for cell in rows[row]:
            if row < head or cell.column in first:
                put(cell, row, cell.column)
    height = last - head
    for nth, block in enumerate(blocks):
        places = dict(zip(block, first, strict=True))
        for row in (at for at in below if at <= last):
            for cell in rows[row]:
                if cell.column in places:
                    put(cell, row + nth * height, places[cell.column])
    for row in (at for at in below if at > last):
        for cell in rows[row]:
            put(cell, row + (len(blocks) - 1) * height, cell.column)
    upper = tuple(area for area in grid.merges if area.bottom < head)
    place = Place(grid.file, grid.sheet or None, head, first[0])
    said = [Problem(Rule.SIDE_BY_SIDE, place, {"count": str(len(blocks))})]
    laid = Grid(grid.file, grid.sheet, made, upper, separator=grid.separator)
    return TableGrid(laid, lambda spot: origins.get(spot, (None, None)), said)
