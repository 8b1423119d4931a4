"""What is chosen in a form's cell for a level."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.levels.level_cells import in_form, is_open_box


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("☐ 0 ☒ 1 ☐ 2", 1, 1),
        ("0 ☐ 1 ☐ 2 ☑", 2, 2),
        ("( ) 0 ( ) 1 (x) 2", 2, 2),
        ("☒ 3", 3, 3),
        ("☒ 3 – rendszeresen", 3, 3),
        ("☐ satunnainen ☒ kehittyvä ☐ järjestelmällinen", 2, 2),
        ("Sporadic ☒\nEmerging ☐", 1, 1),
        ("☐ 0 ei käytäntöä ☒ 1 satunnainen", 1, 1),
        ("☒ sporadic ☒ emerging", 1, 2),
    ],
)
def test_a_ticked_box_is_the_level(text: str, low: float, high: float) -> None:
    level = in_form(text, grids.context().framework)
    assert level is not None
    assert (level.low, level.high, level.ambiguous) == (low, high, low < high)


@pytest.mark.parametrize(
    "text",
    ["☐ 0 ☐ 1 ☐ 2", "0 – nincs ☐", "☒ kirjasto ☐ museo", "kirjasto ☒ ja museo", "☐", "kirjasto"],
)
def test_other_boxes_are_no_levels(text: str) -> None:
    assert in_form(text, grids.context().framework) is None


def test_a_box_that_nobody_has_ticked_is_open() -> None:
    assert all(map(is_open_box, ("☐", "[ ]", "( )", "□")))
    assert not any(map(is_open_box, ("☒", "[x]", "", "x", "☐ 2")))
