"""Levels that are ticked: an "x" in the row or column of its number."""

from __future__ import annotations

from collections.abc import Iterable

from digimatrix.read.grids import Cell
from digimatrix.read.typed_levels import Scale, parse

_TICKS = frozenset({"x", "xx", "✓", "✔", "✗", "✘", "☒", "☑", "●", "•", "*"})


def number_of(beside: Iterable[Cell]) -> int | None:
    """Return the level that a record stands for if nothing but a level labels it."""
    cells = list(beside)
    level = parse(cells[0].text) if len(cells) == 1 else None
    if level is None or level.low != level.high or level.low not in range(11):
        return None
    return int(level.low)


def ticked(under: Iterable[Cell]) -> bool:
    """Whether these cells are ticks, one at least."""
    texts = [cell.text.strip().casefold() for cell in under]
    return bool(texts) and all(text in _TICKS for text in texts)


def scale_of(numbers: Iterable[int]) -> Scale | None:
    """Return the scale that the figures run over, or None if they are none: 0–4, 1–5."""
    found = sorted(set(numbers))
    if len(found) < 4 or found != list(range(found[0], found[-1] + 1)) or found[0] > 1:
        return None
    return found[0], found[-1]
