"""Whose the rows of a survey's export are, where only addresses of mail tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digimatrix.read.grids import Cell
from digimatrix.read.layouts.layout import Slot, Table
from digimatrix.read.senders.identity import by_address, is_address
from digimatrix.read.senders.register import Registers

_ON_SIDE = ("rows", "long")  # layouts with a dimension in each row


def by_addresses(table: Table, cells: Iterable[Cell], registers: Registers) -> Table:
    """Return a table whose rows name no municipality with that of the address in each.

    `cells` are those without answers. Most rows must have an address, whoever's it is: what
    else stands in a row belongs to the one before.
    """
    if table.layout in _ON_SIDE or any(owner.municipality for owner in table.owners):
        return table
    rows = {slot.cell.row for slot in table.slots}
    addresses = {cell.row: cell for cell in cells if cell.row in rows and is_address(cell.text)}
    known = {row: x for row, x in addresses.items() if by_address(x.text, registers)}
    if not known or len(addresses) * 2 <= len(rows):
        return table

    def owned(slot: Slot) -> Slot:
        address = known.get(slot.cell.row)
        return replace(slot, owner=replace(slot.owner, municipality=address)) if address else slot

    slots = tuple(map(owned, table.slots))
    return replace(table, slots=slots, owners=tuple(dict.fromkeys(x.owner for x in slots)))
