"""COMPARE: printed means, sums, quartiles and the like are held against the rows they are of."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from digimatrix.compare.numbertables import exact, scales, totals
from digimatrix.compare.numbertables.checks import shown_number
from digimatrix.compare.numbertables.totals import Figures, Fit, Worked
from digimatrix.model.framework import Framework, Total
from digimatrix.model.numbers import Column, NumberTable, Printed, Row, Statistic
from digimatrix.model.problems import Problem, Rule

_MANY = 3
"""A row with so many figures wrong, and most of them, is of other rows or counts otherwise."""

QUARTILES = (Statistic.LOWER, Statistic.UPPER)

_RATE = re.compile(r"[^\s\d]\s?/\s?[^\W\d]|\bper\b|[%‰]")
"""Headings of rates: "Loans/inhabitant", "€ per visit"."""

_SMALL, _FAR = 100, 3
"""Whole numbers up to this may be shares or scores; their mean is so many times less than a sum."""


class _Verdict(Enum):
    """What a printed figure of several rows is."""

    FOLLOWS = "it follows from the rows"
    RATE = "a rate of all together, in a row of sums"
    SAMPLE = "a deviation that is divided by one less than there are rows"
    WRONG = "it does not follow"


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the rows have in one column: the values to compare, and as they are printed."""

    values: tuple[Fraction, ...]
    printed: tuple[Printed | None, ...]

    @property
    def halves(self) -> list[Fraction]:
        """How far each value may be from the one it was rounded from."""
        return [one.slack if one and one.digits else Fraction(0) for one in self.printed]

    @property
    def as_printed(self) -> tuple[Fraction, ...]:
        """The values as they stand in the table, wrong totals among them."""
        pairs = zip(self.values, self.printed, strict=True)
        return tuple(one.value if one else value for value, one in pairs)


def summaries(
    table: NumberTable,
    rows: Sequence[Row],
    compared: Mapping[str, Sequence[Fraction | None]],
    units: Sequence[Figures],
    columns: Mapping[str, Column],
    round: str | None,
    framework: Framework,
) -> list[Problem]:
    """Return what printed means, medians and the like of a round do not follow from the rows.

    The total of a mean or sum may as well be worked out from its own parts, and what is of wrong
    totals may follow from these as they are printed.
    """
    said: list[Problem] = []
    for row in table.summaries:
        if row.statistic in (None, Statistic.WEIGHT) or is_scale(table, row):
            continue
        own = {key: row.cells.get(column.number) for key, column in columns.items()}
        group = row.groups.get("")
        if row.round not in (None, round) or (
            not group and _is_attainable(row, own, compared, framework)
        ):
            continue
        chosen = [
            (group is None or group in unit.groups.values())
            and (not row.of or unit.place in row.of)
            for unit in rows
        ]
        of_rows = {
            key: _chosen(chosen, compared[key], [figures.get(key) for figures in units])
            for key in columns
            if key in compared
        }
        if row.statistic is Statistic.WHOLE:
            if not _adds_up(own, of_rows, columns):
                continue  # by what weights is not known
            row = replace(row, statistic=Statistic.SUM)
        said += _of_row(row, own, of_rows, columns, framework)
    return said


def _adds_up(own: Figures, of_rows: Mapping[str, _Rows], columns: Mapping[str, Column]) -> bool:
    """Tell whether a row of the whole is the sum of the rows, but for one figure perhaps.

    Rates of all together, such as "Loans/inhabitant", stand beside the sums.
    """
    known: list[bool] = []
    for key, others in of_rows.items():
        one, total = own[key], sum(others.as_printed, Fraction(0))
        rows = [each for each in others.printed if each]
        if one is None or len(others.values) < 2 or _is_rate(one, columns[key], rows, total):
            continue
        slack = one.half + _slack(Statistic.SUM, others.halves)
        known.append(abs(one.value - total) <= slack)
    return sum(known) >= max(2, len(known) - 1)


def _chosen(
    chosen: Sequence[bool],
    values: Sequence[Fraction | None],
    printed: Sequence[Printed | None],
) -> _Rows:
    known = [
        (value, one)
        for is_one, value, one in zip(chosen, values, printed, strict=True)
        if is_one and value is not None
    ]
    return _Rows(tuple(value for value, _ in known), tuple(one for _, one in known))


