"""Whose a return is, and when it was made."""

from __future__ import annotations

import datetime

import grids
import pytest
from grids import SIX

from digimatrix.model.problems import Rule
from digimatrix.read.senders import dating

ROW = "| a | b | c | d | e | f |"


@pytest.mark.parametrize(
    ("above", "sheet", "file", "name"),
    [
        ("| Kunta: Nokia |", "Pori", "Ulvila.xlsx", "Nokia"),
        ("| Kunta | Nokia |", "Pori", "Ulvila.xlsx", "Nokia"),
        ("| Kunta | Vastaaja |\n| Nokia | N N |\n", "Taul1", "x.xlsx", "Nokia"),
        ("| Nyslotts stad |", "Pori", "Ulvila.xlsx", "Savonlinna"),
        ("| Digimatriisi, Nokian kaupunki 2024 |", "Pori", "Ulvila.xlsx", "Nokia"),
        ("| Digimatriisi |", "Pori 2024", "Ulvila.xlsx", "Pori"),
        ("| Digimatriisi |", "Taul1", "2024/ulvila_matriisi.xlsx", "Ulvila"),
        ("| Digimatriisi |", "Taul1", "Nokia/palautus.xlsx", "Nokia"),
        ("| Kunta: Kuvitelma |", "Nokia", "Pori.xlsx", "Kuvitelma"),
        ("| Kuvitelman kaupunki |", "Taul1", "x.xlsx", "Kuvitelman kaupunki"),
        ("| Fairhaven County Council |", "Sheet1", "x.csv", "Fairhaven"),
        ("| Fairhaven Borough Council / Cyngor Bwrdeistref |", "Sheet1", "x.csv", "Fairhaven"),
        ("| Council: Kilkenny Co. Council |", "Sheet1", "x.csv", "Kilkenny"),
        ("| Council: City of York Council |", "Sheet1", "x.csv", "York"),
        ("| Council: County Durham |", "Sheet1", "x.csv", "County Durham"),
        ("| Council: Cork City Council |", "Sheet1", "x.csv", "Cork City Council"),
        ("| Matrix |", "Sheet1", "Fairhaven CBC.xls", "Fairhaven"),
        ("| County Council |", "Sheet1", "x.csv", "x"),
        ("| Maakunta: Kainuu |", "Taul1", "x.csv", "x"),
        ("| Area | Fairhaven |", "Sheet1", "x.csv", "x"),
        ("| Palautus Porin kaupungille |", "Nokia", "x.xlsx", "Nokia"),
    ],
)
def test_the_nearest_name_wins(above: str, sheet: str, file: str, name: str) -> None:
    made = grids.only(grids.grid(f"{above}\n{SIX}\n{ROW}", sheet=sheet, file=file))
    assert made.municipality.name == name


def test_a_folder_is_named_after_a_municipality_of_the_country_whose_language_is_written() -> None:
    names = []
    for heads in (
        "| PRIELAIDOS | SAVA SITUACIJA | IŠTEKLIAI |",
        "| TAUSTA | TILANNE | RESURSSIT |",
    ):
        made = grids.only(grids.grid(f"{heads}\n| a | b | c |", file="2024/Joniškis/x.csv"))
        names.append(made.municipality.name)
    assert names == ["Joniškis", "x"]


def test_a_return_without_a_name_is_kept_under_its_files_name() -> None:
    result = grids.read(grids.grid(f"{SIX}\n{ROW}", file="tampere_library_region.xlsx"))
    made = result.drafts[0].result
    assert (made.municipality.name, made.municipality.known) == ("tampere_library_region", False)
    (said,) = [p for p in result.drafts[0].problems if p.rule is Rule.NO_MUNICIPALITY]
    assert "“tampere_library_region”, stands in for it" in said.rule.says.format(**said.facts)
    assert "if “tampere_library_region” is right" in said.rule.fix.format(**said.facts)


