"""Headings with questions of their own below them."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.layouts.bands import number, number_above


@pytest.mark.parametrize(
    ("text", "own", "above"),
    [
        ("4 Yhteistyöllä", "4", None),
        ("4. Yhteistyöllä", "4", None),
        ("4.2 Miten siitä on sovittu?", None, "4"),
        ("4.b) Raha", None, "4"),
        ("2024", None, None),
        ("4.5.2024", None, None),
        ("Yhteistyöllä", None, None),
    ],
)
def test_numbers_tell_what_stands_under_what(text: str, own: str | None, above: str | None) -> None:
    assert (number(text), number_above(text)) == (own, above)


def test_what_is_asked_under_a_heading_may_name_other_dimensions() -> None:
    result = grids.read(
        grids.grid(
            """
| 4 Yhteistyöllä |
| 4.1 Resurssien yhteiskäyttö | a |
| 5 Resurssit |
| 5.1 Yhteistyön hinta | b |
| Nokia 2025 |
"""
        )
    )
    assert grids.texts(result.drafts[0].result) == ["", "", "", "a", "b", ""]


def test_municipalities_under_headings_are_no_questions() -> None:
    sheet = "| Tausta |\n| Nokia | a |\n| Pori | b |\n| Resurssit |\n| Nokia | c |\n| Pori | d |"
    made = {x.result.municipality.name: x.result for x in grids.read(grids.grid(sheet)).drafts}
    assert [grids.texts(made[name])[0] for name in ("Nokia", "Pori")] == ["a", "b"]
    assert [grids.texts(made[name])[4] for name in ("Nokia", "Pori")] == ["c", "d"]
