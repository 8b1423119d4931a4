"""Which unit of a municipality a return is of."""

from __future__ import annotations

import grids
import pytest
from grids import SIX

from digimatrix.read.returns import Draft
from digimatrix.read.senders.uniting import of_two_units

ROW = "| a | b | c | d | e | f |"


def draft(file: str, *labels: str, sheet: str = "Taul1", town: str = "Kouvola") -> Draft:
    above = "\n".join((f"| Kunta | {town} |", *(f"| {label} |" for label in labels)))
    (made,) = grids.read(grids.grid(f"{above}\n\n{SIX}\n{ROW}", file=file, sheet=sheet)).drafts
    return made


APART = [
    (("a.xlsx", "Yksikkö | Kaupunginkirjasto"), ("b.xlsx", "Yksikkö | Poikilo-museot")),
    (("a.xlsx", "Yksikkö | Myllykosken kirjasto"), ("b.xlsx", "Yksikkö | Elimäen kirjasto")),
    (("a.xlsx", "Enhet | Stadsbiblioteket"), ("b.xlsx", "Enhet | Stadskansliet")),
    (("a.xlsx", "Unit: Library"), ("b.xlsx", "Department: Mayor's office")),
    (("a.xlsx", "Intézmény | Városi Könyvtár"), ("b.xlsx", "Intézmény | Polgármesteri Hivatal")),
    (("a.xlsx", "Padalinys: Viešoji biblioteka"), ("b.xlsx", "Padalinys: Kultūros centras")),
    (("a.xlsx", "Kouvolan kansalaisopisto 2024"), ("b.xlsx", "Kouvolan museot 2024")),
    (("Kouvola kirjasto 2024.xlsx",), ("Kouvola museo 2024.csv",)),
    (("kirjasto/Kouvola.xlsx",), ("museo/Kouvola.xlsx",)),
    (("Kouvola/musiikkiopisto.xlsx",), ("Kouvola/työväenopisto.xlsx",)),
    (("Kouvola kevät 2024.xlsx",), ("Kouvola kirjasto 2024.xlsx",)),
    (("museo.xlsx",), ("a.xlsx", "Yksikkö: Kirjasto")),
]


@pytest.mark.parametrize(("one", "other"), APART, ids=str)
def test_returns_of_two_units(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert of_two_units(draft(*one).units, draft(*other).units)


ALIKE = [
    (("Kouvola.xlsx",), ("Kouvola 2024.xlsx",)),
    (("Kouvola.xlsx",), ("Kouvola v2.xlsx",)),
    (("Kouvola.xlsx",), ("Kouvola 2.xlsx", "Yksikkö | Kirjasto")),
    (("a.xlsx", "Yksikkö | Kirjasto"), ("b.xlsx", "Yksikkö | Kouvolan kaupunginkirjasto")),
    (("Kouvola.xlsx", "Yksikkö | Kirjasto"), ("Kouvola kirjasto.xlsx", "Yksikkö | Kirjasto")),
    (("Kouvola kirjasto ja museo.xlsx",), ("Kouvola kirjasto.xlsx",)),
    (("a.xlsx", "Vastaaja | museonjohtaja"), ("b.xlsx", "Vastaaja | kirjastonjohtaja")),
]


@pytest.mark.parametrize(("one", "other"), ALIKE, ids=str)
def test_returns_that_no_unit_tells_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert not of_two_units(draft(*one).units, draft(*other).units)


@pytest.mark.parametrize(
    ("file", "town", "labels"),
    [
        ("a.xlsx", "Nastola", ()),
        ("a.xlsx", "Nastola (Lahti)", ()),
        ("Nastola_2024.docx", "Lahti", ()),
        ("a.xlsx", "Lahti", ("Yksikkö | Nastolan kirjasto",)),
    ],
)
def test_what_was_a_municipality_is_a_unit_of_the_one_it_was_merged_into(
    file: str, town: str, labels: tuple[str, ...]
) -> None:
    part = draft(file, *labels, town=town)
    assert part.result.municipality.name == "Lahti"
    (said,) = (each for each in part.problems if each.rule.slug == "former-municipality")
    assert said.facts["former"] == "Nastola"
    assert of_two_units(part.units, draft("Lahti.xlsx", town="Lahti").units)


def test_rows_of_a_former_municipality_count_for_the_one_it_was_merged_into() -> None:
    table = "| Kunta | TAUSTA | RESURSSIT |\n| Lahti | a | b |\n| Nastola | c | d |"
    (made,) = grids.read(grids.grid(table)).drafts
    assert grids.answers(made.result)["background"].text == "a\nc"
    assert "former-municipality" in {each.rule.slug for each in made.problems}
