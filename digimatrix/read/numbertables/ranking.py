"""What the places of a table rank, as far as their headings tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from digimatrix.model.numbers import Column, Role
from digimatrix.read.numbertables.tablegrid import YEAR, Heading, wording
from digimatrix.read.wordings import fold

_PARTED = re.compile(r"\s+[-–—|/:]\s+|\n")


def ranked(columns: Sequence[Column], headings: Mapping[int, Heading]) -> tuple[Column, ...]:
    """Tell of each column of places what it ranks: what its heading names, or is at its left."""
    ranks = [column for column in columns if column.role is Role.RANK]
    measured = [c for c in columns if c.role in (Role.DIMENSION, Role.TOTAL)]

    def of(column: Column) -> int | None:
        heading = headings[column.number]
        said = _PARTED.sub(" ", f"{heading.own} {heading.above}")
        rest = frozenset(fold(said).split()) - wording("rank")
        bare = frozenset(word for word in rest if not YEAR.fullmatch(word))
        for words in dict.fromkeys((rest, bare)):
            if (number := _named(words, measured)) is not None:
                return number
        left = [c.number for c in measured if c.number == column.number - 1]
        return left[0] if left and len(ranks) > 1 else None

    return tuple(
        replace(column, ranks=of(column)) if column in ranks else column for column in columns
    )


def _named(words: Set[str], measured: Sequence[Column]) -> int | None:
    """Return the column that the words of a heading name, those of its places left out."""
    named = [(column.number, fold(column.name).split()) for column in measured]
    for number, said in named:
        if words and (words == set(said) or words == set(said) - wording("score")):
            return number
    # "HDI rank" is of the "Human Development Index (HDI)"
    short = "".join(words)
    some = [
        number
        for number, said in named
        if words and (words <= set(said) or short == "".join(word[0] for word in said))
    ]
    return some[0] if len(some) == 1 else None
