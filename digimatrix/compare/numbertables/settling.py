"""COMPARE: what of a table of numbers is compared: its dimensions, their scales, its totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from digimatrix.compare.numbertables import scales, totals
from digimatrix.compare.numbertables.limits import limits_of
from digimatrix.compare.numbertables.lowest import lowest_first
from digimatrix.compare.numbertables.percentages import percentages_of
from digimatrix.compare.numbertables.recognising import Recogniser
from digimatrix.compare.numbertables.rescaled import ONTO, Rescaled, rescaled
from digimatrix.compare.numbertables.rounding import Whole
from digimatrix.compare.numbertables.summaries import is_scale
from digimatrix.frameworks.parsing import in_all_languages, key_of
from digimatrix.model.framework import Dimension, Framework, Method, Scale, Total
from digimatrix.model.numbers import Column, NumberTable, Role, Row, Statistic
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.numbertables.headingweights import weight_in

MEAN = "mean"
"""The key of the total that is worked out where nothing else is said."""

_ASSUMED = {
    Method.MEAN: Rule.ASSUMED_MEAN,
    Method.SUM: Rule.ASSUMED_SUM,
    Method.GEOMETRIC: Rule.ASSUMED_GEOMETRIC,
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What is compared: the framework, the column of each of its keys, and what is said.

    `lower` are the totals whose printed places put the lowest first, or that add up places.
    """

    framework: Framework
    columns: Mapping[str, Column]
    problems: tuple[Problem, ...]
    lower: frozenset[str] = frozenset()

    def scale_of(self, total: Total) -> Scale | None:
        """Return the scale of a total: that its parts were put on, or that of a mean."""
        if total.normalised is not None:
            return total.normalised
        used = {each.scale for each in self.framework.dimensions if each.key in total.parts}
        return next(iter(used)) if len(used) == 1 and total.method is not Method.SUM else None


def settle(
    table: NumberTable, rows: Sequence[Row], framework: Framework | None, scale: Scale | None
) -> Settled:
    """Return what of a table is compared.

    The totals are those of the framework. Without any they are recognised among the columns by
    what they follow from; where there is none, a mean is made if all is on one scale.
    """
    own = framework if framework is not None else Framework("", {}, (), (), 0.0)
    columns = {
        column.key: column
        for column in table.columns
        if column.key and any(column.number in row.cells for row in rows)
    }
    wholes: list[Whole] = []
    unused: list[Problem] = []
    put_on: Rescaled | None = None
    if framework is not None:
        dimensions = tuple(
            replace(each, scale=scale or each.scale)
            for each in framework.dimensions
            if each.key in columns
        )
    else:
        aside = limits_of(_filled(table, rows), rows, partial(_weights, table))
        aside += _beside_weighted(table)
        unused = [Problem(Rule.UNUSED_COLUMN, c.place, {"column": c.name}) for c in aside]
        table = replace(table, columns=tuple(c for c in table.columns if c not in aside))
        put_on = None if scale else rescaled(_filled(table, rows), rows)
        if put_on is not None:
            table = put_on.told_apart(table)
        dimensions, columns, wholes = _columns_as_dimensions(table, rows, scale)
        if shares := _in_percent(table, rows, wholes):
            unused += [Problem(Rule.UNUSED_COLUMN, c.place, {"column": c.name}) for c in shares]
            table = replace(table, columns=tuple(c for c in table.columns if c not in shares))
            dimensions, columns, wholes = _columns_as_dimensions(table, rows, scale)
        whole = dimensions[0].key if len(dimensions) == 1 else None
        low = lowest_first(table, rows, columns, whole)
        dimensions = tuple(
            replace(
                each,
                lower_is_better=each.key in low or columns[each.key].places,
                scale=put_on.scale
                if put_on and columns[each.key].number in put_on.parts
                else each.scale,
            )
            for each in dimensions
        )
    if own.totals:
        there = set(columns)
        usable: list[Total] = []
        for total in own.totals:
            if total.key in columns or there.intersection(total.parts):
                usable.append(total)
                there.add(total.key)
        made = replace(own, dimensions=dimensions, totals=tuple(usable))
        return Settled(made, columns, ())
    found = _Totals(table, rows, dimensions, columns, wholes, put_on)
    found.recognise()
    if scale is None and framework is None:
        found.say_scale()
    made = replace(own, dimensions=found.dimensions, totals=tuple(found.made))
    low = lowest_first(table, rows, found.columns, top_of(made.totals))
    said = [
        Problem(Rule.LOWEST_FIRST, places.place, {"places": places.name, "column": column.name})
        for key, places in low.items()
        if (framework is None or key not in framework.keys) and (column := found.columns[key])
    ]
    adding = {key for key, column in found.columns.items() if column.adds}
    lower = frozenset(each.key for each in made.totals if each.key in low.keys() | adding)
    return Settled(made, found.columns, (*unused, *found.problems, *said), lower)


