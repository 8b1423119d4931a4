"""The commands by which people take part in reading levels."""

from __future__ import annotations

import json
from pathlib import Path

import filled
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from digimatrix.cli import main

TEXTS = [
    "Kirjaston e-aineistot ja digineuvonta.",
    "Ei ole.",
    "",
    "-",
    "Kokeilu keväällä.",
    "Kysely.",
]
HEADINGS = [
    "TAUSTA JA LÄHTÖKOHDAT",
    "OMA LÄHTÖTILANNE",
    "MITEN JA MISSÄ",
    "YHTEISTYÖLLÄ",
    "RESURSSIT",
    "EVALUOINTI",
]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def matrix(path: Path, municipality: str, texts: list[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"Kunta: {municipality}", "Päivämäärä: 14.3.2025"])
    sheet.append(HEADINGS)
    sheet.append(texts)
    book.save(path)


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    folder.mkdir()
    matrix(folder / "Nokia.xlsx", "Nokia", TEXTS)
    matrix(folder / "Akaa.xlsx", "Akaa", TEXTS)
    return folder


def reviewed(
    returns: Path, target: Path, level: int, reviewer: str = "Arvioija", **kept: str
) -> Path:
    """Write the workbook and set that level in every row whose cells are those in `kept`."""
    blank = target.with_name(f"blank-{target.name}")
    assert run("review", returns, "-o", blank, "--language", "fi").exit_code == 0
    book = filled.opened(blank)
    for number, row in enumerate(filled.rows(book)):
        if all(row[key] == value for key, value in kept.items()):
            filled.review(book, number, level, reviewer)
    blank.unlink()
    book.save(target)
    return target


def why(returns: Path, *more: str | Path) -> dict[str, object]:
    answered = run("why", returns, "Nokia", "resources", "--json", *more)
    assert answered.exit_code == 0, answered.stderr
    found = json.loads(answered.stdout)
    assert isinstance(found, dict)
    return found


