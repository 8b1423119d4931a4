"""The project's targets: the sheet Targets of project.xlsx, a row for whom, a column for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digimatrix.model.framework import Framework
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.model.targets import Target
from digimatrix.read.bundles import Context
from digimatrix.read.grids import Cell, Grid
from digimatrix.read.headings import Label
from digimatrix.read.levels.typed_levels import PERCENT, convert, parse
from digimatrix.read.senders import dating
from digimatrix.read.wordings import fold

_SHEETS = frozenset({"targets", "tavoitteet", "mal", "celok", "celertekek", "tikslai"})
_EVERYONE = frozenset({"all", "kaikki", "alla", "samtliga", "mind", "osszes", "visi", "visos"})

Column = str | Label
"""A dimension's key, or `Label.TARGET` for all dimensions, or for whom and when."""


@dataclass
class Targets:
    """What a project file says about targets, and what is wrong with it."""

    found: list[Target] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_targets(grids: Sequence[Grid], context: Context) -> Targets:
    """Return the targets of a project file; none if it has no such sheet.

    A row is for a municipality or for all, in one round or in all; a level stands under a
    dimension, or under "target" for all dimensions. Blank cells set nothing.
    """
    made = Targets()
    typed: dict[tuple[str | None, ...], str] = {}
    for grid in grids:
        if fold(grid.sheet) in _SHEETS:
            head, columns = _columns(grid, context, made)
            for row in sorted({row for row, _ in grid.cells if row > head}):
                cells = {what: grid.cells.get((row, at)) for what, at in columns.items()}
                _row(grid, row, cells, context, made, typed)
    return made


def _columns(grid: Grid, context: Context, made: Targets) -> tuple[int, dict[Column, int]]:
    """Return the row of the headings and what stands in which column."""
    columns: dict[Column, int] = {}
    unknown: list[Cell] = []
    head = 0
    for (row, column), cell in sorted(grid.cells.items()):
        if columns and row > head:
            break
        what = _heading(cell, context)
        if what is None:
            unknown.append(cell)
        else:
            head = row
            columns.setdefault(what, column)
    made.problems += [
        Problem(Rule.UNKNOWN_COLUMN, _place(grid, cell), {"found": cell.text})
        for cell in unknown
        if cell.row == head
    ]
    return head, columns


def _heading(cell: Cell, context: Context) -> Column | None:
    heading = context.headings.read(cell.text)
    if heading is None:
        return None
    if heading.dimension is not None:
        return heading.dimension
    known = (Label.MUNICIPALITY, Label.CODE, Label.ROUND, Label.DATE, Label.TARGET, Label.LEVEL)
    if heading.label not in known:
        return None
    same = {Label.LEVEL: Label.TARGET, Label.DATE: Label.ROUND}
    return same.get(heading.label, heading.label)


def _row(
    grid: Grid,
    row: int,
    cells: Mapping[Column, Cell | None],
    context: Context,
    made: Targets,
    typed: dict[tuple[str | None, ...], str],
) -> None:
    """Read one row; where two are for the same case, the first one counts."""
    framework = context.framework
    named = cells.get(Label.MUNICIPALITY) or cells.get(Label.CODE)
    who = _municipality(grid, named, context, made)
    when = cells.get(Label.ROUND)
    round = dating.round_in(when) if when and fold(when.text) not in _EVERYONE else None
    levels = [
        (dimension, cell)
        for dimension in (None, *framework.keys)
        if (cell := cells.get(dimension or Label.TARGET)) and cell.text.strip()
    ]
    if not levels and (first := named or when):
        place = Place(grid.file, grid.sheet, row, first.column)
        made.problems.append(Problem(Rule.NO_TARGET, place, {"who": first.text}))
    for dimension, cell in levels:
        own = framework.on(dimension)
        level = _level(cell, own)
        case = (who, round, dimension)
        if level is None:
            rule = Rule.ODD_TARGET
            scale = {"low": f"{own.lowest:g}", "high": f"{own.highest:g}"}
            facts = {"typed": cell.text, **scale}
        elif case in typed:
            rule, facts = Rule.SECOND_LEVEL, {"typed": cell.text, "used": typed[case]}
        else:
            typed[case] = cell.text
            made.found.append(Target(framework.shared(dimension, level), *case))
            continue
        made.problems.append(Problem(rule, _place(grid, cell), facts))


def _municipality(grid: Grid, cell: Cell | None, context: Context, made: Targets) -> str | None:
    """Return the code (or name) of the municipality that a row is for, None for all."""
    if cell is None or fold(cell.text) in _EVERYONE:
        return None
    name = " ".join(cell.text.split())
    found = context.registers.find(name, near=True)
    if found is None:
        made.problems.append(Problem(Rule.UNKNOWN_MUNICIPALITY, _place(grid, cell), {"name": name}))
        return name
    if found.near:
        facts = {"found": name, "name": found.municipality.name}
        made.problems.append(Problem(Rule.NEAR_MUNICIPALITY, _place(grid, cell), facts))
    return found.municipality.code or found.municipality.name


def _level(cell: Cell, framework: Framework) -> float | None:
    """Return the one level that a cell types; None for a range, a doubt, a date, other words."""
    typed = None if cell.error else parse(cell.value if not cell.struck else cell.text)
    if typed is None or typed.ambiguous or typed.low != typed.high:
        return None
    own = framework.ends
    if typed.of not in (None, framework.highest) or (typed.percent and framework.stepped):
        return None
    level = convert(typed.low, PERCENT, own) if typed.percent else typed.low
    return level if own[0] <= level <= own[1] else None


def _place(grid: Grid, cell: Cell) -> Place:
    return Place(grid.file, grid.sheet, *cell.address)
