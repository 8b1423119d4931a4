"""Joint forms whose cells have lines for each municipality: "Kronoby: …", "Pedersöre: …"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from digimatrix.read.grids import Cell
from digimatrix.read.layouts.layout import Slot, Table
from digimatrix.read.senders.identity import tidy
from digimatrix.read.senders.register import Found, Registers

_FEWEST = 3  # cells with lines of several


def by_named_lines(table: Table, registers: Registers) -> Table:
    """Return a table whose cells have lines of several municipalities with what each answered.

    The same must have lines in most of the cells; what has none counts for each of them.
    """
    if any(slot.owner.municipality for slot in table.slots):
        return table
    cells = {id(slot.cell): slot.cell for slot in table.slots if "\n" in slot.cell.text}
    named = {key: found for key, cell in cells.items() if (found := _lines(cell, registers))}
    several = [found for found in named.values() if len(found) > 1]
    count = Counter(whose.municipality for found in several for whose in found)
    answered = len({id(slot.cell) for slot in table.slots})
    if len(several) < _FEWEST or len(several) * 3 < answered * 2:
        return table
    if any(times * 3 < len(several) * 2 for times in count.values()):
        return table  # places that an answer speaks of
    heads: dict[str, Cell] = {}
    for found in several:
        for whose, cell in found.items():
            name = whose.municipality.name
            heads.setdefault(name, replace(cell, value=name, text=name))
    slots: list[Slot] = []
    shared = list(table.shared)
    for slot in table.slots:
        parts = {x.municipality.name: cell for x, cell in named.get(id(slot.cell), {}).items()}
        if not parts:
            shared.append(slot.cell)
        for name, head in heads.items():
            said = parts.get(name) if parts else slot.cell
            if said is not None:
                owner = replace(slot.owner, municipality=head)
                slots.append(replace(slot, cell=said, owner=owner))
    owners = tuple(dict.fromkeys(slot.owner for slot in slots))
    return replace(table, slots=tuple(slots), owners=owners, shared=tuple(shared))


def _lines(cell: Cell, registers: Registers) -> dict[Found, Cell]:
    """Return the lines of each municipality that is named before a colon, if the first names one.

    Lines without a name belong to the one named before.
    """
    lines: dict[Found, list[str]] = {}
    own: list[str] | None = None
    for line in cell.text.split("\n"):
        name, colon, rest = line.partition(":")
        named = registers.find(tidy(name)) if colon and any(map(str.isalpha, name)) else None
        if named:
            own = lines.setdefault(named, [])
        if own is None:
            return {}
        own.append(rest.strip() if named else line)
    texts = {whose: "\n".join(filter(None, said)) for whose, said in lines.items()}
    return {whose: replace(cell, value=text, text=text) for whose, text in texts.items() if text}
