"""`digimatrix compare`, and own frameworks with the commands that read sheets."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from digimatrix.cli import main
from digimatrix.languages import Words

TABLE = """Sija;Kunta;Maakunta;Johtaminen;Palvelut;Yhteensä
1;Alavesi;Pohjola;72,5;81,0;76,8
2;Bjärnå;Etelä;70,0;75,5;72,8
3;Ceriö;Pohjola;60,1;62,2;66,2
4;Desola;Etelä;55,0;65,0;60,0
"""

MUSEUMS = """
title = { fi = "Museoiden itsearviointi", en = "Museum self-assessment" }
scale = [1, 5]
target = 4
[[dimensions]]
key = "collections"
name = { fi = "Kokoelmat", en = "Collections" }
[[dimensions]]
key = "audience"
name = { fi = "Yleisötyö", en = "Audience work" }
[[dimensions]]
key = "digital"
name = { fi = "Digitaalisuus", en = "Digital museum" }
"""

SHEET = """Kunta;Kokoelmat;Yleisötyö;Digitaalisuus
Nokia;"Ohjelma on hyväksytty, ja se päivitetään joka vuosi. Vastuuhenkilö on nimetty.";\
"Yksi opastuskokeilu.";"Ei ole."
Akaa;"Yksi kokeilu digitoinnissa.";"Taso 3";"Verkkonäyttely ja podcast ovat käytössä."
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "index.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_terminal_shows_units_statistics_groups_and_what_is_wrong(table: Path) -> None:
    result = run("compare", table, "--language", "en")
    assert result.exit_code == 0, result.output
    assert "76.8 (1)" in result.output
    assert "Means by Maakunta" in result.output
    assert "Ceriö: 66,2 is printed under “Yhteensä”, but its parts give 61,2" in " ".join(
        result.output.split()
    )


def test_the_language_is_that_of_the_headings(table: Path) -> None:
    assert "Maakunta" in run("compare", table).output
    assert json.loads(run("compare", table, "--json").output)["language"] == "fi"


def test_json_has_the_unrounded_number_and_the_text_as_printed(table: Path) -> None:
    document = json.loads(run("compare", table, "--json").stdout)
    by_key = {each["key"]: each for each in document["measures"]}
    assert by_key["johtaminen"]["mean"] == {"value": 64.4, "text": "64.40"}
    assert by_key["yhteensa"]["method"] == "mean"
    first = document["units"][0]["figures"]["yhteensa"]
    assert (first["value"], first["text"], first["typed"]) == (76.8, "76.8", "76,8")
    assert first["worked_out"] == {"value": 76.75, "text": "76.8"}  # a half is rounded up
    assert first["rank"] == {"place": 1, "tied": False, "of": 4}
    assert [each["rule"] for each in document["problems"] if each["severity"] == "warning"] == [
        "printed-total"
    ]


