"""The sheets of one file: which may hold answers, and which tables of answers they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from digimatrix.model.problems import Problem, Rule
from digimatrix.read import screening
from digimatrix.read.accounting import Ledger
from digimatrix.read.bundles import Context
from digimatrix.read.formats.pages import claim_page_heads
from digimatrix.read.forms import claim_form
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import Headings, Label
from digimatrix.read.layouts.box_rows import choose_boxes
from digimatrix.read.layouts.colours import claim_colours
from digimatrix.read.layouts.dimension_sheets import dimension_tables
from digimatrix.read.layouts.exports import claim_export_lines
from digimatrix.read.layouts.keyed import name_numbers, name_numbers_of_other_sheets
from digimatrix.read.layouts.layout import Table
from digimatrix.read.layouts.lettered import number_letters
from digimatrix.read.layouts.named_lines import by_named_lines
from digimatrix.read.layouts.numbered import numbered_tables
from digimatrix.read.layouts.question_blocks import block_tables
from digimatrix.read.layouts.quotes import unquote
from digimatrix.read.layouts.repeated_heads import headed_alike_tables
from digimatrix.read.layouts.runin import mark_run_in
from digimatrix.read.layouts.sheet_answers import headed_alike, sheet_answers
from digimatrix.read.layouts.signatures import claim_signatures
from digimatrix.read.layouts.tables import tables
from digimatrix.read.layouts.value_lists import is_value_list
from digimatrix.read.layouts.whole_cells import whole_cell_tables
from digimatrix.read.prompts import exemplifies
from digimatrix.read.senders import identity
from digimatrix.read.senders.contacts import claim_addresses, claim_contacts

_MARK = 40  # letters of a cell that may mark an example
_LISTS = ("long", "rows")  # layouts with a dimension in each row


@dataclass(slots=True)
class Sheets:
    """What the sheets of a file are: `tables` by the number of the sheet, in order.

    `instructions` are the cells of each sheet that only instructs, by its number; `examples` those
    of sheets with examples of practices, which wait for what the others hold; `problems` what is
    to be said.
    """

    ledgers: Sequence[Ledger]
    tables: dict[int, list[Table]] = field(default_factory=dict)
    instructions: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    examples: dict[int, dict[Address, Cell]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def leave(self, number: int, reason: Rule) -> None:
        """Leave out a whole sheet for that reason, its tables with it."""
        ledger = self.ledgers[number]
        ledger.give_back(tuple(ledger.placed), reason)
        ledger.leave_rest(reason)
        del self.tables[number]

    def leave_unless_all(self, numbers: Collection[int], reason: Rule) -> None:
        """Leave out these sheets for that reason, unless no other one holds a table."""
        if self.tables.keys() - set(numbers):
            for number in numbers:
                self.leave(number, reason)


def sheets_of(ledgers: Sequence[Ledger], context: Context) -> Sheets:
    """Return what the sheets of a file are, with the tables of answers that they hold."""
    headings, known = context.headings, identity.Known(context.registers)
    sheets = Sheets(ledgers)
    claim_colours(ledgers, context.framework)
    sheets.problems += number_letters(ledgers, headings)
    name_numbers_of_other_sheets(ledgers, headings)
    screened = _screened(sheets, context, known)
    sheets.tables = dict(sorted(_found(ledgers, screened, headings, known)))
    beside = sheet_answers(ledgers, sheets.tables, headings, known)
    sheets.tables = dict(sorted([*sheets.tables.items(), *beside]))
    for found in sheets.tables.values():
        found[:] = [by_named_lines(table, context.registers) for table in found]
    for number, cells in sheets.examples.items():
        ledgers[number].open.update(cells)
        _read_practices(sheets, number, context, known)
    named = {n for n in sheets.tables if screening.is_summary(ledgers[n].grid.sheet)}
    sheets.leave_unless_all(named, Rule.SUMMARY)
    values = {n for n in sheets.tables if is_value_list(ledgers[n].grid, headings, known)}
    sheets.leave_unless_all(values, Rule.NO_TABLE)
    return sheets


def _read_practices(sheets: Sheets, number: int, context: Context, known: identity.Known) -> None:
    """Read a list of practices if it is all that the municipality answered, and no form's own.

    Beside a blank form only one that names the municipality is.
    """
    ledger, headings = sheets.ledgers[number], context.headings
    cells = ledger.open.values()
    named = any(known.is_municipality(cell.text) for cell in cells)
    answered = any(table.slots for found in sheets.tables.values() for table in found)
    if not (answered or (sheets.tables and not named) or _is_example(cells, headings)):
        _clean(sheets, ledger, headings, known)
        found = tables(ledger, headings, known)
        if found and all(table.layout in _LISTS for table in found):
            sheets.tables = dict(sorted([*sheets.tables.items(), (number, found)]))
            return
    claim_form(ledger, context.framework)
    ledger.leave_rest(Rule.EXAMPLE)


def _is_example(cells: Iterable[Cell], headings: Headings) -> bool:
    """Whether a cell marks what stands beside or below it as an example."""
    for text in (cell.text for cell in cells if len(cell.text) <= _MARK):
        label = headings.label(text)
        if label and label.label is Label.EXAMPLE:
            return True
        if exemplifies(text) and not screening.exemplifies_practices(text):
            return True
    return False


def _clean(sheets: Sheets, ledger: Ledger, headings: Headings, known: identity.Known) -> None:
    """Account for the cells of a sheet that are surely no answers."""
    sheets.problems += screening.screen_cells(ledger)
    screening.claim_funder_lines(ledger)
    claim_contacts(ledger, headings)
    claim_addresses(ledger, headings, known)
    claim_page_heads(ledger, headings)
    claim_export_lines(ledger, headings)
    sheets.problems += unquote(ledger, headings)
    name_numbers(ledger, headings)
    choose_boxes(ledger, headings)
    mark_run_in(ledger, headings)
    sheets.problems += claim_signatures(ledger, headings, known)


def _screened(sheets: Sheets, context: Context, known: identity.Known) -> dict[int, Ledger]:
    """Return the sheets that may hold answers, without the cells that are surely none."""
    headings = context.headings
    alone = sum(not ledger.grid.hidden for ledger in sheets.ledgers) < 2
    screened: dict[int, Ledger] = {}
    for number, ledger in enumerate(sheets.ledgers):
        if not ledger.open:
            continue
        reason = screening.sheet_reason(ledger.grid, alone=alone)
        if reason is Rule.EXAMPLE and screening.exemplifies_practices(ledger.grid.sheet):
            sheets.examples[number] = dict(ledger.open)
            ledger.open.clear()
            continue
        if reason:
            kept: dict[Address, Cell] = {}
            if reason is Rule.INSTRUCTION:
                sheets.instructions[number] = tuple(ledger.grid.cells.values())
                fields = sorted({*identity.fields(ledger.open, headings, known)})
                kept = {address: ledger.open.pop(address) for address in fields}
            if reason in (Rule.INSTRUCTION, Rule.EXAMPLE):
                claim_form(ledger, context.framework)
            ledger.leave_rest(reason)
            ledger.open.update(kept)
            continue
        _clean(sheets, ledger, headings, known)
        screened[number] = ledger
    return screened


def _found(
    ledgers: Sequence[Ledger],
    screened: dict[int, Ledger],
    headings: Headings,
    known: identity.Known,
) -> Iterable[tuple[int, list[Table]]]:
    """Return the tables by the number of their sheet, of the surest layout that any has."""
    found = dict(block_tables(screened, headings, known))
    alike = headed_alike(ledgers, headings, known)
    for number, ledger in screened.items():
        if number not in alike.union(found) and (
            made := headed_alike_tables(ledger, headings)
            or numbered_tables(ledger, headings, known)
            or tables(ledger, headings, known)
        ):
            found[number] = made
    return (
        found.items()
        or dimension_tables(ledgers, headings, known)
        or whole_cell_tables(ledgers, headings, known)
        or [
            (number, made)
            for number, ledger in enumerate(ledgers)
            if number not in alike and (made := tables(ledger, headings, known, single=True))
        ]
    )
