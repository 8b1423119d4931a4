"""PARSE: words and other names are hashed to the rows of a trained model's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BUCKETS = 1 << 15
"""How many rows a table has."""

PART = 0.3
"""The weight of a part of a word (3–5 letters) beside the word itself."""

REMEMBERED = 100_000
"""How many words' sums a model keeps, so that a common word is looked up once."""


def place(name: str) -> int:
    """Return the row which a name is hashed to, the same everywhere."""
    return crc32(name.encode()) % BUCKETS


def parts(name: str) -> list[int]:
    """Return the rows for the parts of 3–5 letters of a word, signs where it begins and ends.

    The name is whom the word is told, a space, and the word.
    """
    of, _, word = name.partition(" ")
    begun = crc32(of.encode())
    closed = f"<{word}>"
    return [
        crc32(closed[start : start + length].encode(), begun) % BUCKETS
        for length in (3, 4, 5)
        for start in range(len(closed) - length + 1)
    ]


def places(name: str) -> Mapping[int, float]:
    """Return the rows for a word and its parts, each with its weight."""
    made = {place(name): 1.0}
    for row in parts(name):
        made[row] = made.get(row, 0.0) + PART
    return made


@dataclass(slots=True)
class Words:
    """What words weigh by the rows of a table, each remembered for the next time."""

    table: NDArray[np.generic]
    known: dict[str, Array] = field(default_factory=dict)

    def __post_init__(self) -> None:
        import numpy as np

        self.table = np.ascontiguousarray(self.table)  # or each look-up would copy all of it

    def weigh(self, names: Sequence[str]) -> Array:
        """Return the sum of the rows for each word and its parts, by their weights."""
        import numpy as np

        new = [name for name in dict.fromkeys(names) if name not in self.known]
        if new and len(self.known) + len(new) > REMEMBERED:
            self.known.clear()
            new = list(dict.fromkeys(names))
        if new:
            rows = list(map(parts, new))
            whole = self.table.take(list(map(place, new)), 0).astype(float)
            inside = summed(self.table.take(list(chain(*rows)), 0), list(map(len, rows)))
            self.known.update(zip(new, whole + PART * inside, strict=True))
        return np.array([self.known[name] for name in names]).reshape(-1, self.table.shape[1])


def summed(rows: NDArray[np.generic], sizes: Sequence[int]) -> Array:
    """Return the sums of neighbouring rows, of each size in turn; of no rows it is 0."""
    import numpy as np

    counts = np.array(sizes)
    some = counts > 0
    made = np.zeros((len(sizes), rows.shape[1]))
    if len(rows):
        starts = np.cumsum(counts) - counts
        made[some] = np.add.reduceat(rows, starts[some], dtype=float)
    return made
