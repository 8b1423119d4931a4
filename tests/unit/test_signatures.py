"""The end of a mail, told from the answers above it."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.signatures import greets


@pytest.mark.parametrize(
    "line",
    [
        "Terveisin",
        "Ystävällisin terveisin,",
        "Terveisin Anu Koskela, kirjastonhoitaja",
        "Mvh Nina",
        "Best regards",
        "Üdvözlettel:",
        "Pagarbiai",
        "t. Anu",
    ],
)
def test_what_ends_a_mail(line: str) -> None:
    assert greets(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Hei",
        "YT-neuvottelut käynnissä",
        "T. Koskela",
        "tilastot",
        "Terveiset kulkevat kylätaloille etänä tablettien ja kirjastoauton mukana",
        "Kirjasto lähettää terveisin varustetun kortin",
    ],
)
def test_what_does_not(line: str) -> None:
    assert not greets(line)


SHEET = "| TAUSTA |\n| Strategia |\n| EVALUOINTI |\n| Kysely |\n| RESURSSIT |\n| Yksi |\n"


def test_every_line_of_the_signature_is_named() -> None:
    result = grids.read(grids.grid(SHEET + "| Terveisin |\n| Anu |\n| Nokian kaupunki |\n| 040 |"))
    assert grids.left(result) == {"A7": "signature", "A8": "signature", "A10": "signature"}
    assert (9, 1) in result.ledgers[0].headings  # it says whose the sheet is
    assert result.drafts[0].result.municipality.name == "Nokia"


def test_words_cut_off_an_answer_are_said_whole() -> None:
    cell = "Yksi ihminen\\nTerveisin\\nAnu Koskela"
    result = grids.read(grids.grid(f"| TAUSTA | Strategia |\n| RESURSSIT | {cell} |"))
    (said,) = (problem for problem in result.problems if problem.rule.slug == "signature")
    assert (said.place.cell, said.text) == ("B2", "Terveisin\nAnu Koskela")
    assert grids.answers(result.drafts[0].result)["resources"].text == "Yksi ihminen"


def test_a_greeting_above_the_answers_cuts_nothing() -> None:
    cell = "Terveisin Anu\\nTausta: Strategia\\nResurssit: Yksi\\nEvaluointi: Kysely"
    made = grids.only(grids.grid(f"| {cell} |"))
    assert grids.texts(made) == ["Strategia", "", "", "", "Yksi", "Kysely"]


def test_a_sheet_that_holds_nothing_else_is_left_to_others() -> None:
    assert grids.left(grids.read(grids.grid("| Terveisin |\n| Anu |"))) == {
        "A1": "no-headings",
        "A2": "no-headings",
    }
