"""PARSE: words and other names are hashed to the rows of a trained model's table."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 15
"""How many rows a table has."""

PART = 0.3
"""The weight of a part of a word (3–5 letters) beside the word itself."""

REMEMBERED = 100_000
"""How many names' sums a model keeps, so that a common word is looked up once."""


def place(name: str) -> int:
    """Return the row which a name is hashed to, the same everywhere."""
    return zlib.crc32(name.encode()) % BUCKETS


def places(of: str, word: str) -> Mapping[int, float]:
    """Return the rows for a word and its parts, each with its weight; `of` whom it is told."""
    made = {place(f"{of} {word}"): 1.0}
    begun = zlib.crc32(of.encode())
    for piece in pieces(word):
        row = zlib.crc32(piece.encode(), begun) % BUCKETS
        made[row] = made.get(row, 0.0) + PART
    return made


def pieces(word: str) -> Iterator[str]:
    """Yield the parts of 3–5 letters of a word, with signs where it begins and ends."""
    closed = f"<{word}>"
    for length in (3, 4, 5):
        for start in range(len(closed) - length + 1):
            yield closed[start : start + length]


def weighed(table: NDArray[np.generic], rows: Mapping[int, float]) -> NDArray[np.float64]:
    """Return the sum of these rows of a table by their weights."""
    import numpy as np

    summed: NDArray[np.float64] = np.array(list(rows.values())) @ table[list(rows)]
    return summed
