"""Dimensions that a table gives by number, where a key explains these: "1 = Tausta"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import LONGEST, Headings, Label
from digimatrix.read.layouts.dimension_sheets import rows_of

_LEAST = 3  # dimensions that a key explains, and that a table tells by number
_ENTRY = re.compile(r"(?<![\w.,])\(?(\d{1,2})\s*(=|[.):]|[-–—](?=\s))\s*(?=[^\W\d])")
_NUMBER = re.compile(r"\s*\(?(\d{1,2})\s*[.):]?\s*")
_SHORT = 6  # letters of a number with its dot and brackets
_ENDS = " ,;/|.\n"

_Key = dict[int, str]


def name_numbers(ledger: Ledger, headings: Headings) -> None:
    """Put the dimensions in the place of the numbers that stand for them, and account for the key.

    So that what follows reads the table as if its first column named them.
    """
    if not _may_number(ledger):
        return
    key, explaining = _key(ledger, headings)
    numbers = _numbers(ledger, headings, key, explaining) if key else {}
    if len({number for _, number in numbers.values()}) < _LEAST:
        return
    bare = {at: (cell, _ENTRY.sub("", cell.text)) for at, cell in explaining.items()}
    _reword(ledger, bare | _named(numbers, key))
    for cell in explaining.values():
        ledger.heading(cell)


def name_numbers_of_other_sheets(ledgers: Sequence[Ledger], headings: Headings) -> None:
    """Put the dimensions in the place of their numbers where another sheet holds the key alone.

    Every number of the key is told then, for a sheet may number practices of its own.
    """
    if len(ledgers) < 2 or not any(map(_may_number, ledgers)):
        return
    for explainer in ledgers:
        key, explaining = _key(explainer, headings)
        if not _is_alone(explainer, explaining):
            continue
        found = {
            number: numbers
            for number, ledger in enumerate(ledgers)
            if ledger is not explainer
            and (numbers := _numbers(ledger, headings, key, {}))
            and {told for _, told in numbers.values()} == key.keys()
        }
        for number, numbers in found.items():
            _reword(ledgers[number], _named(numbers, key))
        if found:
            for cell in (*_heads(explainer, explaining, headings), *explaining.values()):
                explainer.heading(cell)


def _may_number(ledger: Ledger) -> bool:
    """Whether as many cells as a key must explain are numbers: most sheets have none."""
    texts = (cell.text for cell in ledger.open.values())
    return sum(len(text) <= _SHORT and bool(_NUMBER.fullmatch(text)) for text in texts) >= _LEAST


def _is_alone(ledger: Ledger, explaining: Mapping[Address, Cell]) -> bool:
    """Whether a sheet holds a key, and nothing beside or below it that might answer."""
    top = min((row for row, _ in explaining), default=0)
    return bool(top) and all(at in explaining for at in ledger.open if at[0] >= top)


def _heads(
    ledger: Ledger, explaining: Mapping[Address, Cell], headings: Headings
) -> Iterator[Cell]:
    """Yield the headings of a key: "Nro | Kysymys"."""
    top = min(row for row, _ in explaining)
    columns = {column for _, column in explaining}
    for (row, column), cell in ledger.open.items():
        if row == top - 1 and column in columns and headings.label(cell.text):
            yield cell


def _named(
    numbers: Mapping[Address, tuple[Cell, int]], key: _Key
) -> dict[Address, tuple[Cell, str]]:
    """Return the dimension's words for each cell that tells its number."""
    return {at: (cell, key[number]) for at, (cell, number) in numbers.items()}


def _reword(ledger: Ledger, texts: Mapping[Address, tuple[Cell, str]]) -> None:
    ledger.reword({at: replace(cell, value=text, text=text) for at, (cell, text) in texts.items()})


def _key(ledger: Ledger, headings: Headings) -> tuple[_Key, dict[Address, Cell]]:
    """Return the dimensions' words by number, and the cells that explain them.

    One cell explains all, or a cell each, or else two side by side in rows right below one
    another, with nothing else beside them. Numbers for two dimensions, or two for one, explain
    none.
    """
    inside = {
        at: entries
        for at, cell in ledger.open.items()
        if len(cell.text) <= LONGEST and (entries := dict(_entries(cell.text)))
    }
    return (
        _told(inside, ledger, headings)
        or _told(_listed(ledger, headings), ledger, headings)
        or ({}, {})
    )