def test_sheets_named_after_unknown_municipalities_are_told_apart() -> None:
    result = grids.read(
        grids.grid(f"{SIX}\n{ROW}", sheet="Kuvitelma"), grids.grid(f"{SIX}\n{ROW}", sheet="Satula")
    )
    assert [d.result.municipality.name for d in result.drafts] == ["Kuvitelma", "Satula"]
    assert "unknown-municipality" in grids.slugs(result)


def test_slips_and_former_names_are_said() -> None:
    near = grids.read(grids.grid(f"| Kunta: Jyvaskylla |\n{SIX}\n{ROW}"))
    former = grids.read(grids.grid(f"| Nastolan kunta |\n{SIX}\n{ROW}"))
    assert near.drafts[0].result.municipality.name == "Jyväskylä"
    assert former.drafts[0].result.municipality.name == "Lahti"
    assert {"near-municipality", "former-municipality"} <= grids.slugs(near) | grids.slugs(former)


@pytest.mark.parametrize(
    ("above", "file", "round", "date"),
    [
        ("| Päivämäärä: 14.3.2025 |", "x.xlsx", "2025", "2025-03-14"),
        ("| Pvm | 14. maaliskuuta 2025 |", "x.xlsx", "2025", "2025-03-14"),
        ("| Date | March 14, 2025 |", "x.xlsx", "2025", "2025-03-14"),
        ("| Dátum: | 2025. március 14. |", "x.xlsx", "2025", "2025-03-14"),
        ("| Data | 2025 m. kovo 14 d. |", "x.xlsx", "2025", "2025-03-14"),
        ("| Datum | 2025-03-14 |", "x.xlsx", "2025", "2025-03-14"),
        ("| Pvm: 3/2025 |", "x.xlsx", "2025", None),
        ("| Syksy 2024 |", "x.xlsx", "2024", None),
        ("| Kierros: 2024 | | Pvm: 7.1.2025 |", "x.xlsx", "2024", "2025-01-07"),
        ("| Palauta viimeistään 30.4.2026 |", "matriisi_2025.xlsx", "2025", None),
        ("| Kulttuurisuunnitelma 2024–2030 |", "2023/x.xlsx", "2023", None),
        ("| Matriisi |", "Nokia 14.3.2025.xlsx", "2025", "2025-03-14"),
        ("| Matriisi |", "x.xlsx", None, None),
        ("| Koonti 10-2024 |", "x.xlsx", "2024", None),
        ("| Matriisi |", "palaute_3–2025.xlsx", "2025", None),
        ("| Tiekartta 24-2027 |", "x.xlsx", None, None),
        ("| Suunnitelma 1.1-2027 |", "x.xlsx", None, None),
        ("| Palautus 3.3.2025 |", "x.xlsx", "2025", "2025-03-03"),
        ("| Palautus 3.3.2025 mennessä |", "x.xlsx", None, None),
        ("| Digikulttuurin palautus 2025 |", "x.xlsx", "2025", None),
        ("| Nokia – Return, 12 May 2025 |", "x.xlsx", "2025", "2025-05-12"),
        ("| Inlämnad 3.3.2025 |", "x.xlsx", "2025", "2025-03-03"),
        ("| Beszolgáltatás: 2025. március 3. |", "x.xlsx", "2025", "2025-03-03"),
        ("| Grąžinta | 2025-03-03 |", "x.xlsx", "2025", "2025-03-03"),
        ("| Pateikti iki 2026-03-03 |", "matrica_2025.xlsx", "2025", None),
    ],
)
def test_the_round_and_the_date(above: str, file: str, round: str | None, date: str | None) -> None:
    made = grids.only(grids.grid(f"| Kunta: Nokia |\n{above}\n{SIX}\n{ROW}", file=file))
    assert made.round == round
    assert (made.date.isoformat() if made.date else None) == date


@pytest.mark.parametrize("label", ["Ajanjakso", "Period:", "Időszak:", "Laikotarpis"])
def test_a_period_is_the_round(label: str) -> None:
    rows = "| Osa-alue | Taso | Kuvaus |\n| Tausta | 2 | a |\n| Resurssit | 1 | b |"
    assert grids.only(grids.grid(f"| {label} | 2024 |\n{rows}")).round == "2024"


