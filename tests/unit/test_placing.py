"""Printed places are checked against what they follow, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from digimatrix.compare.numbertables.index import IndexComparison, compare_numbers
from digimatrix.model.numbers import Role
from digimatrix.read.numbertables.numbertable import read_numbers


def compare(folder: Path, text: str) -> IndexComparison:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return compare_numbers(read_numbers(path))


def of_places(found: IndexComparison) -> list[tuple[str, str | None]]:
    slugs = (
        *("printed-rank", "other-ranks", "ranks-in-groups", "ranks-of-nothing"),
        *("ranks-of-longer", "lowest-first"),
    )
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
    assert of_places(found) == []
    unused = [each.place.cell for each in found.problems if each.rule.slug == "unused-column"]
    assert unused.count("B1") == 1
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


SELECTED = """Place,Country,Skills,Access,Index
1,A,91.0,88.0,89.5
2,B,88.0,86.0,87.0
3,C,84.0,85.0,84.5
17,D,71.0,66.0,68.5
17,E,70.0,67.0,68.5
24,F,60.0,61.0,60.5
101,G,33.0,30.0,31.5
140,H,20.0,19.0,19.5
"""


def test_of_places_in_a_longer_table_the_order_is_checked(tmp_path: Path) -> None:
    found = compare(tmp_path, SELECTED)
    assert of_places(found) == [("ranks-of-longer", "A1")]
    units = "\n".join([SELECTED.splitlines()[0], *sorted(SELECTED.splitlines()[1:], reverse=True)])
    assert of_places(compare(tmp_path, units)) == [("ranks-of-longer", "A1")]


def test_a_place_out_of_the_order_of_a_longer_table_is_wrong(tmp_path: Path) -> None:
    more = "150,I,18.0,17.0,17.5\n152,J,16.0,15.0,15.5\n"
    found = compare(tmp_path, SELECTED.replace("24,F", "124,F") + more)
    assert of_places(found) == [("ranks-of-longer", "A1"), ("printed-rank", "A7")]
    (wrong,) = (each for each in found.problems if each.rule.slug == "printed-rank")
    assert wrong.facts["value"] == "18–100"


def test_two_units_of_a_longer_table_that_changed_places_are_wrong(tmp_path: Path) -> None:
    more = "150,I,18.0,17.0,17.5\n152,J,16.0,15.0,15.5\n"
    swapped = SELECTED.replace("2,B", "24,B").replace("24,F", "2,F") + more
    assert of_places(compare(tmp_path, swapped)) == [
        *(("ranks-of-longer", "A1"), ("printed-rank", "A3"), ("printed-rank", "A7"))
    ]


def test_two_units_that_changed_places_within_groups_are_wrong(tmp_path: Path) -> None:
    rows = [
        f"Town {n},{90 - 3 * n}.5,{80 - 2 * n}.0,{'Coast' if n % 2 else 'Land'},{n // 2 + 1}"
        for n in range(14)
    ]
    rows[4], rows[8] = rows[4][:-1] + "5", rows[8][:-1] + "3"
    table = "\n".join(["Town,Skills,Access,Area,Area rank", *rows])
    assert of_places(compare(tmp_path, table)) == [
        *(("ranks-in-groups", "E1"), ("printed-rank", "E6"), ("printed-rank", "E10"))
    ]


def test_a_range_of_places_holds_each_of_them(tmp_path: Path) -> None:
    more = "151-200,I,18.0,17.0,17.5\n151-200,J,16.0,15.0,15.5\n201-300,K,11.0,12.0,11.5\n"
    found = compare(tmp_path, SELECTED + more)
    assert of_places(found) == [("ranks-of-longer", "A1")]
    rows = [f"{n}.,Town {n},{90 - 4 * n}.0" for n in range(1, 7)]
    rows[3:] = [row.replace(row[:2], "4–6", 1) for row in rows[3:]]
    assert of_places(compare(tmp_path, "\n".join(["Rank,Town,Index", *rows]))) == []


def test_a_place_too_high_among_all_units_is_wrong(tmp_path: Path) -> None:
    rows = [f"{n},Town {chr(64 + n)},{90 - 4 * n}.0" for n in range(1, 11)]
    rows[4] = rows[4].replace("5,", "15,", 1)
    found = compare(tmp_path, "\n".join(["Rank,Town,Index", *rows]))
    assert of_places(found) == [("printed-rank", "A6")]


LOWEST = """Library,Loans,Place,Costs,Place,Sum of places,Rank
A,12.1,1,61.2,4,5,2
B,11.4,2,48.9,1,3,1
C,9.9,3,50.7,2,5,2
D,8.2,4,77.7,5,9,5
E,7.5,5,58.0,3,8,4
F,6.1,6,80.3,6,12,6
"""


def test_places_that_put_the_lowest_first_make_low_good(tmp_path: Path) -> None:
    found = compare(tmp_path, LOWEST)
    lower = {measure.key for measure in found.measures if measure.lower_is_better}
    assert lower == {"costs", "sum_of_places"}
    assert of_places(found) == [("lowest-first", "E1"), ("lowest-first", "G1")]
    wrong = compare(tmp_path, LOWEST.replace("C,9.9,3,50.7,2", "C,9.9,3,50.7,3"))
    assert ("printed-rank", "E4") in of_places(wrong)


@pytest.mark.parametrize("step", [1, 7])  # among all, in a longer table
def test_a_place_far_from_its_own_leaves_the_lowest_first(tmp_path: Path, step: int) -> None:
    """It moves all places between by one, but not their order."""
    rows = [f"Town {n};{1 + n / 20:.2f};{n * step}" for n in range(1, 25)]
    rows[19] = rows[19].replace(f";{20 * step}", f";{4 * step}")
    found = compare(tmp_path, "\n".join(["Town;Conflict;Rank", *rows]))
    lower = [measure.key for measure in found.measures if measure.lower_is_better]
    assert lower == ["conflict"]
    assert ("printed-rank", "C21") in of_places(found)


def test_numbers_of_rows_from_the_lowest_on_are_no_places(tmp_path: Path) -> None:
    rows = [f"{n};Town {chr(64 + n)};{30 + 5 * n}.5" for n in range(1, 9)]
    found = compare(tmp_path, "\n".join(["Item;Town;Index", *rows]))
    assert not any(measure.lower_is_better for measure in found.measures)


WRONG_TOTAL = """Country,Health,Skills,Income,Index,Rank
P,80,70,75,75.0,1
Q,60,75,66,67.0,2
R,62,58,63,61.0,3
S,61,60,59,{},{}
T,57,55,59,57.0,{}
U,50,53,50,51.0,6
"""


@pytest.mark.parametrize(
    ("typed", "places", "wrong"),
    [
        ("66.0", (3, 5), [("printed-total", "E5"), ("printed-rank", "F5")]),  # R has that place
        ("66.0", (4, 5), [("printed-total", "E5")]),  # placed by what it should be
        ("56.0", (5, 5), [("printed-total", "E5"), ("printed-rank", "F5")]),
        ("56.0", (2, 5), [("printed-total", "E5"), ("printed-rank", "F5")]),
        ("56.0", (5, 4), [("printed-total", "E5")]),  # placed as it is printed
    ],
)
def test_places_may_follow_a_wrong_total_as_printed_or_as_it_should_be(
    tmp_path: Path, typed: str, places: tuple[int, int], wrong: list[tuple[str, str]]
) -> None:
    found = compare(tmp_path, WRONG_TOTAL.format(typed, *places))
    slugs = ("printed-total", "printed-rank")
    said = [(p.rule.slug, p.place.cell) for p in found.problems if p.rule.slug in slugs]
    assert said == wrong