def _of_row(
    row: Row,
    own: Figures,
    of_rows: Mapping[str, _Rows],
    columns: Mapping[str, Column],
    framework: Framework,
) -> list[Problem]:
    """Return what one printed row does not follow from; once, where it counts otherwise."""
    made_of = {total.key: total for total in framework.totals}
    found: list[_Verdict] = []
    wrong: list[Problem] = []
    rates: list[str] = []
    average = row.statistic is Statistic.SUM and _lies_between(own, of_rows)
    for key, others in of_rows.items():
        one, again = own[key], _statistic(row.statistic, others.values)
        if one is None or again is None:
            continue
        column = columns[key]
        of_own = _of_its_own(row, made_of.get(key), own, framework)
        verdict = _verdict(row, one, again, others, column, of_own)
        if average and verdict is _Verdict.WRONG:
            verdict = _Verdict.RATE
        if verdict is _Verdict.RATE:
            rates.append(f"“{column.name}”")
            continue
        if verdict is _Verdict.WRONG or (
            verdict is _Verdict.SAMPLE and _Verdict.SAMPLE not in found  # once a row
        ):
            facts = {
                "name": row.name,
                "typed": one.typed,
                "column": column.name,
                "value": shown_number(again, one.digits, one.typed),
            }
            sample = verdict is _Verdict.SAMPLE
            rule = Rule.SAMPLE_DEVIATION if sample else Rule.PRINTED_SUMMARY
            wrong.append(Problem(rule, one.place, facts))
        found.append(verdict)
    others_too = row.whose and row.statistic in (Statistic.MEAN, Statistic.SUM)
    # "OECD average" of two subjects, both wrong
    none_right = others_too and 1 < len(found) == len(wrong)
    if none_right or (len(wrong) >= _MANY and len(wrong) * 2 > len(found)):
        facts = {"name": row.name, "count": str(len(wrong)), "of": str(len(found))}
        rule = Rule.SUMMARY_OF_OTHERS if others_too else Rule.OTHER_SUMMARY
        wrong = [Problem(rule, row.place, facts)]
    if rates:
        facts = {"name": row.name, "columns": ", ".join(rates)}
        return [Problem(Rule.RATES_BESIDE_SUMS, row.place, facts), *wrong]
    return wrong


def _verdict(
    row: Row, one: Printed, again: Fraction, others: _Rows, column: Column, of_own: Worked | None
) -> _Verdict:
    """Return what a printed figure is, whose rows give `again`, or its own parts `of_own`."""
    values = others.values
    slack = _slack(row.statistic, others.halves)
    exactly = row.statistic is Statistic.COUNT
    # a row that only its figures tell may have them cut, not rounded
    reach = Fraction(0) if exactly else one.half * (2 if row.of else 1) + slack
    of_printed = _statistic(row.statistic, others.as_printed)
    if any(abs(one.value - each) <= reach for each in (again, of_printed or again)):
        return _Verdict.FOLLOWS
    if of_own is not None and totals.fit(one, of_own) is not Fit.WRONG:
        return _Verdict.FOLLOWS
    if row.statistic is Statistic.SUM and (
        _is_rate(one, column, [each for each in others.printed if each], again)
        or (row.of and min(values) <= one.value <= max(values))
    ):
        return _Verdict.RATE
    if row.statistic in QUARTILES and any(
        abs(one.value - pair[QUARTILES.index(row.statistic)]) <= one.half + slack
        for pair in exact.other_quartiles(values)
    ):
        return _Verdict.FOLLOWS
    if row.statistic is Statistic.DEVIATION:
        sample = exact.deviation(values, sample=True)
        if sample is not None and abs(one.value - sample) <= one.half + slack:
            return _Verdict.SAMPLE
    return _Verdict.WRONG


def _lies_between(own: Figures, of_rows: Mapping[str, _Rows]) -> bool:
    """Tell whether a row has figures between those of the rows in all of several columns.

    A sum of them would go beyond: "OECD – Total" is an average of some kind.
    """
    known = [
        (one.value, others.values)
        for key, others in of_rows.items()
        if (one := own[key]) is not None and others.values
    ]
    return len(known) > 1 and all(min(rows) <= one < max(rows) for one, rows in known)


