"""Which unit of a municipality a return is of, and whether two returns are of two units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label
from digimatrix.read.senders.identity import Labelled, Named, without_generic
from digimatrix.read.senders.register import Found, Registers
from digimatrix.read.senders.units import unit_named, units_in
from digimatrix.read.wordings import fold, plain_set

Units = tuple[frozenset[str], ...]
"""The units told by a labelled cell, the municipality's name, titles, sheet, file and folders."""

_TOWN = "="  # a name that is the municipality's, and no unit's
_TITLE = 100  # letters
_LEAST = 4  # letters of a municipality's name that another form of it begins with


def units_of(
    named: Named,
    former: Sequence[Found],
    labels: Sequence[Labelled],
    titles: Iterable[Cell],
    sheet: str,
    file: str,
    registers: Registers,
) -> Units:
    """Return the units that a table names, each way that tells them apart from the others.

    What was a municipality of its own before a merger, `former`, is a unit too.
    """
    *folders, base = file.split("/")
    said = {id(cell) for item in labels for cell in (item.cell, item.label_cell)}
    above = (x.text for x in titles if id(x) not in said and len(x.text) <= _TITLE)
    beginning = fold(named.municipality.name)[:-1]
    own = [beginning] if len(beginning) >= _LEAST else []
    labelled = (item.text for item in labels if item.label is Label.UNIT)
    return (
        frozenset[str]().union(*(unit_named(text, own) for text in labelled)),
        frozenset(fold(each.former or "") for each in former)
        or _in_name(named.name, named, registers),
        frozenset[str]().union(*map(units_in, above)),
        _in_name(sheet, named, registers),
        _in_name(base.rsplit(".", 1)[0], named, registers),
        frozenset[str]().union(*map(units_in, folders)),
    )


def _in_name(name: str, named: Named, registers: Registers) -> frozenset[str]:
    """Return the units in a name, or that it is the municipality's own and says nothing else."""
    found = units_in(name)
    if former := registers.former_in(without_generic(name), named.municipality):
        found |= {fold(former.former or "")}
    if found:
        return found
    seasons = plain_set("time", "spring", "autumn")
    words = without_generic(name).split()
    bare = " ".join(word for word in words if not word.isdigit() and word not in seasons)
    known = registers.find(bare) if bare else None
    whole = known.municipality == named.municipality if known else False
    return frozenset({_TOWN} if whole or (bare and bare == fold(named.name)) else ())


def both(one: Units, other: Units) -> Units:
    """Return the units of two tables that are read as one."""
    return tuple(first | second for first, second in zip(one, other, strict=True))


def apart_from(units: Units, former: str) -> Units:
    """Return the units of what is a municipality of its own, no unit of the one it was merged into.

    Its name is the town's then, unless it stands beside that of a unit.
    """
    name = frozenset({fold(former)})
    return tuple((each - name or frozenset({_TOWN})) if name <= each else each for each in units)


def of_two_units(one: Units, other: Units) -> bool:
    """Whether each names a unit that the other does not, or one is the town's own.

    What says the same way which unit it is decides; the town has no unit but in its name:
    "Nokia.xlsx" beside "Nokia kirjasto.xlsx".
    """
    alike = [pair for pair in zip(one, other, strict=True) if all(pair)]
    if named := [pair for pair in alike if not any(_TOWN in each for each in pair)]:
        return any(_differ(*pair) for pair in named)
    nearest = [next((x for x in units if x - {_TOWN}), None) for units in (one, other)]
    if nearest[0] and nearest[1]:
        return _differ(nearest[0], nearest[1])
    return any(_differ(*pair) for pair in alike)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one - other) and bool(other - one)


def former_of(
    named: Named,
    labels: Sequence[Labelled],
    sheet: str,
    file: str,
    registers: Registers,
) -> tuple[Found, ...]:
    """Return the former municipality that a table is of: by its name, or as a unit's."""
    if named.found is None or named.found.former:
        return (named.found,) if named.found else ()
    labelled = (item.text for item in labels if item.label is Label.UNIT)
    for text in (*labelled, sheet, file.rpartition("/")[2].rpartition(".")[0]):
        if found := registers.former_in(without_generic(text), named.municipality):
            return (found,)
    return ()
