"""Columns beside those of levels which hold no levels: shares in per cent, and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from digimatrix.read.headings import Label
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.wordings import wordings

if TYPE_CHECKING:
    from digimatrix.read.layouts.layout import Slot

Columns = Mapping[int, Sequence["Slot"]]
"""The answers of a table by the column of the sheet (or the row) that holds one facet."""


def shares(columns: Columns, headings: Mapping[int, str]) -> list[int]:
    """Return the columns of per cent beside a column which is said to have the levels.

    Alone a column of per cent holds the levels.
    """
    found = [
        at
        for at, slots in columns.items()
        if all(slot.facet in (Label.LEVEL, None) for slot in slots)
        and _in_percent(slots, headings.get(at, ""))
    ]
    levels = {
        (slot.dimension, slot.owner)
        for at, slots in columns.items()
        if at not in found
        for slot in slots
        if slot.facet is Label.LEVEL
    }
    return [at for at in found if any((s.dimension, s.owner) in levels for s in columns[at])]


def remarks(columns: Columns, headings: Mapping[int, str], text: Iterable[int]) -> list[int]:
    """Return the columns right of the levels without a heading, where others hold the words."""
    found, words = [], set(text)
    ordered = sorted(columns)
    for before, at in pairwise(ordered):
        beside = {slot.facet for slot in columns[before]} & {Label.LEVEL, Label.TARGET}
        bare = at not in headings and all(slot.facet is None for slot in columns[at])
        if (beside or before in found) and bare and any(other < at for other in words):
            found.append(at)
    return found


def _in_percent(slots: Sequence[Slot], heading: str) -> bool:
    said = _percent().search(heading)
    typed = (parse(slot.cell.text) for slot in slots)  # the first words decide
    return bool(slots) and all(level is not None and (level.percent or said) for level in typed)


@cache
def _percent() -> re.Pattern[str]:
    words = "|".join(sorted({re.escape(word) for _, word in wordings("answers", "percent")}))
    return re.compile(rf"%|(?<!\w)(?:{words})|prosent|procent|százalék", re.IGNORECASE)
