"""Places that a total adds up are what is compared; places beside scores only tell their order."""

from __future__ import annotations

from pathlib import Path

import pytest

from digimatrix.compare.numbertables.index import IndexComparison, compare_numbers
from digimatrix.model.numbers import NumberTable, Role
from digimatrix.read.numbertables.numbertable import read_numbers

ROWS = (
    ("Alnäs", 1, 2, 1, 3),
    ("Bersund", 2, 1, 4, 1),
    ("Dalby", 4, 3, 2, 2),
    ("Ekvik", 3, 5, 3, 5),
    ("Forsa", 6, 4, 5, 6),
    ("Granö", 5, 7, 6, 4),
    ("Hallvik", 7, 6, 8, 7),
    ("Isnäs", 8, 8, 7, 8),
)


def read(folder: Path, *lines: str) -> NumberTable:
    path = folder / "Kommunranking.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_numbers(path)


def said(found: IndexComparison) -> list[str]:
    return [each.rule.slug for each in found.problems]


def names(table: NumberTable, role: Role) -> list[str]:
    return [column.name for column in table.of(role)]


def test_places_that_are_added_up_are_compared_and_low_is_good(tmp_path: Path) -> None:
    lines = [
        f"{n};{name};{a};{b};{c};{d};{a + b + c + d}"
        for n, (name, a, b, c, d) in enumerate(ROWS, start=1)
    ]
    head = "Placering;Kommun;Service;Upphandling;Information;Infrastruktur;Summa"
    table = read(tmp_path, head, *lines)
    assert names(table, Role.DIMENSION) == head.split(";")[2:6]
    assert names(table, Role.RANK) == ["Placering"]
    found = compare_numbers(table)
    assert all(measure.lower_is_better for measure in found.measures)
    assert [found.units[n].name for n in found.measures[-1].top] == ["Alnäs", "Bersund", "Dalby"]
    assert said(found) == ["places-added", "assumed-sum", "lowest-first"]
    lines[3] = lines[3].replace(";16", ";14")
    assert "printed-total" in said(compare_numbers(read(tmp_path, head, *lines)))


def test_a_mean_of_places_says_so_without_a_place_of_the_whole(tmp_path: Path) -> None:
    lines = [f"{name};{a}.;{b}.;{c}.;{(a + b + c) / 3:.2f}" for name, a, b, c, _ in ROWS]
    table = read(tmp_path, "Town;Rank: Services;Rank: Leadership;Rank: Skills;Mean rank", *lines)
    found = compare_numbers(table)
    assert [measure.lower_is_better for measure in found.measures] == [True] * 4
    assert [measure.scale for measure in found.measures] == [None] * 4
    assert said(found) == ["places-added", "assumed-mean"]


def test_places_beside_scores_only_tell_the_order_of_these(tmp_path: Path) -> None:
    lines = [f"{name};{90 - 7 * a};{a};{80 - 6 * b};{b};{a + b}" for name, a, b, _, _ in ROWS]
    table = read(tmp_path, "Town;Services;Rank;Skills;Rank;Sum of ranks", *lines)
    assert names(table, Role.DIMENSION) == ["Services", "Skills"]


@pytest.mark.parametrize("by", [1, 3])
def test_places_beside_scores_make_up_a_total_of_which_low_is_good(tmp_path: Path, by: int) -> None:
    lines = [
        f"{name};{90 - 7 * a};{a};{80 - 6 * b};{b};{50 - 4 * c};{c};{(a + b + c) / by:.{by // 2}f}"
        for name, a, b, c, _ in ROWS
    ]
    head = "Town;Services;Place;Skills;Place;Access;Place;"
    found = compare_numbers(read(tmp_path, head + "Together", *lines))
    assert [measure.lower_is_better for measure in found.measures] == [False] * 3 + [True]
    assert [found.units[n].name for n in found.measures[-1].top] == ["Alnäs", "Bersund", "Dalby"]
    assert said(found) == ["assumed-sum" if by == 1 else "assumed-mean"]
    # one of eight is wrong
    own = lines[4].rpartition(";")[2]
    lines[4] = lines[4].removesuffix(own) + ("18" if by == 1 else "6.0")
    found = compare_numbers(read(tmp_path, head + "Together", *lines))
    (wrong,) = (each for each in found.problems if each.rule.slug == "printed-total")
    assert (wrong.place.cell, wrong.facts["value"]) == ("H6", own)


def test_medals_are_counted_and_points_are_no_places(tmp_path: Path) -> None:
    lines = [f"{9 - a};{name};{a};{b};{c};{a + b + c}" for name, a, b, c, _ in ROWS]
    found = read(tmp_path, "Rank;Nation;Gold;Silver;Bronze;Total", *lines)
    assert not any(column.places for column in found.columns)
    order = sorted(ROWS, key=lambda row: -sum(row[1:4]))
    lines = [f"{n};{name};{a};{b};{c};{a + b + c}" for n, (name, a, b, c, _) in enumerate(order, 1)]
    points = compare_numbers(read(tmp_path, "Place;Team;Quiz;Relay;Song;Total", *lines))
    assert [measure.lower_is_better for measure in points.measures] == [False] * 4
    assert "places-added" not in said(points)
