"""COMPARE: what is printed in a table of numbers is held against what its numbers give."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from digimatrix.compare.numbertables import exact, totals
from digimatrix.compare.numbertables.rounding import LEAST, SOME
from digimatrix.compare.numbertables.totals import Figures, Fit, Worked
from digimatrix.model.framework import Framework, Total
from digimatrix.model.numbers import Column, Printed, Row
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule

MOST_DIGITS = 6
"""More decimals than this in a stored number are those of a computation, not of a figure."""

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


def shown_number(value: Fraction, digits: int, like: str) -> str:
    """Return a figure rounded half up, with the decimal sign that is typed beside it."""
    text = f"{float(exact.half_up(value, digits)):.{digits}f}"
    return text.replace(".", ",") if "," in like and "." not in like else text
