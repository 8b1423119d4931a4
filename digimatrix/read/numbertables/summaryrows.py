"""Rows of a table of numbers that their names say are of several units: means, sums, wholes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping
from fractions import Fraction

from digimatrix.model.numbers import Statistic
from digimatrix.read.numbertables import printed
from digimatrix.read.numbertables.printed import Kind
from digimatrix.read.numbertables.tablegrid import BRACKETS, YEAR, TableGrid, wording, words_of
from digimatrix.read.wordings import fold

_COUNTED = re.compile(r"(\D+?) ?\d{1,2}(?!\d)")
_ONLY_COUNTED = frozenset(("ea", "eea"))
"""What many countries together are called where their number follows; alone it may be a code."""

_ALL, _ROUNDED = 100, 1
"""Per cent of a whole, and how far rounded shares may be from it together."""

_QUARTILES = {"q1": Statistic.LOWER, "q3": Statistic.UPPER}

_LITTLE = 2
"""Words of so many letters tell no results apart: "of", "m.", the "s" of "year's"."""

_TOLD_BY_A_WORD = (
    Statistic.WEIGHT,
    Statistic.MEDIAN,
    Statistic.DEVIATION,
    Statistic.MEAN,
    Statistic.SUM,
)


def statistic(label: str) -> Statistic | None:
    """Return what a row of that name says of the units; None for a unit."""
    found = _called(label)
    if found is Statistic.DEVIATION and words_of(label) & wording("sample"):
        return Statistic.SAMPLE  # "Standard deviation (n − 1)"
    return found


def _called(label: str) -> Statistic | None:
    whole = fold(BRACKETS.sub("", label))
    for each in Statistic:
        if whole in wording(each.value):
            return each
    # "EU27_2020", "European Union - 27 countries (from 2020)", "EA20: Euro area"
    counted = _COUNTED.match(whole)
    if counted and counted[1] in wording("whole") | _ONLY_COUNTED:
        return Statistic.WHOLE
    words = words_of(label)
    if words & wording("weighted") or _of_every(label):
        return Statistic.WHOLE  # by what weights is not known
    if words & wording("scale_middle"):
        return Statistic.WHOLE  # what scores are put around, no mean of these rows
    return next((each for each in _TOLD_BY_A_WORD if words & wording(each.value)), None)


def _of_every(label: str) -> bool:
    """Whether a row is of every unit: "Kaikki toimipisteet"; "All Saints" is a name."""
    words = label.split()
    return len(words) == 2 and fold(words[0]) in wording("every") and words[1][0].islower()


def says_whose(label: str) -> bool:
    """Whether the name of a row says more than which statistic it is: "Mean of the islands"."""
    return fold(BRACKETS.sub("", label)) not in frozenset().union(
        *(wording(each.value) for each in Statistic)
    )


def labels_of(grid: TableGrid) -> dict[int, str]:
    """Return the name on each row; at the foot it may stand in another column."""
    return {row: _label(grid, row) for row in grid.body}


def _label(grid: TableGrid, row: int) -> str:
    cell = grid.cells.get((row, grid.names or 0))
    if cell is not None:
        return printed.without_marks(cell.text)
    words = [at for at in grid.columns if grid.holds(row, at, Kind.WORDS)]
    texts = {at: printed.without_marks(grid.cells[row, at].text) for at in words}
    said = [text for text in texts.values() if statistic(text)]
    # a name under the heading of places or numbers
    aside = wording("rank") | wording("code")
    said += [
        text
        for at, text in texts.items()
        if at in grid.numeric or words_of(grid.headings[at].own) & aside
    ]
    return next(iter(said), "")


def statistics_of(grid: TableGrid, labels: Mapping[int, str]) -> dict[int, Statistic]:
    """Return the rows that their names say are of several units, and what of them."""
    found = {row: kind for row, label in labels.items() if (kind := statistic(label))}
    # what has its name under the heading of places or numbers is none of the units
    names = grid.names or 0
    found |= {
        row: Statistic.WHOLE
        for row, label in labels.items()
        if label and row not in found and (row, names) not in grid.cells
    }
    found |= dict.fromkeys(_of_other_years(grid, labels, found), Statistic.WHOLE)
    found |= dict.fromkeys(_world_regions(labels, found), Statistic.WHOLE)
    found |= {row: Statistic.WEIGHT for row in grid.body[:1] if _shares_all(grid, row, labels)}
    rest = {row: fold(label) for row, label in labels.items() if row not in found}
    if {"q1", "q2", "q3", "q4"} & set(rest.values()) == _QUARTILES.keys():
        # not of a year: that has four quarters
        found |= {row: _QUARTILES[label] for row, label in rest.items() if label in _QUARTILES}
    for row in [row for row, label in rest.items() if label == "n"]:
        if _counts_rows(grid, row, rest.keys() - found.keys() - {row}):
            found[row] = Statistic.COUNT
    return found


def _world_regions(labels: Mapping[int, str], found: Collection[int]) -> list[int]:
    """Return the rows of parts of the world among countries, which most of the others are."""
    rows = [row for row in labels if row not in found]
    regions = [
        row for row in rows if fold(BRACKETS.sub("", labels[row])) in wording("world_region")
    ]
    return regions if len(regions) * 2 < len(rows) else []


def _of_other_years(
    grid: TableGrid, labels: Mapping[int, str], found: Collection[int]
) -> list[int]:
    """Return the rows below the units that are of another year: "Result of 2022".

    They are of all together. Where no other rows are, each year is a unit.
    """
    rows = [row for row in grid.body if row not in found]
    foot = list(itertools.takewhile(lambda row: _is_years_result(labels[row]), reversed(rows)))
    return foot if len(foot) < len(rows) else []


def _is_years_result(label: str) -> bool:
    """Whether a name is no more than that something is the result of a year, or of the last."""
    words = set(fold(BRACKETS.sub("", label)).split())
    years = {word for word in words if YEAR.fullmatch(word)}
    before = {word for phrase in wording("change") for word in phrase.split()}
    kept = {word for word in words if len(word) > _LITTLE} - years - before
    results = kept & wording("result")
    told = bool(years or words & before)
    return told and bool(results) and kept <= results | wording("year") | wording("counted")


def _shares_all(grid: TableGrid, row: int, labels: Mapping[int, str]) -> bool:
    """Whether a row without a name holds shares in per cent that make up a hundred: weights.

    The total may have the hundred itself.
    """
    cells = [grid.typed[row, at] for at in grid.columns if (row, at) in grid.cells]
    if labels.get(row) or not all(x.kind is Kind.NUMBER and x.percent for x in cells):
        return False
    shares = [printed.settled(cell, ())[0] for cell in cells]
    parts = [share for share in shares if share != _ALL]
    return len(parts) > 1 and abs(sum(parts, -Fraction(_ALL))) <= _ROUNDED


def _counts_rows(grid: TableGrid, row: int, rest: Collection[int]) -> bool:
    """Whether each figure of a row is how many of the rest have one."""
    told = [at for at in grid.numeric if grid.holds(row, at, Kind.NUMBER)]
    return len(told) > 1 and all(
        printed.settled(grid.typed[row, at], ())[0]
        == sum(grid.holds(each, at, Kind.NUMBER) for each in rest)
        for at in told
    )
