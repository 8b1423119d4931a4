"""Builds assessments of invented municipalities from the words that they typed."""

from __future__ import annotations

from collections.abc import Mapping

import region

from digimatrix.assess.levels import Assessment
from digimatrix.assess.scores import assess
from digimatrix.model.matrix import Answer, Counts, Part, Reading, Return, State
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place

NOTHING = "-"


def assessments(
    rows: Mapping[str, Mapping[str, str]], languages: Mapping[str, str] | None = None
) -> tuple[Assessment, ...]:
    """Return what a round of such answers, by municipality and dimension, is assessed as."""
    returns = tuple(
        Return(
            place=Place(f"{name}.xlsx", "Taul1"),
            municipality=Municipality(name),
            round="2025",
            date=None,
            language=(languages or {}).get(name, "fi"),
            layout="columns",
            scale=None,
            answers=tuple(_answer(name, key, answers.get(key, "")) for key in region.KEYS),
        )
        for name, answers in rows.items()
    )
    return assess(Reading("sheets", returns, (), (), Counts()), region.FRAMEWORK)


def _answer(name: str, dimension: str, text: str) -> Answer:
    place = Place(f"{name}.xlsx", "Taul1", 2, 2 + region.KEYS.index(dimension))
    if not text:
        return Answer(dimension, State.EMPTY)
    state = State.NONE_STATED if text == NOTHING else State.TEXT
    return Answer(dimension, state, text, (Part(place, 0, len(text)),))