def top_of(totals: Sequence[Total]) -> str | None:
    """Return the key of the total that places are of: the last that no other is made of."""
    within = {part for total in totals for part in total.parts}
    return next((each.key for each in reversed(totals) if each.key not in within), None)


def _columns_as_dimensions(
    table: NumberTable, rows: Sequence[Row], scale: Scale | None
) -> tuple[tuple[Dimension, ...], dict[str, Column], list[Whole]]:
    """Return the columns of numbers as dimensions, and those that their figures make totals.

    Where nothing but totals is there, they are dimensions, too.
    """
    filled = _filled(table, rows)
    parts = [column for column in filled if column.role is Role.DIMENSION] or filled
    wholes = _recogniser(table, rows, parts).wholes(_ranks_of_all(table, rows))
    aside = {whole.column.number for whole in wholes}
    parts = [column for column in parts if column.number not in aside]
    columns: dict[str, Column] = {}
    made = []
    named = scales.named(parts, rows)
    for column, weight in zip(parts, _given(table, parts), strict=True):
        key = _key(column, columns)
        columns[key] = column
        words = in_all_languages(column.name)
        made.append(
            Dimension(
                key=key,
                heading=words,
                name=words,
                headings={},
                scale=scale or named.get(column.number) or _most(table, column),
                weight=weight or Fraction(1),
            )
        )
    return tuple(made), columns, wholes


def _in_percent(table: NumberTable, rows: Sequence[Row], wholes: Sequence[Whole]) -> list[Column]:
    """Return the dimensions that are a total in per cent of the most it may be."""
    told = [whole.column for whole in wholes]
    kept = {*told, *(part for whole in wholes for part in whole.parts)}
    filled = [column for column in _filled(table, rows) if column.role is Role.DIMENSION]
    free = [column for column in filled if column not in kept]
    found = percentages_of(free, [*table.of(Role.TOTAL), *told], rows)
    return found if len(filled) - len(found) > 1 else []  # a total is of several


def _filled(table: NumberTable, rows: Sequence[Row]) -> list[Column]:
    """Return the columns of figures, of which any is known."""
    return [
        column
        for column in (*table.of(Role.DIMENSION), *table.of(Role.TOTAL))
        if any(column.number in row.cells for row in rows)
    ]


def _recogniser(table: NumberTable, rows: Sequence[Row], parts: Sequence[Column]) -> Recogniser:
    return Recogniser(parts, rows, partial(_weights, table))


def _ranks_of_all(table: NumberTable, rows: Sequence[Row]) -> list[Column]:
    """Return the columns of places in the whole, unless a heading says what is the whole.

    The only one is of the whole, also if it says what it ranks.
    """
    if any(column.number in row.cells for column in table.of(Role.TOTAL) for row in rows):
        return []
    ranks = table.of(Role.RANK)
    return [column for column in ranks if column.ranks is None or len(ranks) == 1]


