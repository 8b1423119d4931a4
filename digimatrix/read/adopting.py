"""Which tables of one file belong together: parts of a matrix, rounds, targets, units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digimatrix.read.bundles import Bundle
from digimatrix.read.headings import Label
from digimatrix.read.senders.uniting import apart_from, both, of_two_units


def adopt(found: Sequence[Bundle]) -> None:
    """Give tables that name nobody to the municipality named last, if it has not answered those.

    So do the tables of a matrix that is broken over pages of a document, or over sheets.
    """
    named = [bundle for bundle in found if bundle.named.stated]
    answered: dict[tuple[object, ...], set[tuple[str, Label | None]]] = {}
    for bundle in named:
        answered.setdefault(bundle.key, set()).update(bundle.answered)
    last = named[0] if len({bundle.key for bundle in named}) == 1 else None
    for bundle in found:
        if bundle.named.stated:
            last = bundle
        elif (
            last is not None
            and bundle.slots
            and (bundle.continued or not answered[last.key] & bundle.answered)
        ):
            answered[last.key] |= bundle.answered
            bundle.named = last.named
            if bundle.made.round is None:
                bundle.made = last.made
    _date_targets(found)
    _adopt_rounds(found)


def _date_targets(found: Sequence[Bundle]) -> None:
    """Give targets in a table of their own the round of the answers that they are set in.

    The year above them is when they are to be reached: "Tavoite 2027" below "Nykytila 2025".
    """
    aims = [x for x in found if {slot.facet for slot in x.table.slots} == {Label.TARGET}]
    for bundle in aims:
        others = [
            other
            for other in found
            if other.key[0] == bundle.key[0]
            and other.slots
            and all(facet is not Label.TARGET for _, facet in other.answered)
            and (other.made.year or 0) < (bundle.made.year or 0)
        ]
        if others:
            bundle.made = max(others, key=lambda other: other.made.year or 0).made


def _adopt_rounds(found: Sequence[Bundle]) -> None:
    """Give what tells no round that of the municipality's other answers, if they have one alone.

    So do the lists of a report whose title stands above the first of them; in a document, which
    is read from its beginning, that title may be of all its tables.
    """
    dated: dict[object, list[Bundle]] = {}
    for bundle in found:
        if bundle.made.round is not None:
            dated.setdefault(bundle.key[0], []).append(bundle)
    for bundle in found:
        others = dated.get(bundle.key[0], []) if bundle.made.round is None else []
        answered = {thing for other in others for thing in other.answered}
        free = bundle.called or not answered & bundle.answered  # another version, or more of it
        if len({other.made.round for other in others}) == 1 and free:
            bundle.made = others[0].made
    told = {bundle.made.round: bundle.made for bundle in found if bundle.made.round is not None}
    for bundle in found if len(told) == 1 else ():
        document = bundle.slots and bundle.slots[0].ledger.grid.file.lower().endswith(".docx")
        if bundle.made.round is None and document:
            (bundle.made,) = told.values()


def settle_former(found: Sequence[Bundle]) -> None:
    """Let what was not merged yet in the year of its answers stand by its own name."""
    for bundle in found:
        whose = bundle.named.found
        if whose is None or whose.former is None:
            continue
        then = whose.in_year(bundle.made.year)
        if then is whose:
            bundle.former = bundle.former or (whose,)
        else:
            bundle.named = replace(bundle.named, found=then)
            bundle.units = apart_from(bundle.units, whose.former)
            bundle.former = ()
            bundle.before_merger = whose


def joined(found: Sequence[Bundle]) -> list[Bundle]:
    """Join what one municipality answered in several tables; all is in the order of the sheets.

    On one sheet always, but for versions of each other; on several sheets of a file if they
    answer different things, are of different units ("Kirjasto", "Museo"), or one says that it
    continues another.
    """
    kept: dict[tuple[object, ...], list[Bundle]] = {}
    later = {id(sited) for bundle in found if bundle.continued for sited in bundle.slots}
    for bundle in found:
        same = kept.setdefault(bundle.key, [])
        for other in same:
            united = _of_two_units(other, bundle)
            same_sheet = other.number == bundle.number and not _are_versions(other, bundle)
            apart = not (other.answered & bundle.answered)
            if same_sheet or apart or united or other.continued or bundle.continued:
                other.slots += bundle.slots
                other.units = both(other.units, bundle.units)
                other.former += tuple(x for x in bundle.former if x not in other.former)
                other.united |= united
                break
        else:
            same.append(bundle)
    bundles = [bundle for same in kept.values() for bundle in same]
    for bundle in bundles:
        bundle.slots.sort(key=lambda sited: (id(sited) in later, sited.at))
    return bundles


def _are_versions(one: Bundle, other: Bundle) -> bool:
    """Whether a title calls one of two tables a version of the other, and both answer the same."""
    most = max(len(one.answered), len(other.answered))
    again = len(one.answered & other.answered) * 2 > most
    return again and (one.called ^ other.called) - {"addition"} != frozenset()


def _of_two_units(one: Bundle, other: Bundle) -> bool:
    """Whether two bundles are of different units that did not answer the very same."""
    if not of_two_units(one.units, other.units):
        return False
    said = ({(x.slot.dimension, x.slot.cell.text) for x in bundle.slots} for bundle in (one, other))
    return next(said) != next(said)
