"""Whose tables are that are each followed by a name."""

import grids
import pytest

TABLE = grids.SIX + "\n| strategia | museo | kirjasto | Lempäälä | ei ole | palaute |\n"


def _names(*sheets: grids.Grid) -> list[str]:
    return [draft.result.municipality.name for draft in grids.read(*sheets).drafts]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Kunta: Forssan kaupunki", "Kunta: Tammela", "Kunta: Jokioinen"),
        ("Forssa", "Tammelan kunta", "Jokioisten kunta"),
        ("| | | | | Kommun | Forssa", "| | | | | Kommun | Tammela", "| | | | | Kommun | Jockis"),
        ("| Municipality | Forssa", "| Municipality | Tammela", "| Municipality | Jokioinen"),
    ],
)
def test_a_name_below_each_table_is_that_of_the_table_above(
    first: str, second: str, third: str
) -> None:
    below = "\n".join(f"{TABLE}{name}\n\n" for name in (first, second, third))
    above = "\n".join(f"{name}\n{TABLE}\n\n" for name in (first, second, third))

    assert _names(grids.grid(f"Palautukset\n\n{below}")) == ["Forssa", "Tammela", "Jokioinen"]
    assert _names(grids.grid(above)) == ["Forssa", "Tammela", "Jokioinen"]


def test_the_name_after_a_table_of_a_document_stands_above_that_of_the_next() -> None:
    first = grids.grid(f"Atsakymai\n{TABLE}", sheet="Table 1")
    second = grids.grid(f"Savivaldybė: Marijampolės savivaldybė\n{TABLE}", sheet="Table 2")
    third = grids.grid(f"Savivaldybė: Plungės r.\n{TABLE}\nSavivaldybė: Rietavas", sheet="Table 3")

    assert _names(first, second, third) == ["Marijampolė", "Plungė", "Rietavas"]


def test_a_signature_that_says_the_name_again_signs_no_other_table() -> None:
    first = grids.grid(f"Nokian kaupunki\n{TABLE}", sheet="Table 1")
    second = grids.grid(f"Kunta: Forssa\n{TABLE}\nForssan kaupunki", sheet="Table 2")

    assert _names(first, second) == ["Nokia", "Forssa"]
