"""Which unit or respondent of a municipality a heading is of: "Taso (kirjasto)"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from digimatrix.read.wordings import fold, plain_set

_MOST = 5  # words
_WITHIN = 5  # letters of a unit in a compound: "taidemuseo"
_NAME = 4  # letters of a unit's own name


def without_unit(words: str) -> str | None:
    """Return a folded heading without the units or respondents it names, or None if it has none."""
    tokens = words.split()
    if not 2 <= len(tokens) <= _MOST:
        return None
    units = [token.startswith(_stems()) for token in tokens]
    if not any(units):
        return None
    first, last = units.index(True), len(units) - units[::-1].index(True)
    if tokens[last:] and tokens[last].isdigit():
        last += 1  # "vastaaja 2"
    if not all(
        unit or _joins(t) for t, unit in zip(tokens[first:last], units[first:], strict=False)
    ):
        return None
    return " ".join(tokens[:first] + tokens[last:]) or None


def _joins(token: str) -> bool:
    return token.isdigit() or token in plain_set("answers", "or")


@cache
def _stems() -> tuple[str, ...]:
    return tuple(plain_set("answers", "unit_stems"))


def units_in(name: str) -> frozenset[str]:
    """Return the beginnings of the units that a text speaks of: "Kirjasto ja museo".

    Of a compound also what comes before: "musiikkiopisto" and "työväenopisto" are two units,
    but "kaupunginkirjasto" is the town's "kirjasto".
    """
    words = fold(name)
    inside = [stem for stem in _stems() if stem in words]
    found = {stem for stem in inside if " " in stem and f" {stem}" in f" {words}"}
    for word in words.split():
        for stem in inside:
            before, held, _ = word.partition(stem)
            if held and (not before or len(stem) >= _WITHIN):
                found |= {stem, before} - plain_set("municipality", "suffixes")
    return frozenset(found - {""})


def unit_named(value: str, others: Iterable[str]) -> frozenset[str]:
    """Return what a label for the unit tells it by, without words of the `others`.

    Beside the kind of unit its own name, for a town may have two libraries.
    """
    found = units_in(value)
    own = {
        word
        for word in fold(value).split()
        if len(word) >= _NAME
        and not any(stem in word for stem in found)
        and not any(word.startswith(other) for other in others)
    }
    return found | (own - plain_set("municipality", "suffixes"))
