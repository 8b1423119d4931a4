"""A sheet for each dimension, with one municipality's answer: its tab is the only heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.forms import is_form_text
from digimatrix.read.grids import Address, Area, Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label, says_now
from digimatrix.read.layouts.dimension_sheets import (
    dimensions_of,
    names_in,
    rows_of,
    says_what,
    titled,
)
from digimatrix.read.layouts.inline import level_after_label
from digimatrix.read.layouts.layout import Slot, Table
from digimatrix.read.prompts import prompts, remarks
from digimatrix.read.senders import identity
from digimatrix.read.senders.identity import Known
from digimatrix.read.senders.owner import Owner

_LEAST = 3  # dimensions that have a sheet
_SAME = 4  # letters of words that sheets have in common


def headed_alike(ledgers: Sequence[Ledger], headings: Headings, known: Known) -> frozenset[int]:
    """Return the sheets named after dimensions, where most say "Nykytila" in the same cell.

    That heads what stands beside it, not a dimension.
    """
    named = dimensions_of(ledgers, headings)
    if len({heading.dimension for heading in named.values()}) < _LEAST:
        return frozenset()
    if any(names_in(rows_of(ledgers[number]), headings, known) for number in named):
        return frozenset()
    said = Counter((a, cell.text) for n in named for a, cell in ledgers[n].open.items())
    most = [text for (_, text), count in said.items() if count * 2 > len(named)]
    read = [headings.read(text) for text in most]
    return frozenset(named if any(x and x.dimension for x in read) else ())


def sheet_answers(
    ledgers: Sequence[Ledger], read: Collection[int], headings: Headings, known: Known
) -> list[tuple[int, list[Table]]]:
    """Return a table for each sheet that is named after a dimension and has none to be `read`.

    What several of them say in the same cell heads them all.
    """
    named = dimensions_of(ledgers, headings)
    if len({heading.dimension for heading in named.values()}) < _LEAST:
        return []
    rest = {n: heading for n, heading in named.items() if n not in read and ledgers[n].open}
    if any(names_in(rows_of(ledgers[number]), headings, known) for number in rest):
        return []  # lists of what several municipalities answered
    said = Counter(
        (address, cell.text)
        for number in rest
        for address, cell in ledgers[number].open.items()
        if len(cell.text) >= _SAME or says_now(cell.text)
    )
    same = {item for item, count in said.items() if count > 1}
    sheets = ((n, _Sheet(ledgers[n], heading, headings)) for n, heading in rest.items())
    tables = ((number, sheet.table(same, known)) for number, sheet in sheets)
    return [(number, [table]) for number, table in tables if table]


@dataclass
class _Sheet:
    """Reads one sheet; accounts for its cells."""

    ledger: Ledger
    heading: Heading
    headings: Headings
    cells: list[Cell] = field(default_factory=list)
    step: Address = (0, 1)  # rows and columns from a label to what it says

    def table(self, same: Collection[tuple[Address, str]], known: Known) -> Table | None:
        """Return the sheet's words and levels as a table, or None where it has none."""
        labels = [address for address, text in same if says_what(text, self.headings)]
        self.step = _step(labels)
        heads = {item for item in same if not self._is_headed(item[0])}
        others = self._others(heads, labels) if any(self._is_text(text) for _, text in same) else ()
        self._claim_labels(others)
        title = titled(self.ledger, self.headings)
        slots: list[Slot] = []
        for address, cell in sorted(self.ledger.open.items()):
            if (title and address[0] < title[0]) or (labels and remarks(cell.text)):
                continue  # whose the sheets are; "Further information: …"
            before = self._before(address)
            if self._is_headed(address) and not says_what(cell.text, self.headings):
                slots.append(self._slot(cell))
            elif before and before.address in others:
                self.ledger.leave(cell, Rule.UNKNOWN_COLUMN, found=before.text[:60])
            elif (address, cell.text) in heads or self._heads(cell, known):
                self.ledger.heading(cell)
            elif prompts(cell.text):
                self.ledger.leave(cell, Rule.INSTRUCTION)
            else:
                slots.append(self._slot(cell))
        if not slots:
            return None
        rows, columns = [x.row for x in self.cells], [x.column for x in self.cells]
        area = Area(min(rows), min(columns), max(rows), max(columns))
        return Table("sheets", area, tuple(slots), (Owner(),), (), (), self.heading.language)

    def _before(self, address: Address) -> Cell | None:
        """Return the cell where the label of one stands, as on the other sheets."""
        return self.ledger.grid.cells.get((address[0] - self.step[0], address[1] - self.step[1]))

    def _is_text(self, text: str) -> bool:
        label = self.headings.label(text)
        return says_now(text) or (label is not None and label.label is Label.TEXT)

    def _is_headed(self, address: Address) -> bool:
        """Whether a label says what a cell holds, though others hold the same: "ei ole"."""
        before = self._before(address)
        return before is not None and says_what(before.text, self.headings)

    def _others(
        self, heads: Collection[tuple[Address, str]], labels: Collection[Address]
    ) -> set[Address]:
        """Return what heads something else in a line with labels: "Toimenpiteet" below "Taso"."""
        across = self.step[0]  # 1 where the labels stand in a row
        lines = {(row, column)[1 - across] for row, column in labels}
        first = min(address[across] for address in labels)
        return {
            address
            for address, text in heads
            if address[1 - across] in lines
            and address[across] > first
            and not says_what(text, self.headings)
        }

    def _claim_labels(self, others: Collection[Address]) -> None:
        """Account for what tells whose the sheet is, and when; its bundle reads it."""
        for item in list(identity.labelled(self.ledger.open, self.headings)):
            if item.label in FACETS | {Label.EXAMPLE, Label.INSTRUCTION, Label.TOTAL}:
                continue
            if item.label_cell.address not in others:
                self.ledger.heading(item.cell)
                self.ledger.heading(item.label_cell)

    def _heads(self, cell: Cell, known: Known) -> bool:
        """Whether a cell says the sheet's name again, the municipality's, or what the form says.

        So does "Nykytila" before the words that it labels, wherever it stands.
        """
        beside = (cell.row + self.step[0], cell.column + self.step[1])
        now = says_now(cell.text) and beside in self.ledger.grid.cells
        read = self.headings.read(cell.text)
        again = read is not None and read.dimension == self.heading.dimension
        label = (
            read is not None
            and read.dimension is None
            and not level_after_label(cell, self.headings)
        )
        form = is_form_text(cell.text, self.headings.framework)
        return again or now or label or form or known.is_municipality(cell.text)

    def _slot(self, cell: Cell) -> Slot:
        """Return what a cell holds: a level after its label or beside it, or words."""
        self.ledger.place(cell)
        self.cells.append(cell)
        key = self.heading.dimension or ""
        before = self._before(cell.address)
        label = self.headings.label(before.text) if before else None
        typed = cell
        if after := level_after_label(cell, self.headings):
            label, typed = after
        facet, scale = (label.label, label.scale) if label else (None, None)
        facet = facet if facet in (Label.LEVEL, Label.TARGET) else Label.TEXT
        return Slot(typed, key, facet, scale, cell.row, Owner())


def _step(labels: Collection[Address]) -> Address:
    """Return where values stand: below labels that stand in one row, else beside them."""
    return (1, 0) if len(labels) > 1 and len({row for row, _ in labels}) == 1 else (0, 1)
