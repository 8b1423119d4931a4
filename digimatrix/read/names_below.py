"""Whose tables are that are each followed by a name: "Kunta: Nokia" below its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digimatrix.read.accounting import Ledger
from digimatrix.read.around import foot_of, is_first, titles_of
from digimatrix.read.bundles import Context
from digimatrix.read.grids import Address
from digimatrix.read.headings import Label
from digimatrix.read.layouts.layout import Table
from digimatrix.read.senders import identity
from digimatrix.read.senders.identity import Named


def names_below(
    tables: Mapping[int, Sequence[Table]], ledgers: Sequence[Ledger], context: Context
) -> dict[int, list[Named]]:
    """Return whose the tables of sheets are, in their order, where names stand below them.

    Nothing else tells whether a name between two tables heads the lower or signs the upper: each
    table has to be followed by one, and none may stand above the first. Where every sheet has one
    table, as in a text document, what follows it stands above that of the next sheet.
    """
    if sum(map(len, tables.values())) < 2:
        return {number: [] for number in tables}
    named = {number: _names(found, ledgers[number], context) for number, found in tables.items()}
    if len(tables) > 1 and all(len(found) == 1 for found in tables.values()):
        return _below_their_sheets(tables, named)
    below: dict[int, list[Named]] = {}
    for number, found in tables.items():
        names = named[number]
        heads = [titles_of(table, found, list(names)) for table in found if is_first(table, found)]
        feet = [_told(foot_of(table, found, list(names)), names) for table in found]
        below[number] = _signing(feet) if len(found) > 1 and not any(heads) else []
    return below


def _below_their_sheets(
    tables: Mapping[int, Sequence[Table]], named: Mapping[int, Mapping[Address, Named]]
) -> dict[int, list[Named]]:
    """Return the name that follows the table of each sheet; that of the last stands below it."""
    feet: list[list[Named]] = []
    heads: list[list[Named]] = []
    for number, (table,) in tables.items():
        names = named[number]
        foot = foot_of(table, (table,), list(names))
        feet.append(_told(foot, names))
        heads.append(_told([address for address in names if address not in foot], names))
    alike = any(feet[:-1]) or any(heads[:1])
    signing = _signing([*heads[1:], feet[-1]]) if not alike else []
    elsewhere = [replace(name, cell=None) for name in signing]  # on the next sheet, but the last
    return {n: elsewhere[i : i + 1] for i, n in enumerate(tables)}


def _names(found: Sequence[Table], ledger: Ledger, context: Context) -> dict[Address, Named]:
    """Return the municipalities that are named outside the answers, in the order of their cells."""
    answered = {slot.cell.address for table in found for slot in table.slots}
    free = (ledger.open.keys() | ledger.headings) - answered
    cells = {address: ledger.grid.cells[address] for address in sorted(free)}
    known, language = identity.Known(context.registers), found[0].language
    named = {at: cell for at, cell in cells.items() if known.is_municipality(cell.text)}
    for item in identity.labelled(cells, context.headings):
        if item.label is Label.MUNICIPALITY:
            named[item.cell.address] = replace(item.cell, text=item.text)
    return {
        at: identity.by_cell(cell, context.registers, language)
        for at, cell in sorted(named.items())
    }


def _told(zone: Iterable[Address], names: Mapping[Address, Named]) -> list[Named]:
    return [names[address] for address in zone]


def _signing(feet: Sequence[Sequence[Named]]) -> list[Named]:
    """Return the only name below each table; none unless all have one, and they differ."""
    signed = [names[0] for names in feet if len(names) == 1]
    several = len({named.municipality.name for named in signed}) > 1
    return signed if several and len(signed) == len(feet) else []
