"""Printed places are checked against what they follow, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from digimatrix.compare.index import IndexComparison, compare_numbers
from digimatrix.model.numbers import Role
from digimatrix.read.numbertable import read_numbers


def compare(folder: Path, text: str) -> IndexComparison:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return compare_numbers(read_numbers(path))


def of_places(found: IndexComparison) -> list[tuple[str, str | None]]:
    slugs = ("printed-rank", "other-ranks", "ranks-in-groups", "ranks-of-nothing")
    return [(each.rule.slug, each.place.cell) for each in found.problems if each.rule.slug in slugs]


GROUPED = """Town,Score,Rank,Class,Class rank,Coast,Coast rank
P,81.5,1,Large,1,East,1
Q,77.0,2,Small,1,West,1
R,70.2,3,Small,2,East,2
S,66.6,4,Large,2,East,3
T,60.1,5,Large,3,West,2
U,55.9,6,Small,3,West,3
"""


def test_places_within_groups_are_held_against_those_of_the_group(tmp_path: Path) -> None:
    within = [("ranks-in-groups", "E1"), ("ranks-in-groups", "G1")]
    assert of_places(compare(tmp_path, GROUPED)) == within
    wrong = GROUPED.replace("Large,3,West", "Large,2,West")
    # one of six is not what most places of the column follow
    found = of_places(compare(tmp_path, wrong))
    assert ("printed-rank", "E6") not in found or len(found) == 3


def test_places_that_begin_anew_under_each_heading_are_right(tmp_path: Path) -> None:
    text = (
        "Sija;Kunta;Pisteet;Palvelut\nSUURET;;;\n1.;A;8,5;7,1\n2.;B;8,0;7,5\n3.;C;7,2;6,0\n"
        "PIENET;;;\n1.;D;8,7;6,6\n2.;E;8,2;8,8\n3.;F;6,9;5,5\n"
    )
    assert of_places(compare(tmp_path, text)) == [("ranks-in-groups", "A1")]


FORMER = """Sija 2024;Sija 2022;Muutos;Kunta;Vastaajia;Palvelut;Asuminen;Yleisarvosana
1.;5.;▲ 4;A;120;4,6;4,8;4,70
2.;3.;▲ 1;B;98;4,5;4,7;4,60
3.;1.;▼ 2;C;301;4,0;4,4;4,20
4.;6.;▲ 2;D;77;3,9;3,9;3,90
5.;2.;▼ 3;E;64;3,5;3,7;3,60
6.;4.;▼ 2;F;230;3,0;3,2;3,10
Kyselyyn osallistuneet;;;;890;3,9;4,1;4,02
"""


def test_places_of_another_year_are_said_once_and_movements_are_no_groups(tmp_path: Path) -> None:
    found = compare(tmp_path, FORMER)
    assert of_places(found) == [("ranks-of-nothing", "B1")]
    assert found.groupings == ()
    assert not [each for each in found.problems if each.rule.slug == "not-a-number"]
    # what has its name under the heading of places is no unit
    assert [unit.name for unit in found.units] == list("ABCDEF")


def test_how_places_differ_is_no_place(tmp_path: Path) -> None:
    rows = "".join(
        f"{n},T{n},{90 - 3 * n}.5,{70 - n}.1,{d}\n" for n, d in enumerate((0, 2, -1, 0, -1), 1)
    )
    found = compare(tmp_path, f"Rank,Town,Overall,Access,Access rank minus overall rank\n{rows}")
    assert of_places(found) == []
    assert "access_rank_minus_overall_rank" not in [each.key for each in found.measures]


@pytest.mark.parametrize("heading", ["Koht", "Vieta kraštā", "Nr"])
def test_numbers_in_order_are_places_or_running_numbers_whatever_they_are_called(
    tmp_path: Path, heading: str
) -> None:
    rows = "".join(
        f"{name},{place},{value},{value + 1}\n"
        for name, place, value in zip(
            "ABCDEFG", (1, 2, 3, 3, 5, 6, 7), (9, 8, 7, 7, 4, 3, 2), strict=True
        )
    )
    (tmp_path / "t.csv").write_text(f"KOV,{heading},Juhtimine,Kultuur\n{rows}", encoding="utf-8")
    table = read_numbers(tmp_path / "t.csv")
    assert [column.name for column in table.of(Role.DIMENSION)] == ["Juhtimine", "Kultuur"]


PAIRS = """;Mathematics;;Reading;
Country;Mean score;S.E.;Mean score;S.E.
A;480;2,5;443;4,6
B;455;3,0;450;1,7
C;447;3,1;459;1,8
Average;460,7;1,6;450,7;0,9
"""


def test_standard_errors_are_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(PAIRS, encoding="utf-8")
    table = read_numbers(tmp_path / "t.csv")
    assert [column.name for column in table.of(Role.DIMENSION)] == ["Mathematics", "Reading"]
    unused = [each.facts["column"] for each in table.problems if each.rule.slug == "unused-column"]
    assert unused == ["Mathematics (S.E.)", "Reading (S.E.)"]


@pytest.mark.parametrize(
    "heading",
    [
        *("Standard error", "95 % CI", "Lower CI", "Upper whisker", "Number of sources"),
        *("Keskivirhe", "Luottamusvälin yläraja (95 %)", "Vastausten määrä", "Virhemarginaali"),
        *("Medelfel", "Konfidensintervall", "Antal svarande", "Standard hiba", "Alsó határ"),
        *("Standartinė paklaida", "Viršutinė riba"),
    ],
)
def test_limits_errors_and_numbers_of_answers_are_no_dimensions(
    tmp_path: Path, heading: str
) -> None:
    (tmp_path / "t.csv").write_text(
        f"Name;Skills;{heading};Access\nA;48,5;2,5;43,0\nB;45,5;3,0;45,1\n", encoding="utf-8"
    )
    table = read_numbers(tmp_path / "t.csv")
    assert [column.name for column in table.of(Role.DIMENSION)] == ["Skills", "Access"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [("Survey Year", Role.ROUND), ("Kierros", Role.ROUND), ("Year of data", Role.OTHER)],
)
def test_years_are_no_dimensions(tmp_path: Path, heading: str, role: Role) -> None:
    (tmp_path / "t.csv").write_text(
        f"{heading};Name;Skills;Access\n2023;A;48,5;43,0\n2023;B;45,5;45,1\n", encoding="utf-8"
    )
    assert [column.name for column in read_numbers(tmp_path / "t.csv").of(role)] == [heading]
