"""PARSE: words and other names are hashed to the rows of a trained model's table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Counts = NDArray[np.intp]

BUCKETS = 1 << 15
"""How many rows a table has."""

PART = 0.3
"""The weight of a part of a word (3–5 letters) beside the word itself."""

LENGTHS = (3, 4, 5)
"""How many letters the parts of a word have."""

REMEMBERED = 100_000
"""How many words' sums a model keeps, so that a common word is looked up once."""


def place(name: str) -> int:
    """Return the row which a name is hashed to, the same everywhere."""
    return crc32(name.encode()) % BUCKETS


known_place = lru_cache(maxsize=1 << 13)(place)
"""The same for names of which there are few, each met again and again."""


def parts(names: Sequence[str]) -> Iterator[tuple[Counts, Counts]]:
    """Yield for each of LENGTHS the rows for the parts of words, and how many each word has.

    A name is whom the word is told, a space, and the word; signs stand where it begins and
    ends. The sums of all parts grow by a letter at a time, many times as fast as part by part.
    """
    import numpy as np

    told = [name.partition(" ") for name in names]
    sizes = np.array([len(word) + 2 for _, _, word in told])
    data = np.frombuffer("".join([f"<{word}>" for _, _, word in told]).encode(), np.uint8)
    first = np.flatnonzero(data & 0xC0 != 0x80)  # of each letter's bytes
    widths = np.diff(first, append=len(data))
    starts = np.arange(len(first))
    left = np.repeat(np.cumsum(sizes), sizes) - starts  # how many letters its word still has
    sums = np.repeat(np.array([~crc32(of.encode()) for of, _, _ in told]), sizes)
    for length in range(1, max(LENGTHS) + 1):
        some = left >= length
        sums, starts, left = sums[some], starts[some], left[some]
        last = starts + (length - 1)
        for at in range(widths.max(initial=0)):
            byte = data.take(first[last] + at, mode="clip")
            added = _table().take((sums ^ byte) & 0xFF) ^ (sums >> 8) & 0xFFFFFF
            sums = np.where(at < widths[last], added, sums)
        if length in LENGTHS:
            yield ~sums % BUCKETS, np.maximum(sizes - (length - 1), 0)


@cache
def _table() -> Counts:
    """Return what each byte does to the sum of a CRC-32."""
    import numpy as np

    sums = np.arange(256)
    for _ in range(8):
        sums = (sums >> 1) ^ np.where(sums & 1, 0xEDB88320, 0)
    return sums


@lru_cache(maxsize=1 << 16)
def places(name: str) -> Mapping[int, float]:
    """Return the rows for a word and its parts, each with its weight."""
    made = {place(name): 1.0}
    for rows, _ in parts([name]):
        for row in rows.tolist():
            made[row] = made.get(row, 0.0) + PART
    return made


@dataclass(slots=True)
class Words:
    """What words weigh by the rows of a table, each remembered for the next time.

    `known` says which row of `sums` is a word's.
    """

    table: NDArray[np.generic]
    known: dict[str, int] = field(default_factory=dict)
    sums: Array = field(init=False)

    def __post_init__(self) -> None:
        import numpy as np

        self.table = np.ascontiguousarray(self.table)  # or each look-up would copy all of it
        self.sums = np.empty((0, self.table.shape[1]))

    def weigh(self, names: Sequence[str]) -> Array:
        """Return the sum of the rows for each word and its parts, by their weights."""
        new = [name for name in dict.fromkeys(names) if name not in self.known]
        if new and len(self.known) + len(new) > REMEMBERED:
            self.known.clear()
            new = list(dict.fromkeys(names))
        if new:
            self._learn(new)
        return self.sums.take([self.known[name] for name in names], 0)

    def _learn(self, new: Sequence[str]) -> None:
        """Remember what words weigh."""
        import numpy as np

        begun, end = len(self.known), len(self.known) + len(new)
        if end > len(self.sums):
            larger = np.empty((max(2 * len(self.sums), end), self.table.shape[1]))
            larger[:begun] = self.sums[:begun]
            self.sums = larger
        inside = [summed(self.table.take(rows, 0), counts) for rows, counts in parts(new)]
        whole = self.table.take(list(map(place, new)), 0).astype(float)
        self.sums[begun:end] = whole + PART * np.sum(inside, 0)
        self.known.update(zip(new, range(begun, end), strict=True))


def summed(rows: NDArray[np.generic], sizes: Sequence[int] | Counts) -> Array:
    """Return the sums of neighbouring rows, of each size in turn; of no rows it is 0."""
    import numpy as np

    counts = np.asarray(sizes)
    some = counts > 0
    made = np.zeros((len(counts), rows.shape[1]))
    if len(rows):
        starts = np.cumsum(counts) - counts
        made[some] = np.add.reduceat(rows, starts[some], dtype=float)
    return made
