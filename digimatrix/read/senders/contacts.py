"""Who answered and when, said beside a table: labels and their values, level with its rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import Headings, Label
from digimatrix.read.senders.identity import Known, is_address

_ABOUT = frozenset(
    {
        Label.MUNICIPALITY,
        Label.CODE,
        Label.REGION,
        Label.POPULATION,
        Label.DATE,
        Label.ROUND,
        Label.RESPONDENT,
        Label.UNIT,
    }
)
_LONGEST = 120  # letters of a label with its value
_NEXT = 2  # rows from one label of a block to the next


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A label, whether it has a colon, and the cell of its value if it has one."""

    cell: Cell
    colon: bool
    value: Cell | None
    whole: bool  # the value stands in the label's own cell


def claim_contacts(ledger: Ledger, headings: Headings) -> None:
    """Account for blocks of labels with values that stand right or left of a table.

    What stands above or below a table is told from it by the table itself.
    """
    columns: dict[int, list[_Labelled]] = {}
    for cell in ledger.open.values():
        if len(cell.text) <= _LONGEST and (found := _labelled(cell, ledger.open, headings)):
            columns.setdefault(cell.column, []).append(found)
    blocks = [block for found in columns.values() for block in _blocks(found) if _tells(block)]
    rows: dict[int, list[int]] = {}
    for row, column in sorted(ledger.open) if blocks else ():
        rows.setdefault(row, []).append(column)
    for block in blocks:
        if _is_beside(block, rows):
            for item in block:
                ledger.heading(item.cell)
                if item.value is not None:
                    ledger.heading(item.value)


def _labelled(cell: Cell, cells: Mapping[Address, Cell], headings: Headings) -> _Labelled | None:
    before, colon, after = cell.text.partition(":")
    label = headings.label(before) if colon or len(before) <= _LONGEST // 2 else None
    if label is None or label.label not in _ABOUT:
        return None
    if after.strip():
        return _Labelled(cell, True, None, True)
    value = cells.get((cell.row, cell.column + 1))
    if value is not None and headings.read(value.text) is not None:
        value = None
    return _Labelled(cell, bool(colon), value, False)


def _blocks(found: Sequence[_Labelled]) -> list[list[_Labelled]]:
    """Return the labels of one column in runs that follow on each other."""
    blocks: list[list[_Labelled]] = []
    for item in sorted(found, key=lambda item: item.cell.row):
        if blocks and item.cell.row - blocks[-1][-1].cell.row <= _NEXT:
            blocks[-1].append(item)
        else:
            blocks.append([item])
    return blocks


def _tells(block: Sequence[_Labelled]) -> bool:
    """Whether two labels have a value, or one that ends in a colon has."""
    valued = [item for item in block if item.whole or item.value is not None]
    return len(valued) >= 2 or any(item.colon for item in valued)


def _is_beside(block: Sequence[_Labelled], rows: Mapping[int, Sequence[int]]) -> bool:
    """Whether other cells stand in the same rows, all on one side and a column away."""
    column = block[0].cell.column
    last = column if all(item.whole for item in block) else column + 1
    touching = left = right = 0
    for row in range(block[0].cell.row, block[-1].cell.row + 1):
        columns = rows.get(row, [])
        before = bisect_left(columns, column)
        after = bisect_right(columns, last)
        left += before > 0
        right += after < len(columns)
        touching += before > 0 and columns[before - 1] == column - 1
        touching += after < len(columns) and columns[after] == last + 1
    if (left > 0) == (right > 0):
        return False
    sure = len(block) > 1 and all(item.colon for item in block) and left > 0
    return not touching or sure


def claim_addresses(ledger: Ledger, headings: Headings, known: Known) -> None:
    """Account for columns, and rows, that hold nothing but addresses of mail after their heading.

    "Sähköposti seurantaa varten" asks for no evaluation. What labels a respondent is left to the
    table, and so is what was surely asked for something else.
    """
    if not any("@" in cell.text for cell in ledger.open.values()):
        return
    for line, across in _lines_of_addresses(ledger):
        heading = headings.read(line[0].text)
        # a row of a name and an address may be of one who has answered nothing
        unread = heading is None and not across and not known.is_municipality(line[0].text)
        if unread or (heading and heading.near):
            for cell in line:
                ledger.heading(cell)


def _lines_of_addresses(ledger: Ledger) -> Iterator[tuple[list[Cell], bool]]:
    """Yield the heading of each column or row of addresses, with these, and whether it is a row."""
    rows: dict[int, list[Cell]] = {}
    columns: dict[int, list[Cell]] = {}
    for _, cell in sorted(ledger.open.items()):
        rows.setdefault(cell.row, []).append(cell)
        columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        first = next((n for n, cell in enumerate(cells) if _is_address(cell)), 0)
        beside = len(rows[cells[first - 1].row]) > 2 if first else False  # no label with a value
        if beside and all(map(_is_address, cells[first:])):
            yield cells[first - 1 :], False
    for cells in rows.values():
        if len(cells) > 1 and not _is_address(cells[0]) and all(map(_is_address, cells[1:])):
            yield cells, True


def _is_address(cell: Cell) -> bool:
    """Whether a cell holds an address of mail or several, and nothing else."""
    return is_address(cell.text)
