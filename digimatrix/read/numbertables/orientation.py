"""Whether a table of numbers lies on its side: its units in columns, what is measured in rows."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from digimatrix.model.framework import Framework
from digimatrix.read.numbertables import printed
from digimatrix.read.numbertables.areas import wider
from digimatrix.read.numbertables.printed import Kind
from digimatrix.read.numbertables.tablecolumns import forms
from digimatrix.read.numbertables.tablegrid import BRACKETS, TableGrid, wording
from digimatrix.read.wordings import fold, plain_set

_LEAST = 3
"""So many columns must show that a row called a total holds the means of the others."""


def lies_on_its_side(table: TableGrid, framework: Framework | None) -> bool:
    """Tell whether what is measured stands in the rows.

    It does if that is the dimensions of the framework. Without one the heading of the rows may
    call them indicators, unless the only total is a column or a column says that they are areas.
    Or a row is called a total and holds the means of the others: of units it would be the sum.
    Or a row is called a place and holds places.
    """
    if table.names is None:
        return False
    if framework is not None:
        known = {
            form for each in framework.dimensions for text in each.wordings for form in forms(text)
        }
        above = [heading.own for heading in table.headings.values()]
        beside = sum(not known.isdisjoint(forms(text)) for text in table.texts(table.names))
        return beside > sum(not known.isdisjoint(forms(text)) for text in above)
    names = table.names
    across = any(_is_total(table.headings[at].own) for at in table.numeric)
    labels = {
        row: table.cells[row, names].text for row in table.body if (row, names) in table.cells
    }
    if any(_ranks(table, row) for row, label in labels.items() if _is_place(label)):
        return True
    totals = [row for row, label in labels.items() if _is_total(label)]
    heading = fold(BRACKETS.sub("", table.headings[names].own))
    if heading in wording("indicator") | plain_set("labels", "dimension"):
        if _are_areas(table):
            return False
        return bool(totals) or not across
    return not across and any(_is_mean(table, row) for row in totals)


def _are_areas(table: TableGrid) -> bool:
    """Whether a column says which areas the rows are: counties, regions."""
    worded = (at for at in table.columns if at not in (*table.numeric, table.names))
    said = (
        {row: table.cells[row, at].text for row in table.body if (row, at) in table.cells}
        for at in worded
    )
    return any(wider(levels)[0] for levels in said)


def _is_total(text: str) -> bool:
    return fold(BRACKETS.sub("", text)) in (wording("total") | wording("index")) - wording("mean")


def _is_place(text: str) -> bool:
    return fold(BRACKETS.sub("", text)) in wording("rank")


def _ranks(table: TableGrid, row: int) -> bool:
    """Whether a row holds places of the columns: each once, but for some that are shared."""
    places = [
        printed.rank(table.cells[row, at]) for at in table.numeric if (row, at) in table.cells
    ]
    known = [place[0] for place in places if place]
    last = len(table.numeric)
    return len(known) == last >= _LEAST and min(known) == 1 and max(known) <= last


def _is_mean(table: TableGrid, row: int) -> bool:
    """Whether a row holds the mean of the others in each column; a few may be wrong."""
    settled = partial(
        printed.settled, evidence=(printed.signs(table.typed.values()),), comma=table.comma
    )
    right = known = 0
    for at in table.numeric:
        if not table.holds(row, at, Kind.NUMBER):
            continue
        own, digits, _ = settled(table.typed[row, at])
        others = [
            settled(table.typed[each, at])[0]
            for each in table.body
            if each != row and table.holds(each, at, Kind.NUMBER)
        ]
        if len(others) > 1 and any(others):
            known += 1
            mean = sum(others, Fraction(0)) / len(others)
            reach = Fraction(1, 2 * 10**digits) * 2  # the others are rounded, too
            right += abs(own - mean) <= reach
    return known >= _LEAST and right * 4 >= known * 3
