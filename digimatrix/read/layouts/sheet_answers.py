"""A sheet for each dimension, with one municipality's answer: its tab is the only heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Address, Ledger
from digimatrix.read.forms import is_form_text
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label
from digimatrix.read.layouts.dimension_sheets import dimensions_of, names_in, rows_of
from digimatrix.read.layouts.inline import level_after_label
from digimatrix.read.layouts.layout import Slot, Table
from digimatrix.read.prompts import prompts
from digimatrix.read.senders import identity
from digimatrix.read.senders.identity import Known
from digimatrix.read.senders.owner import Owner

_LEAST = 3  # dimensions that have a sheet
_SAME = 4  # letters of words that sheets have in common


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
        if len(cell.text) >= _SAME
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

    def table(self, same: Collection[tuple[Address, str]], known: Known) -> Table | None:
        """Return the sheet's words and levels as a table, or None where it has none."""
        self._claim_labels()
        slots: list[Slot] = []
        for address, cell in sorted(self.ledger.open.items()):
            if address not in self.ledger.open:
                continue
            if (address, cell.text) in same or self._heads(cell, known):
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

    def _claim_labels(self) -> None:
        """Account for what tells whose the sheet is, and when; its bundle reads it."""
        for item in list(identity.labelled(self.ledger.open, self.headings)):
            if item.label not in FACETS | {Label.EXAMPLE, Label.INSTRUCTION, Label.TOTAL}:
                self.ledger.heading(item.cell)
                self.ledger.heading(item.label_cell)

    def _heads(self, cell: Cell, known: Known) -> bool:
        """Whether a cell says the sheet's name again, the municipality's, or what the form says."""
        read = self.headings.read(cell.text)
        again = read is not None and read.dimension == self.heading.dimension
        label = (
            read is not None
            and read.dimension is None
            and not level_after_label(cell, self.headings)
        )
        form = is_form_text(cell.text, self.headings.framework)
        return again or label or form or known.is_municipality(cell.text)

    def _slot(self, cell: Cell) -> Slot:
        """Return what a cell holds: a level after its label or beside it, or words."""
        self.ledger.place(cell)
        self.cells.append(cell)
        key = self.heading.dimension or ""
        before = self.ledger.grid.cells.get((cell.row, cell.column - 1))
        label = self.headings.label(before.text) if before else None
        typed = cell
        if after := level_after_label(cell, self.headings):
            label, typed = after
        facet, scale = (label.label, label.scale) if label else (None, None)
        facet = facet if facet in (Label.LEVEL, Label.TARGET) else Label.TEXT
        return Slot(typed, key, facet, scale, cell.row, Owner())
