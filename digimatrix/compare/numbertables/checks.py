"""COMPARE: what is printed in a table of numbers is held against what its numbers give."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from digimatrix.compare.numbertables import exact, scales, totals
from digimatrix.compare.numbertables.rounding import LEAST, SOME
from digimatrix.compare.numbertables.totals import Figures, Fit, Worked
from digimatrix.model.framework import Framework, Total
from digimatrix.model.numbers import Column, NumberTable, Printed, Row, Statistic
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule

MOST_DIGITS = 6
"""More decimals than this in a stored number are those of a computation, not of a figure."""

_MANY = 3
"""A row with so many figures wrong, and most of them, is of other rows or counts otherwise."""

QUARTILES = (Statistic.LOWER, Statistic.UPPER)

_RATE = re.compile(r"[^\s\d]\s?/\s?[^\W\d]|\bper\b|[%‰]")
"""Headings of rates: "Loans/inhabitant", "€ per visit"."""

_SMALL, _FAR = 100, 3
"""Whole numbers up to this may be shares or scores; their mean is so many times less than a sum."""

COMPUTED = 2
"""So many decimals computed figures are shown with."""


def shown_digits(figures: Iterable[Printed | None]) -> int | None:
    """Return how many decimals figures are printed with; None where they were computed."""
    digits = max((each.digits for each in figures if each), default=None)
    return None if digits is None or digits > MOST_DIGITS else digits


def on_scale(
    units: Sequence[Figures], framework: Framework, columns: Mapping[str, Column]
) -> tuple[list[Figures], list[Problem]]:
    """Return the figures without those outside their scale, and what is said about them.

    What is beyond goalposts stays: a total counts it as the nearer of them.
    """
    posts = {part for total in framework.totals if total.normalised for part in total.parts}
    valid: list[Figures] = [dict(figures) for figures in units]
    said: list[Problem] = []
    for dimension in framework.dimensions:
        if dimension.scale is None:
            continue
        low, high = dimension.scale
        ends = {
            "low": f"{float(low):g}",
            "high": f"{float(high):g}",
            "column": columns[dimension.key].name,
        }
        beyond: list[Printed] = []
        for number, figures in enumerate(units):
            found = figures.get(dimension.key)
            if found is None or low <= found.value <= high:
                continue
            if dimension.key in posts:
                beyond.append(found)
                continue
            said.append(Problem(Rule.OFF_SCALE, found.place, {"typed": found.typed, **ends}))
            valid[number] = {**valid[number], dimension.key: None}
        if beyond:
            facts = {"count": str(len(beyond)), **ends}
            said.append(Problem(Rule.BEYOND_GOALPOSTS, beyond[0].place, facts))
    return valid, said


@dataclass(frozen=True, slots=True)
class Totals:
    """A total of each unit: the value to compare, what its parts give, and what is said."""

    values: tuple[Fraction | None, ...]
    worked: tuple[Worked | None, ...]
    digits: int
    problems: tuple[Problem, ...]


def total_values(
    total: Total,
    column: Column | None,
    rows: Sequence[Row],
    units: Sequence[Figures],
    framework: Framework,
    digits: int | None,
    wrong_before: Container[Place] = (),
) -> Totals:
    """Return the totals: as printed where they follow from the parts, else worked out anew.

    They are rounded to the decimals that the table prints or the framework says, so that what
    looks equal shares a place; where neither tells, they stay as they are. Where the table
    prints totals, a unit that lacks both its total and a part has none. Where nearly all totals
    of units that lack a part are what their known ones give, the others are wrong.
    `wrong_before` are the places of earlier totals that are wrong: one that follows from these
    as printed is so for their sake only.
    """
    worked = tuple(totals.worked_out(total, figures, framework) for figures in units)
    printed = [figures.get(total.key) for figures in units]
    shown = shown_digits(printed)
    printing = total.digits is not None or shown is not None
    usual = _usual_digits(total, units)
    fine = next(each for each in (total.digits, shown, digits, usual) if each is not None)
    least = SOME if _are_of_known(printed, worked) else len(total.parts)  # known parts, to judge
    pairs = [
        (one, made, figures)
        for one, made, figures in zip(printed, worked, units, strict=True)
        if one is not None and made is not None and made.known >= least
    ]
    strict = totals.parts_are_exact(total, pairs)
    values: list[Fraction | None] = []
    said: list[Problem] = []
    rounded: list[Printed] = []
    for row, one, made, figures in zip(rows, printed, worked, units, strict=True):
        again = None if made is None else made.bounds[0]
        if again is not None and printing:
            again = exact.half_up(again, fine)
        if one is None:
            lacking = any(each is not None for each in printed) and made and not made.whole
            values.append(None if lacking else again)
            continue
        how = Fit.SAME if made is None else totals.fit(one, made)
        wrong = how is Fit.WRONG or (how is Fit.ROUNDED and strict)
        judged = made is not None and made.known >= least
        if made is not None and judged and wrong:
            facts = {
                "unit": row.name,
                "typed": one.typed,
                "column": column.name if column else total.name["en"],
                "value": shown_number(made.bounds[0], fine, one.typed),
            }
            rule: Rule | None = Rule.PRINTED_TOTAL
            if totals.follows_from_printed(total, one, figures, framework):
                parts = (figures.get(key) for key in total.parts)
                rests = any(part is not None and part.place in wrong_before for part in parts)
                rule = Rule.FOLLOWS_WRONG if rests else None
            values.append(again if rule else one.value)
            if rule:
                said.append(Problem(rule, one.place, facts))
            continue
        if judged and how is Fit.ROUNDED:
            rounded.append(one)
        values.append(one.value)
    if rounded and column:
        facts = {"column": column.name, "count": str(len(rounded))}
        said.append(Problem(Rule.ROUNDED_TOTALS, rounded[0].place, facts))
    return Totals(tuple(values), worked, fine, tuple(said))


def _are_of_known(printed: Sequence[Printed | None], worked: Sequence[Worked | None]) -> bool:
    """Tell whether totals of units that lack a part are what the known ones give, but for a few."""
    fits = [
        totals.fit(one, made)
        for one, made in zip(printed, worked, strict=True)
        if one is not None and made is not None and SOME <= made.known < made.of
    ]
    return len(fits) >= LEAST and fits.count(Fit.WRONG) <= max(1, len(fits) // 12)


def _usual_digits(total: Total, units: Sequence[Figures]) -> int:
    """Return one decimal more than the parts have; on a scale of its own, by how wide that is."""
    if total.normalised is not None:
        wide = total.normalised[1] - total.normalised[0]
        return 3 if wide <= 1 else 2 if wide <= 10 else 1
    shown = shown_digits(figures.get(key) for figures in units for key in total.parts)
    return COMPUTED if shown is None else shown + 1


def summaries(
    table: NumberTable,
    rows: Sequence[Row],
    compared: Mapping[str, Sequence[Fraction | None]],
    units: Sequence[Figures],
    groups: Sequence[str | None],
    columns: Mapping[str, Column],
    round: str | None,
    framework: Framework,
) -> list[Problem]:
    """Return what printed means, medians and the like of a round do not follow from the rows.

    The total of a mean or sum may as well be worked out from its own parts, and what is of wrong
    totals may follow from these as they are printed.
    """
    said: list[Problem] = []
    made_of = {total.key: total for total in framework.totals}
    for row in table.summaries:
        if row.statistic in (None, Statistic.WHOLE, Statistic.WEIGHT) or is_scale(table, row):
            continue
        if row.round not in (None, round):
            continue
        group = row.groups.get("")
        wrong: list[Problem] = []
        rates: list[Column] = []
        checked = 0
        own = {key: row.cells.get(column.number) for key, column in columns.items()}
        if not group and _is_attainable(row, own, compared, framework):
            continue
        for key, column in columns.items():
            one = own[key]
            if one is None or key not in compared:
                continue
            chosen = [
                (value, figures.get(key))
                for value, figures, its, unit in zip(
                    compared[key], units, groups, rows, strict=True
                )
                if value is not None
                and group in (None, its)
                and (not row.of or unit.place in row.of)
            ]
            values = [value for value, _ in chosen]
            halves = [each.slack if each and each.digits else Fraction(0) for _, each in chosen]
            again = _statistic(row.statistic, values)
            if again is None:
                continue
            checked += 1
            slack = _slack(row.statistic, halves)
            exactly = row.statistic is Statistic.COUNT
            # a row that only its figures tell may have them cut, not rounded
            reach = Fraction(0) if exactly else one.half * (2 if row.of else 1) + slack
            as_printed = [each.value if each else value for value, each in chosen]
            of_printed = again if as_printed == values else _statistic(row.statistic, as_printed)
            if any(abs(one.value - each) <= reach for each in (again, of_printed or again)):
                continue
            again_of_own = _of_its_own(row, made_of.get(key), own, framework)
            if again_of_own is not None and totals.fit(one, again_of_own) is not Fit.WRONG:
                continue
            if row.statistic is Statistic.SUM and (
                _is_rate(one, column, [each for _, each in chosen if each], again)
                or (row.of and min(values) <= one.value <= max(values))
            ):
                rates.append(column)
                checked -= 1
                continue
            if row.statistic in QUARTILES and any(
                abs(one.value - pair[QUARTILES.index(row.statistic)]) <= one.half + slack
                for pair in exact.other_quartiles(values)
            ):
                continue
            facts = {
                "name": row.name,
                "typed": one.typed,
                "column": column.name,
                "value": shown_number(again, one.digits, one.typed),
            }
            rule = Rule.PRINTED_SUMMARY
            sample = exact.deviation(values, sample=True)
            if (
                row.statistic is Statistic.DEVIATION
                and sample is not None
                and abs(one.value - sample) <= one.half + slack
            ):
                rule = Rule.SAMPLE_DEVIATION
            wrong.append(Problem(rule, one.place, facts))
        of_sample = [each for each in wrong if each.rule is Rule.SAMPLE_DEVIATION]
        wrong = [each for each in wrong if each not in of_sample[1:]]  # once a row
        if len(wrong) >= _MANY and len(wrong) * 2 > checked:
            facts = {"name": row.name, "count": str(len(wrong)), "of": str(checked)}
            others = row.whose and row.statistic in (Statistic.MEAN, Statistic.SUM)
            rule = Rule.SUMMARY_OF_OTHERS if others else Rule.OTHER_SUMMARY
            wrong = [Problem(rule, row.place, facts)]
        if rates:
            facts = {"name": row.name, "columns": ", ".join(f"“{each.name}”" for each in rates)}
            said.append(Problem(Rule.RATES_BESIDE_SUMS, row.place, facts))
        said += wrong
    return said


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


def shown_number(value: Fraction, digits: int, like: str) -> str:
    """Return a figure rounded half up, with the decimal sign that is typed beside it."""
    text = f"{float(exact.half_up(value, digits)):.{digits}f}"
    return text.replace(".", ",") if "," in like and "." not in like else text
