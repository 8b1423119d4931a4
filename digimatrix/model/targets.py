"""The targets a project sets: for all, by municipality, by round, by dimension."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digimatrix.model.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Target:
    """A level to be reached, on the framework's scale; what is None holds for all.

    `municipality` is its code, or its name where it has none; `dimension` a dimension's key.
    A round such as "2025" is also that of its parts, such as "2025/2".
    """

    level: float
    municipality: str | None = None
    round: str | None = None
    dimension: str | None = None

    def holds(self, municipality: Municipality, round: str | None, dimension: str) -> bool:
        """Whether the target is for that municipality, round and dimension."""
        return (
            self.municipality in (None, municipality.code or municipality.name)
            and self.dimension in (None, dimension)
            and (self.round is None or f"{round}/".startswith(f"{self.round}/"))
        )

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """How closely it says whom it is for: municipality before round before dimension."""
        return (
            self.municipality is not None,
            self.round is not None,
            self.dimension is not None,
        )


def target_for(
    targets: Iterable[Target], municipality: Municipality, round: str | None, dimension: str
) -> float | None:
    """Return the target that is closest to the case, the first of equals; None without any."""
    fitting = [each for each in targets if each.holds(municipality, round, dimension)]
    return max(fitting, key=lambda each: each.rank).level if fitting else None
