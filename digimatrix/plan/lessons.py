"""PLAN: what others do that one could learn from: rare practices of those who are strong there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digimatrix.compare.comparison import Comparison, Gap, Standing
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
    found = {}
    for standing in comparison.standings:
        group = comparison.peers.group(standing.municipality)
        if group is not None:
            found[_key(standing.municipality)] = tuple(
                lesson
                for gap in standing.widest
                for lesson in _of(
                    standing,
                    gap,
                    rare[gap.dimension],
                    strong.get((group, nth[gap.dimension]), frozenset()),
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


def _of(
    standing: Standing,
    gap: Gap,
    rare: Sequence[Shared],
    strong: frozenset[str],
) -> list[Lesson]:
    """Return what a municipality could learn in a dimension: what is quoted first."""
    own = _key(standing.municipality)
    found = []
    for each in rare:
        voices = [voice for voice in each.voices if _key(voice.municipality) in strong]
        if not voices or any(_key(voice.municipality) == own for voice in each.voices):
            continue
        quotes = tuple(voice for voice in voices if voice.municipality.shares)
        if each.key or quotes:
            models = len({_key(voice.municipality) for voice in voices})
            found.append(Lesson(gap.dimension, each.key, models, len(strong), quotes))
    found.sort(key=lambda lesson: (not lesson.quotes, not lesson.theme, -lesson.models))
    return found[:AT_MOST]
