"""Which sheets of a file may hold answers."""

from __future__ import annotations

import grids
import pytest

FORM = "| Kunta: |\n| TAUSTA | RESURSSIT | EVALUOINTI |\n| {} | {} | {} |"
PRACTICES = (
    "| Käytäntö | Osa-alue |\n| Kirjasto lainaa tabletteja | Resurssit |\n"
    "| Kysely kävijöille joka vuosi | Evaluointi |\n| Koulut mukana verkkokerhossa | Yhteistyö |"
)
INFO = "| Kunta | Nokia |\n| Päiväys | 1.2.2025 |"
FOUND = [
    "Koulut mukana verkkokerhossa",
    "Kirjasto lainaa tabletteja",
    "Kysely kävijöille joka vuosi",
]


def _read(*sheets: tuple[str, str]) -> list[list[str]]:
    result = grids.read(*(grids.grid(table, sheet=name) for name, table in sheets))
    return [[text for text in grids.texts(draft.result) if text] for draft in result.drafts]


@pytest.mark.parametrize(
    "name",
    [
        "Esimerkkejä käytännöistä",
        "Exempel på praktiker",
        "Examples of practices",
        "Gyakorlatok példái",
        "Praktikų pavyzdžiai",
    ],
)
def test_examples_of_practices_are_answers_if_a_file_has_no_others(name: str) -> None:
    titled = f"| {name} |\n\n{PRACTICES}"
    for table in (PRACTICES, titled):
        assert _read((name, table), ("Tiedot", INFO)) == [FOUND]
    assert _read((name, titled)) == [FOUND]


@pytest.mark.parametrize(
    "sheets",
    [
        [("Matriisi", FORM.format("", "", ""))],
        [("Matriisi", FORM.format("strategia", "tiimi", "kysely"))],
        [("Tiedot", INFO), ("Esimerkkejä", "| Esimerkki |")],
    ],
)
def test_examples_of_practices_beside_a_form_or_marked_so_are_none(
    sheets: list[tuple[str, str]],
) -> None:
    marked = "| Esimerkki: Nokia |\n" + PRACTICES if sheets[0][0] == "Tiedot" else PRACTICES
    read = _read(*sheets, ("Esimerkkejä käytännöistä", marked))
    assert FOUND not in read


def test_examples_of_practices_that_name_the_municipality_are_answers_beside_a_blank_form() -> None:
    named = f"| Nokian kaupunki |\n\n{PRACTICES}"
    form = FORM.format("", "", "")
    assert FOUND in _read(("Matriisi", form), ("Esimerkkejä käytännöistä", named))
