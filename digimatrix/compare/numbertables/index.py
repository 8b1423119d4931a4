"""COMPARE: the units of a table of numbers, each column and each total, with exact figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from digimatrix.compare.comparison import round_order
from digimatrix.compare.numbertables import checks, exact, placing, totals
from digimatrix.compare.numbertables.exact import Rank
from digimatrix.compare.numbertables.settling import settle
from digimatrix.compare.numbertables.summaries import summaries
from digimatrix.compare.numbertables.totals import Worked
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Framework, Scale, Texts, Total
from digimatrix.model.numbers import NumberTable, Printed, Role, Row
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Figure:
    """One unit in one measure; all None where its value is unknown, but for its peers' median.

    `value` is the number as compared: as typed, or a total as printed (worked out anew where
    what is printed does not follow from its parts). `worked` is a total as its parts give it,
    unrounded; `known` of `of` parts are known. The gaps are value − the mean of all, of its
    group, and the median of the others of its group (of all others without groups).
    """

    value: Fraction | None
    printed: Printed | None
    worked: Worked | None
    rank: Rank | None
    mean_gap: Fraction | None
    group_gap: Fraction | None
    peer_median: Fraction | None
    peer_gap: Fraction | None


@dataclass(frozen=True, slots=True)
class Measure:
    """One dimension or total over the units.

    `digits` are the decimals that its values have, `fine` those its statistics are shown with.
    `total` is None for a dimension. `top` are the units on the first places, by their number.
    """

    key: str
    name: Texts
    total: Total | None
    scale: Scale | None
    lower_is_better: bool
    digits: int
    fine: int
    known: int
    of: int
    mean: Fraction | None
    median: Fraction | None
    deviation: Fraction | None
    quartiles: tuple[Fraction, Fraction, Fraction] | None
    minimum: Fraction | None
    maximum: Fraction | None
    top: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with a figure for each measure; `group` is None where it has none."""

    name: str
    place: Place
    group: str | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Units of one group: their mean in each measure, of as many as are known."""

    name: str
    count: int
    means: tuple[Fraction | None, ...]
    known: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexComparison:
    """A table of numbers compared.

    `measures` are the dimensions in the framework's order, then the totals; `units` stand in
    the table's order. `by` is the column that groups are made by, "" without groups.
    `problems` hold what reading and comparing had to say.
    """

    place: Place
    language: str
    framework: Framework
    round: str | None
    by: str
    groupings: tuple[str, ...]
    measures: tuple[Measure, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]

    def scores(self) -> pd.DataFrame:
        """Return a tidy table: one row a unit and dimension or total; unknown is missing.

        Values are unrounded numbers; `rank` is the min-rank, the gaps are those of `Figure`.
        """
        import pandas as pd

        rows = [
            (
                unit.name,
                unit.group,
                self.round,
                measure.key,
                _float(figure.value),
                figure.rank.place if figure.rank else None,
                _float(figure.mean_gap),
                _float(figure.group_gap),
                _float(figure.peer_median),
                _float(figure.peer_gap),
            )
            for unit in self.units
            for measure, figure in zip(self.measures, unit.figures, strict=True)
        ]
        numbers = ("value", "mean_gap", "group_gap", "peer_median", "peer_gap")
        columns = ["unit", "group", "round", "dimension", "value", "rank", *numbers[1:]]
        kinds = dict.fromkeys(numbers, "Float64") | {"rank": "Int64"}
        return pd.DataFrame(rows, columns=columns).astype(kinds)


def compare_numbers(
    table: NumberTable,
    framework: Framework | None = None,
    *,
    scale: Scale | None = None,
    by: str | None = None,
    round: str | None = None,
    top: int = 3,
    digits: int | None = None,
) -> IndexComparison:
    """Return the comparison of a table's units.

    Without a framework the columns of numbers are the dimensions, all on `scale` if one is
    given. `by` names the column that groups are made by (default: the first that groups);
    `round` the round to compare (default: the latest); `digits` how many decimals statistics
    and totals are shown with where the table prints none.

    Raises:
        DigimatrixError: if there is no such column or round, or nothing to compare.
    """
    rounds = _rounds(table)
    table, rows, chosen = _of_round(table, round)
    settled = settle(table, rows, framework, scale)
    framework, columns = settled.framework, settled.columns
    if not framework.dimensions:
        raise DigimatrixError(
            f"{table.place}: no column of it is a dimension of the framework. Add the headings "
            "of the columns to the framework file."
        )
    problems = [*table.problems, *settled.problems, *_twice(rows)]
    if round is None and len(rounds) > 1 and chosen:
        facts = {"rounds": ", ".join(rounds), "round": chosen}
        problems.insert(0, Problem(Rule.LATEST_ROUND, table.place, facts))
    grouping = _grouping(table, rows, by)
    groups = [row.groups.get(grouping) if grouping else None for row in rows]
    printed = totals.rows_of(rows, {key: column.number for key, column in columns.items()})
    valid, faults = checks.on_scale(printed, framework, columns)
    problems += faults

    measures: list[Measure] = []
    figures: list[list[Figure]] = []
    compared: dict[str, list[Fraction | None]] = {}
    for dimension in framework.dimensions:
        found = [each.get(dimension.key) for each in valid]
        values = [each.value if each else None for each in found]
        made, measure = _measure(
            dimension.key,
            dimension.name,
            None,
            found,
            [None] * len(found),
            values,
            groups,
            scale=dimension.scale,
            lower=dimension.lower_is_better,
            digits=_or(checks.shown_digits(found), checks.COMPUTED),
            fine=digits,
            top=top,
        )
        compared[dimension.key] = values
        measures.append(measure)
        figures.append(made)
    wrong: list[Place] = []
    for total in framework.totals:
        column = columns.get(total.key)
        outcome = checks.total_values(
            total, column, rows, valid, framework, digits, frozenset(wrong)
        )
        problems += outcome.problems
        wrong += [each.place for each in outcome.problems if each.rule is not Rule.ROUNDED_TOTALS]
        made, measure = _measure(
            total.key,
            total.name,
            total,
            [each.get(total.key) for each in valid],
            outcome.worked,
            outcome.values,
            groups,
            scale=settled.scale_of(total),
            lower=total.key in settled.lower
            or (
                total.normalised is None
                and bool(total.parts)
                and all(_is_lower(framework, part) for part in total.parts)
            ),
            digits=outcome.digits,
            fine=digits,
            top=top,
        )
        compared[total.key] = list(outcome.values)
        measures.append(measure)
        figures.append(made)
    problems += placing.ranks(table, rows, measures, figures, columns)
    problems += summaries(table, rows, compared, valid, columns, chosen, framework)
    return IndexComparison(
        place=table.place,
        language=table.language,
        framework=framework,
        round=chosen,
        by=grouping or "",
        groupings=tuple(column.name for column in table.of(Role.GROUP)),
        measures=tuple(measures),
        units=tuple(
            Unit(row.name, row.place, group, tuple(column[number] for column in figures))
            for number, (row, group) in enumerate(zip(rows, groups, strict=True))
        ),
        groups=_groups(groups, [compared[measure.key] for measure in measures]),
        problems=tuple(problems),
    )


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _or(digits: int | None, otherwise: int) -> int:
    return otherwise if digits is None else digits


def _is_lower(framework: Framework, key: str) -> bool:
    """Tell whether a low value of that dimension is a good one; of a total never."""
    return any(each.key == key and each.lower_is_better for each in framework.dimensions)


def _rounds(table: NumberTable) -> list[str]:
    """Return the rounds or years of a table and its editions, the earliest first."""
    rows = (row for each in (table, *table.editions) for row in each.units)
    return sorted({row.round for row in rows if row.round is not None}, key=round_order)


def _of_round(
    table: NumberTable, wanted: str | None
) -> tuple[NumberTable, tuple[Row, ...], str | None]:
    """Return the edition of a round (default: the latest), its units of that round, and it."""
    rounds = _rounds(table)
    if wanted is not None and wanted not in rounds:
        known = (
            f"the rounds are {', '.join(rounds)}" if rounds else "no column or sheet tells rounds"
        )
        raise DigimatrixError(f"{table.place}: there is no round {wanted}; {known}.")
    if not rounds:
        return table, table.units, None
    chosen = wanted or rounds[-1]
    for each in (table, *table.editions):
        if rows := tuple(row for row in each.units if row.round == chosen):
            return each, rows, chosen
    return table, (), chosen


def _twice(rows: Iterable[Row]) -> list[Problem]:
    seen: Counter[str] = Counter()
    said = []
    for row in rows:
        seen[row.name.casefold()] += 1
        if seen[row.name.casefold()] == 2:
            said.append(Problem(Rule.UNIT_TWICE, row.place, {"name": row.name}))
    return said


def _grouping(table: NumberTable, rows: Sequence[Row], by: str | None) -> str | None:
    """Return the name of the grouping column.

    Raises:
        DigimatrixError: if there is no such column.
    """
    there = list(dict.fromkeys(name for row in rows for name in row.groups))
    usual = [column.name for column in table.of(Role.GROUP) if column.name in there]
    order = [*usual, *(name for name in there if name not in usual)]
    if by is None:
        return order[0] if order else None
    for name in order:
        if name.casefold() == by.strip().casefold():
            return name
    known = f"there are {', '.join(order)}" if order else "no column has groups"
    raise DigimatrixError(f"{table.place}: there is no column of groups “{by}”; {known}.")


def _measure(
    key: str,
    name: Texts,
    total: Total | None,
    printed: Sequence[Printed | None],
    worked: Sequence[Worked | None],
    values: Sequence[Fraction | None],
    groups: Sequence[str | None],
    *,
    scale: Scale | None,
    lower: bool,
    digits: int,
    fine: int | None,
    top: int,
) -> tuple[list[Figure], Measure]:
    """Compare the units in one measure."""
    known = [value for value in values if value is not None]
    sign = -1 if lower else 1
    ranks = exact.ranks([None if value is None else (sign * value,) * 3 for value in values])
    mean = exact.mean(known)
    means = {
        group: exact.mean(
            [v for v, own in zip(values, groups, strict=True) if own == group and v is not None]
        )
        for group in set(groups)
    }
    grouped = any(group is not None for group in groups)
    peers: list[Fraction | None] = [None] * len(values)
    for group in set(groups) if grouped else {None}:
        if group is None and grouped:
            continue
        places = [n for n, own in enumerate(groups) if own == group]
        medians = exact.medians_of_others([values[n] for n in places])
        for place, median in zip(places, medians, strict=True):
            peers[place] = median

    def gap(value: Fraction | None, yardstick: Fraction | None) -> Fraction | None:
        return None if value is None or yardstick is None else value - yardstick

    figures = [
        Figure(
            value=value,
            printed=printed[number],
            worked=worked[number],
            rank=ranks[number],
            mean_gap=gap(value, mean),
            group_gap=gap(value, means[groups[number]]) if groups[number] is not None else None,
            peer_median=peers[number],
            peer_gap=gap(value, peers[number]),
        )
        for number, value in enumerate(values)
    ]
    firsts = [
        (rank.place, number) for number, rank in enumerate(ranks) if rank and rank.place <= top
    ]
    measure = Measure(
        key=key,
        name=name,
        total=total,
        scale=scale,
        lower_is_better=lower,
        digits=digits,
        fine=digits + 1 if fine is None else fine,
        known=len(known),
        of=len(values),
        mean=mean,
        median=exact.median(known),
        deviation=exact.deviation(known),
        quartiles=exact.quartiles(known),
        minimum=min(known, default=None),
        maximum=max(known, default=None),
        top=tuple(number for _, number in sorted(firsts)),
    )
    return figures, measure


def _groups(
    groups: Sequence[str | None], columns: Sequence[Sequence[Fraction | None]]
) -> tuple[Group, ...]:
    made = []
    for name in sorted({group for group in groups if group is not None}):
        places = [number for number, group in enumerate(groups) if group == name]
        known = [[c[n] for n in places if c[n] is not None] for c in columns]
        values = [[v for v in column if v is not None] for column in known]
        made.append(
            Group(
                name,
                len(places),
                tuple(exact.mean(column) for column in values),
                tuple(len(column) for column in values),
            )
        )
    return tuple(made)