@pytest.mark.parametrize(
    "below",
    [
        *("Kevään 2025 täyttö", "Ifylld våren 2025", "Filled in spring 2025"),
        *("2025 tavaszi kitöltés", "2025 m. pavasario pildymas", "Kevät 2025"),
    ],
)
def test_a_line_below_the_answers_tells_the_round(below: str) -> None:
    found = grids.read(grids.grid(f"| Kunta: Nokia |\n{SIX}\n{ROW}\n\n{below}"))
    assert [draft.result.round for draft in found.drafts] == ["2025"]
    assert grids.left(found) == {}


def test_a_date_cell_is_a_date() -> None:
    made = grids.only(
        grids.grid(
            f"| Kunta | Nokia |\n| Pvm | |\n{SIX}\n{ROW}",
            values={"B2": datetime.datetime(2025, 3, 14)},
        )
    )
    assert made.date == datetime.date(2025, 3, 14)
    assert type(made.date) is datetime.date


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3.2.2025 9.14", datetime.date(2025, 2, 3)),
        ("2025 9.14", None),
        ("klo 9.14.32", None),
        ("2025. 3. 14.", datetime.date(2025, 3, 14)),
        ("matriisi.2025-03-14", datetime.date(2025, 3, 14)),
        ("14.3.2025 klo 9.14", datetime.date(2025, 3, 14)),
    ],
)
def test_a_time_of_day_is_no_date(text: str, found: datetime.date | None) -> None:
    assert dating.date_in(text) == found


SCORES = (
    "| Topic | Score now | Goal for 2028 |\n| Background and baseline | 2 | 3 |\n"
    "| Own starting point | 1 | 3 |\n| How and where | 2 | 3 |\n| In cooperation | 3 | 4 |\n"
    "| Resources | 1 | 2 |\n| Evaluation | 0 | 2 |"
)


@pytest.mark.parametrize(
    "name",
    [
        "Scores",
        "Self-assessment",
        "Levels and targets",
        "Pisteet",
        "Tasot ja tavoitteet",
        "Poäng",
        "Nivåer",
        "Pontszámok",
        "Szintek",
        "Balai",
        "Lygiai",
    ],
)
def test_a_sheet_that_only_tells_what_stands_on_it_is_no_municipality(name: str) -> None:
    units = grids.grid(
        "| Municipality: Loughrea |\n| Unit | Background and baseline | Own starting point |"
        " How and where | In cooperation | Resources | Evaluation |\n"
        "| Library | A strategy | Two devices | Online | With schools | Two people | A survey |\n"
        "| Museum | A plan | Scanning | On site | With clubs | One person | Visits counted |",
        sheet="Answers",
    )
    made = grids.only(units, grids.grid(SCORES, sheet=name))
    assert made.municipality.name == "Loughrea"
    assert grids.texts(made)[0] == "A strategy\nA plan"
    assert (grids.levels(made), grids.targets(made)) == (list("212310"), list("333422"))


def test_a_sheet_named_after_a_season_is_no_municipality() -> None:
    table = f"{grids.SIX}\n| a | b | c | d | e | f |"
    made = grids.only(grids.grid(table, sheet="Kevät 2025", file="vastaus.xlsx"))
    named = grids.only(grids.grid(table, sheet="Kőszeg", file="vastaus.xlsx"))
    assert "Kevät" not in made.municipality.name
    assert named.municipality.name == "Kőszeg"


@pytest.mark.parametrize(
    "file", ["Self-assessment.xlsx", "Levels and targets 2.xlsx", "Munka1.ods"]
)
def test_a_sheet_names_who_answers_where_the_file_only_tells_what_it_holds(file: str) -> None:
    made = grids.only(grids.grid(SCORES, file=file, sheet="Loughrea"))
    assert made.municipality.name == "Loughrea"
