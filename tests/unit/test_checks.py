"""Returns that are there twice, and rounds of one year."""

from __future__ import annotations

from dataclasses import replace

import grids
import pytest
from grids import SIX

from digimatrix.read.checks import check
from digimatrix.read.outcomes import Outcome, outcome
from digimatrix.read.reading import read


def file(name: str, above: str, words: str = "a", digest: str = "") -> Outcome:
    row = f"| {words} | b | c | d | e | f |"
    read = grids.read(grids.grid(f"{above}\n{SIX}\n{row}", file=name))
    return outcome(replace(read, digest=digest))


def used(files: list[Outcome]) -> list[str]:
    return [file.name for file in files for _ in file.drafts]


def test_the_later_date_of_two_returns_is_used() -> None:
    files = [
        file("a.xlsx", "| Kunta: Nokia |\n| Pvm: 2.3.2025 |", "uusi"),
        file("b.xlsx", "| Kunta: Nokia |\n| Pvm: 1.3.2025 |", "vanha"),
    ]
    (problem,) = check(files)
    assert used(files) == ["a.xlsx"]
    assert problem.rule.slug == "older-return"
    assert problem.place.file == "b.xlsx"
    assert problem.facts["used"] == "a.xlsx › Taul1"
    assert {problem.rule.slug for problem in files[1].left} == {"older-return"}


def test_without_dates_the_last_in_order_is_used() -> None:
    files = [file("a.xlsx", "| Nokia 2025 |", "x"), file("b.xlsx", "| Nokia 2025 |", "y")]
    check(files)
    assert used(files) == ["b.xlsx"]


def test_without_dates_a_file_that_calls_itself_later_is_used() -> None:
    for first, later in (
        ("Nokia.xlsx", "Nokia 2025 v2.xlsx"),
        ("Nokia (1).xlsx", "Nokia (2).xlsx"),
        ("Nokia_v3.xlsx", "Nokia korjattu.xlsx"),
    ):
        files = [file(first, "| Nokia 2025 |", "x"), file(later, "| Nokia 2025 |", "y")]
        check(files)
        assert used(files) == [later]


def test_a_copy_is_read_once_with_a_note() -> None:
    bytes_ = [file("a.xlsx", "| Nokia |", digest="1"), file("b.xlsx", "| Nokia |", digest="1")]
    words = [file("a.ods", "| Nokia |", digest="1"), file("b.xlsx", "| Nokia |", digest="2")]
    for files in (bytes_, words):
        (problem,) = check(files)
        assert problem.rule.slug == "same-return"
        assert used(files) == [files[0].name]
        assert files[1].counts.placed == 0
        assert files[1].counts.left_out == 6


def test_rounds_of_one_year_are_told_apart_by_season_only_where_that_is_needed() -> None:
    both = [
        file("a.xlsx", "| Kunta: Nokia |\n| Kevät 2025 |", "x"),
        file("b.xlsx", "| Kunta: Nokia |\n| Syksy 2025 |", "y"),
        file("c.xlsx", "| Kunta: Pori |\n| Syksy 2025 |", "z"),
    ]
    one = [file("c.xlsx", "| Kunta: Pori |\n| Syksy 2025 |", "z")]
    assert not check(both)
    check(one)
    assert [d.result.round for f in both for d in f.drafts] == ["2025/1", "2025/2", "2025/2"]
    assert [d.result.round for f in one for d in f.drafts] == ["2025"]


def test_the_same_bytes_named_after_two_municipalities_are_two_returns(tmp_path):
    for name in ("Nokia.csv", "Akaa.csv", "Nokia (kopio).csv"):
        (tmp_path / name).write_text("TAUSTA;RESURSSIT;EVALUOINTI\na;b;c\n", encoding="utf-8")
    found = read(tmp_path, cached=False)
    assert [made.municipality.name for made in found.returns] == ["Akaa", "Nokia"]
    assert "same-return" in {problem.rule.slug for problem in found.problems}


def levels(name: str, *rows: str) -> Outcome:
    head = SIX.replace("| TAUSTA", "| Kunta | TAUSTA")
    return outcome(grids.read(grids.grid("\n".join([head, *rows]), file=name)))


def own(name: str, level: int) -> Outcome:
    row = "| " + " | ".join(f"kirjasto, taso {level}" for _ in range(6)) + " |"
    return outcome(grids.read(grids.grid(f"| Kunta: {name} |\n{SIX}\n{row}", file=f"{name}.xlsx")))


def test_a_summary_of_levels_gives_way_to_words_of_ones_own() -> None:
    files = [
        own("Aura", 1),
        levels(
            "kooste.xlsx", "| Aura | 1 | 1 | 1 | 1 | 1 | 1 |", "| Oripää | 3 | 3 | 3 | 3 | 3 | 3 |"
        ),
    ]
    assert check(files) == []
    assert used(files) == ["Aura.xlsx", "kooste.xlsx"]
    assert {problem.rule.slug for problem in files[1].left} == {"summary"}


def test_a_summary_with_other_levels_is_said() -> None:
    files = [
        own("Aura", 1),
        levels("z.xlsx", "| Aura | 2 | 1 | 1 | 1 | 1 | 1 |", "| Oripää | 3 | 3 | 3 | 3 | 3 | 3 |"),
    ]
    (problem,) = check(files)
    assert (problem.rule.slug, problem.place.file) == ("own-words", "z.xlsx")
    assert used(files) == ["Aura.xlsx", "z.xlsx"]


@pytest.mark.parametrize(
    ("others", "meant"),
    [
        (["Haparanda stad"], "Övertorneå"),
        (["Ylitornio"], "Övertorneå"),
        (["Tornio", "Övertorneås kommun"], "Ylitornio"),
        ([], "Ylitornio"),
    ],
)
def test_a_name_of_two_countries_goes_with_the_others_and_is_said(
    others: list[str], meant: str
) -> None:
    files = [file("a.xlsx", "| Kunta: Övertorneå kommun |", "oma")]
    files += [file(f"b{n}.xlsx", f"| Kunta: {name} |") for n, name in enumerate(others)]
    check(files)
    draft = files[0].drafts[0] if files[0].drafts else files[-1].drafts[0]
    assert draft.result.municipality.name == meant
    (said,) = (problem for problem in draft.problems if problem.rule.slug == "two-countries")
    assert (said.facts["used"], said.facts["other"]) == (meant, "Övertorneå")


def test_its_code_tells_which_of_two_countries_is_meant() -> None:
    (draft,) = file("a.xlsx", "| Kunta: 2518 |").drafts
    assert draft.result.municipality.name == "Övertorneå"
    assert all(problem.rule.slug != "two-countries" for problem in draft.problems)
