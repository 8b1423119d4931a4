"""A file becomes a table of numbers: units, their figures, and what is printed at the foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Framework
from digimatrix.model.numbers import Column, NumberTable, Printed, Role, Row, Statistic
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule, Severity
from digimatrix.read.formats.workbook import open_file
from digimatrix.read.grids import Cell, Grid
from digimatrix.read.limits import LIMITS, Limits
from digimatrix.read.numbertables import printed
from digimatrix.read.numbertables.grouprows import groups_of
from digimatrix.read.numbertables.longtable import widened
from digimatrix.read.numbertables.orientation import lies_on_its_side
from digimatrix.read.numbertables.printed import Kind
from digimatrix.read.numbertables.sidebyside import stacked
from digimatrix.read.numbertables.summaryrows import labels_of, says_whose, statistic, statistics_of
from digimatrix.read.numbertables.tablecolumns import columns_of, says_number
from digimatrix.read.numbertables.tablegrid import BRACKETS, YEAR, TableGrid, turned
from digimatrix.read.numbertables.tablelanguage import language_of
from digimatrix.read.numbertables.unitrows import (
    named_as_groups,
    of_blocks,
    of_some,
    of_wider_areas,
    parted,
    shared_digits,
    still_grouping,
    together,
)
from digimatrix.read.numbertables.yearsacross import years_down
from digimatrix.read.senders.rounds import names_round, year_of
from digimatrix.read.wordings import fold

SECTION = "section"
"""What groups are made by where rows of one cell part the table into sections."""

_YEARS = re.compile(r"\b20[0-4]\d\b")


def read_numbers(
    path: Path, framework: Framework | None = None, *, limits: Limits = LIMITS
) -> NumberTable:
    """Return the table of numbers in a file: of its sheets the one with the most numbers.

    Where sheets named by their years hold the same table, it is the latest with the others as
    its editions.

    With a framework, its dimensions and totals are looked for among the headings; without
    one, the columns of numbers are the dimensions.

    Raises:
        DigimatrixError: if the file cannot be read or holds no table of numbers.
    """
    opened = open_file(path, path.name, limits)
    for problem in opened.problems:
        if problem.rule.severity is Severity.ERROR or problem.rule is Rule.UNKNOWN_FORMAT:
            says, fix = (
                text.format(**problem.facts) for text in (problem.rule.says, problem.rule.fix)
            )
            raise DigimatrixError(f"{problem.place}: {says} {fix}")
    grids = [_upright(grid, framework) for grid in opened.grids if not grid.hidden]
    best = max(grids, key=lambda grid: grid.size, default=None)
    if best is None or not best.size:
        raise _no_table(path.name)
    said = [problem for problem in opened.problems if problem.rule.severity > Severity.NOTE]
    rounds = _rounds_of_sheets(best, grids)
    said += [
        Problem(Rule.OTHER_TABLE, grid.place())
        for grid in grids
        if grid.size and grid is not best and grid not in rounds.values()
    ]
    if not rounds:
        return _Table(best, framework, said).table()
    made = [_of_round(_Table(grid, framework, said).table(), name) for name, grid in rounds.items()]
    return replace(made[-1], editions=tuple(made[:-1]))


def _rounds_of_sheets(best: TableGrid, grids: Sequence[TableGrid]) -> dict[str, TableGrid]:
    """Return the sheets that hold the same table of several rounds, by these, the latest last.

    Each sheet's name says a year, and most of its headings are those of the largest.
    """
    known = {fold(heading.own) for heading in best.headings.values()} - {""}
    made: dict[str, TableGrid] = {}
    for grid in sorted(grids, key=lambda each: year_of(each.sheet) or ""):
        year = year_of(grid.sheet)
        own = {fold(heading.own) for heading in grid.headings.values()} - {""}
        # years in headings ("Score 2023") may be all that differs
        alike = {_YEARS.sub("", each) for each in own} & {_YEARS.sub("", each) for each in known}
        if not grid.size or year is None or len(alike) * 2 < len(known):
            continue
        name = grid.sheet if names_round(grid.sheet) else year
        if name in made:
            return {}
        made[name] = grid
    return made if len(made) > 1 and best in made.values() else {}


def _of_round(table: NumberTable, name: str) -> NumberTable:
    """Return the table with all its rows of that round, unless a column says their rounds."""
    if table.of(Role.ROUND):
        return table
    return replace(
        table,
        units=tuple(replace(row, round=name) for row in table.units),
        summaries=tuple(replace(row, round=name) for row in table.summaries),
    )


def _upright(grid: Grid, framework: Framework | None) -> TableGrid:
    """Return a sheet as a table with a unit a row, whichever way it lies."""
    table = stacked(grid) or TableGrid(grid)
    if (wide := widened(table, framework) or years_down(table)) is not None:
        return wide
    return turned(grid) if lies_on_its_side(table, framework) else table


def _no_table(file: str) -> DigimatrixError:
    return DigimatrixError(
        f"{file}: there is no table of numbers in it. Put the names of the units into one "
        "column, a heading above each column of numbers, and a unit on each row."
    )


class _Table:
    """One table while it is read; what is to be said gathers in `problems`."""

    def __init__(
        self, grid: TableGrid, framework: Framework | None, problems: Sequence[Problem]
    ) -> None:
        self.grid, self.framework = grid, framework
        self.problems = [*problems, *grid.problems]
        self.labels = labels_of(grid)
        self.statistics = statistics_of(grid, self.labels)
        self.titles = self._titles()
        self.years = self._years()
        if self.statistics:
            named = [label for row in sorted(self.statistics) if (label := self.labels[row])]
            names = ", ".join(f"“{label}”" for label in named or ["%"])
            self._say(Rule.SUMMARY_ROWS, min(self.statistics), None, names=names)

    def table(self) -> NumberTable:
        """Return the sheet as a table."""
        grid = self.grid
        units = [row for row in grid.body if row not in self.statistics]
        if not units:
            raise _no_table(grid.file)
        self._say_words(units)
        weights = [row for row, kind in self.statistics.items() if kind is Statistic.WEIGHT]
        columns = columns_of(grid, self.framework, units, weights, self.problems.append)
        cells = self._cells(columns, units)
        grouped = {
            each.number: {row: text for row in units if (text := self._group(row, each.number))}
            for each in columns
            if each.role is Role.GROUP
        }
        wholes = self._wholes(units, columns)
        units = [row for row in units if row not in wholes]
        names = {row: self.labels[row] for row in units}
        heading = grid.headings[grid.names].own if grid.names else ""
        wide = of_wider_areas(names, heading, columns, _only(grouped, units), cells, self._say)
        units = [row for row in units if row not in wide]
        heads = self._heads(units, columns, shared_digits(cells, units, columns))
        units = [row for row in units if row not in heads]
        rounds = {row: self._round(row, columns) for row in units}
        sums = together(
            {row: names[row] for row in units},
            columns,
            _only(grouped, units),
            rounds,
            shared_digits(cells, units, columns),
            self._say,
        )
        units = [row for row in units if row not in sums]
        titles = {} if self.years else self.titles
        of_groups = named_as_groups({row: names[row] for row in units}, titles, grouped.values())
        if of_groups:
            listed = ", ".join(f"“{names[row]}”" for row in of_groups)
            self._say(Rule.SUMMARY_ROWS, of_groups[0], None, names=listed)
        units = [row for row in units if row not in of_groups]
        cells = shared_digits(cells, units, columns)
        columns = still_grouping(columns, grouped, units)
        blocks = parted(heads | {row: of for row, (_, of) in sums.items()}, units)
        titled = self._sections(units)
        sections = titled or {row: names[head] for row, head in blocks.items()}
        rows = self._units(units, columns, cells, sections)
        summaries = [
            self._summary(row, columns, cells, rows, row in heads, sums.get(row))
            for row in grid.body
            if row not in units
        ]
        above = {grid.place(row, grid.names): title for row, title in titles.items() if titled}
        summaries = of_blocks(summaries, rows, above)
        told = of_some(summaries, rows, columns, self.problems.append)
        return NumberTable(
            grid.place(),
            language_of([*grid.called, *self._called()]),
            columns,
            tuple(rows),
            told,
            tuple(sorted(self.problems, key=lambda problem: problem.place.order)),
        )

    def _say_words(self, units: Sequence[int]) -> None:
        """Say which rows among the units hold words in the columns of numbers."""
        grid = self.grid
        for row in grid.rows:
            if row in grid.body or row in grid.repeats or not units[0] < row < units[-1]:
                continue
            words = [at for at in grid.numeric if grid.holds(row, at, Kind.WORDS)]
            if len(words) > 1:
                texts = [grid.cells[row, at].text for at in grid.columns if (row, at) in grid.cells]
                self._say(Rule.WORDS_ROW, row, None, text=" | ".join(texts)[:80])

    def _wholes(self, units: Sequence[int], columns: Sequence[Column]) -> set[int]:
        """Return the rows at either end that lack the place or number that all others have.

        They are of a country or a region as a whole, whatever it is called. A unit without the
        figure that places are of has no place either, so that a row counts only if it has one,
        and stands outside such units.
        """
        totals = [column.number for column in columns if column.role is Role.TOTAL]
        ranks = [column for column in columns if column.role is Role.RANK]
        numbers = [column for column in columns if ranks == [column] or self._counts(column)]
        for column in numbers:
            given = [row for row in units if (row, column.number) in self.grid.cells]
            if len(given) < 3 or len(given) < sum(given[0] <= row <= given[-1] for row in units):
                continue
            of = [*totals, *([column.ranks] if column.ranks else [])]
            ends = (
                [row for row in units if row < given[0]],
                [row for row in reversed(units) if row > given[-1]],
            )
            found: list[int] = []
            for end in ends:
                for row in end:
                    if not all(self.grid.holds(row, at, Kind.NUMBER) for at in of):
                        break
                    found.append(row)
            for row in sorted(found):
                facts = {"name": self.labels[row], "column": column.name}
                self._say(Rule.WHOLE_ROW, row, None, **facts)
            if found:
                return set(found)
        return set()

    def _heads(
        self,
        units: Sequence[int],
        columns: Sequence[Column],
        cells: Mapping[int, Mapping[int, Printed]],
    ) -> dict[int, list[int]]:
        """Return the rows that hold the means of the units beside them, with these units."""
        measured = {each.number for each in columns if each.role in (Role.DIMENSION, Role.TOTAL)}
        figures = [{at: cell for at, cell in cells[r].items() if at in measured} for r in units]
        found = {units[at]: [units[n] for n in of] for at, of in groups_of(figures).items()}
        for row in found:
            self._say(Rule.GROUP_ROW, row, None, name=self.labels[row])
        return found

    def _counts(self, column: Column) -> bool:
        """Whether a column numbers the rows: by their places in the whole, or one by one."""
        if column.role is Role.RANK:
            return column.ranks is None or column.number < (self.grid.names or 0)
        identifies = says_number(column.name) or column.number < (self.grid.names or 0)
        return column.role is Role.OTHER and identifies

    def _called(self) -> list[str]:
        """Return what rows at the foot are called."""
        return [BRACKETS.sub("", label) for label in self.labels.values() if statistic(label)]

    def _units(
        self,
        units: Sequence[int],
        columns: Sequence[Column],
        cells: Mapping[int, Mapping[int, Printed]],
        sections: Mapping[int, str],
    ) -> list[Row]:
        grid = self.grid
        groups = [column for column in columns if column.role is Role.GROUP]
        made: list[Row] = []
        for row in units:
            name, place = self.labels[row], grid.place(row, grid.names)
            if not name:
                self._say(Rule.NAMELESS_ROW, row, None)
                continue
            own = {each.name: text for each in groups if (text := self._group(row, each.number))}
            if sections:
                own[SECTION] = sections[row]
            made.append(Row(name, place, cells[row], own, self._round(row, columns)))
        for column in groups:
            made = self._filled(made, column)
        return made

    def _summary(
        self,
        row: int,
        columns: Sequence[Column],
        cells: Mapping[int, Mapping[int, Printed]],
        units: Sequence[Row],
        head: bool,
        told: tuple[Statistic, Sequence[int]] | None,
    ) -> Row:
        """Return a row that is of no unit; a group that it names stands under the name ""."""
        label = self.labels[row]
        known = {group for unit in units for group in unit.groups.values()}
        own = [self._group(row, each.number) for each in columns if each.role is Role.GROUP]
        said = [group for group in sorted(known) if group in own or fold(group) in fold(label)]
        place = self.grid.place(row, self.grid.names)
        groups = {"": max(said, key=len)} if said else {}
        if told is not None:
            of = tuple(self.grid.place(each, self.grid.names) for each in told[1])
            return Row(label, place, cells[row], {}, self._round(row, columns), told[0], of)
        kind = self.statistics.get(row) or (Statistic.MEAN if head else Statistic.WHOLE)
        round, whose = self._round(row, columns), says_whose(label)
        return Row(label, place, cells[row], groups, round, kind, whose=whose)

    def _round(self, row: int, columns: Sequence[Column]) -> str | None:
        rounds = (column.number for column in columns if column.role is Role.ROUND)
        cells = (self.grid.cells.get((row, at)) for at in rounds)
        return next((cell.text for cell in cells if cell), self.years.get(row))

    def _sections(self, units: Sequence[int]) -> dict[int, str]:
        """Return the words above each block of rows; none unless they part the whole table."""
        made = {} if self.years else {row: self.titles[row] for row in units}
        return made if all(made.values()) and len(set(made.values())) > 1 else {}

    def _titles(self) -> dict[int, str]:
        """Return the words above the block that each row stands in, empty where there are none.

        Where the headings stand again below such words, those above the first are of the first.
        """
        made: dict[int, str] = {}
        title = ""
        for row in self.grid.rows:
            if row < self.grid.first - 1 and not self.grid.repeats:
                continue
            filled = [at for at in self.grid.columns if (row, at) in self.grid.cells]
            if row in self.grid.body:
                made[row] = title
            elif len(filled) == 1:
                text = self.grid.cells[row, filled[0]].text
                if self.grid.holds(row, filled[0], Kind.WORDS, Kind.BAND) or YEAR.fullmatch(text):
                    title = printed.without_marks(text)
        return made

    def _years(self) -> dict[int, str]:
        """Return the year of each row where each block of the same units has one above it."""
        told = {title: year_of(title) for title in self.titles.values()}
        years = {title: year for title, year in told.items() if year is not None}
        if len(years) < len(told) or not len(set(years.values())) == len(years) > 1:
            return {}
        blocks: dict[str, set[str]] = {title: set() for title in years}
        for row, title in self.titles.items():
            blocks[title].add(fold(self.labels[row]))
        first, *rest = blocks.values()
        if any(len(first & names) * 2 < len(names) for names in rest):
            return {}
        return {row: years[title] for row, title in self.titles.items()}

    def _group(self, row: int, column: int) -> str:
        grid = self.grid
        cell = grid.cells.get((row, column))
        for area in grid.merges if cell is None else ():
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                cell = grid.cells.get((area.top, area.left))
        if cell is None or grid.holds(cell.row, cell.column, Kind.NOTHING):
            return ""
        return printed.without_marks(cell.text)

    def _filled(self, rows: list[Row], column: Column) -> list[Row]:
        """Give each row the group typed only on the first row of its block, and say so."""
        typed = Counter(row.groups[column.name] for row in rows if column.name in row.groups)
        blank = any(column.name not in row.groups for row in rows)
        starts = bool(rows) and column.name in rows[0].groups
        if not blank or not starts or len(typed) < 2 or max(typed.values()) > 1:
            return rows
        held, made = "", []
        for row in rows:
            held = row.groups.get(column.name, held)
            made.append(replace(row, groups={**row.groups, column.name: held}))
        facts = {"column": column.name}
        self.problems.append(Problem(Rule.FILLED_GROUP, column.place, facts))
        return made

    def _cells(
        self, columns: Sequence[Column], units: Sequence[int]
    ) -> dict[int, dict[int, Printed]]:
        """Return the figures of each row by column."""
        made: dict[int, dict[int, Printed]] = {row: {} for row in self.grid.body}
        everything = printed.signs(self.grid.typed.values())
        for column in columns:
            if column.role is Role.RANK or self._typed_as_places(column, units):
                for row in units:
                    cell = self.grid.cells.get((row, column.number))
                    ranked = printed.rank(cell) if cell else None
                    place = self.grid.place(row, column.number)
                    if cell and not ranked and self.grid.holds(row, column.number, Kind.WORDS):
                        self._say(Rule.NOT_A_NUMBER, row, column.number, typed=cell.text[:80])
                    elif cell and ranked:
                        figure = Printed(Fraction(ranked[0]), 0, place, cell.text, ranked[1])
                        made[row][column.number] = figure
            elif column.role in (Role.DIMENSION, Role.TOTAL):
                self._numbers(column, everything, made)
        return made

    def _typed_as_places(self, column: Column, units: Sequence[int]) -> bool:
        """Whether places that are compared are typed as such: "3=" among others, none as 2.5."""
        there = [row for row in units if (row, column.number) in self.grid.cells]
        plain = all(self.grid.holds(row, column.number, Kind.NUMBER) for row in there)
        cells = (self.grid.cells[row, column.number] for row in there)
        return column.places and not plain and all(map(printed.rank, cells))

    def _numbers(
        self,
        column: Column,
        everything: printed.Signs,
        made: dict[int, dict[int, Printed]],
    ) -> None:
        """Read a column's numbers."""
        grid, at = self.grid, column.number
        own = printed.signs(typed for (_, where), typed in grid.typed.items() if where == at)
        doubtful = True
        bands = self._bands(column)
        for row in grid.body:
            cell, typed = grid.cells.get((row, at)), grid.typed.get((row, at))
            if cell is None or typed is None:
                continue
            if row in self.statistics and printed.without_marks(cell.text) == self.labels[row]:
                continue  # the name of the row, which may stand above any column
            if typed.kind is Kind.WORDS or (typed.kind is Kind.BAND and row not in bands):
                self._say(Rule.NOT_A_NUMBER, row, at, typed=cell.text[:80])
            elif cell.error:
                self._say(Rule.ERROR_VALUE, row, at, text=cell.text[:80])
            elif typed.kind is Kind.NUMBER:
                evidence = own, everything
                value, digits, doubt = printed.settled(typed, evidence, comma=grid.comma)
                made[row][at] = _figure(cell, value, digits, grid.place(row, at))
                if doubt and doubtful:
                    self._say(
                        Rule.DOUBTFUL_SIGN, row, at, typed=cell.text, value=f"{float(value):g}"
                    )
                    doubtful = False  # once a column

    def _bands(self, column: Column) -> list[int]:
        """Return the rows that tell within which limits a figure lies, and say so once.

        Bands are of several rows: one of a single row may be somebody's doubt.
        """
        grid, at = self.grid, column.number
        there = [row for row in grid.body if grid.holds(row, at, Kind.BAND)]
        texts = Counter(grid.cells[row, at].text for row in there)
        shared = max(texts.values(), default=0) > 1
        rows = [row for row in there if shared or printed.is_limit(grid.cells[row, at].text)]
        if rows:
            facts = {"column": column.name, "typed": grid.cells[rows[0], at].text}
            self._say(Rule.BANDS, rows[0], at, **facts, count=str(len(rows)))
        return rows

    def _say(self, rule: Rule, row: int, at: int | None, **facts: str) -> None:
        self.problems.append(Problem(rule, self.grid.place(row, at or self.grid.names), facts))


def _only(
    grouped: Mapping[int, Mapping[int, str]], units: Sequence[int]
) -> dict[int, dict[int, str]]:
    """Return the groups of these rows."""
    return {at: {row: own[row] for row in units if row in own} for at, own in grouped.items()}


def _figure(cell: Cell, value: Fraction, digits: int, place: Place) -> Printed:
    """Return a number as it is shown: a stored one by the format of its cell."""
    if cell.decimals is None or isinstance(cell.value, str) or cell.decimals == digits:
        return Printed(value, digits, place, cell.text)
    return Printed(value, cell.decimals, place, cell.text, stored=max(digits, cell.decimals))
