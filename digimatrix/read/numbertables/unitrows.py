"""Which rows of a table of numbers are of single units, and which of several together."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from digimatrix.model.numbers import Column, Printed, Role, Row, Statistic
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.numbertables.areas import nations, wider
from digimatrix.read.wordings import fold

Texts = Mapping[int, str]
"""What stands on each row."""

Say = Callable[..., None]
"""Told a rule, a row, a column (None for the name) and the facts of what is wrong."""

Order = tuple[str, str, int, int]
"""Where in a file something stands, from its beginning on."""

_NAMED = 5
"""So many rows are told by their names; of more the first, the last and their number."""


def of_wider_areas(
    names: Texts,
    heading: str,
    columns: Sequence[Column],
    grouped: Mapping[int, Texts],
    cells: Mapping[int, Mapping[int, Printed]],
    say: Say,
) -> set[int]:
    """Return the rows of regions among those of counties, and of a country among its parts.

    `grouped` is what each column of groups says of each row.
    """
    found: set[int] = set()
    for at, levels in grouped.items():
        usual, above = wider(levels) if len(levels) == len(names) else ("", {})
        for row, level in above.items():
            if row not in found:
                say(Rule.AREA_ROW, row, at, name=names[row], level=level, usual=usual)
            found.add(row)
    left = {row: name for row, name in names.items() if row not in found}
    measured = _measured(columns)
    figures = {
        row: [float(cells[row][at].value) if at in cells[row] else 0.0 for at in measured]
        for row in left
    }
    for row in nations(left, heading, figures):
        say(Rule.NATION_ROW, row, None, name=names[row])
        found.add(row)
    return found


def together(
    names: Texts,
    columns: Sequence[Column],
    grouped: Mapping[int, Texts],
    rounds: Mapping[int, str | None],
    cells: Mapping[int, Mapping[int, Printed]],
    say: Say,
) -> dict[int, tuple[Statistic, tuple[int, ...]]]:
    """Return the rows whose figures are sums or means of others of their round, with these."""
    from digimatrix.read.numbertables.aggregates import (
        aggregates_of,  # here, as it is not always needed
    )

    measured = set(_measured(columns))
    ranks = [column.number for column in columns if column.role is Role.RANK]
    found: dict[int, tuple[Statistic, tuple[int, ...]]] = {}
    for round in dict.fromkeys(rounds.values()):
        rows = [row for row in names if rounds[row] == round]
        figures = [{at: one for at, one in cells[row].items() if at in measured} for row in rows]
        groups = [
            {str(at): texts[row] for at, texts in grouped.items() if row in texts} for row in rows
        ]
        ranked = {n for n, row in enumerate(rows) if any(at in cells[row] for at in ranks)}
        for each in aggregates_of(figures, groups, frozenset(ranked)):
            row, of = rows[each.row], tuple(rows[n] for n in each.of)
            rule = Rule.SUM_ROW if each.statistic is Statistic.SUM else Rule.MEAN_ROW
            say(rule, row, None, name=names[row], rows=_listed([names[one] for one in of]))
            found[row] = each.statistic, of
    return found


def named_as_groups(names: Texts, titles: Texts, grouped: Iterable[Texts]) -> list[int]:
    """Return the rows that bear the names of groups of others: "High income" below the units.

    Groups are what `titles` stand above, or what columns say. Several such rows stand together,
    in another block than all of theirs; in a column of groups they have none, and one will do.
    """
    found: list[int] = []
    for groups, told in ((titles, True), *((texts, False) for texts in grouped)):
        own = {row: fold(groups.get(row, "")) for row in names}
        members = Counter(own.values())
        for is_named, together in itertools.groupby(
            names,
            key=lambda row: (
                bool(fold(names[row])) and fold(names[row]) in members and (told or not own[row])
            ),
        ):
            rows = list(together)
            called = [fold(names[row]) for row in rows]
            if (
                is_named
                and len(set(called)) == len(rows) > told
                and max(members[name] for name in called) > 1
                and any(own[row] != name for row, name in zip(rows, called, strict=True))
            ):
                found += rows
    return sorted(set(found))


def of_blocks(
    summaries: Sequence[Row], units: Sequence[Row], titles: Mapping[Place, str]
) -> list[Row]:
    """Return the rows of means and sums, those that stand alike beside blocks with their groups.

    Where `titles` stand above the blocks the first such row below one is of that block, whether
    its units stand below it or above; else it is of those between it and the one before it (or
    behind it, where the first stands above all units).
    """
    made = list(summaries)
    alike: dict[tuple[str, str | None], list[int]] = {}
    for nth, row in enumerate(summaries):
        if not (row.groups or row.of):
            alike.setdefault((fold(row.name), row.round), []).append(nth)
    for numbers in alike.values():
        if len(numbers) < 2 or not units:
            continue
        first, last = units[0].place.order, units[-1].place.order
        places = [summaries[nth].place for nth in numbers]
        orders = [place.order for place in places]
        if titles:
            said = [titles.get(place, "") for place in places]
            groups = [title if title not in said[:n] else "" for n, title in enumerate(said)]
        else:
            heads = orders[0] < first and orders[-1] < last
            ends = [*orders, last] if heads else [min(orders[0], first), *orders]
            groups = [_group_of(units, *pair) for pair in itertools.pairwise(ends)]
        for nth, group in zip(numbers, groups, strict=True):
            if group:
                made[nth] = replace(made[nth], groups={"": group})
    return made


def _group_of(units: Sequence[Row], start: Order, end: Order) -> str:
    """Return the group of the units from one place to another, "" if some of it stand elsewhere.

    A column of groups may part the table otherwise: by the size of towns among counties.
    """
    block = [unit for unit in units if start <= unit.place.order <= end]
    for name, group in block[-1].groups.items() if block else ():
        if all(unit in block for unit in units if unit.groups.get(name) == group):
            return group
    return ""


def of_some(
    summaries: Sequence[Row],
    units: Sequence[Row],
    columns: Sequence[Column],
    say: Callable[[Problem], None],
) -> tuple[Row, ...]:
    """Return the rows of means and sums, those of a few of the units with these.

    A name may say no more than that several are together: "Mean of the four".
    """
    from digimatrix.read.numbertables.aggregates import (
        aggregates_of,  # here, as it is not always needed
    )

    measured = set(_measured(columns))
    made: list[Row] = []
    for row in summaries:
        rows = [unit for unit in units if row.round in (None, unit.round)]
        told = row.of or row.groups or row.statistic not in (Statistic.MEAN, Statistic.SUM)
        if not told:
            figures = [
                {at: one for at, one in each.cells.items() if at in measured}
                for each in (*rows, row)
            ]
            others = frozenset(range(len(rows)))
            groups = [*(unit.groups for unit in rows), {}]
            for found in aggregates_of(figures, groups, others):
                if found.statistic is row.statistic and len(found.of) < len(rows):
                    of = [rows[n] for n in found.of]
                    rule = Rule.SUM_ROW if row.statistic is Statistic.SUM else Rule.MEAN_ROW
                    facts = {"name": row.name, "rows": _listed([each.name for each in of])}
                    say(Problem(rule, row.place, facts))
                    row = replace(row, of=tuple(each.place for each in of))
        made.append(row)
    return tuple(made)


def _measured(columns: Sequence[Column]) -> list[int]:
    return [each.number for each in columns if each.role in (Role.DIMENSION, Role.TOTAL)]


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{names[0]}, {names[1]}, …, {names[-1]} ({len(names)})"


def parted(heads: Mapping[int, Sequence[int]], units: Sequence[int]) -> dict[int, int]:
    """Return the head of each unit's group, if these part all units, each into one."""
    made: dict[int, int] = {}
    for head, of in heads.items():
        if len(of) == len(units):
            continue  # of all
        for row in of:
            if row in made:
                return {}
            made[row] = head
    return made if made.keys() == set(units) and len(set(made.values())) > 1 else {}


def still_grouping(
    columns: Sequence[Column], grouped: Mapping[int, Texts], units: Sequence[int]
) -> tuple[Column, ...]:
    """Return the columns; those whose only groups were of rows left out group no more."""
    alike = {
        at
        for at, texts in grouped.items()
        if len({texts[row] for row in units if row in texts}) < 2
    }
    return tuple(
        replace(each, role=Role.OTHER) if each.number in alike else each for each in columns
    )


def shared_digits(
    cells: Mapping[int, Mapping[int, Printed]], units: Sequence[int], columns: Sequence[Column]
) -> dict[int, dict[int, Printed]]:
    """Return the figures, those of units in one column with the decimals of the finest of them.

    A program that writes 4.0 as 4 leaves out what is known: such a 4 is not rounded.
    """
    made = {row: dict(own) for row, own in cells.items()}
    for at in _measured(columns):
        there = [row for row in units if at in made[row]]
        digits = max((made[row][at].digits for row in there), default=0)
        for row in there:
            made[row][at] = replace(made[row][at], digits=digits)
    return made
