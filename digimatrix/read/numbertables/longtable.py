"""A long table, with a figure on each row, becomes a table with a unit on each row."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from digimatrix.model.framework import Framework
from digimatrix.model.numbers import Statistic
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.grids import Cell
from digimatrix.read.numbertables import printed
from digimatrix.read.numbertables.relaying import Across, Beside, Figure, Relaid, key_of
from digimatrix.read.numbertables.tablecolumns import forms
from digimatrix.read.numbertables.tablegrid import BRACKETS, YEAR, TableGrid, wording, words_of
from digimatrix.read.wordings import fold, plain_set

NAMED, FOUND = (0.8, 0.3), (0.95, 0.6)
"""How many rows must be the only ones of their unit and indicator, and how many of all units
and indicators must be there: where a heading names the indicators, and where none does."""

ROWS_A_UNIT = 1.5
"""In a long table units have more than one row (of a year), in a wide one a single row."""

_LONGEST_YEAR = 15  # letters: "syksy 2024", "2023–2024"


def widened(table: TableGrid, framework: Framework | None) -> TableGrid | None:
    """Return a long table with a unit (and year) on each row; None if the table is not long."""
    return _Long(table, framework).table()


@dataclass(frozen=True)
class _Field:
    """A column of a long table, or the words above its blocks of rows, by row.

    `filled` tells that what stands on the first row of a block was read on its other rows.
    """

    column: int  # 0 for words above blocks
    heading: Cell | None
    name: str
    cells: dict[int, Cell]
    filled: bool = False

    @cached_property
    def keys(self) -> dict[int, str]:
        """What each row names."""
        return {row: key_of(cell) for row, cell in self.cells.items()}

    @cached_property
    def texts(self) -> list[str]:
        """The names, each once."""
        named = {key: printed.without_marks(self.cells[row].text) for row, key in self.keys.items()}
        return list(named.values())

    def says(self, *keys: str) -> bool:
        """Whether its heading is one of those words."""
        return any(fold(BRACKETS.sub("", self.name)) in wording(key) for key in keys)

    @property
    def names_indicators(self) -> bool:
        return self.says("indicator") or fold(self.name) in plain_set("labels", "dimension")

    @property
    def names_units(self) -> bool:
        # an "Indicator name" is none of a unit
        return bool(words_of(self.name) & wording("unit")) and not self.names_indicators

    @property
    def is_code(self) -> bool:
        return bool(words_of(self.name) & wording("code"))


@dataclass(frozen=True)
class _Shape:
    """What the columns of a long table are."""

    unit: _Field
    indicator: _Field
    parts: tuple[_Field, ...]  # more columns that tell indicators apart
    values: tuple[_Field, ...]  # several: a year each

    def of(self, row: int) -> tuple[str, ...]:
        """Return the indicator of a row."""
        return tuple(each.keys.get(row, "") for each in (self.indicator, *self.parts))


class _Long:
    """A table while it is found out whether, and how, it is long."""

    def __init__(self, table: TableGrid, framework: Framework | None) -> None:
        self.grid, self.framework = table, framework
        heads = [table.headings[at].own for at in table.columns]
        self.rows = [
            row
            for row in table.rows
            if row >= table.first
            and len(self._filled_in(row)) > 1
            and [getattr(table.cells.get((row, at)), "text", "") for at in table.columns] != heads
        ]
        columns = [self._column(at) for at in table.columns]
        self.ranks = [each for each in columns if self._is_rank(each)]
        rest = [each for each in columns if each not in self.ranks]
        self.years = next((each for each in rest if self._is_year(each)), None)
        rest = [each for each in rest if each is not self.years]
        numeric = set(table.numeric)
        self.numbers = [each for each in rest if each.column in numeric]
        words = [each for each in rest if each not in self.numbers]
        self.others = [*rest, *([self._sections()] if len(words) == 1 else [])]
        self.keys = [
            self._filled(each)
            for each in self.others
            if each not in self.numbers or each.says("indicator")
        ]

    def table(self) -> TableGrid | None:
        """Return the table with a unit a row; None if this one is not long."""
        if len(self.rows) < 4 or len(self.keys) < 2:
            return None
        shape = max(self._shapes(), key=self._likelihood, default=None)
        return None if shape is None else self._relaid(shape).table(self.grid)

    def _filled_in(self, row: int) -> list[Cell]:
        cells = self.grid.cells
        return [cells[row, at] for at in self.grid.columns if (row, at) in cells]

    def _column(self, at: int) -> _Field:
        """Return a column; a merged cell stands on each row that it covers."""
        grid = self.grid
        cells = {row: grid.cells[row, at] for row in self.rows if (row, at) in grid.cells}
        for area in grid.merges:
            held = grid.cells.get((area.top, area.left))
            if held is not None and area.left == at == area.right:
                cells |= {row: held for row in self.rows if area.top <= row <= area.bottom}
        above = [row for row in reversed(grid.rows) if row < grid.first]
        alone = [
            row for row in above if sum((row, each) in grid.cells for each in grid.columns) < 2
        ]
        rows = [row for row in above if row not in alone] or alone
        head = next((grid.cells[row, at] for row in rows if (row, at) in grid.cells), None)
        name = printed.without_symbols(head.text) if head else grid.headings[at].above
        return _Field(at, head, name, dict(sorted(cells.items())))

    def _filled(self, column: _Field) -> _Field:
        """Return a column typed only on the first row of each block with all rows filled."""
        blank = len(self.rows) - len(column.cells)
        if not blank or blank * 2 < len(self.rows) or self.rows[0] not in column.cells:
            return column
        cells, held = {}, column.cells[self.rows[0]]
        for row in self.rows:
            held = cells[row] = column.cells.get(row, held)
        return replace(column, cells=cells, filled=True)

    def _sections(self) -> _Field:
        """Return the words that stand alone above blocks of rows, on each row of their block."""
        grid = self.grid
        rows = set(self.rows)
        names = {key_of(cell) for (row, _), cell in grid.cells.items() if row in rows}
        cells: dict[int, Cell] = {}
        held: Cell | None = None
        for row in (row for row in grid.rows if row >= grid.first - 1):
            filled = self._filled_in(row)
            if len(filled) == 1 and key_of(filled[0]) not in names:
                held = filled[0]
            elif row in rows and held is not None:
                cells[row] = held
        return _Field(0, None, "", cells)

    def _is_rank(self, column: _Field) -> bool:
        ranked = sum(printed.rank(cell) is not None for cell in column.cells.values())
        named = bool(words_of(column.name) & wording("rank"))
        return named and ranked * 2 > len(column.cells)

    def _is_year(self, column: _Field) -> bool:
        if (
            not column.cells
            or column.says("year")
            or fold(column.name) in plain_set("labels", "round")
        ):
            return bool(column.cells)
        return len(column.texts) * 2 <= len(column.cells) and all(
            len(text) <= _LONGEST_YEAR and YEAR.search(text) for text in column.texts
        )

    def _year(self, row: int) -> str:
        return self.years.keys.get(row, "") if self.years else ""

    def _shapes(self) -> Iterator[_Shape]:
        """Yield what the columns may be; more of them tell indicators apart only if they must."""
        for unit, indicator in itertools.permutations(self.keys, 2):
            free = [each for each in self.keys if each not in (unit, indicator)]
            for parts in ((), *((each,) for each in free if indicator.names_indicators)):
                values = self._values(unit, indicator)
                if values and self._crosses(shape := _Shape(unit, indicator, parts, values)):
                    yield shape
                    break

    def _crosses(self, shape: _Shape) -> bool:
        """Whether units and indicators are crossed: each pair on one row, most of them there."""
        unit, indicator = shape.unit, shape.indicator
        known = [row for row in self.rows if row in unit.keys and row in indicator.keys]
        named = indicator.names_indicators
        only, there = NAMED if named else FOUND
        cells = {(unit.keys[row], self._year(row), shape.of(row)) for row in known}
        units = {(who, year) for who, year, _ in cells}
        measured = {what for _, _, what in cells}
        shared = Counter(what for _, _, what in cells)
        return (
            len(known) * 2 > len(self.rows)
            and len({who for who, _ in units}) > 1
            and len(measured) > 1
            and max(shared.values()) > 1
            and len(cells) >= only * len(known)
            and len(cells) >= ROWS_A_UNIT * len(units)
            and len(cells) >= there * len(units) * len(measured)
            and (named or not self._told_apart(shape))
        )

    def _told_apart(self, shape: _Shape) -> bool:
        """Whether another column of words has a name of its own on each row."""
        rest = [each for each in self.keys if each not in (shape.unit, shape.indicator)]
        return any(len(each.texts) == len(self.rows) for each in rest)

    def _values(self, unit: _Field, indicator: _Field) -> tuple[_Field, ...]:
        """Return the column of the figures, or those of several years; none if it is not told."""
        aside = ("code", "size", "change", "weight", "maximum", "minimum")
        found = [
            each
            for each in self.numbers
            if each is not indicator and not each.says(*aside) and not self._constant(each, unit)
        ]
        named = [YEAR.fullmatch(each.name) for each in found]
        if len(found) < 2 or (all(named) and self.years is None):
            return tuple(found)
        if not indicator.names_indicators and not unit.names_units:
            return ()
        said = [each for each in found if each.says("score", "value", "total")]
        return tuple(said[:1] or (found[:1] if indicator.names_indicators else ()))

    def _constant(self, column: _Field, of: _Field, *more: _Field) -> bool:
        """Whether a column says the same on all rows of a unit (and year), or of an indicator."""
        said: dict[tuple[str, ...], set[str]] = {}
        for row, key in column.keys.items():
            said.setdefault(tuple(each.keys.get(row, "") for each in (of, *more)), set()).add(key)
        return bool(said) and all(len(keys) == 1 for keys in said.values())

    def _likelihood(self, shape: _Shape) -> tuple[float, ...]:
        """Return how well the columns are called what they are, or hold it."""
        unit, indicator = shape.unit, shape.indicator
        return (
            indicator.names_indicators - unit.names_indicators,
            # what stands above a column of blocks may be of the blocks as well
            bool(unit.heading and indicator.heading) and unit.names_units - indicator.names_units,
            -indicator.is_code - unit.is_code,
            self._share(indicator) - self._share(unit),
            unit.names_units - indicator.names_units,
            -len(shape.parts),
            len(unit.texts) - len(indicator.texts),
            self.keys.index(indicator) - self.keys.index(unit),
            sum(map(len, unit.texts + indicator.texts)),
        )

    def _share(self, column: _Field) -> float:
        """Return how much of a column is of indicators: the framework's, or called a total.

        What is called a mean or a whole country is of units.
        """
        own = self.framework
        texts = [text for each in (own.dimensions if own else ()) for text in each.wordings]
        texts += [text for each in (own.totals if own else ()) for text in each.wordings]
        of = {form for text in texts for form in forms(text)}
        totals = wording("total") - wording("mean")
        whole = wording("mean") | wording("median") | wording("whole")
        found = sum(
            (not of.isdisjoint(forms(text))) + (fold(text) in totals) - (fold(text) in whole)
            for text in column.texts
        )
        return found / len(column.texts)

    def _relaid(self, shape: _Shape) -> Relaid:
        said: list[Problem] = []
        names = self._names(shape)
        shown = [each for each in (shape.unit, shape.indicator, self.years) if each]
        said += [self._problem(Rule.FILLED_GROUP, each) for each in shown if each.filled]
        beside, across = [], []
        used = {each.column for each in (*shown, *shape.parts, *shape.values)}
        over_years = (self.years,) if self.years else ()
        for each in self.others:
            if each.column in used or not each.cells:
                continue
            statistic = next(
                (kind for kind in (Statistic.WEIGHT, Statistic.MAXIMUM) if each.says(kind)), None
            )
            if statistic and each.heading and self._constant(each, shape.indicator, *shape.parts):
                cells = {key_of(names[row]): cell for row, cell in each.cells.items()}
                across.append(Across(each.heading, cells, statistic is Statistic.MAXIMUM))
            elif self._constant(each, shape.unit, *over_years):
                keys = shape.unit.keys
                of = {
                    (keys[row], self._year(row)): c for row, c in each.cells.items() if row in keys
                }
                beside.append(Beside(each.heading, of))
            else:
                said.append(self._problem(Rule.UNUSED_COLUMN, each))
        said.append(self._problem(Rule.LONG_TABLE, shape.indicator))
        figures = list(self._figures(shape, names, said))
        years = self.years.heading if self.years else None
        return Relaid(figures, shape.unit.heading, years, beside, across, said)

    def _names(self, shape: _Shape) -> dict[int, Cell]:
        """Return what each row measures, as the heading of its column."""
        made = {}
        for row, cell in shape.indicator.cells.items():
            parts = [each.cells[row].text for each in shape.parts if row in each.cells]
            text = ": ".join([printed.without_marks(cell.text), *parts])
            made[row] = replace(cell, text=text, value=text)
        return made

    def _figures(
        self, shape: _Shape, names: dict[int, Cell], said: list[Problem]
    ) -> Iterator[Figure]:
        rank = self.ranks[0] if self.ranks else None
        several = len(shape.values) > 1
        for row in self.rows:
            unit = shape.unit.cells.get(row)
            for column in shape.values:
                value = column.cells.get(row)
                if unit is None or row not in names:
                    if value is not None:
                        rule = Rule.NAMELESS_ROW if unit is None else Rule.NAMELESS_NUMBER
                        said.append(Problem(rule, self.grid.place(*value.address)))
                    continue
                year = self.years.cells.get(row) if self.years else None
                yield Figure(
                    unit,
                    column.heading if several else year,
                    names[row],
                    value,
                    rank.cells.get(row) if rank and not several else None,
                    (column.heading, rank.heading if rank else None),
                )

    def _problem(self, rule: Rule, column: _Field) -> Problem:
        cell = column.heading or next(iter(column.cells.values()))
        facts = {"column": column.name or printed.without_marks(cell.text)}
        return Problem(rule, self.grid.place(*cell.address), facts)
