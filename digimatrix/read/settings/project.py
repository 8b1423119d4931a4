"""The user's own register: the sheet Municipalities of project.xlsx."""

from __future__ import annotations

from collections.abc import Sequence

from digimatrix.model.municipality import Municipality
from digimatrix.read.grids import Cell, Grid
from digimatrix.read.senders.register import Register, build
from digimatrix.read.wordings import fold

NAME = "project.xlsx"

_SHEETS = frozenset({"municipalities", "kunnat", "kommuner", "telepulesek", "savivaldybes"})
_COLUMNS = {
    "code": ("code", "koodi", "kuntakoodi", "kuntanumero"),
    "name": ("name", "nimi", "kunta", "municipality", "kunnan nimi"),
    "name_sv": ("name_sv", "namn", "nimi ruotsiksi", "nimi_sv", "swedish name", "name in swedish"),
    "other": ("other names", "aliases", "muut nimet", "rinnakkaisnimet", "other_names"),
    "region": ("region", "maakunta", "alue", "seutu", "sub-region"),
    "type": ("type", "tyyppi", "kuntatyyppi"),
    "population": ("population", "väkiluku", "asukasluku", "asukkaita"),
    "row": ("row", "rivi", "tile row", "tile_row", "karttarivi"),
    "shares": ("sharing", "saa jakaa", "jakaminen", "far delas", "megoszthato", "galima dalytis"),
    "column": ("column", "sarake", "tile column", "tile_column", "karttasarake"),
}

_YES = frozenset(
    {"yes", "y", "x", "1", "true", "kylla", "k", "saa", "ja", "j", "igen", "i", "taip", "t"}
)
"""What a municipality's row says that its words may be quoted with; anything else is no."""


def register(grids: Sequence[Grid], name: str) -> Register | None:
    """Return the register which a project file holds, or None if it has no such sheet."""
    for grid in grids:
        if fold(grid.sheet) in _SHEETS:
            return _register(grid, name)
    return None


def _register(grid: Grid, name: str) -> Register | None:
    known = {fold(wording): key for key, wordings in _COLUMNS.items() for wording in wordings}
    columns: dict[str, int] = {}
    head = 0
    for (row, column), cell in sorted(grid.cells.items()):
        if head and row > head:
            break
        if key := known.get(fold(cell.text)):
            head = row
            columns.setdefault(key, column)
    if "name" not in columns:
        return None
    groups = {
        " ".join(cell.text.split()): column
        for (row, column), cell in sorted(grid.cells.items())
        if row == head and column not in columns.values()
    }
    entries = []
    for row in sorted({row for row, _ in grid.cells if row > head}):
        cells = {key: grid.cells.get((row, column)) for key, column in columns.items()}
        own = {heading: grid.cells.get((row, column)) for heading, column in groups.items()}
        if entry := _entry(cells, own):
            entries.append(entry)
    return build(name, entries, home=True) if entries else None


def _entry(
    cells: dict[str, Cell | None], groups: dict[str, Cell | None]
) -> tuple[Municipality, list[str]] | None:
    """Return a row's municipality with its further names; None where it has no name."""
    text = {key: cell.text.strip() for key, cell in cells.items() if cell and cell.text.strip()}
    if "name" not in text:
        return None
    row, column = _number(cells.get("row")), _number(cells.get("column"))
    municipality = Municipality(
        text["name"],
        text.get("code"),
        text.get("region"),
        text.get("type"),
        _number(cells.get("population")),
        groups=tuple(
            (heading, " ".join(cell.text.split()))
            for heading, cell in groups.items()
            if cell and cell.text.strip()
        ),
        tile=None if row is None or column is None else (row, column),
        shares=fold(text.get("shares", "")) in _YES,
    )
    others = [part.strip() for part in text.get("other", "").replace(";", ",").split(",")]
    return municipality, [text.get("name_sv", ""), *others]


def _number(cell: Cell | None) -> int | None:
    if cell is None:
        return None
    digits = "".join(cell.text.split()).replace("\u00a0", "")
    try:
        return round(float(digits.replace(",", ".")))
    except (ValueError, OverflowError):
        return None
