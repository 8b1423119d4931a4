"""Running numbers beside rows or over columns, which name nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from digimatrix.read.wordings import fold, plain_set

_LEAST = 2  # numbers that run
_NUMBER = re.compile(r"\W*(?:no|nr|n:o)?\W*(\d{1,2}(?:\.\d)?|[ivx]{1,4}|[a-h])\W*", re.IGNORECASE)
PART = re.compile(  # "Section 1: …", "Osa III – …", "2. rész: …"
    r"\s*(?:\d{1,2}\.?\s*(?P<after>[^\W\d_]+)|(?P<before>[^\W\d_]+)\s+(?:\d{1,2}|[IVX]{1,4}))"
    r"\s*(?:[.:)]|\s[-–—]\s)\s*(?=\S)"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def are_running(texts: Sequence[str]) -> bool:
    """Whether the texts do nothing but number: "1, 2, 3", "a) b) c)", "I II III"."""
    found = [_NUMBER.fullmatch(text) for text in texts]
    marks = [match[1].casefold() for match in found if match]
    if len(marks) < len(texts) or len(marks) < _LEAST:
        return False
    ways = (
        [int(mark) for mark in marks if mark.isdigit()],
        [_ROMAN.index(mark) + 1 for mark in marks if mark in _ROMAN],
        [ord(mark) for mark in marks if len(mark) == 1 and mark.isalpha()],
    )
    parts = [tuple(map(int, mark.split("."))) for mark in marks if "." in mark]
    if len(parts) == len(marks):  # "1.1, 1.2, 2.1"
        return all(a < b for a, b in itertools.pairwise(parts))
    return any(len(way) == len(marks) and _run(way) for way in ways)


def _run(numbers: Sequence[int]) -> bool:
    """Whether each number is one more than that before it."""
    return numbers[0] > 0 and all(b - a == 1 for a, b in itertools.pairwise(numbers))


def without_part(text: str) -> str:
    """Return a heading without the number of the part it heads: "Section 1: Resources"."""
    found = PART.match(text)
    word = fold(found["before"] or found["after"]) if found else ""
    return text[found.end() :] if found and word in plain_set("labels", "dimension") else text
