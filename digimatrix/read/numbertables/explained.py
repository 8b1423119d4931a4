"""Marks that a table explains itself: "m: data missing" below it, "x = uppgift saknas"."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST, CAPITALS = 3, 6
"""Marks in the place of numbers have so many signs at most; of capitals, more: "SUPP"."""


def explained(marks: Iterable[str], notes: Iterable[str]) -> set[str]:
    """Return those of the marks that one of the notes explains.

    A note may explain several: "a = not applicable; m = missing".
    """
    texts = list(notes)
    return {
        mark
        for mark in set(marks)
        if len(mark) <= (CAPITALS if mark.isupper() else LONGEST)
        and any(map(_explanation(mark).search, texts))
    }


def _explanation(mark: str) -> re.Pattern[str]:
    """Return how a mark is explained: at the start or after a stop, with a sign and words."""
    own = re.escape(mark)
    bare = rf"^{own}\s+[^\W\d_]{{2}}|" if len(mark) == 1 else ""
    return re.compile(
        rf"{bare}(?:^|[;,.:(|\n])\s*[“”\"'„(\[]?{own}[”“\"')\]]?(?:\s*[:=]\s*|\s+[-–—]\s+)[^\W\d_]{{2}}"
    )
