"""Which unit or respondent of a municipality a heading is of: "Taso (kirjasto)"."""

from __future__ import annotations

from functools import cache

from digimatrix.read.wordings import fold, plain_set

_MOST = 5  # words


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
    """Return the beginnings of the units that a sheet is named after: "Kirjasto ja museo"."""
    words = fold(name).split()
    return frozenset(stem for stem in _stems() for word in words if word.startswith(stem))