def _is_rate(one: Printed, column: Column, rows: Sequence[Printed], total: Fraction) -> bool:
    """Tell whether what stands in a row of sums is a rate or mean of all together.

    It lies between the rows', and is not of what is counted: it is called a rate, has
    decimals, or is far from the sum of small whole numbers that do not differ much.
    """
    known = [each.value for each in rows] or [total]
    if not min(known) <= one.value <= max(known):
        return False
    if column.percent or _RATE.search(column.name) or any(each.digits for each in (one, *rows)):
        return True
    alike = max(known) < scales.APART * min(known)
    return alike and max(known) <= _SMALL and one.value * _FAR <= total


def _of_its_own(
    row: Row, total: Total | None, figures: Figures, framework: Framework
) -> Worked | None:
    """Return the total of a row of means or sums as its own parts give it."""
    if total is None or row.statistic not in (Statistic.MEAN, Statistic.SUM):
        return None
    return totals.worked_out(total, figures, framework)


def _is_attainable(
    row: Row,
    own: Figures,
    compared: Mapping[str, Sequence[Fraction | None]],
    framework: Framework,
) -> bool:
    """Tell whether a row of highest or lowest values holds what may be reached, not what was.

    No unit goes beyond it, and none as far in any column, or as far as its total, which its own
    parts give: where it holds the highest values of units, one must have them all for that.
    """
    if row.statistic not in (Statistic.MAXIMUM, Statistic.MINIMUM):
        return False
    sign = 1 if row.statistic is Statistic.MAXIMUM else -1
    beyond: dict[str, Fraction] = {}
    for key, one in own.items():
        values = [sign * value for value in compared.get(key, ()) if value is not None]
        if one is not None and values:
            beyond[key] = sign * one.value - max(values)
    least = min(beyond.values(), default=Fraction(0))
    if least < 0 or (least > 0 and len(beyond) > 1):
        return least > 0
    for total in framework.totals:
        one, worked = own.get(total.key), totals.worked_out(total, own, framework)
        if one and worked and worked.whole and beyond.get(total.key, 0) > 0:
            return totals.fit(one, worked) is not Fit.WRONG
    return False


def is_scale(table: NumberTable, row: Row) -> bool:
    """Tell whether a row is of the scale: of what may be reached, or of ends above the units."""
    ends = row.statistic in (Statistic.MINIMUM, Statistic.MAXIMUM)
    above = (row.place.row or 0) < (table.units[0].place.row or 0)
    return row.statistic is Statistic.ATTAINABLE or (ends and above)


def _slack(statistic: Statistic | None, halves: Sequence[Fraction]) -> Fraction:
    """Return how far the rounding of the rows may move a statistic of them.

    Of many rows the errors level out: a mean is off by three times their σ at most.
    """
    deviations = Statistic.DEVIATION, Statistic.SAMPLE
    if statistic not in (Statistic.MEAN, Statistic.SUM, *deviations):
        return max(halves, default=Fraction(0))
    most = sum(halves, Fraction(0)) * min(Fraction(1), Fraction(math.sqrt(3 / len(halves))))
    return most if statistic is Statistic.SUM else most / len(halves)


def _statistic(statistic: Statistic | None, values: Sequence[Fraction]) -> Fraction | None:
    match statistic:
        case Statistic.MEAN:
            return exact.mean(values)
        case Statistic.MEDIAN:
            return exact.median(values)
        case Statistic.SUM:
            return sum(values, Fraction(0)) if values else None
        case Statistic.MINIMUM:
            return min(values, default=None)
        case Statistic.MAXIMUM:
            return max(values, default=None)
        case Statistic.DEVIATION:
            return exact.deviation(values)
        case Statistic.SAMPLE:
            return exact.deviation(values, sample=True)
        case Statistic.COUNT:
            return Fraction(len(values))
        case Statistic.LOWER | Statistic.UPPER:
            found = exact.quartiles(values)
            return found and found[0 if statistic is Statistic.LOWER else 2]
    return None