def test_a_workbook_is_written_with_a_row_for_each_answer(returns: Path, tmp_path: Path) -> None:
    output = tmp_path / "out" / "review.xlsx"
    result = run("review", returns, "-o", output, "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout) == {"schema": 1, "file": str(output), "answers": 12}
    assert len(filled.rows(filled.opened(output))) == 12


def test_a_workbook_that_is_there_is_never_written_over(returns: Path, tmp_path: Path) -> None:
    output = tmp_path / "review.xlsx"
    output.write_text("täytetty")
    result = run("review", returns, "-o", output)
    assert result.exit_code == 1
    assert "review.xlsx stands in the way" in result.stderr
    assert output.read_text() == "täytetty"


def test_a_reviewed_level_in_the_folder_wins_and_tells_who_when_and_why(
    returns: Path, tmp_path: Path
) -> None:
    before = why(returns)
    assert before["source"] == "read"
    reviewed(returns, returns / "review.xlsx", 3, municipality="Nokia", dimension="Resurssit")
    found = why(returns)
    assert (found["level"], found["low"], found["high"], found["source"]) == (3, 3, 3, "reviewed")
    assert found["read"] == before["read"]
    (review,) = found["reviews"]  # type: ignore[misc]
    assert (review["reviewer"], review["date"]) == ("Arvioija", "2025-11-20")
    assert (review["reason"], review["file"]) == ("kaksi ankkuria", "review.xlsx")
    text = run("why", returns, "Nokia", "resources", "--language", "en").stdout
    told = " ".join(text.split())
    assert "set by a reviewer (Arvioija, 20 November 2025): kaksi ankkuria" in told
    assert f"Read from the words: {before['read']}." in told


def test_a_file_of_reviews_is_no_return_even_before_it_is_filled_in(returns: Path) -> None:
    before = json.loads(run("check", returns, "--json").stdout)
    assert run("review", returns, "-o", returns / "review-1.xlsx").exit_code == 0
    result = run("check", returns, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == before


def test_a_file_of_reviews_may_be_named_instead(returns: Path, tmp_path: Path) -> None:
    file = reviewed(returns, tmp_path / "mine.xlsx", 4, municipality="Nokia")
    assert why(returns)["level"] != 4
    assert why(returns, "--reviews", file)["level"] == 4
    checked = json.loads(run("check", returns, "--json", "--reviews", file).stdout)
    assert {review["municipality"] for review in checked["reviews"]} == {"Nokia"}
    assert len(checked["reviews"]) == 6
    made = run("report", returns, "-o", tmp_path / "out", "-f", "csv", "--reviews", file)
    assert made.exit_code == 0, made.stderr
    levels = (tmp_path / "out" / "data" / "levels.csv").read_text()
    assert levels.count("kaksi ankkuria") == 6


def test_a_file_that_holds_no_reviews_is_refused(returns: Path) -> None:
    result = run("check", returns, "--reviews", returns / "Akaa.xlsx")
    assert result.exit_code == 1
    assert "holds no reviews" in result.stderr


def test_a_review_of_a_text_that_has_changed_is_said_and_not_used(returns: Path) -> None:
    reviewed(returns, returns / "review.xlsx", 3, municipality="Nokia")
    matrix(returns / "Nokia.xlsx", "Nokia", [*TEXTS[:4], "Kaksi kokeilua.", TEXTS[5]])
    assert why(returns)["source"] == "read"
    said = json.loads(run("check", returns, "--json", "--language", "en").stdout)
    (problem,) = [p for p in said["problems"] if p["rule"] == "review-out-of-date"]
    assert "level 3 is not used" in problem["message"]
    assert len(said["reviews"]) == 5


def test_reviewers_who_differ_leave_an_interval_and_are_told(returns: Path) -> None:
    reviewed(returns, returns / "review-1.xlsx", 3, "Yksi", dimension="Resurssit")
    reviewed(returns, returns / "review-2.xlsx", 1, "Kaksi", dimension="Resurssit")
    found = why(returns)
    assert (found["level"], found["low"], found["high"]) == (1, 1, 3)
    assert "reviews-differ" in run("check", returns).stdout


def test_two_sets_of_reviews_give_agreement(returns: Path, tmp_path: Path) -> None:
    first = reviewed(returns, tmp_path / "1.xlsx", 3, "Yksi", municipality="Nokia")
    second = reviewed(returns, tmp_path / "2.xlsx", 2, "Kaksi", municipality="Nokia")
    result = run("agreement", first, second, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["names"] == ["Yksi", "Kaksi"]
    (pair,) = found["pairs"]
    assert pair["agreement"]["cells"] == 6
    assert (pair["agreement"]["exact"], pair["agreement"]["within_one"]) == (0, 1)
    assert pair["confusion"][3][2] == 6
    assert len(found["disputes"]) == 6
    text = run("agreement", first, second).stdout
    assert "Yksi – Kaksi" in text
    assert "Nokia · 2025 · Resources" in text
    assert "alpha" not in text


def test_three_sets_of_reviews_give_alpha_too(returns: Path, tmp_path: Path) -> None:
    files = [reviewed(returns, tmp_path / f"{n}.xlsx", n, str(n)) for n in (1, 2, 3)]
    assert "Krippendorff’s alpha, interval metric:" in run("agreement", *files).stdout
    assert json.loads(run("agreement", *files, "--json").stdout)["metric"] == "interval"


def test_sets_of_the_same_reviewer_are_told_apart_by_their_files(
    returns: Path, tmp_path: Path
) -> None:
    files = [reviewed(returns, tmp_path / f"{n}.xlsx", n) for n in (1, 2)]
    assert json.loads(run("agreement", *files, "--json").stdout)["names"] == list(map(str, files))


def test_one_set_alone_is_misuse(tmp_path: Path) -> None:
    assert run("agreement", tmp_path / "1.xlsx").exit_code == 2


def test_a_set_named_twice_is_misuse(tmp_path: Path) -> None:
    result = run("agreement", tmp_path / "one.xlsx", tmp_path / "one.xlsx")
    assert result.exit_code == 2
    assert "named twice" in result.stderr


@pytest.mark.parametrize("command", ["review", "agreement"])
def test_the_help_has_an_example(command: str) -> None:
    assert f"\n    digimatrix {command} " in run(command, "--help").stdout
