"""PLAN: what others do that one could learn from: rare practices of those who are strong there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from digimatrix.compare.comparison import Comparison
from digimatrix.compare.shared import Column, Common, Shared, Voice
from digimatrix.model.municipality import Municipality

RARE = 0.25
"""A practice is rare where at most this share of those who answered has it. House definition."""

FEW = 2
"""So few are rare in a small region as well, unless they are more than half."""

AT_MOST = 3
"""So many practices are told of a dimension."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A rare practice in a dimension where a municipality falls short of its target.

    `theme` names it, "" where its words fit none. `models` of the `strong` municipalities of
    the group, those that reach the target there, have it. `quotes` are the words of those who
    share them.
    """

    dimension: str
    theme: str
    models: int
    strong: int
    quotes: tuple[Voice, ...]


def lessons(comparison: Comparison, common: Common) -> dict[str, tuple[Lesson, ...]]:
    """Return what each municipality could learn, by code (or name), its widest gap first."""
    nth = {key: place for place, key in enumerate(comparison.framework.keys)}
    strong = _strong(comparison)
    rare = {column.dimension: list(_rare(column)) for column in common.columns}

    @cache
    def offered(group: str, dimension: str) -> list[tuple[Lesson, frozenset[str]]]:
        reaching = strong.get((group, nth[dimension]), frozenset())
        return _offered(dimension, rare[dimension], reaching)

    found = {}
    for standing in comparison.standings:
        group = comparison.peers.group(standing.municipality)
        own = _key(standing.municipality)
        if group is not None:
            found[own] = tuple(
                lesson
                for gap in standing.widest
                for lesson in islice(
                    (each for each, have in offered(group, gap.dimension) if own not in have),
                    AT_MOST,
                )
            )
    return found


def _key(who: Municipality) -> str:
    return who.code or who.name


def _strong(comparison: Comparison) -> dict[tuple[str, int], frozenset[str]]:
    """Return who reaches the target, by group and dimension."""
    found: dict[tuple[str, int], set[str]] = {}
    for standing in comparison.standings:
        group = comparison.peers.group(standing.municipality)
        for place, gap in enumerate(standing.gaps):
            if group is not None and gap.shortfall == 0:
                found.setdefault((group, place), set()).add(_key(standing.municipality))
    return {place: frozenset(who) for place, who in found.items()}


def _rare(column: Column) -> Iterator[Shared]:
    """Yield the rare themes, then each practice without a theme."""
    for each in column.practices:
        count = len(each.municipalities)
        if count <= max(FEW, column.answered * RARE) and count * 2 <= column.answered:
            yield each
    for voice in column.others:
        yield Shared("", (voice,))


def _offered(
    dimension: str, rare: Sequence[Shared], strong: frozenset[str]
) -> list[tuple[Lesson, frozenset[str]]]:
    """Return what there is to learn in a dimension, what is quoted first, and who has it."""
    found = []
    for each in rare:
        voices = [voice for voice in each.voices if _key(voice.municipality) in strong]
        quotes = tuple(voice for voice in voices if voice.municipality.shares)
        if voices and (each.key or quotes):
            models = len({_key(voice.municipality) for voice in voices})
            have = frozenset(_key(voice.municipality) for voice in each.voices)
            found.append((Lesson(dimension, each.key, models, len(strong), quotes), have))
    found.sort(key=lambda pair: (not pair[0].quotes, not pair[0].theme, -pair[0].models))
    return found
