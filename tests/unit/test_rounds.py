"""Which round the columns and records of a table are of."""

from __future__ import annotations

import pytest

from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label
from digimatrix.read.senders.rounds import latest, names_round, rounds_of


@pytest.mark.parametrize("text", ["2023", "Vuosi 2023", "Kevät 2025", "År 2024", "kierros 2023"])
def test_a_round_alone_is_named(text: str) -> None:
    assert names_round(text)


@pytest.mark.parametrize("text", ["", "Taso 2023", "2023–2025", "Hanke 2023", "1998", "14.3.2025"])
def test_anything_more_names_no_round(text: str) -> None:
    assert not names_round(text)


def heads(*told: tuple[str, Label]) -> dict[int, tuple[object, Label | None, Cell]]:
    return {n: (None, label, Cell(1, n, text, text)) for n, (text, label) in enumerate(told)}


def test_years_are_rounds_only_where_they_differ() -> None:
    two = heads(("Taso 2023", Label.LEVEL), ("Taso 2025", Label.LEVEL), ("Kuvaus", Label.TEXT))
    found = rounds_of(two)
    assert set(found) == {0, 1}
    newest = latest(found.values())
    assert newest is not None
    assert newest.text == "Taso 2025"
    assert not rounds_of(heads(("Taso 2025", Label.LEVEL), ("Tavoite 2027", Label.TARGET)))
