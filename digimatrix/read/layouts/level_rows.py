"""Levels and targets in one row after their labels, "Taso: | 3 | Tavoite: | 4", or right below."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from digimatrix.read.grids import Cell
from digimatrix.read.headings import Heading, Headings, Label, facet_meant, says_now
from digimatrix.read.layouts.fields import Field
from digimatrix.read.layouts.legends import types_both
from digimatrix.read.layouts.records import Records
from digimatrix.read.levels.level_names import by_name
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import prompts
from digimatrix.read.senders.owner import Owner

_BOTH = {Label.LEVEL, Label.TARGET}
_MOST = 6  # cells: labels of the words and of both levels, and what is typed after them
_NOW = Heading(None, Label.LEVEL, "", 80, "en")

Pairs = Sequence[tuple[Heading, Cell, Cell | None]]
"""Labels, each with its cell and that of what is typed after it, if anything is."""


def level_rows(cells: Iterable[Cell], headings: Headings) -> dict[int, Pairs]:
    """Return the rows that hold a level and a target after their labels, and nothing else.

    One of them may be missing, and both where others have them after labels in the same columns.
    The heading of a dimension may stand before them, or words with their label: "Vastaus: | …".
    Labels beside each other, "Taso | Tavoite",
    have what was typed in the one row below. Words for now, which may head a dimension too, are
    labels where they stand in several rows.
    """
    rows: dict[int, list[Cell]] = {}
    now: Counter[str] = Counter()
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
        now[cell.text] += says_now(cell.text)
    again = {text for text, count in now.items() if count > 1}
    found: dict[int, Pairs] = {}
    for row, held in rows.items():
        if len(_BOTH) <= len(held) <= _MOST:
            if pairs := _pairs(held, headings, again) or _after_words(held, headings, again):
                found[row] = pairs
            elif pairs := _pairs(held[1:], headings, again):
                heading = headings.read(held[0].text)
                if heading and heading.dimension:
                    found[row] = pairs
            elif pairs := _headed(
                held, rows.get(row + 1, ()), rows.get(row + 2, ()), headings, again
            ):
                found[row] = pairs
    told = {
        _columns(pairs)
        for pairs in found.values()
        if any(typed and _types(typed, headings) for *_, typed in pairs)
    }
    return {row: pairs for row, pairs in found.items() if _columns(pairs) in told}


def _columns(pairs: Pairs) -> tuple[int, ...]:
    return tuple(cell.column for _, cell, _ in pairs)


def _after_words(cells: Sequence[Cell], headings: Headings, now: Set[str]) -> Pairs:
    """Return the labels after the words of an answer, of a level, a target or both."""
    if len(cells) <= len(_BOTH):
        return ()
    first, words, *rest = cells
    label = headings.label(first.text)
    worded = (label is not None and label.label is Label.TEXT) or first.text in now
    if not worded or headings.label(words.text) or _types(words, headings):
        return ()
    return _pairs(rest, headings, now, both=False)


def _pairs(cells: Sequence[Cell], headings: Headings, now: Set[str], *, both: bool = True) -> Pairs:
    found: list[tuple[Heading, Cell, Cell | None]] = []
    for place, cell in enumerate(cells, start=1):
        label = headings.label(cell.text)
        if cell.text in now and all(_types(after, headings) for after in cells[place : place + 1]):
            label = _NOW
        if label is None and not (found and cell.column == found[-1][1].column + 1):
            label = _meant(cell.text)  # right after a label "ei arvioitu" is typed
        if label and label.label in _BOTH:
            found.append((label, cell, None))
        elif found and found[-1][2] is None:
            found[-1] = (*found[-1][:2], cell)
        else:
            return ()
    facets = {label.label for label, *_ in found}
    if len(found) != len(facets) or (both and facets != _BOTH):
        return ()
    first, *others = _columns(found) or (0,)
    return found if all(column - first > 1 for column in others) else ()  # else labels of columns


def _meant(text: str) -> Heading | None:
    """Return the facet that a label of one's own means; an answer or a question is none."""
    return None if prompts(text) or any(map(str.isdigit, text)) else facet_meant(text)


def _headed(
    labels: Sequence[Cell],
    typed: Sequence[Cell],
    after: Sequence[Cell],
    headings: Headings,
    now: Set[str],
) -> Pairs:
    """Return both labels with the levels right below them, where no more rows follow."""
    if len(labels) != len(_BOTH) or not typed:
        return ()
    said = {
        cell.column: (label, cell)
        for cell in labels
        if (label := _NOW if cell.text in now else headings.label(cell.text))
    }
    if {label.label for label, _ in said.values()} != _BOTH:
        return ()
    under = {cell.column: cell for cell in typed if _types(cell, headings)}
    if len(under) != len(typed) or not under.keys() <= said.keys():
        return ()
    if any(cell.column in said and _types(cell, headings) for cell in after):
        return ()
    return [(label, cell, under.get(column)) for column, (label, cell) in said.items()]


def _types(cell: Cell, headings: Headings) -> bool:
    """Whether a cell types a level, by number, by name, or by a number after words."""
    named = by_name(cell.text, headings.framework)
    return parse(cell.value) is not None or named is not None or types_both(cell.text)


def read_level_rows(records: Records, rows: Mapping[int, Pairs]) -> None:
    """Read such rows for the headings above them, or for the only one of the table."""
    for row, pairs in rows.items():
        if (own := _field_above(records, row)) is None:
            continue
        for label, cell, typed in pairs:
            if records.is_open(cell):
                records.head.take(cell)
            if typed and records.is_open(typed):
                records.head.cells.append(typed)
                records.ledger.place(typed)
                line, _ = records.view.at(typed)
                records.slots.append(records.slot(line, typed, own, label, Owner()))


def _field_above(records: Records, row: int) -> Field | None:
    header, fields = records.header, records.head.fields
    columns = sorted(header.marks)
    if records.view.flipped:
        within = columns[0] <= row <= header.last
        return fields[columns[bisect_right(columns, row) - 1]] if within else None
    only = len({own.dimension for own in fields.values()}) == 1
    return fields[columns[0]] if only and records.head.bottom < row < records.head.end else None
