"""The command that writes the workbooks to send out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from digimatrix.cli import main
from digimatrix.languages import LANGUAGES
from digimatrix.read.reading import read


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["template", *map(str, arguments)])


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """A folder with a return of Nokia in two rounds and a register that also names Kuvitelma."""
    folder = tmp_path / "returns"
    for year, text in (("2023", "Vanha vastaus"), ("2025", "Uusi vastaus")):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append([f"Kunta: Nokia, {year}"])
        sheet.append(["Tausta ja lähtökohdat", "Resurssit", "Evaluointi"])
        sheet.append([text, text, text])
        (folder / year).mkdir(parents=True)
        book.save(folder / year / "Nokia.xlsx")
    project = Workbook()
    sheet = project.active
    assert sheet is not None
    sheet.title = "Municipalities"
    sheet.append(["Name", "Region"])
    sheet.append(["Kuvitelma", "Saaristo"])
    project.save(folder / "project.xlsx")
    return folder


def test_the_help_has_an_example() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "digimatrix template -o to-send --language fi" in result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_municipalities_there_is_one_blank_workbook(language: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    result = run("-o", output, "--language", language)
    assert result.exit_code == 0, result.stderr
    (made,) = output.iterdir()
    assert len(load_workbook(made).worksheets) == 3
    assert str(output) in result.stdout


def test_each_municipality_named_gets_a_workbook(tmp_path: Path) -> None:
    output = tmp_path / "out"
    result = run("-o", output, "--language", "sv", "--municipalities", "Nokia, Jämsä", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout) == {
        "schema": 1,
        "files": [
            {"file": "nokia.xlsx", "municipality": "Nokia", "round": None},
            {"file": "jamsa.xlsx", "municipality": "Jämsä", "round": None},
        ],
    }
    assert sorted(path.name for path in output.iterdir()) == ["jamsa.xlsx", "nokia.xlsx"]


def test_all_are_those_of_the_returns_and_of_the_project_file_with_the_last_answers(
    returns: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    result = run(
        "-o", output, "--language", "fi", "--municipalities", "all", "--from", returns, "--json"
    )
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["files"] == [
        {"file": "kuvitelma.xlsx", "municipality": "Kuvitelma", "round": None},
        {"file": "nokia.xlsx", "municipality": "Nokia", "round": "2025"},
    ]
    assert "Kuvitelma" in result.stderr
    (found,) = read(output / "nokia.xlsx").returns
    assert found.municipality.name == "Nokia"
    assert found.answer("resources").text == "Uusi vastaus"


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "akaa.xlsx").write_text("täytetty")
    (tmp_path / "report.json").write_text('{"files": ["akaa.xlsx", "report.json"]}')
    result = run("-o", tmp_path, "--language", "fi", "--municipalities", "Nokia,Akaa")
    assert result.exit_code == 1
    assert "akaa.xlsx stands in the way" in result.stderr
    assert (tmp_path / "akaa.xlsx").read_text() == "täytetty"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["akaa.xlsx", "report.json"]


def test_other_files_in_the_folder_stay_even_those_of_a_report(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("raportti")
    (tmp_path / "report.json").write_text('{"files": ["index.html", "report.json"]}')
    assert run("-o", tmp_path, "--language", "fi").exit_code == 0
    assert (tmp_path / "index.html").read_text() == "raportti"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--municipalities", "all"], "needs --from"),
        (["--from", "returns"], "needs --municipalities"),
    ],
)
def test_misuse_is_told_with_the_remedy(arguments: list[str], says: str, tmp_path: Path) -> None:
    result = run("-o", tmp_path / "out", "--language", "fi", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "out").exists()
