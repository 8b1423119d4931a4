"""Blocks of a survey's report: under each question a list of who answered what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.dimension_sheets import DimensionList, Rows
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import Heading, Headings, Label
from digimatrix.read.identity import Known
from digimatrix.read.layout import Table

_LEAST = 2  # dimensions that have a block of their own
_BETWEEN = 2  # lines from a question to the headings of its list: "Vastaajien määrä: 12"


@dataclass(slots=True)
class _Block:
    """A question, the lines between it and its list, and the list from its headings on."""

    question: Cell
    heading: Heading | None
    column: int
    between: list[Cell]
    rows: Rows = field(default_factory=dict)


def block_tables(
    ledgers: Mapping[int, Ledger], headings: Headings, known: Known
) -> list[tuple[int, list[Table]]]:
    """Return a table for each sheet of questions that head lists with municipalities in their rows.

    A document has each list in a table of its own, so that those of one file count together.
    """
    found = {number: _blocks(ledger, headings, known) for number, ledger in ledgers.items()}
    blocks = [block for blocks in found.values() for block in blocks]
    if len({block.heading.dimension for block in blocks if block.heading}) < _LEAST:
        return []
    tables = ((n, _tables(ledgers[n], blocks, headings)) for n, blocks in found.items())
    return [(number, [_joined(parts)]) for number, parts in tables if parts]


def _tables(ledger: Ledger, blocks: Sequence[_Block], headings: Headings) -> list[Table]:
    """Return the tables of one sheet's blocks; questions about no dimension are left out."""
    found = []
    for block in blocks:
        if block.heading is None:
            cells = [block.question, *block.between]
            for cell in (*cells, *(x for row in block.rows.values() for x in row.values())):
                ledger.leave(cell, Rule.UNKNOWN_COLUMN, found=block.question.text[:60])
            continue
        for cell in (block.question, *block.between):
            ledger.heading(cell)
        answers = DimensionList(ledger, block.heading, headings)
        found.append(answers.table(block.rows, min(block.rows), block.column))
    return found


def _joined(parts: Sequence[Table]) -> Table:
    """Return the lists as one table, for what stands above the first of them holds for all."""
    areas = [part.area for part in parts]
    area = Area(
        min(area.top for area in areas),
        min(area.left for area in areas),
        max(area.bottom for area in areas),
        max(area.right for area in areas),
    )
    slots = tuple(slot for part in parts for slot in part.slots)
    owners = tuple(dict.fromkeys(owner for part in parts for owner in part.owners))
    return replace(parts[0], area=area, slots=slots, owners=owners)


def _blocks(ledger: Ledger, headings: Headings, known: Known) -> list[_Block]:
    """Return the blocks in order; each goes on until the next one's question."""
    rows: Rows = {}
    for (row, column), cell in sorted(ledger.open.items()):
        rows.setdefault(row, {})[column] = cell
    in_order = list(rows)
    blocks: list[_Block] = []
    place = 0
    while place < len(in_order):
        begun = _block(in_order[place : place + 2 + _BETWEEN], rows, headings)
        if begun is not None:
            blocks.append(begun)
            place += len(begun.between) + 1
        cells = rows[in_order[place]]
        if blocks and (
            len(cells) > 1 or all(known.is_municipality(x.text) for x in cells.values())
        ):
            blocks[-1].rows[in_order[place]] = cells
        place += 1
    return blocks


def _block(lines: Sequence[int], rows: Rows, headings: Headings) -> _Block | None:
    """Return the block that the first of the lines begins: a question over "Kunta | Vastaus"."""
    if len(rows[lines[0]]) != 1:
        return None
    (question,) = rows[lines[0]].values()
    between: list[Cell] = []
    for line in lines[1:]:
        labels = {c: headings.label(cell.text) for c, cell in rows[line].items()}
        columns = [c for c, x in labels.items() if x and x.label is Label.MUNICIPALITY]
        if len(labels) > 1 and len(columns) == 1 and all(labels.values()):
            asked = headings.read(question.text)
            dimension = asked if asked and asked.dimension else None
            return _Block(question, dimension, columns[0], between)
        if len(labels) > 1:
            return None
        (cell,) = rows[line].values()
        told = headings.read(cell.text)
        if told and told.dimension:
            return None  # the question is further down
        between.append(cell)
    return None
