"""COMPARE: with whom each municipality is compared: all others, or those of its own kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from digimatrix.model.errors import DigimatrixError
from digimatrix.model.municipality import Municipality

Result = TypeVar("Result")

ALL, REGION, TYPE, SIZE = "all", "region", "type", "size"
KINDS = (ALL, REGION, TYPE, SIZE)
"""What groups can be made by besides the columns of the user's own register."""

SIZES = (0, 5_000, 10_000, 20_000, 50_000, 100_000)
"""From how many inhabitants on the size bands are. House definition."""

FEW = 3
"""Fewer peers than this are no yardstick, and it is said."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The groups within which municipalities are compared; `by` is what they are made by.

    `groups` holds the group of each municipality by its code (or name); whose group is not
    known is missing. The group of all is called "".
    """

    by: str = ALL
    groups: Mapping[str, str] = field(default_factory=dict)

    def group(self, municipality: Municipality) -> str | None:
        """Return the municipality's group, None where it is not known."""
        if self.by == ALL:
            return ""
        return self.groups.get(municipality.code or municipality.name)


EVERYONE = Peers()
"""All municipalities are one group."""


def peers_by(by: str, municipalities: Iterable[Municipality]) -> Peers:
    """Return the groups by region, type, size band or a column of the user's own register.

    Raises:
        DigimatrixError: if no municipality has such a group; the message names what there is.
    """
    everyone = tuple(municipalities)
    kind = by.strip().casefold()
    if kind == ALL:
        return EVERYONE
    if kind not in KINDS:
        own = {heading for each in everyone for heading, _ in each.groups}
        kind = next((name for name in sorted(own) if name.casefold() == kind), "")
    groups = {
        each.code or each.name: group
        for each in everyone
        if (group := _group(kind, each)) is not None
    }
    if not groups:
        known = [*KINDS, *sorted({name for each in everyone for name, _ in each.groups})]
        raise DigimatrixError(
            f"No municipality has a group by “{by}”. Choose one of {', '.join(known)}, or add a "
            "column of that name to the sheet Municipalities of project.xlsx."
        )
    return Peers(kind, groups)


def _group(by: str, municipality: Municipality) -> str | None:
    match by:
        case "region":
            return municipality.region
        case "type":
            return municipality.type
        case "size":
            if municipality.population is None:
                return None
            return str(SIZES[bisect_right(SIZES, max(municipality.population, 0)) - 1])
        case _:
            return dict(municipality.groups).get(by)


class Groups:
    """Applies a formula to the values of each group; without a group there is no result."""

    def __init__(self, groups: Sequence[str | None]) -> None:
        self._count = len(groups)
        self._places: dict[str, list[int]] = {}
        for place, group in enumerate(groups):
            if group is not None:
                self._places.setdefault(group, []).append(place)

    def each(
        self,
        formula: Callable[[Sequence[float | None]], Sequence[Result | None]],
        values: Sequence[float | None],
    ) -> list[Result | None]:
        """Return the result of each value among those of its group."""
        found: list[Result | None] = [None] * self._count
        for places in self._places.values():
            for place, result in zip(places, formula([values[p] for p in places]), strict=True):
                found[place] = result
        return found
