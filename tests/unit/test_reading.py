"""A folder as it is read: the seed in all formats, a project file, faults."""

from __future__ import annotations

import json
from pathlib import Path

import grids
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from digimatrix.frameworks import load
from digimatrix.languages import Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.read.reading import read
from digimatrix.render.reading import as_json, as_text, message

SEED = Path(__file__).parent.parent / "seed"
EXPECTED = json.loads(
    (SEED / "tampere_library_region_matrix.expected.json").read_text(encoding="utf-8")
)
HEADINGS = list(EXPECTED["dimensions"])


def save(path: Path, rows: list[list[object]], sheet: str = "Taul1") -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv", "docx"])
def test_the_seed_says_the_same_in_each_format(extension: str) -> None:
    reading = read(SEED / f"tampere_library_region_matrix.{extension}")
    (made,) = reading.returns
    assert [answer.text for answer in made.answers] == list(EXPECTED["dimensions"].values())
    footer = [] if extension == "csv" else EXPECTED["footer"]
    assert list(reading.funder_lines) == footer
    assert (made.language, made.layout, made.scale) == ("fi", "columns", None)
    assert reading.counts.left_out == 0
    assert {p.rule.slug for p in reading.problems} == {"no-municipality", "no-round"}


def test_a_folder_holds_its_returns_sorted_and_counted(tmp_path: Path) -> None:
    six = [*"abcdef"]
    save(tmp_path / "2023" / "Nokia.xlsx", [HEADINGS, six])
    save(tmp_path / "2025" / "Nokia.xlsx", [HEADINGS, [*"ghijkl"]])
    save(tmp_path / "2025" / "Akaa.xlsx", [["Muuta"], [], HEADINGS, six, [], ["Muuta tietoa"]])
    reading = read(tmp_path)
    found = [(made.municipality.name, made.round) for made in reading.returns]
    assert found == [("Akaa", "2025"), ("Nokia", "2023"), ("Nokia", "2025")]
    assert reading.returns[0].municipality.region == "Pirkanmaa"
    assert (reading.counts.files, reading.counts.cells) == (3, 38)
    assert [problem.rule.slug for problem in reading.left_out] == ["outside-table"]
    assert reading.registers == ("Statistics Finland 2026, CC BY 4.0",)


def test_the_users_own_register_names_other_municipalities(tmp_path: Path) -> None:
    save(
        tmp_path / "project.xlsx",
        [
            ["code", "name", "name_sv", "region", "type", "population", "row", "column"],
            ["X1", "Lehtikari", "Lövskär", "Hallasto", "rural", 4200, 1, 2],
        ],
        "Municipalities",
    )
    save(tmp_path / "2025" / "svar.xlsx", [["Lövskärs kommun"], HEADINGS, [*"abcdef"]])
    (made,) = read(tmp_path).returns
    assert (made.municipality.name, made.municipality.code) == ("Lehtikari", "X1")
    assert (made.municipality.population, made.municipality.known) == (4200, True)


def test_no_folder_stops_and_a_bad_file_does_not(tmp_path: Path) -> None:
    with pytest.raises(DigimatrixError):
        read(tmp_path / "none")
    (tmp_path / "rikki.xlsx").write_bytes(b"PK\x03\x04 rikki")
    save(tmp_path / "Nokia 2025.xlsx", [HEADINGS, [*"abcdef"]])
    reading = read(tmp_path)
    assert len(reading.returns) == 1
    assert "rikki.xlsx" in {problem.place.file for problem in reading.problems}


