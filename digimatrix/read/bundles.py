"""Whose each table's answers are: the slots of one municipality and round, bundled."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from digimatrix.model.framework import Framework
from digimatrix.read import answers, dating, identity
from digimatrix.read.accounting import Address, Ledger
from digimatrix.read.answers import Sited
from digimatrix.read.dating import When
from digimatrix.read.fields import Owner
from digimatrix.read.grids import Cell
from digimatrix.read.headings import SCALE, Headings, Label
from digimatrix.read.identity import Named
from digimatrix.read.layout import Table
from digimatrix.read.register import Registers
from digimatrix.read.typed_levels import Scale, TypedLevel, contradict, scale_of
from digimatrix.read.wordings import fold, plain_set


@dataclass(frozen=True, slots=True)
class Context:
    """What every file is read with."""

    framework: Framework
    headings: Headings
    registers: Registers
    folder: str = ""


@dataclass(slots=True)
class Bundle:
    """The slots of one municipality and round in one file."""

    named: Named
    made: When
    table: Table
    number: int
    named_scale: Scale | None
    slots: list[Sited] = field(default_factory=list)

    @property
    def key(self) -> tuple[object, ...]:
        """What returns are told apart by: municipality, round and season."""
        found = self.named.found
        name = found.municipality if found else fold(self.named.name)
        return (name, self.made.round, self.made.season)

    @property
    def answered(self) -> set[tuple[str, Label | None]]:
        """Which dimensions have which facet."""
        return {(sited.slot.dimension, sited.slot.facet) for sited in self.slots}


def bundles_of(
    found: Sequence[Table], number: int, ledger: Ledger, context: Context, *, sheet_is_name: bool
) -> list[Bundle]:
    """Return the bundles in the tables of one sheet, the file's sheet of that number.

    `sheet_is_name` where the sheets of a file may be named after municipalities.
    """
    grid = ledger.grid
    usable = {
        address: cell
        for address, cell in grid.cells.items()
        if address in ledger.open or address in ledger.headings
    }
    labels = list(identity.labelled(usable, context.headings))
    in_order = sorted(usable)
    made_up: list[Bundle] = []
    previous: Named | None = None
    for table in found:
        titles = [usable[address] for address in titles_of(table, found, in_order)]
        addresses = {(cell.row, cell.column) for cell in titles}
        own = [item for item in labels if (item.cell.row, item.cell.column) in addresses]
        rest = [item for item in labels if item not in own]
        top, left = table.area.top, table.area.left
        corner = [usable[address] for address in _between(in_order, (top, 1), (top, left + 1))]
        named = identity.municipality(
            own or rest if len(found) > 1 else own + rest,
            [*titles, *corner],
            grid.sheet,
            grid.file,
            context.registers,
            sheet_is_name=sheet_is_name,
        )
        if previous and not _own_name(named, addresses):
            named = previous
        previous = named
        made = dating.of_table(
            own + rest, [*titles, *table.dated], grid.sheet, grid.file, context.folder
        )
        slots = answers.settle_facets(table.slots, context.framework)
        scale = _named_scale(titles)
        by_owner: dict[Owner, list[Sited]] = {owner: [] for owner in table.owners}
        for slot in slots:
            by_owner.setdefault(slot.owner, []).append(Sited(slot, ledger))
        for owner, owned in by_owner.items():
            bundle = Bundle(
                identity.by_cell(owner.municipality, context.registers)
                if owner.municipality
                else named,
                dating.of_owner(owner, made),
                table,
                number,
                scale,
                owned,
            )
            if bundle.slots or owner.municipality or len(table.owners) == 1:
                made_up.append(bundle)
    return made_up


def _own_name(named: Named, addresses: set[Address]) -> bool:
    return named.cell is not None and (named.cell.row, named.cell.column) in addresses


def titles_of(table: Table, others: Sequence[Table], addresses: Sequence[Address]) -> list[Address]:
    """Return those of the sorted addresses which are above a table and belong to it."""
    left, right = table.area.left, table.area.right
    beside = [
        other
        for other in others
        if other is not table
        and other.area.top <= table.area.bottom
        and other.area.bottom >= table.area.top
    ]
    above = max(
        (
            other.area.bottom
            for other in others
            if other.area.bottom < table.area.top
            and other.area.left <= right
            and other.area.right >= left
        ),
        default=0,
    )
    return [
        address
        for address in _between(addresses, (above + 1, 1), (table.area.top, 0))
        if not beside or left <= address[1] <= right
    ]


def _between(addresses: Sequence[Address], first: Address, last: Address) -> Sequence[Address]:
    return addresses[bisect_left(addresses, first) : bisect_right(addresses, last)]


_NUMBERED = re.compile(r"(?<![\d.,–-])(\d{1,3})\s*(?:=|–\s|-\s|:\s)\s*(?=[^\W\d])")
_SCALES = frozenset({(0, 3), (0, 4), (0, 5), (0, 10), (1, 3), (1, 4), (1, 5), (1, 6), (1, 10)})


def _named_scale(titles: list[Cell]) -> Scale | None:
    """Return the scale that an instruction above the table names.

    In words ("asteikko 1–5") or by its levels ("1 = ei lainkaan, 5 = erinomainen").
    """
    words = plain_set("answers", "scale_words") | plain_set("labels", "level")
    legend: set[int] = set()
    for cell in titles:
        named = not words.isdisjoint(fold(cell.text).split())
        match = SCALE.search(cell.text)
        if match and named:
            return (int(match[1]), int(match[2]))
        numbers = {int(number) for number in _NUMBERED.findall(cell.text)}
        legend |= numbers if named or len(numbers) != 1 or cell.text[:1].isdigit() else set()
    found = (min(legend), max(legend)) if len(legend) > 1 else None
    return found if found in _SCALES else None


def joined(found: Sequence[Bundle]) -> list[Bundle]:
    """Join what one municipality answered in several tables.

    On one sheet always; on several sheets of a file if they answer different things.
    """
    kept: dict[tuple[object, ...], list[Bundle]] = {}
    for bundle in found:
        same = kept.setdefault(bundle.key, [])
        for other in same:
            if other.number == bundle.number or not (other.answered & bundle.answered):
                other.slots += bundle.slots
                break
        else:
            same.append(bundle)
    return [bundle for same in kept.values() for bundle in same]


def scales(found: Sequence[Bundle], context: Context) -> list[Scale | None]:
    """Return the scale of each return.

    All levels of a file under the same heading are on one scale, unless they contradict
    each other; then each sheet has its own.
    """
    slots = [[sited.slot for sited in bundle.slots] for bundle in found]
    typed = [answers.typed_in(own, context.framework) for own in slots]
    named = [
        next((slot.scale for slot in own if slot.scale), None) or bundle.named_scale
        for own, bundle in zip(slots, found, strict=True)
    ]
    own = (context.framework.lowest, context.framework.highest)
    pools: dict[tuple[Scale | None, int | None], list[TypedLevel]] = {}
    for levels, scale, bundle in zip(typed, named, found, strict=True):
        for key in ((scale, None), (scale, bundle.number)):
            pools.setdefault(key, []).extend(levels)
    torn = {scale for (scale, number), pool in pools.items() if number is None and contradict(pool)}
    used = {key: scale_of(pool, own, key[0]) for key, pool in pools.items()}
    return [
        used[scale, bundle.number if scale in torn else None] if levels else None
        for levels, scale, bundle in zip(typed, named, found, strict=True)
    ]