def test_a_folder_gets_a_workbook_tables_and_the_document(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("compare", table, "-o", out, "--date", "2025-01-01").exit_code == 0
    made = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    assert {"comparison.xlsx", "data/units.csv", "data/gaps.csv"} <= made
    assert {"comparison.json", "data/comparison.schema.json"} <= made
    assert set(json.loads((out / "comparison.json").read_text())["files"]) == made
    book = openpyxl.load_workbook(out / "comparison.xlsx")
    units = book.worksheets[0]
    assert [units.cell(2, column).value for column in (1, 2, 3, 7)] == [
        *("Alavesi", "Pohjola", 72.5, 76.8)
    ]
    assert units.cell(2, 3).number_format == "0.0"
    with (out / "data" / "groups.csv").open(encoding="utf-8") as stream:
        rows = {row["group"]: row for row in csv.DictReader(stream)}
    assert rows["Etelä"]["johtaminen"] == "62.5"
    before = {name: (out / name).read_bytes() for name in made}
    assert run("compare", table, "-o", out, "--date", "2025-01-01").exit_code == 0
    assert before == {name: (out / name).read_bytes() for name in made}


@pytest.mark.parametrize(
    ("options", "says", "code"),
    [
        (["--scale", "100"], "is no scale; write the lowest and highest, as 0-100", 2),
        (["--by", "Koko"], "there is no column of groups “Koko”", 1),
        (["--round", "2020"], "no column or sheet tells rounds", 1),
        (["--framework", "none.toml"], "cannot be opened", 1),
    ],
)
def test_misuse_gets_one_clear_message(
    table: Path, options: list[str], says: str, code: int
) -> None:
    result = run("compare", table, *options)
    assert result.exit_code == code
    assert says in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_a_framework_names_the_dimensions_and_checks_the_totals(
    table: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'title = "Digikypsyys"\nscale = [0, 100]\n[[dimensions]]\nname = "Johtaminen"\nweight = 3\n'
        '[[dimensions]]\nname = "Palvelut"\n[[totals]]\nname = "Yhteensä"\ndigits = 1\n',
        encoding="utf-8",
    )
    document = json.loads(run("compare", table, "--framework", own, "--json").stdout)
    assert document["title"] == "Digikypsyys"
    total = document["measures"][-1]
    assert (total["weights"], total["scale"]) == ([3.0, 1.0], [0.0, 100.0])
    assert document["units"][3]["figures"]["yhteensa"]["worked_out"]["text"] == "57.5"


@pytest.fixture
def museums(tmp_path: Path) -> Path:
    (tmp_path / "museums.toml").write_text(MUSEUMS, encoding="utf-8")
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "museot 2025.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path


def test_a_report_on_another_framework_has_its_scale_names_and_target(museums: Path) -> None:
    out, own = museums / "out", museums / "museums.toml"
    result = run("report", museums / "sheets", "--framework", own, "-o", out, "--language", "en")
    assert result.exit_code == 0, result.output
    document = json.loads((out / "report.json").read_text())
    assert document["title"] == "Museum self-assessment: levels and gaps"
    overview = document["figures"][0]
    assert overview["starts"] == [1, 2, 3, 4, 5]
    assert overview["dimensions"] == ["Collections", "Audience work", "Digital museum"]
    assert overview["target"] == 4
    levels = {row["name"]: row["levels"] for group in overview["groups"] for row in group["rows"]}
    assert [level["value"] for level in levels["Nokia"]][1:] == [2, 1]  # rubric 1 and 0
    assert levels["Akaa"][1]["value"] == 3  # as stated, on the framework's own scale
    page = (out / "index.html").read_text()
    assert "carried onto 1–5" in page
    assert "0–4, target" not in page


def test_other_commands_take_the_framework_too(museums: Path) -> None:
    own, sheets = museums / "museums.toml", museums / "sheets"
    checked = json.loads(run("check", sheets, "--framework", own, "--json").stdout)
    assert set(checked["returns"][0]["dimensions"]) == {"collections", "audience", "digital"}
    why = run("why", sheets, "Akaa", "Digitaalisuus", "--framework", own, "--language", "en")
    assert why.exit_code == 0, why.output
    review = museums / "review.xlsx"
    assert run("review", sheets, "--framework", own, "--output", review).exit_code == 0
    second = museums / "second.xlsx"
    for path, level in ((review, 4), (second, 3)):
        book = openpyxl.load_workbook(review)
        sheet = book.worksheets[0]
        heads = {c.value: c.column for row in sheet.iter_rows(max_row=2) for c in row if c.value}
        sheet.cell(sheet.max_row, heads["Tarkistettu taso"]).value = level
        book.save(path)
    agreed = run("agreement", review, second, "--framework", own)
    assert agreed.exit_code == 0, agreed.output
    assert "1 answer has a level from two reviewers" in agreed.output
    made = run("template", "-o", museums / "forms", "--language", "fi", "--framework", own)
    assert made.exit_code == 0, made.output


@pytest.mark.parametrize("language", ["fi", "sv", "en", "hu", "lt"])
@pytest.mark.parametrize("width", [60, 80])
def test_no_word_or_figure_is_divided_on_a_narrow_terminal(
    table: Path, monkeypatch: pytest.MonkeyPatch, language: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    printed = run("compare", table, "--language", language).stdout.splitlines()
    grids = [line for line in printed if line.startswith(" ")]
    assert max(map(len, grids)) <= width
    words = [word for line in grids for word in line.split()]
    assert {"Johtaminen", "Palvelut", "Alavesi"} <= set(words)
    long = [word for word in words if set(word) != {"─"} and len(word) > 3]
    labels = Words(language)
    for label in ("Lower quartile", "Upper quartile", "Highest", "Mean"):
        assert set(labels.t(label).split()) <= set(long)