def _weights(table: NumberTable, columns: Sequence[Column]) -> list[Fraction]:
    """Return the weights that a row or headings may give to columns, 1 where they do not."""
    said = [weight_in(column.name) for column in columns]
    weights = [
        by or (one.value if one else Fraction(1))
        for by, one in zip(_of_row(table, columns), said, strict=True)
    ]
    return [weight or Fraction(1) for weight in weights]


def _given(table: NumberTable, columns: Sequence[Column]) -> list[Fraction | None]:
    """Return the weights that a row or headings give to columns, None where they do not.

    Headings do if they call them so, or if they make up a whole: "Skills (weight 30%)".
    """
    said = [weight_in(column.name) for column in columns]
    told = [one for one in said if one and one.value > 0]
    sure = all(one.called for one in told) or scales.of_whole([one.value for one in told])
    return [
        by or (one.value or None if one and sure else None)
        for by, one in zip(_of_row(table, columns), said, strict=True)
    ]


def _of_row(table: NumberTable, columns: Sequence[Column]) -> list[Fraction | None]:
    """Return the weights that stand in a row, None where there are none."""
    row = next((row for row in table.summaries if row.statistic is Statistic.WEIGHT), None)
    typed = [row.cells.get(column.number) if row else None for column in columns]
    return [one.value if one and one.value > 0 else None for one in typed]


def _parts_of_whole(table: NumberTable, columns: Sequence[Column]) -> list[Column]:
    """Return the columns that have weights, where these make up a whole; else all."""
    given = _given(table, columns)
    if not scales.of_whole([weight for weight in given if weight]):
        return list(columns)
    return [column for column, weight in zip(columns, given, strict=True) if weight]


def _beside_weighted(table: NumberTable) -> list[Column]:
    """Return the dimensions in per cent that are no part of a whole of scores.

    "International students, 14%" only tells of the units.
    """
    columns = table.of(Role.DIMENSION)
    parts = _parts_of_whole(table, columns)
    scored = not any(column.percent for column in parts)
    return [each for each in columns if scored and each.percent]


def _most(table: NumberTable, column: Column) -> Scale | None:
    """Return the scale that a row of what may be reached at most gives a column."""
    most = Statistic.MAXIMUM, Statistic.ATTAINABLE
    for row in table.summaries:
        if row.statistic in most and is_scale(table, row):
            one = row.cells.get(column.number)
            return (Fraction(0), one.value) if one and one.value > 0 else None
    return None


def _key(column: Column, taken: Mapping[str, Column]) -> str:
    """Return a key for a column that no other has."""
    bare = key_of(column.name) or f"column_{column.number}"
    key, number = bare, 2
    while key in taken:
        key, number = f"{bare}_{number}", number + 1
    return key


