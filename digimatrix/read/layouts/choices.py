"""The levels that a form lets people choose from a list of its own: "4 Utvärderad, föregångare"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digimatrix.model.values import value
from digimatrix.read.grids import Grid
from digimatrix.read.headings import Label
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.levels.typed_levels import Scale, TypedLevel, parse
from digimatrix.read.wordings import fold

_LONGEST = 80  # letters of what a list offers
_FEWEST = 3  # levels
_MOST = 11
_ENTRY = re.compile(r"(\d{1,2})(?!\d)[\s.:)=–-]+[^\W\d]")


@value
class Choice:
    """One entry of a list: its level, and the scale that the list is of."""

    level: int
    scale: Scale


def choices_in(grids: Iterable[Grid]) -> dict[str, Choice]:
    """Return by their folded words what lists offer that count up from 0 or 1, or down to it.

    `grids` are sheets without answers, also those that nobody sees.
    """
    columns: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for number, grid in enumerate(grids):
        for (row, column), cell in grid.cells.items():
            entry = _ENTRY.match(cell.text) if len(cell.text) <= _LONGEST else None
            if entry:
                columns.setdefault((number, column), []).append((row, int(entry[1]), cell.text))
    offered: dict[str, Choice] = {}
    for found in columns.values():
        rows = sorted(row for row, _, _ in found)
        levels = [level for _, level, _ in sorted(found)]
        low, high = min(levels), max(levels)
        run = list(range(low, high + 1))
        together = rows == list(range(rows[0], rows[0] + len(rows)))
        if together and levels in (run, run[::-1]) and low < 2 and _FEWEST <= len(run) <= _MOST:
            offered |= {fold(words): Choice(level, (low, high)) for _, level, words in found}
    return offered


def chosen(slots: Sequence[Slot], offered: Mapping[str, Choice]) -> tuple[Slot, ...]:
    """Return the slots with the levels that were chosen from what lists offer.

    Where no heading tells what a record holds, it holds levels if all of it was chosen.
    """
    if not offered:
        return tuple(slots)
    bare = [slot for slot in slots if slot.facet is None]
    typed = {(slot.line, slot.owner) for slot in bare if not _is_offered(slot, offered)}
    return tuple(
        slot
        if slot.facet is Label.TEXT or (slot.facet is None and (slot.line, slot.owner) in typed)
        else _choose(slot, offered)
        for slot in slots
    )


def _is_offered(slot: Slot, offered: Mapping[str, Choice]) -> bool:
    text = slot.cell.text
    return len(text) <= _LONGEST and fold(text) in offered


def _choose(slot: Slot, offered: Mapping[str, Choice]) -> Slot:
    if not _is_offered(slot, offered):
        return slot
    text = slot.cell.text
    choice = offered[fold(text)]
    typed = None if parse(text) else TypedLevel(text, choice.level, choice.level)
    return replace(slot, level=slot.level or typed, scale=slot.scale or choice.scale)
