"""What a user types and sees, through click's runner."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from digimatrix import __version__
from digimatrix.cli import main

SHEETS = Path(__file__).parents[2] / "sheets"
HEADINGS = (
    "TAUSTA JA LÄHTÖKOHDAT",
    "OMA LÄHTÖTILANNE",
    "MITEN JA MISSÄ",
    "YHTEISTYÖLLÄ",
    "RESURSSIT",
    "EVALUOINTI",
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def matrix(path: Path, municipality: str = "Nokia", texts: tuple[str, ...] = ()) -> Path:
    """Write a plain return, as most municipalities send it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"Kunta: {municipality}", "Päivämäärä: 14.3.2025"])
    sheet.append(HEADINGS)
    sheet.append(texts or ["Kirjaston e-aineistot ja digineuvonta"] * 6)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two good returns."""
    matrix(tmp_path / "returns" / "Nokia 2025.xlsx")
    matrix(tmp_path / "returns" / "Akaa 2025.xlsx", "Akaa")
    return tmp_path / "returns"


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]])
def test_the_bare_command_and_its_help_say_what_can_be_done_with_an_example(
    arguments: list[str],
) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    for command in ("report", "check", "why", "evaluate", "digimatrix report sheets"):
        assert command in result.stdout


def test_the_version_is_told() -> None:
    assert __version__ in run("--version").stdout


@pytest.mark.parametrize("command", ["report", "check", "why", "evaluate"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    for flag in ("-h", "--help"):
        result = run(command, flag)
        assert result.exit_code == 0
        assert f"\n    digimatrix {command} " in result.stdout


def test_importing_the_commands_loads_little_more_than_click() -> None:
    heavy = (
        "{'pandas', 'numpy', 'matplotlib', 'openpyxl', 'docx', 'jinja2', 'simplemma', 'rich', "
        "'tomllib', 'json', 'fractions', 'importlib.resources', 'digimatrix.model.matrix'}"
    )
    code = f"import sys, digimatrix.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "[]"


def test_the_module_runs_like_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "digimatrix", "--version"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout == f"digimatrix, version {__version__}\n"


def test_a_report_is_written_and_the_last_line_says_what_to_open(
    folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    result = run("report", folder, "-o", output, "--language", "en")
    assert result.exit_code == 0, result.output
    assert result.stdout.rstrip().splitlines()[-1] == f"Open {output / 'index.html'}"
    for name in ("index.html", "report.xlsx", "report.json", "data/levels.csv"):
        assert (output / name).is_file()
    assert (output / "charts" / "overview.svg").is_file()
    assert (output / "charts" / "overview.png").is_file()


def test_formats_can_be_chosen_and_the_first_file_is_named(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    result = run("report", folder, "-o", output, "--format", "pdf", "-f", "csv")
    assert result.exit_code == 0, result.output
    assert result.stdout.rstrip().endswith(str(output / "report.pdf"))
    written = {path.suffix for path in output.rglob("*") if path.is_file()}
    assert written == {".pdf", ".csv", ".json"}
    assert run("report", folder, "-o", output, "--format", "odt").exit_code == 2


def test_csv_files_can_be_for_an_excel_with_decimal_commas(folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "r"
    result = run("report", folder, "-o", written, "--format", "csv", "--excel-csv")
    assert result.exit_code == 0
    files = [*written.glob("data/*.csv"), written / "reading.csv"]
    assert len(files) > 5
    for file in files:
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
    head, *rows = (written / "data/summary.csv").read_text("utf-8-sig").splitlines()
    assert head.startswith("municipality;region;mean;")
    assert len(rows) == 2
    refused = run("report", folder, "-o", written, "--format", "html", "--excel-csv")
    assert (refused.exit_code, "--format csv" in refused.stderr) == (2, True)


def test_the_summary_names_every_municipality_and_counts_the_cells(
    folder: Path, tmp_path: Path
) -> None:
    shown = run("report", folder, "-o", tmp_path / "out", "--language", "en").stdout
    assert "Akaa" in shown
    assert "Nokia" in shown
    assert "28 cells" in shown


def test_the_report_is_in_the_language_most_sheets_are_in(folder: Path, tmp_path: Path) -> None:
    assert run("report", folder, "-o", tmp_path / "out").exit_code == 0
    assert '<html lang="fi"' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_single_file_works_too(folder: Path, tmp_path: Path) -> None:
    assert run("report", folder / "Nokia 2025.xlsx", "-o", tmp_path / "out").exit_code == 0


def test_the_report_command_prints_json_for_machines(folder: Path, tmp_path: Path) -> None:
    result = run("report", folder, "-o", tmp_path / "out", "--json")
    assert json.loads(result.stdout)["schema"] == 1
    assert result.stdout == (tmp_path / "out" / "report.json").read_text(encoding="utf-8") + "\n"


def test_why_prints_level_rule_words_and_cell(folder: Path) -> None:
    shown = run("why", folder, "Nokia", "resources", "--language", "en").stdout
    assert "Nokia" in shown
    assert "Nokia 2025.xlsx › Sheet!E3" in shown
    assert "Kirjaston e-aineistot ja digineuvonta" in shown


def test_why_takes_headings_and_near_misses_and_suggests_otherwise(folder: Path) -> None:
    assert run("why", folder, "nokia", "RESURSSIT").exit_code == 0
    wrong = run("why", folder, "Nokka", "RESURSSIT", "--language", "en")
    assert wrong.exit_code == 1
    assert "Nokia" in wrong.stderr
    assert run("why", folder, "Nokia", "budget plans", "--language", "en").exit_code == 1


def test_why_speaks_to_machines(folder: Path) -> None:
    told = json.loads(run("why", folder, "Nokia", "resources", "--json").stdout)
    assert told["level"] in range(5)
    assert told["cells"] == ["E3"]


def test_misuse_ends_with_two(folder: Path) -> None:
    assert run("report").exit_code == 2
    assert run("report", folder, "--language", "xx").exit_code == 2
    assert run("report", folder, "--date", "yesterday").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_an_unknown_round_is_said_with_those_there_are(folder: Path, tmp_path: Path) -> None:
    result = run("report", folder, "-o", tmp_path / "out", "--round", "1999")
    assert result.exit_code == 1
    assert "2025" in result.stderr
    assert not (tmp_path / "out").exists()


def _one_line(result: Result, *words: str) -> None:
    """Assert that the command ended as bad input should, in one line with these words."""
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    lines = [line for line in result.stderr.splitlines() if all(word in line for word in words)]
    assert len(lines) == 1, result.stderr


@pytest.mark.parametrize("command", ["check", "report"])
def test_no_such_folder_is_one_line(command: str, tmp_path: Path) -> None:
    _one_line(run(command, tmp_path / "nowhere"), "nowhere")


@pytest.mark.parametrize("command", ["check", "report"])
def test_an_empty_folder_is_one_line(command: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _one_line(run(command, tmp_path / "empty"), "empty")


BAD = {
    "broken.xlsx": b"PK\x03\x04 this is no archive",
    "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_once_and_the_others_are_read(
    name: str, folder: Path, tmp_path: Path
) -> None:
    (folder / name).write_bytes(BAD[name])
    result = run("report", folder, "-o", tmp_path / "out", "--language", "en")
    _one_line(result, name)
    assert "Akaa" in result.stdout
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_workbook_without_headings_is_named(folder: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["budget", "2025"])  # type: ignore[union-attr]
    book.save(folder / "budget.xlsx")
    _one_line(run("report", folder, "-o", tmp_path / "o", "--language", "en"), "budget.xlsx")


def test_two_returns_of_one_municipality_and_round_are_named(folder: Path, tmp_path: Path) -> None:
    matrix(folder / "Nokia kulttuuri 2025.xlsx", texts=("Muuttunut teksti",) * 6)
    result = run("report", folder, "-o", tmp_path / "o", "--language", "en")
    _one_line(result, "Nokia 2025.xlsx", "Nokia kulttuuri 2025.xlsx")


def test_lock_files_and_hidden_files_are_passed_over_and_said_when_asked(folder: Path) -> None:
    (folder / "~$Nokia 2025.xlsx").write_bytes(b"lock")
    (folder / ".hidden.xlsx").write_bytes(b"hidden")
    quiet, verbose = run("check", folder), run("check", folder, "--verbose")
    assert quiet.exit_code == verbose.exit_code == 0
    for name in ("~$Nokia 2025.xlsx", ".hidden.xlsx"):
        assert name not in quiet.output
        assert name in verbose.output


def test_nothing_is_written_when_nothing_can_be_reported(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.xlsx").write_bytes(b"PK\x03\x04")
    assert run("report", tmp_path / "in", "-o", tmp_path / "out").exit_code == 1
    assert not (tmp_path / "out").exists()


def test_who_wants_a_report_of_a_table_of_numbers_is_told_of_the_other_command(
    tmp_path: Path,
) -> None:
    table = tmp_path / "index.csv"
    table.write_text("Country,Skills,Access\nFinland,60,72\nSweden,50,68\n", encoding="utf-8")
    refused = run("report", tmp_path, "-o", tmp_path / "out")
    assert refused.exit_code == 1
    assert "digimatrix compare FILE" in refused.output
    assert run("compare", table).exit_code == 0


def test_inputs_are_never_written_to(folder: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    run("report", folder, "-o", tmp_path / "out")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_same_sheets_and_date_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    made = []
    for output in (tmp_path / "one", tmp_path / "two"):
        run("report", folder, "-o", output, "--date", "2025-11-30")
        made.append(
            {
                path.relative_to(output): path.read_bytes()
                for path in sorted(output.rglob("*"))
                if path.is_file()
            }
        )
    assert made[0]
    assert made[0] == made[1]


def test_the_date_may_come_from_the_environment(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run("report", folder, "-o", tmp_path / "out").exit_code == 0
    made = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert made["date"] == "2023-11-14"


def test_the_sample_region_reads_without_errors() -> None:
    result = run("check", SHEETS)
    assert result.exit_code == 0, result.output
