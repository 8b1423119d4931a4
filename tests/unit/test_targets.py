"""Targets: who sets them, in which order they count, what is wrong with a cell of them."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from digimatrix.model.errors import DigimatrixError
from digimatrix.model.municipality import Municipality
from digimatrix.model.targets import Target, target_for
from digimatrix.pipeline import read
from digimatrix.read.reading import read as read_returns

HEADINGS = [
    "TAUSTA JA LÄHTÖKOHDAT",
    "OMA LÄHTÖTILANNE",
    "MITEN JA MISSÄ",
    "YHTEISTYÖLLÄ",
    "RESURSSIT",
    "EVALUOINTI",
]
NOKIA = Municipality("Nokia", "536")


def save(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def folder(path: Path, targets: list[list[object]], title: str = "Tavoitteet") -> Path:
    save(path / "project.xlsx", {title: targets})
    for year in ("2023", "2025"):
        for name in ("Nokia", "Akaa"):
            cells = [f"{name} {year} {letter}" for letter in "abcdef"]
            save(path / year / f"{name}.xlsx", {"Taul1": [HEADINGS, cells]})
    return path


def aims(path: Path) -> dict[tuple[str, str | None], list[float]]:
    found: dict[tuple[str, str | None], list[float]] = {}
    for each in read(path).assessments:
        found.setdefault((each.municipality.name, each.round), []).append(each.target)
    return found


def test_the_closest_target_counts_municipality_before_round_before_dimension() -> None:
    targets = [
        Target(1),
        Target(1.5, dimension="evaluation"),
        Target(2, round="2025"),
        Target(2.5, round="2025", dimension="evaluation"),
        Target(3, municipality="536"),
    ]

    def aim(count: int, round: str | None = "2025", dimension: str = "evaluation") -> float | None:
        return target_for(targets[:count], NOKIA, round, dimension)

    assert [aim(count) for count in range(6)] == [None, 1, 1.5, 2, 2.5, 3]
    assert [aim(4, "2023"), aim(4, "2025/2"), aim(4, None), aim(4, "20250")] == [1.5, 2.5, 1.5, 1.5]
    assert aim(4, "2025", "where") == 2


def test_a_row_without_a_municipality_is_for_all(tmp_path: Path) -> None:
    assert set(map(tuple, aims(folder(tmp_path, [["Tavoite"], [2.5]])).values())) == {(2.5,) * 6}


@pytest.mark.parametrize("everyone", ["kaikki", "All", "alla", "összes", "visi", None])
def test_rows_are_for_all_or_one_and_columns_for_all_or_one_dimension(
    tmp_path: Path, everyone: str | None
) -> None:
    rows: list[list[object]] = [
        ["Kunta", "Kierros", "Tavoite", "RESURSSIT", "Evaluointi"],
        [everyone, None, 2, None, "2,5"],
        [everyone, 2023, None, None, 1],
        ["Nokia", None, None, 4, None],
    ]
    found = aims(folder(tmp_path, rows, "Targets"))
    assert found["Akaa", "2025"] == [2, 2, 2, 2, 2, 2.5]
    assert found["Akaa", "2023"] == [2, 2, 2, 2, 2, 1]
    assert found["Nokia", "2025"] == [2, 2, 2, 2, 4, 2.5]


def test_the_projects_target_beats_the_one_typed_in_a_return(tmp_path: Path) -> None:
    form = [["", "Teksti", "Taso", "Tavoite"], *([name, "a", 1, 4] for name in HEADINGS)]
    save(tmp_path / "2025" / "Nokia.xlsx", {"Taul1": form})
    assert aims(tmp_path)["Nokia", "2025"] == [4] * 6
    save(tmp_path / "project.xlsx", {"Targets": [["RESURSSIT"], [2]]})
    assert aims(tmp_path)["Nokia", "2025"] == [4, 4, 4, 4, 2, 4]


def test_a_target_given_as_an_option_is_for_all(tmp_path: Path) -> None:
    path = folder(tmp_path, [["Kunta", "Tavoite"], ["Nokia", 1]])
    assert {each.target for each in read(path, target=2.5).assessments} == {2.5}
    with pytest.raises(DigimatrixError, match="0–4"):
        read(path, target=4.5)


@pytest.mark.parametrize(
    "typed", ["korkea", "2-3", "3/4", 5, -1, "60 %", datetime.date(2025, 3, 2), "noin 2", True]
)
def test_a_cell_that_is_no_target_is_said_with_its_place(tmp_path: Path, typed: object) -> None:
    path = folder(tmp_path, [["Kunta", "Tavoite", "Resurssit"], ["Nokia", 2, typed]])
    (problem,) = read_returns(path).problems
    assert (problem.rule.slug, str(problem.place)) == ("odd-target", "project.xlsx › Tavoitteet!C2")
    assert aims(path)["Nokia", "2025"] == [2] * 6


def test_what_else_is_wrong_with_a_sheet_of_targets_is_said(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Kunta", "Tavoite", "Sää"],
        ["Nokia", 2],
        ["Nokia", 3],
        ["Hämeenkyröö", None],
        ["Olematon", 1],
        [None, None],
    ]
    path = folder(tmp_path, rows)
    found = [(p.rule.slug, p.place.cell) for p in read_returns(path).problems]
    assert found == [
        ("unknown-column", "C1"),
        ("second-level", "B3"),
        ("near-municipality", "A4"),
        ("no-target", "A4"),
        ("unknown-municipality", "A5"),
    ]
    assert aims(path)["Nokia", "2025"] == [2] * 6
    assert aims(path)["Akaa", "2025"] == [3] * 6
