"""Which round a column or a record is of, where a table holds several: "2023" beside "2025"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label
from digimatrix.read.wordings import fold, plain_set

_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_TIME = ("spring", "autumn", "year_words", "filling")


def names_round(text: str) -> bool:
    """Whether the text names a round and nothing else: "2023", "Kevät 2023", "Täyttö 2023"."""
    years = _YEAR.findall(text) if len(text) <= 40 else []
    if len(years) != 1:
        return False
    known = {word for wording in _of_rounds() for word in wording.split()}
    return all(word == years[0] or word in known for word in fold(text).split())


def _of_rounds() -> frozenset[str]:
    return plain_set("labels", "round") | plain_set("time", *_TIME)


def year_of(text: str) -> str | None:
    """Return the one year in the text, or None if there is none or more than one."""
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else None


def rounds_of(facets: Mapping[int, tuple[object, Label | None, Cell]]) -> dict[int, Cell]:
    """Return the cells that say which round things are of, by the things' keys.

    `facets` gives what each thing answers, as what (text, level, target), and the cell that
    heads it. A year is a round only where the same is answered for another year too: in
    "Taso 2023 | Taso 2025". A target's year is when it is to be reached, unless it is a round.
    """
    years: dict[tuple[object, bool], set[str]] = {}
    for subject, label, cell in facets.values():
        if label is not Label.TARGET and (year := year_of(cell.text)):
            years.setdefault((subject, label is Label.LEVEL), set()).add(year)
    several = set().union(*(found for found in years.values() if len(found) > 1))
    return {key: cell for key, (_, _, cell) in facets.items() if year_of(cell.text) in several}


def latest(cells: Iterable[Cell]) -> Cell | None:
    """Return the cell that names the latest year."""
    return max(cells, key=lambda cell: year_of(cell.text) or "", default=None)
