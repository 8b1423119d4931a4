"""Sheets that only hold what the drop-down lists of a form offer: levels, dimensions, names."""

from __future__ import annotations

from collections.abc import Sequence

from digimatrix.read.grids import Cell, Grid
from digimatrix.read.headings import Headings
from digimatrix.read.levels.level_names import by_name
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.senders.identity import Known
from digimatrix.read.wordings import fold, plain_set

_CHOICE = 60  # letters of what a list offers
_FEWEST = 3  # dimensions
_SHORTEST = 4  # levels of a scale


def is_value_list(grid: Grid, headings: Headings, known: Known) -> bool:
    """Whether each column of a sheet is a list of its own: "0, 1, 2, 3, 4" beside names.

    Where the sheet's name does not say that it holds lists, the dimensions are one of them, and
    no single municipality is named whose levels they might be.
    """
    columns: dict[int, list[Cell]] = {}
    for _, cell in sorted(grid.cells.items()):
        if len(cell.text) > _CHOICE:
            return False
        columns.setdefault(cell.column, []).append(cell)
    scale = any(_counts_up(cells, headings) for cells in columns.values())
    names = sum(known.is_municipality(cell.text) for cell in grid.cells.values())
    if not plain_set("sheets", "lists").isdisjoint(fold(grid.sheet).split()):
        return scale or names > 1
    dimensions = any(_are_dimensions(cells, headings) for cells in columns.values())
    return scale and dimensions and names != 1 and not known.is_mentioned(grid.sheet)


def _counts_up(cells: Sequence[Cell], headings: Headings) -> bool:
    """Whether a column holds the levels of a scale in order, one each, below a heading or none."""
    framework = headings.framework
    levels = [parse(cell.value) or by_name(cell.text, framework) for cell in cells]
    told = [(level.low, level.high) for level in levels[levels[0] is None :] if level]
    first = told[0][0] if told else -1
    run = [(first + step, first + step) for step in range(len(told))]
    return first in (0, 1) and told == run and len(cells) - len(told) < 2 and len(run) >= _SHORTEST


def _are_dimensions(cells: Sequence[Cell], headings: Headings) -> bool:
    """Whether a column holds dimensions, each once, below a heading or none."""
    read = [headings.read(cell.text) for cell in cells]
    found = [heading.dimension for heading in read if heading and heading.dimension]
    return len(found) == len({*found}) >= max(_FEWEST, len(cells) - 1)
