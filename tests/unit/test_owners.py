"""Whose the columns of a table are."""

from __future__ import annotations

import grids


def test_municipalities_side_by_side_over_dimensions_in_rows() -> None:
    result = grids.read(
        grids.grid(
            """
| | Nokia | | Pori | |
| | Kuvaus | Taso | Kuvaus | Taso |
| Tausta | a | 1 | g | 2 |
| Resurssit | b | 1 | h | 2 |
| Evaluointi | c | 3 | i | 2 |
""",
            merges=["B1:C1", "D1:E1"],
        )
    )
    assert [draft.result.municipality.name for draft in result.drafts] == ["Nokia", "Pori"]
    assert grids.levels(result.drafts[1].result)[0] == "2"


def test_municipalities_as_groups_of_columns() -> None:
    result = grids.read(
        grids.grid("""
| Nokia | | | Pori | | |
| TAUSTA | RESURSSIT | EVALUOINTI | TAUSTA | RESURSSIT | EVALUOINTI |
| a | b | c | d | e | f |
""")
    )
    found = {d.result.municipality.name: grids.answers(d.result) for d in result.drafts}
    assert found["Nokia"]["evaluation"].text == "c"
    assert found["Pori"]["background"].text == "d"
