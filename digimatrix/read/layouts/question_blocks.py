"""Blocks of a survey's report: under each question a list of who answered what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import Heading, Headings, Label
from digimatrix.read.layouts.dimension_sheets import DimensionList, Rows
from digimatrix.read.layouts.layout import Table
from digimatrix.read.senders.identity import Known

_LEAST = 2  # dimensions that have a block of their own
_BETWEEN = 2  # lines from a question to the headings of its list: "Vastaajien määrä: 12"
_NEAR = 12  # lines in which a list shows what it is
_SAID = re.compile(r"(?P<name>[^:\n]{2,40}?)\s*(?::|\s[-–—]\s)\s*(?P<words>\S.*)", re.DOTALL)


@dataclass(slots=True)
class _Block:
    """A question, the lines between it and its list, and the rows of the list.

    `head` is the row of the list's headings, or that of the question where it has none.
    """

    question: Cell
    heading: Heading | None
    head: int
    column: int
    between: list[Cell] = field(default_factory=list)
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
        found.append(answers.table(block.rows, block.head, block.column, all_named=True))
        for cell in (x for row in block.rows.values() for x in row.values()):
            if cell != ledger.grid.cells[cell.address]:
                ledger.answer(cell)  # a name and what it says share the cell
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
    ended = True
    while place < len(in_order):
        near = {line: rows[line] for line in in_order[place : place + _NEAR]}
        if begun := _block(near, headings, known):
            blocks.append(begun)
            ended = False
            place += len(begun.between) + 1
        cells = rows[in_order[place]] if place < len(in_order) else {}
        if not ended:
            cells = _apart(cells, known) or cells
            ended = len(cells) == 1 and not _is_name(cells, known)
        if not ended:
            blocks[-1].rows[in_order[place]] = cells
        place += 1
    return blocks


def _block(near: Rows, headings: Headings, known: Known) -> _Block | None:
    """Return the block that the first of the lines begins: a question over a list.

    The list has headings, "Kunta | Vastaus", or else its first line names a municipality.
    """
    (first, asked), *following = near.items()
    if len(asked) != 1:
        return None
    (question,) = asked.values()
    heading = headings.read(question.text)
    heading = heading if heading and heading.dimension else None
    between: list[Cell] = []
    for line, cells in following:
        if heading and not between and len(cells) == 1 and _is_name(cells, known):
            continue  # who has not answered
        if len(cells) > 1:
            labels = {c: headings.label(cell.text) for c, cell in cells.items()}
            columns = [c for c, x in labels.items() if x and x.label is Label.MUNICIPALITY]
            if len(columns) == 1 and all(labels.values()):
                return _Block(question, heading, line, columns[0], between)
        if heading and (named := _apart(cells, known) or cells) and len(named) > 1:
            columns = [c for c, cell in named.items() if known.is_municipality(cell.text)]
            return _Block(question, heading, first, columns[0], between) if columns else None
        if len(cells) > 1:
            return None
        (cell,) = cells.values()
        told = headings.read(cell.text)
        if told and told.dimension:
            return None  # the question is further down
        between.append(cell)
        if len(between) > _BETWEEN:
            return None
    return None


def _is_name(cells: Mapping[int, Cell], known: Known) -> bool:
    return any(known.is_municipality(cell.text) for cell in cells.values())


def _apart(cells: Mapping[int, Cell], known: Known) -> dict[int, Cell] | None:
    """Return a line such as "Nokia: yksi ihminen" as a name with its answer beside it."""
    if len(cells) != 1:
        return None
    ((column, cell),) = cells.items()
    said = _SAID.fullmatch(cell.text)
    if said is None or not known.is_municipality(said["name"]):
        return None
    name, words = (replace(cell, value=said[key], text=said[key]) for key in ("name", "words"))
    return {column: name, column + 1: words}
