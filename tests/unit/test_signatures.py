"""The end of a mail, told from the answers above it."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.layouts.signatures import greets


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


TABLE = f"| Digi |\n{grids.SIX}\n| a strategia | b | c | d | e | f |\n"


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("| Keuruulla 12.9.2023 | | kulttuurisihteeri |", "vastaus.xlsx"),
        ("| Keuruun kaupunki 12. syyskuuta 2023 | | Maija Mallikas |", "vastaus.xlsx"),
        ("| 12.9.2023 | | Maija Mallikas |", "Keuruu.xlsx"),
        ("| | Mänttä den 12 september 2023 | kultursekreterare |", "Mänttä.xlsx"),
        ("| Roscommon, 12 September 2023 | | Heritage Officer |", "Roscommon.docx"),
        ("| Szeged, 2023. szeptember 12. | | igazgató |", "Szeged.xlsx"),
        ("| Kaunas, 2023 m. rugsėjo 12 d. | | vedėja |", "Kaunas.xlsx"),
    ],
)
def test_place_and_date_below_the_answers_sign_them(line: str, file: str) -> None:
    result = grids.read(grids.grid(f"{TABLE}\n{line}", file=file))
    made = result.drafts[0].result
    assert grids.texts(made) == ["a strategia", "b", "c", "d", "e", "f"]
    assert made.round == "2023"
    assert list(grids.left(result).values()) == ["signature"]


@pytest.mark.parametrize(
    "line",
    [
        "| Messut Keuruulla 12.9.2023 | | kirjasto |",
        "| 12.9.2023 | | Kysely |",
        "| Keuruulla 12.9.2023 | 2 | 3 |",
        "| Keuruulla 12.9.2023 | ei | ei | ei | ei | ei |",
    ],
)
def test_other_rows_with_a_date_are_no_signature(line: str) -> None:
    result = grids.read(grids.grid(f"{TABLE}\n{line}", file="Keuruu.xlsx"))
    assert "signature" not in grids.left(result).values()


def test_numbered_answers_below_a_name_and_date_are_no_signature() -> None:
    sheet = "| 1. Tausta |\n| 2. Resurssit |\n| 3. Evaluointi |\n\n| Keuruu 12.9.2023 |\n"
    result = grids.read(grids.grid(sheet + "| 1. ohjelma |\n| 2. yksi ihminen |\n| 3. luvut |"))
    assert grids.texts(result.drafts[0].result) == ["ohjelma", "", "", "", "yksi ihminen", "luvut"]


def test_a_row_of_answers_below_a_name_and_date_is_no_signature() -> None:
    sheet = (
        "| TAUSTA | RESURSSIT | EVALUOINTI |\n| a | b | c |\n\n| Keuruu 12.9.2023 |\n| d | e | f |"
    )
    assert "signature" not in grids.left(grids.read(grids.grid(sheet))).values()


LETTER = "| RESURSSIT |\n| Yksi |\n| TAUSTA |\n| Strategia |\n| EVALUOINTI |\n| Kysely |\n"


@pytest.mark.parametrize(
    "end",
    [
        "| Kulttuurijohtaja Maija Mallikas |",
        "| Maija Mallikas |\n| kulttuurijohtaja |\n| Liitteet: 1 kpl |",
        "| Kunnioittaen |\n| Maija Mallikas |\n| Liitteenä kuvia |",
        "| Päätösehdotus |\n| Hyväksytään. |\n| Päätös |\n" + "| Valitusosoitus |\n" * 20,
        "| Beslut: Nämnden godkände svaret. |",
    ],
)
def test_what_ends_a_letter_is_no_answer(end: str) -> None:
    result = grids.read(grids.grid(LETTER + end))
    assert set(grids.left(result).values()) == {"signature"}
    assert grids.answers(result.drafts[0].result)["evaluation"].text == "Kysely"


@pytest.mark.parametrize(
    "answers",
    [
        "| Kulttuurijohtaja Maija Mallikas |",
        "| Kulttuurijohtaja Maija Mallikas |\n| Kirjastonjohtaja Matti Mallikas |",
    ],
)
def test_a_person_named_below_a_heading_is_an_answer(answers: str) -> None:
    result = grids.read(grids.grid(f"| TAUSTA |\n| Strategia |\n| RESURSSIT |\n{answers}"))
    assert not grids.left(result)


def test_a_person_named_at_the_foot_of_a_column_is_an_answer() -> None:
    rows = f"{grids.SIX}\n| a | b | c | d | e | f |\n| Kulttuurijohtaja Maija Mallikas |"
    assert not grids.left(grids.read(grids.grid(rows)))
