"""Whose the records of a table are, where labels tell only years or a cell is shared by several."""

from __future__ import annotations

from dataclasses import replace

from digimatrix.read.headings import Label
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.layouts.records import Records
from digimatrix.read.senders import rounds
from digimatrix.read.senders.joint import says_common
from digimatrix.read.senders.owner import Owner

_SEVERAL = 2  # municipalities which can have something in common


def tell_rounds_apart(records: Records) -> None:
    """Give records their rounds where the years in their labels differ.

    What no year stands at counts for the latest of the rounds.
    """
    told = rounds.rounds_of(records.facets)
    named = [slot.owner.round for slot in records.slots if slot.owner.round]
    last = rounds.latest([*told.values(), *named])
    whose = {id(slot.owner.municipality) for slot in records.slots}
    if last is None or (records.has_owners and len(whose) > 1):
        return
    for position, slot in enumerate(records.slots):
        when = told.get(slot.line) or slot.owner.round or last
        records.slots[position] = replace(slot, owner=replace(slot.owner, round=when))
    records.owners = {}


def date_targets(records: Records) -> None:
    """Give targets of a year that nothing else is of to the latest round: it is their aim."""
    told = [x.owner.round for x in records.slots if x.facet is not Label.TARGET and x.owner.round]
    years = {rounds.year_of(cell.text) for cell in told}
    last = rounds.latest(told)
    for position, slot in enumerate(records.slots if last else ()):
        when = slot.owner.round
        if slot.facet is Label.TARGET and when and rounds.year_of(when.text) not in years:
            records.slots[position] = replace(slot, owner=replace(slot.owner, round=last))
            records.owners.pop(slot.owner, None)


def spread_down(records: Records) -> None:
    """Give a cell merged over the records of several municipalities to each of them."""
    for slot in list(records.slots) if records.view.merged_down and records.whose else ():
        line, column = records.view.at(slot.cell)
        below = range(line + 1, min(records.view.end(line, column)[0], max(records.whose)) + 1)
        others = dict.fromkeys(records.whose[at] for at in below if at in records.whose)
        for owner in others:
            if owner.municipality and owner != slot.owner:
                records.slots.append(replace(slot, owner=owner))
                records.shared.append(slot.cell)


def share_common(records: Records) -> None:
    """Give each of several municipalities what stands under "Yhteinen" beside their own answers.

    It names nobody who could have answered alone.
    """
    named = [owner for owner in records.owners if owner.municipality]
    common = {x for x in named if x.municipality and says_common(x.municipality.text)}
    own = [owner for owner in named if owner not in common]
    if not common or len({id(owner.municipality) for owner in own}) < _SEVERAL:
        return
    slots: list[Slot] = []
    for slot in records.slots:
        if slot.owner not in common:
            slots.append(slot)
            continue
        of_round = [owner for owner in own if _round(owner) == _round(slot.owner)]
        slots += (replace(slot, owner=owner) for owner in of_round or own)
        records.shared.append(slot.cell)
    records.slots = slots
    for owner in common:
        del records.owners[owner]


def _round(owner: Owner) -> str | None:
    return rounds.year_of(owner.round.text) if owner.round else None
