"""Answers and levels in a heading's own cell."""

from __future__ import annotations

import pytest

from digimatrix import frameworks
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Headings
from digimatrix.read.layouts.inline import answer_in, levels_in, number_in

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


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Resurssit (taso 2)", ["taso 2"]),
        ("Resurssit (nyt 2, tavoite 3)", ["2", "3"]),
        ("Resurssit [taso 2 → tavoite 3]", ["2", "3"]),
        ("Resurser – nivå 1, mål 3", ["1", "3"]),
        ("Resurssit (nyt 2)", ["2"]),
        ("Resurssit (taso 0–4)", []),
        ("RESURSSIT (2)", []),
        ("RESURSSIT: 2 htv", []),
        ("Resurssit (2024)", []),
    ],
)
def test_a_level_in_a_heading_is_found_but_no_scale(text: str, levels: list[str]) -> None:
    found = levels_in(Cell(1, 1, text, text), HEADINGS.framework)
    assert [cell.text for _, cell in found] == levels


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("RESURSSIT (2)", "2"),
        ("RESURSSIT – 1,5", "1,5"),
        ("Resurssit: 2 → 3", "2 → 3"),
        ("Resurssit 2", "2"),
        ("Resurssit (T2/T3)", "T2/T3"),
        ("Resurssit (2024)", None),
        ("Resurssit (0–4)", None),
        ("Resurssit (taso 2)", None),
        ("RESURSSIT", None),
    ],
)
def test_a_bare_number_after_a_heading_is_told(text: str, number: str | None) -> None:
    found = number_in(Cell(1, 1, text, text), HEADINGS.framework)
    assert (found.text if found else None) == number