def test_machines_get_the_keys_they_rely_on(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Osa-alue", "Kuvaus", "Taso (1-5)"],
        *([heading, "tiimi", level] for heading, level in zip(HEADINGS, "123234", strict=True)),
        [None, None, None],
        ["Muuta tietoa"],
    ]
    rows[1][2] = "2-3"
    save(tmp_path / "Nokia 14.3.2022.xlsx", rows)
    found = as_json(read(tmp_path))
    (made,) = found["returns"]
    assert found["schema"] == 1
    assert found["counts"] == {"files": 1, "cells": 22, "placed": 12, "headings": 9, "left_out": 1}
    assert {key: made[key] for key in ("file", "sheet", "municipality", "code", "round")} == {
        "file": "Nokia 14.3.2022.xlsx",
        "sheet": "Taul1",
        "municipality": "Nokia",
        "code": "536",
        "round": "2022",
    }
    assert (made["date"], made["layout"], made["scale"]) == ("2022-03-14", "rows", [1, 5])
    assert made["dimensions"]["background"] == {
        "state": "text",
        "text": "tiimi",
        "cells": ["B2"],
        "level": {
            "typed": "2-3",
            "typed_low": 2,
            "typed_high": 3,
            "low": 1,
            "high": 2,
            "cell": "C2",
            "ambiguous": False,
        },
        "target": None,
    }
    (left,) = found["left_out"]
    assert (left["cell"], left["text"], left["reason"]) == ("A9", "Muuta tietoa", "outside-table")
    assert left["message"].endswith(".")


def test_words_that_do_not_count_of_a_cell_are_left_out_as_a_part_of_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADINGS)
    gone = TextBlock(InlineFont(strike=True), "ja kerho lauantaisin ")
    book.active["A2"] = CellRichText("tiimi ", gone, "kokoontuu kuukausittain")
    book.active["B2"] = "tabletit lainassa"
    book.active["B2"].comment = Comment("kysy vielä Annalta", "x")
    book.save(tmp_path / "Nokia 2025.xlsx")
    reading = read(tmp_path)
    left = [(each["cell"], each["text"], each["part"]) for each in as_json(reading)["left_out"]]
    assert left == [("A2", "ja kerho lauantaisin", True), ("B2", "kysy vielä Annalta", True)]
    assert reading.counts.left_out == 0
    assert reading.returns[0].answers[0].text == "tiimi kokoontuu kuukausittain"


def test_every_problem_has_words_in_each_report_language() -> None:
    result = grids.read(grids.grid("| foo | bar |\n| x | y |"))
    for language in ("en", "fi"):
        words = Words(language)
        for problem in [*result.problems, *result.ledgers[0].left.values()]:
            line = message(problem, words)
            assert line.startswith(str(problem.place))
            assert "{" not in line


def test_people_get_a_line_a_return_and_the_count() -> None:
    text = as_text(read(SEED), load(), Words("en"), verbose=True)
    assert "tampere_library_region_matrix.csv" in text
    assert "80 cells: 12 placed, 50 headings, 18 left out" in text


def test_people_read_the_dimensions_names_in_their_language() -> None:
    text = as_text(read(SEED), load(), Words("fi"))
    assert "Tausta A2, Oma tilanne B2, Miten ja missä C2" in text


def test_cells_left_out_for_one_reason_share_a_line(tmp_path: Path) -> None:
    six = [*"abcdef"]
    save(tmp_path / "Nokia 2025.xlsx", [["Nokia"], [*HEADINGS, "MUUTA"], [*six, "g"], [*six, "h"]])
    save(tmp_path / "Nokia 2025 v2.xlsx", [["Nokia"], HEADINGS, ["uusi", *six[1:]]])
    text = as_text(read(tmp_path), load(), Words("en"))
    assert text.count("[earlier-version]") == 1
    assert text.count("[unknown-column]") == 1
    assert "The same holds for 2 more cells: G3, G4." in text


def test_a_mail_saved_as_text_is_a_return_and_a_note_is_none(tmp_path: Path) -> None:
    (tmp_path / "ohje.txt").write_text("Lue tämä ensin, kiitos.\nTerveisin", encoding="utf-8")
    lines = ("Hei,", "", "Kunta: Akaa", "Tausta: strategia, 2024", "Resurssit: 0,5 htv, laitteet")
    mail = "\n".join([*lines, "Arviointi: -"])
    (tmp_path / "vastaus.txt").write_text(mail, encoding="utf-8")
    found = read(tmp_path, cached=False)
    (made,) = found.returns
    assert made.municipality.name == "Akaa"
    assert {x.dimension: x.text for x in made.answers if x.text} == {
        "background": "strategia, 2024",
        "resources": "0,5 htv, laitteet",
        "evaluation": "-",
    }
    unknown = [x.place.file for x in found.problems if x.rule.slug == "unknown-format"]
    assert unknown == ["ohje.txt"]
