"""COMPARE: on which scales the columns of a table of numbers are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from fractions import Fraction

from digimatrix.model.framework import Scale
from digimatrix.model.numbers import Column, Row
from digimatrix.read.numbertables.tablegrid import wording
from digimatrix.read.wordings import fold

USUAL = tuple(
    (Fraction(low), Fraction(high)) for low, high in ((0, 1), (1, 5), (0, 5), (0, 10), (0, 100))
)
"""Scales that columns without one are taken for: the first that all their numbers lie within."""

APART = 5
"""Columns of one scale may keep to a part of it, but not to so small a part of it."""

_WHOLES = (Fraction(100), Fraction(1))
"""What weights make up together where they are of a whole; rounded ones are a hundredth off."""

_SCALE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[-–—]\s*(\d+(?:[.,]\d+)?)(?!\d)")
_MOST = re.compile(r"\bma(?:x|ks)\.?\s*(\d{1,4})\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[.:]?\s*$")
_WORD_BEHIND = re.compile(r"[-–.]?\s*([^\W\d_]+)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_year(name: str) -> bool:
    """Tell whether a heading is nothing but a year."""
    return bool(_YEAR.fullmatch(name))


def named(columns: Sequence[Column], rows: Sequence[Row]) -> dict[int, Scale]:
    """Return the scales that headings name: "Osaaminen (0–100)", "Johtaminen (max 20)".

    Most of a column's figures are on its scale. Ranges apart from one another, as of ages
    ("15–29 v."), are scales only where all of them are.
    """
    found = {column.number: scale for column in columns if (scale := _in_heading(column.name))}
    apart = any(one[1] < other[0] for one, other in itertools.permutations(found.values(), 2))
    made = {}
    for at, (low, high) in found.items():
        values = [row.cells[at].value for row in rows if at in row.cells]
        within = sum(low <= value <= high for value in values)
        if within == len(values) or (not apart and within * 2 > len(values)):
            made[at] = (low, high)
    return made


def _in_heading(name: str) -> Scale | None:
    if most := _MOST.search(name):
        return Fraction(0), Fraction(most[1])
    found = next((each for each in _SCALE.finditer(name) if not _is_of_ages(each)), None)
    if found is None or is_year(found[1]):
        return None
    low, high = (Fraction(text.replace(",", ".")) for text in found.groups())
    return (low, high) if low < high else None


def _is_of_ages(found: re.Match[str]) -> bool:
    """Tell whether a range is of ages or of years at school: "6–19 år", "grades 1–6"."""
    beside = (
        _WORD_BEFORE.search(found.string[: found.start()]),
        _WORD_BEHIND.match(found.string, found.end()),
    )
    return any(word and fold(word[1]) in wording("ages") for word in beside)


def of_whole(given: Sequence[Fraction]) -> bool:
    """Tell whether weights make up a whole, so that a column without one is no part of it."""
    together = sum(given, Fraction(0))
    return len(given) > 1 and any(abs(together - whole) <= whole / 100 for whole in _WHOLES)


def likely(column: Column, rows: Sequence[Row]) -> Scale | None:
    """Return the first usual scale that all numbers of a column lie within, None for none.

    Places go up to how many there are: they are on no scale.
    """
    if column.places:
        return None
    values = [row.cells[column.number].value for row in rows if column.number in row.cells]
    low, high = min(values), max(values)
    return next((each for each in USUAL if each[0] <= low and high <= each[1]), None)


def one_of(scales: Sequence[Scale | None]) -> Scale | None:
    """Return the one scale that all columns are on, None where they are on different ones."""
    known = [each for each in scales if each is not None]
    if not known or len(known) < len(scales):
        return None
    lows, highs = zip(*known, strict=True)
    return (min(lows), max(highs)) if max(highs) < APART * min(highs) else None


def shown(scales: Sequence[Scale | None]) -> str:
    """Return scales in words, each once: "0–1, 0–100"; "?" is one that is not known."""
    known = sorted({each for each in scales if each is not None})
    texts = [f"{float(low):g}–{float(high):g}" for low, high in known]
    return ", ".join([*texts, *(["?"] if None in scales else [])])
