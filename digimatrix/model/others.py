"""All members of a sequence but one, without a copy: each of many may so be seen by the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

Member = TypeVar("Member", covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class Others(Sequence[Member], Generic[Member]):
    """The members of `everyone` in their order, but for the one at the place `but`.

    For each of n to hold n − 1 others of its own would take room and time by their square.
    """

    everyone: Sequence[Member]
    but: int

    def __len__(self) -> int:
        return len(self.everyone) - 1

    @overload
    def __getitem__(self, place: int) -> Member: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Member]: ...
    def __getitem__(self, place: int | slice) -> Member | Sequence[Member]:
        """Return the member at that place, or a tuple of those at several."""
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        place = range(len(self))[place]
        return self.everyone[place + (place >= self.but)]