def _told(
    entries: Mapping[Address, _Key], ledger: Ledger, headings: Headings
) -> tuple[_Key, dict[Address, Cell]] | None:
    """Return the key that these entries make, if it is one."""
    key: _Key = {}
    dimensions: set[tuple[int, str]] = set()
    cells: dict[Address, Cell] = {}
    for at, said in entries.items():
        read = {number: headings.read(words) for number, words in said.items()}
        told = {number: x.dimension for number, x in read.items() if x and x.dimension}
        dimensions |= set(told.items())
        key = {number: said[number] for number in told} | key
        if told or not said:
            cells[at] = ledger.open[at]
    again = len(dimensions) > len(key) or len({each for _, each in dimensions}) < len(key)
    heads = any(
        len(entries[at]) == 1 and _stands_beside(at, cells, entries, ledger) for at in cells
    )
    return None if again or heads or len(key) < _LEAST else (key, cells)


def _stands_beside(
    at: Address, cells: Mapping[Address, Cell], entries: Mapping[Address, _Key], ledger: Ledger
) -> bool:
    """Whether an entry heads a column or a row: something else than its number is in its row."""
    row, column = at
    others = [other for other in ledger.open if other[0] == row and other[1] != column]
    return any(other not in cells or entries[other] for other in others)


def _listed(ledger: Ledger, headings: Headings) -> dict[Address, _Key]:
    """Return the entries of the first list of numbers with a dimension beside each."""
    run: dict[Address, _Key] = {}
    for (row, column), cell in ledger.open.items():
        beside = ledger.open.get((row, column + 1))
        alone = _NUMBER.fullmatch(cell.text) if beside else None
        heading = headings.read(beside.text) if beside and alone else None
        if not (beside and alone and heading and heading.dimension):
            continue
        if (row - 1, column) not in run:
            if len(run) >= 2 * _LEAST:
                break
            run = {}
        run |= {(row, column): {}, (row, column + 1): {int(alone[1]): beside.text}}
    return run


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbers of a text with the words after each."""
    found = list(_ENTRY.finditer(text))
    for position, each in enumerate(found):
        end = found[position + 1].start() if position + 1 < len(found) else len(text)
        yield int(each[1]), text[each.end() : end].strip(_ENDS)


def _numbers(
    ledger: Ledger, headings: Headings, key: _Key, explaining: Mapping[Address, Cell]
) -> dict[Address, tuple[Cell, int]]:
    """Return the cells of the one column that tells dimensions by number, before other words."""
    columns: dict[int, dict[Address, tuple[Cell, int]]] = {}
    rows = rows_of(ledger)
    for row, cells in rows.items():
        if any((row, column) in explaining for column in cells):
            continue
        last = max((c for c, x in cells.items() if any(map(str.isalpha, x.text))), default=0)
        for column, cell in cells.items():
            if column >= last or _is_dimension(cell, headings):
                break
            if alone := _NUMBER.fullmatch(cell.text):
                columns.setdefault(column, {})[row, column] = (cell, int(alone[1]))
    for column, found in sorted(columns.items()):
        named = sum(any(_is_dimension(x, headings) for x in rows[row].values()) for row, _ in found)
        above = rows.get(min(found)[0] - 1, {})
        if (
            all(number in key for _, number in found.values())
            and named * 2 <= len(found)
            and _may_head(above, column, headings)
        ):
            return found
    return {}


def _is_dimension(cell: Cell, headings: Headings) -> bool:
    heading = headings.read(cell.text)
    return heading is not None and heading.dimension is not None


def _may_head(above: Mapping[int, Cell], column: int, headings: Headings) -> bool:
    """Whether the row above the numbers heads no dimensions in columns, and them as no levels."""
    if sum(_is_dimension(cell, headings) for cell in above.values()) > 1:
        return False
    label = headings.label(above[column].text) if column in above else None
    return label is None or label.label in (Label.DIMENSION, Label.NUMBER, Label.MUNICIPALITY)
