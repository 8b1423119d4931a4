"""Levels that are ticked."""

from __future__ import annotations

import pytest

from digimatrix.read.grids import Cell
from digimatrix.read.ticks import number_of, scale_of, ticked


def cells(*texts: str) -> list[Cell]:
    return [Cell(1, column, text, text) for column, text in enumerate(texts, start=1)]


def test_a_figure_or_a_level_with_its_name_heads_ticks() -> None:
    assert number_of(cells("3")) == 3
    assert number_of(cells("1 = satunnaista")) == 1
    assert number_of(cells("Resurssit")) is None
    assert number_of(cells("1", "2")) is None


def test_ticks_are_signs_and_no_words() -> None:
    assert ticked(cells("x", "X", "✓"))
    assert not ticked(cells("x", "kirjasto"))
    assert not ticked([])


@pytest.mark.parametrize(
    ("numbers", "scale"),
    [(range(5), (0, 4)), (range(1, 6), (1, 5)), ([0, 1], None), ([2, 3, 4, 5], None)],
)
def test_the_figures_name_the_scale(numbers: list[int], scale: tuple[int, int] | None) -> None:
    assert scale_of(numbers) == scale
