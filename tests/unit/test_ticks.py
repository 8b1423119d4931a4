"""Levels that are ticked."""

from __future__ import annotations

import grids
import pytest
from grids import SIX

from digimatrix.read.layouts.ticks import is_tick, number_of, scale_of


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("3", 3),
        ("Taso 2", 2),
        ("1 = satunnaista", 1),
        ("0 Ei käytäntöä", 0),
        ("5 – erinomainen", 5),
        ("Kehittyvä", 2),
        ("Under utveckling", 2),
        ("Resurssit", None),
        ("2-3", None),
        ("2025", None),
        ("50 %", None),
    ],
)
def test_a_figure_or_a_name_heads_ticks(label: str, number: int | None) -> None:
    assert number_of(label, grids.context().framework) == number


def test_ticks_are_signs_and_no_words() -> None:
    assert all(map(is_tick, ("x", "X", " x ", "✓", "√", "(x)")))
    assert not any(map(is_tick, ("kirjasto", "x kirjasto", "2", "")))


@pytest.mark.parametrize(
    ("numbers", "scale"),
    [(range(5), (0, 4)), (range(1, 6), (1, 5)), ([0, 1], None), ([2, 3, 4, 5], None)],
)
def test_the_figures_name_the_scale(numbers: list[int], scale: tuple[int, int] | None) -> None:
    assert scale_of(numbers) == scale


def test_numbered_answers_above_a_count_describe_no_levels() -> None:
    rows = "\n".join(
        f"| {n} | Alue | a | b | c | d | e | f | {name} |"
        for n, name in enumerate(("Nokia", "Pori", "Rauma", "Lempäälä"), start=1)
    )
    read = grids.read(grids.grid(f"| Nro | Alue {SIX} Kunta |\n{rows}\n| | 4 kuntaa |"))
    assert [grids.texts(made.result) for made in read.drafts] == [list("abcdef")] * 4
