"""Opens bytes as if they were a file, for tests of the reading."""

from __future__ import annotations

import tempfile
from pathlib import Path

from digimatrix.read.formats.workbook import Opened, open_file
from digimatrix.read.grids import Grid
from digimatrix.read.limits import LIMITS, Limits


def opened(data: bytes, name: str = "return.xlsx", limits: Limits = LIMITS) -> Opened:
    """Return what a file of these bytes gives."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        return open_file(path, name, limits)


def slugs(found: Opened) -> list[str]:
    """Return the slugs of the problems, in order."""
    return [problem.rule.slug for problem in found.problems]


def texts(grid: Grid) -> dict[str, str]:
    """Return the cells' texts by their A1 addresses."""
    from digimatrix.model.places import column_letters

    return {f"{column_letters(c)}{r}": cell.text for (r, c), cell in grid.cells.items()}


def only(found: Opened) -> Grid:
    """Return the one grid of a file that was read without any problem."""
    assert slugs(found) == []
    (grid,) = found.grids
    return grid