class _Totals:
    """The totals of a table whose framework names none; what is to be said gathers."""

    def __init__(
        self,
        table: NumberTable,
        rows: Sequence[Row],
        dimensions: Sequence[Dimension],
        columns: Mapping[str, Column],
        wholes: Sequence[Whole],
        put_on: Rescaled | None,
    ) -> None:
        self.table, self.rows, self.wholes, self.put_on = table, rows, wholes, put_on
        self.columns = dict(columns)
        self.dimensions = tuple(dimensions)
        self.made: list[Total] = []
        self.problems: list[Problem] = []
        self.refused: dict[int, list[Scale | None]] = {}  # means of what is on these scales
        self.parts = [columns[each.key] for each in dimensions]
        self.scales = [each.scale or scales.likely(columns[each.key], rows) for each in dimensions]
        alike = len({column.percent for column in self.parts}) == 1
        self.one = scales.one_of(self.scales) if alike else None
        unknown = any(each.scale is None for each in dimensions)
        if self.one is not None and unknown and put_on is None:
            self.scales = [self.one for _ in dimensions]
            self.dimensions = tuple(replace(each, scale=self.one) for each in dimensions)

    def recognise(self) -> None:
        """Find the totals among the columns, or make the mean of all."""
        known = {column.number for column in self.parts}
        there = [
            column
            for column in self.table.columns
            if column.role in (Role.TOTAL, Role.DIMENSION)
            and column.key is None
            and any(column.number in row.cells for row in self.rows)
        ]
        whole = [column for column in there if column.number not in known]
        told = {each.column.number: each for each in self.wholes}
        for each in self.wholes:  # what others are made of comes first
            self._total(each.column, each, [column.number for column in whole])
        for column in whole:
            if column.number not in told:
                self._total(column, None, [each.number for each in whole])
        if not whole and len(self.parts) > 1:
            self._mean()

    def _total(self, column: Column, told: Whole | None, whole: Sequence[int]) -> None:
        key = _key(column, self.columns)
        self.columns[key] = column
        total = self._follows(column, key, told, whole)
        facts = {"column": column.name}
        if total is None and (apart := self._refused_parts(told)):
            self._refuse(column, key, apart)
            return
        if total is None:
            self.problems.append(Problem(Rule.UNEXPLAINED_TOTAL, column.place, facts))
            name = in_all_languages(column.name)
            self.made.append(Total(key, name, (column.name,), (), Method.MEAN, ()))
            return
        within = [
            scale
            for scale, each in zip(self.scales, self.dimensions, strict=True)
            if each.key in total.parts
        ]
        if total.method is Method.MEAN and len(set(within)) > 1 and not scales.one_of(within):
            self._refuse(column, key, within)
            return
        facts["parts"] = self._named(total)
        self.problems.append(Problem(_ASSUMED[total.method], column.place, facts))
        self.made.append(total)

    def _refuse(self, column: Column, key: str, within: Sequence[Scale | None]) -> None:
        """Leave out a total that is a mean of what is on different scales."""
        facts = {"column": column.name, "scales": scales.shown(within)}
        self.problems.append(Problem(Rule.RAW_MEAN, column.place, facts))
        self.refused[column.number] = list(within)
        del self.columns[key]

    def _refused_parts(self, told: Whole | None) -> list[Scale | None]:
        """Return the scales for which parts of a total were left out themselves."""
        parts = told.parts if told is not None else ()
        return [scale for part in parts for scale in self.refused.get(part.number, ())]

    def _follows(
        self, column: Column, key: str, told: Whole | None, whole: Sequence[int]
    ) -> Total | None:
        """Return how a total follows from others; None where nothing tells."""
        if column.adds:
            return self._of_places(column, key)
        if self.put_on and self.put_on.total == column.number:
            return self._put_on_scale(column, key, self.put_on)
        if told is None or not told.parts:
            figures = totals.rows_of(self.rows, {k: c.number for k, c in self.columns.items()})
            blocks = self._blocks(column.number, whole)
            total = totals.guessed(column.name, key, self.dimensions, blocks, figures)
            beside = [*self.parts, *(each.column for each in self.wholes if each != told)]
            beside.sort(key=lambda each: each.number)
            recogniser = _recogniser(self.table, self.rows, beside)
            told = recogniser.geometric(column)
            if told is None and total is not None:
                of = tuple(self.columns[part] for part in total.parts)
                told = Whole(column, of, total.method, total.weights)
            told = told or recogniser.whole(column, self.wholes)
            kept = [each for each in self.wholes if each.column.number not in self.refused]
            told = told and recogniser.of_totals(told, kept)
            if told and column.judged and not recogniser.surely(told):
                return None  # what people think of the whole is near what they think of its parts
        keys = {each.number: key for key, each in self.columns.items()}
        if told is None or not told.parts or any(each.number not in keys for each in told.parts):
            return None
        parts = tuple(keys[part.number] for part in told.parts)
        name = in_all_languages(column.name)
        return Total(key, name, (column.name,), parts, told.method, told.weights)

    def _put_on_scale(self, column: Column, key: str, put_on: Rescaled) -> Total:
        """Return the mean of answers that is put on another scale."""
        parts = tuple(
            each.key for each in self.dimensions if self.columns[each.key].number in put_on.parts
        )
        name, weights = in_all_languages(column.name), tuple(Fraction(1) for _ in parts)
        return Total(key, name, (column.name,), parts, Method.MEAN, weights, ONTO)

    def _of_places(self, column: Column, key: str) -> Total | None:
        """Return how a total adds up places, which are known by keys of their own from then on."""
        of = {each.number: each.name for each in self.table.columns}
        parts: list[str] = []
        for rank in self.table.of(Role.RANK):
            if rank.number in column.adds:
                name = f"{of.get(rank.ranks or 0, '')} ({rank.name})".strip()
                parts.append(_key(replace(rank, name=name), self.columns))
                self.columns[parts[-1]] = replace(rank, name=name)
        figures = totals.rows_of(self.rows, {k: c.number for k, c in self.columns.items()})
        return totals.guessed(column.name, key, self.dimensions, [parts], figures)

    def _mean(self) -> None:
        """Make the mean of all dimensions, unless they are on different scales or are years."""
        if all(scales.is_year(column.name) for column in self.parts):
            return
        odd = any(each.lower_is_better or each.logarithmic for each in self.dimensions)
        if self.one is None or odd:
            facts = {"scales": scales.shown(self.scales)}
            self.problems.append(Problem(Rule.MIXED_SCALES, self.table.place, facts))
            return
        of_whole = _parts_of_whole(self.table, self.parts)
        used = [each for each in self.dimensions if self.columns[each.key] in of_whole]
        parts = tuple(each.key for each in used)
        weights = tuple(each.weight for each in used)
        key = MEAN if MEAN not in self.columns else f"{MEAN}_of_all"
        self.made.append(Total(key, in_all_languages("Mean"), (), parts, Method.MEAN, weights))

    def say_scale(self) -> None:
        """Say which scale the numbers are taken to be on, if a mean rests on it."""
        of_places = {key for key, column in self.columns.items() if column.adds}
        averaged = any(
            each.parts and each.method is Method.MEAN and each.key not in of_places
            for each in self.made
        )
        unnamed = len(scales.named(self.parts, self.rows)) < len(self.parts)
        if self.one is not None and averaged and unnamed:
            low, high = (f"{float(end):g}" for end in self.one)
            facts = {"low": low, "high": high}
            self.problems.append(Problem(Rule.ASSUMED_SCALE, self.table.place, facts))

    def _blocks(self, number: int, whole: Sequence[int]) -> list[list[str]]:
        """Return what a total may be of: all columns, those with weights, beside it, or totals."""
        keys = {column.number: key for key, column in self.columns.items()}
        parts = [column.number for column in self.parts]
        left = max((at for at in whole if at < number), default=0)
        right = min((at for at in whole if at > number), default=number + max(parts) + 1)
        blocks = (
            parts,
            [column.number for column in _parts_of_whole(self.table, self.parts)],
            [at for at in parts if left < at < number],
            [at for at in parts if number < at < right],
            [at for at in whole if at < number and at in keys],
        )
        return [[keys[at] for at in block] for block in blocks if len(block) > 1]

    def _named(self, total: Total) -> str:
        """Return the parts of a total in words, with weights that differ and the new scale."""
        names = {each.key: each.name["en"] for each in self.dimensions}
        names |= {each.key: each.name["en"] for each in self.made}
        weighted = len(set(total.weights)) > 1
        named = ", ".join(
            names.get(part, self.columns[part].name) + (f" × {float(weight):g}" if weighted else "")
            for part, weight in zip(total.parts, total.weights, strict=True)
        )
        if total.normalised is None:
            return named
        low, high = (f"{float(end):g}" for end in total.normalised)
        return f"{named} → {low}–{high}"
