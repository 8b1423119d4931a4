"""Headings with questions of their own below them: "4 Yhteistyöllä" above "4.1 Keiden kanssa?"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from digimatrix.read.grids import Cell
from digimatrix.read.headings import Heading
from digimatrix.read.layouts.view import View
from digimatrix.read.prompts import prompts

_EXACT = 100  # of a heading in its own words
_SURE = 90  # of a heading that is one, and no question
_NUMBER = re.compile(r"\s*(\d{1,2})[.):]?\s*(?=[^\W\d]{2})")
_UNDER = re.compile(r"\s*(\d{1,2})\.(?:\d{1,2}|[a-h])[.):]?\s+(?=\S)")


def without_subheadings(marks: dict[int, Heading], line: int, view: View) -> dict[int, Heading]:
    """Return the marks without what stands under another: "4.3 Resurssit?" under "4 Yhteistyö".

    So do questions about a dimension which has a heading of its own with nothing beside it.
    """
    if len(marks) < 2:
        return marks
    cells = view.lines[line]
    numbers = {number(cells[column].text) for column in marks} - {None}
    bands = bands_in(marks, line, view)
    headed = {marks[column].dimension for column in bands}
    return {
        column: mark
        for column, mark in marks.items()
        if (number_above(cells[column].text) not in numbers or _heads_alone(mark, column, marks))
        and (
            mark.sure >= _SURE
            or column in bands
            or (mark.dimension not in headed and not _is_asked_below(column, bands, cells))
        )
    }


def _heads_alone(mark: Heading, column: int, marks: Mapping[int, Heading]) -> bool:
    """Whether a heading in its own words is the only one of its dimension, whatever its number."""
    others = {other.dimension for at, other in marks.items() if at != column}
    return mark.sure >= _EXACT and mark.dimension not in others


def _is_asked_below(column: int, bands: Collection[int], cells: Mapping[int, Cell]) -> bool:
    """Whether a question stands in the lines right below a heading that stands alone."""
    above = max((band for band in bands if band < column), default=None)
    return (
        above is not None
        and prompts(cells[column].text)
        and all(between in cells for between in range(above, column))
    )


def bands_in(marks: Mapping[int, Heading], line: int, view: View) -> set[int]:
    """Return where headings stand alone in a sheet on its side, if most of the sure ones do."""
    if not view.flipped:
        return set()
    sure = {column for column, mark in marks.items() if mark.sure >= _SURE}
    last = {column for column in sure if view.last[column] <= line}
    alone = {column for column in last if not view.has_words_before(line, column)}
    return alone if len(alone) * 2 > max(len(sure), 2) else set()


def number(text: str) -> str | None:
    """Return the number that a heading begins with: "4" of "4 Yhteistyöllä"."""
    found = _NUMBER.match(text)
    return found[1] if found else None


def number_above(text: str) -> str | None:
    """Return the number of the heading that this one stands under: "4" of "4.3 Miten?"."""
    found = _UNDER.match(text)
    return found[1] if found else None
