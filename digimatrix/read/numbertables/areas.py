"""Rows of a wider area than most: regions among counties, the country among municipalities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from digimatrix.read.numbertables.tablegrid import wording, words_of
from digimatrix.read.wordings import fold, plain_set

_PARTED = re.compile(r"\s*[,;/&+]\s*|\s+[-–—]\s+")

LEVELS = ("area_municipal", "area_district", "area_county", "area_regional", "area_country")
"""What areas are called, from the narrowest to the widest."""


def wider(levels: Mapping[int, str]) -> tuple[str, dict[int, str]]:
    """Return the level of most rows, and the rows of wider areas with theirs.

    `levels` is what a column says of each row: nothing comes of it unless each is a level.
    """
    known = {row: _level(text) for row, text in levels.items()}
    if not known or -1 in known.values():
        return "", {}
    (usual, count), *_ = Counter(known.values()).most_common()
    if count * 2 <= len(known):
        return "", {}
    name = next(text for row, text in levels.items() if known[row] == usual)
    found = {row: levels[row] for row, level in known.items() if level > usual}
    # "land" beside "stad" is the country only where there is but one
    widest = sum(known[row] == len(LEVELS) - 1 for row in found)
    return ("", {}) if widest > 2 else (name, found)


def _level(text: str) -> int:
    """Return the level that a text says, of several the narrowest; -1 if it says none.

    A capital may be "county, region".
    """
    levels = [
        next((n for n, key in enumerate(LEVELS) if fold(part) in wording(key)), -1)
        for part in _PARTED.split(text)
    ]
    return min(levels)


def nations(
    names: Mapping[int, str], heading: str, figures: Mapping[int, Sequence[float]]
) -> list[int]:
    """Return the row of a country among its municipalities or regions.

    It is the only country, first or last, and either the heading says that the others are
    municipalities, or its figures are each more than those of all others together.
    """
    found = [row for row, name in names.items() if fold(name) in wording("nation")]
    if len(found) != 1 or len(names) < 4:
        return []
    (row,) = found
    if row not in (min(names), max(names)):
        return []
    local = frozenset().union(*map(wording, LEVELS[:-1])) | plain_set("labels", "municipality")
    said = words_of(heading)
    if said & local and not said & wording("area_country"):
        return found
    own, rest = figures[row], [figures[each] for each in names if each != row]
    most = all(
        value > sum(column) for value, column in zip(own, zip(*rest, strict=True), strict=True)
    )
    return found if len(own) > 1 and most else []
