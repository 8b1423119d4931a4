"""Answers and levels in a heading's own cell."""

from __future__ import annotations

import pytest

from digimatrix import frameworks
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Headings
from digimatrix.read.inline import answer_in, levels_in

HEADINGS = Headings(frameworks.load())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("RESURSSIT: 1,5 htv", "1,5 htv"),
        ("Resurssit\nkaksi tekijää", "kaksi tekijää"),
        ("RESURSSIT: kuka tekee?", None),
        ("RESURSSIT\n(henkilöt, raha)", None),
        ("Resurssit / Resurser", None),
        ("RESURSSIT", None),
    ],
)
def test_what_follows_a_heading_may_answer_it(text: str, answer: str | None) -> None:
    cell = Cell(1, 1, text, text)
    mark = HEADINGS.read(text)
    assert mark is not None
    found = answer_in(cell, mark, HEADINGS)
    assert (found.text if found else None) == answer


def test_a_level_in_a_heading_is_found_but_no_scale() -> None:
    assert [cell.text for _, cell in levels_in(Cell(1, 1, "", "Resurssit (taso 2)"))] == ["taso 2"]
    assert not levels_in(Cell(1, 1, "", "Resurssit (taso 0–4)"))
