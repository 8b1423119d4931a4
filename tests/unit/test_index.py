"""Tables of numbers compared: totals, places and statistics to the last printed digit.

The tables are invented but for one: `HDI` holds eleven rows of table 1 of the Human Development
Report 2021/22 (UNDP), whose formulas its technical note 1 gives.
"""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from digimatrix.compare.numbertables.exact import half_up
from digimatrix.compare.numbertables.index import IndexComparison, Measure, compare_numbers
from digimatrix.model.errors import DigimatrixError
from digimatrix.read.numbertables.numbertable import read_numbers
from digimatrix.read.settings.frameworks import read_framework


def compare(
    folder: Path, table: str, framework: str | None = None, **options: Any
) -> IndexComparison:
    """Compare a table given as text, with a framework given as text."""
    path = folder / "table.csv"
    path.write_text(table, encoding="utf-8")
    own = None
    if framework is not None:
        (folder / "own.toml").write_text(framework, encoding="utf-8")
        own = read_framework(folder / "own.toml")
    return compare_numbers(read_numbers(path, own), own, **options)


def measure(found: IndexComparison, key: str) -> Measure:
    return next(each for each in found.measures if each.key == key)


def values(found: IndexComparison, key: str) -> list[float | None]:
    at = [each.key for each in found.measures].index(key)
    return [
        None if unit.figures[at].value is None else float(unit.figures[at].value or 0)
        for unit in found.units
    ]


def places(found: IndexComparison, key: str) -> list[str]:
    at = [each.key for each in found.measures].index(key)
    ranks = [unit.figures[at].rank for unit in found.units]
    return ["–" if r is None else f"{r.place}{'=' if r.tied else ''}" for r in ranks]


def said(found: IndexComparison, *quiet: str) -> list[tuple[str, str | None]]:
    """Return what was said, but for what was taken for granted."""
    return [
        (each.rule.slug, each.place.cell)
        for each in found.problems
        if not each.rule.slug.startswith("assumed")
        and each.rule.slug not in ("summary-rows", *quiet)
    ]


MUNICIPAL = """Sija;Kunta;Maakunta;Johtaminen;Palvelut;Osaaminen;Yhteensä
1.;Alavesi*;Pohjola;72,5;81,0;64,3;72,6
2.;Bjärnå;Etelä;70,0;75,5;66,0;70,5
3=;Ceriö;Pohjola;60,1;62,2;57,7;60,0
3=;Desola;Etelä;55,0;65,0;60,0;60,0
5.;Fagervik;Pohjola;40,0;50,0;44,0;46,7
;Eskola;Etelä;51,0;..;48,0;n/a
Keskiarvo;;;58,1;66,7;56,7;61,6
Mediaani;;;57,6;65,0;58,9;60,0
Koko maa;;;55,0;60,0;52,0;55,7
"""


def test_a_wrong_total_is_pointed_out_and_what_its_parts_give_is_used(tmp_path: Path) -> None:
    found = compare(tmp_path, MUNICIPAL)
    assert values(found, "yhteensa") == [72.6, 70.5, 60.0, 60.0, 44.7, None]
    assert places(found, "yhteensa") == ["1", "2", "3=", "3=", "5", "–"]
    assert said(found) == [("printed-total", "G6")]
    (problem,) = (each for each in found.problems if each.rule.slug == "printed-total")
    assert problem.facts["value"] == "44,7"
    # (72.6 + 70.5 + 60 + 60 + 44.7) / 5, of what is known
    assert measure(found, "yhteensa").mean == Fraction("61.56")
    assert measure(found, "palvelut").median == 65
    assert [found.units[n].name for n in measure(found, "yhteensa").top] == [
        *("Alavesi", "Bjärnå", "Ceriö", "Desola")
    ]


def test_gaps_are_to_the_mean_of_all_of_the_group_and_the_median_of_the_others(
    tmp_path: Path,
) -> None:
    found = compare(tmp_path, MUNICIPAL)
    assert found.by == "Maakunta"
    north = next(group for group in found.groups if group.name == "Pohjola")
    assert north.means[0] == Fraction("172.6") / 3
    figure = found.units[0].figures[0]
    assert figure.group_gap == Fraction("72.5") - Fraction("172.6") / 3
    assert figure.mean_gap == Fraction("72.5") - Fraction("348.6") / 6
    assert figure.peer_median == Fraction("50.05")  # of 60.1 and 40.0, without itself
    assert figure.peer_gap == Fraction("22.45")


COUNTRIES = """Country,Human capital,Connectivity,Integration,Public services,DX
Arcadia,17.9,15.4,14.8,21.9,70.0
Borduria,15.6,19.3,14.6,20.6,70.1
Cagliostro,16.4,15.2,14.1,20.6,66.4
Drachia,15.6,17.5,13.0,20.9,66.9
Elbonia,13.5,11.3,9.1,22.9,56.8
Freedonia,12.8,17.4,9.6,20.9,60.8
Genovia,9.3,11.8,5.9,13.9,40.9
Average,14.4,15.4,11.6,20.2,61.7
"""


def test_a_total_of_rounded_parts_may_differ_in_its_last_digit(tmp_path: Path) -> None:
    found = compare(tmp_path, COUNTRIES)
    total = measure(found, "dx").total
    assert total is not None
    assert (total.method, len(total.parts)) == ("sum", 4)
    assert values(found, "dx") == [70.0, 70.1, 66.4, 66.9, 56.8, 60.8, 40.9]  # as printed
    assert said(found) == [("rounded-totals", "F4")]


def test_a_total_beyond_what_rounding_explains_is_wrong(tmp_path: Path) -> None:
    found = compare(tmp_path, COUNTRIES.replace("56.8", "58.6"))
    assert said(found) == [("printed-total", "F6"), ("rounded-totals", "F4")]
    assert values(found, "dx")[4] == 56.8


MUSEUMS = """Museo;Tyyppi;Kokoelmat (1–5);Yleisötyö;Digi;Johtaminen;Keskiarvo
Järvimuseo;taide;4;3;2;5;3,5
Kotimuseo;kulttuuri;3;3;4;2;3,0
Luontotalo;luonto;5;4;4;4;4,3
Mylly;kulttuuri;2;3;1;3;2,5
Niemen talo;taide;4;4;3;2;3,3
Keskihajonta;;1,1;0,5;1,2;1,2;0,7
"""


def test_whole_points_are_exact_so_rounding_explains_no_wrong_mean(tmp_path: Path) -> None:
    found = compare(tmp_path, MUSEUMS)
    assert measure(found, "kokoelmat_1_5").scale == (1, 5)
    # 17 / 4 = 4.25 is printed as 4.3, 13 / 4 as 3.3; 9 / 4 is not 2.5
    assert values(found, "keskiarvo") == [3.5, 3.0, 4.3, 2.3, 3.3]
    assert said(found) == [("printed-total", "G5"), ("sample-deviation", "C7")]
    # Σ (value − 3.6)² / 5 = 1.04
    deviation = measure(found, "kokoelmat_1_5").deviation
    assert deviation is not None
    assert half_up(deviation, 6) == Fraction("1.019804")


HDI_FRAMEWORK = """
title = "Human development"
[[dimensions]]
key = "life"
name = "Life expectancy at birth"
scale = [20, 85]
[[dimensions]]
key = "expected"
name = "Expected years of schooling"
scale = [0, 18]
[[dimensions]]
key = "schooling"
name = "Mean years of schooling"
scale = [0, 15]
[[dimensions]]
key = "income"
name = "GNI per capita"
scale = [100, 75000]
logarithmic = true
[[totals]]
key = "health"
name = "Health index"
parts = ["life"]
normalised = [0, 1]
[[totals]]
key = "education"
name = "Education index"
parts = ["expected", "schooling"]
normalised = [0, 1]
[[totals]]
key = "standard"
name = "Income index"
parts = ["income"]
normalised = [0, 1]
[[totals]]
key = "hdi"
name = "HDI"
parts = ["health", "education", "standard"]
method = "geometric"
digits = 3
"""

HDI = """HDI rank,Country,HDI,Life expectancy at birth,Expected years of schooling,\
Mean years of schooling,GNI per capita
1,Switzerland,0.962,84.0,16.5,13.9,"66,933"
2,Norway,0.961,83.2,18.2 a,13.0,"64,660"
3,Iceland,0.959,82.7,19.2 a,13.8,"55,782"
4,"Hong Kong, China (SAR)",0.952,85.5,17.3,12.2,"62,607"
5,Australia,0.951,84.5,21.1 a,12.7,"49,238"
6,Denmark,0.948,81.4,18.7 a,13.0,"60,365"
7,Sweden,0.947,83.0,19.4 a,12.6,"54,489"
8,Ireland,0.945,82.0,18.9 a,11.6,"76,169 b"
9,Germany,0.942,80.6,17.0,14.1,"54,534"
10,Netherlands,0.941,81.7,18.7 a,12.6,"55,979"
11,Finland,0.940,82.0,19.1 a,12.9,"49,452"
"""


def test_a_geometric_mean_of_indices_between_goalposts_is_reproduced(tmp_path: Path) -> None:
    found = compare(tmp_path, HDI, HDI_FRAMEWORK)
    assert values(found, "hdi")[:3] == [0.962, 0.961, 0.959]
    assert places(found, "hdi") == [str(place) for place in range(1, 12)]
    assert not said(found, "beyond-goalposts", "rounded-totals")
    worked = [unit.figures[-1].worked for unit in found.units]
    apart = [
        abs(half_up(each.bounds[0], 3) - Fraction(str(value)))
        for each, value in zip(worked, values(found, "hdi"), strict=True)
        if each is not None
    ]
    assert len(apart) == 11
    assert max(apart) <= Fraction("0.001")  # its parts are printed rounded


def test_without_printed_totals_they_are_worked_out_to_the_digits_of_the_framework(
    tmp_path: Path,
) -> None:
    rows = [line.split(",", 3) for line in HDI.splitlines()]
    bare = "\n".join(f"{row[1]},{row[3]}" for row in rows if row[1] != '"Hong Kong')
    found = compare(tmp_path, bare, HDI_FRAMEWORK)
    assert values(found, "hdi")[1] == 0.961  # Norway, from its parts alone
    assert values(found, "hdi")[-1] == 0.940  # Finland


MIXED = """Region,Income per head,Skills,Delay (days)
A,"45,100",0.734,12
B,"38,250",0.651,8
C,"51,900",0.802,15
"""

GOALPOSTS = """
title = "Regional index"
[[dimensions]]
name = "Income per head"
scale = [20000, 60000]
[[dimensions]]
name = "Skills"
scale = [0, 1]
weight = 2
[[dimensions]]
name = "Delay"
headings = ["Delay (days)"]
scale = [0, 20]
better = "lower"
[[totals]]
name = "Index"
normalised = [0, 100]
digits = 1
"""


def test_mixed_scales_are_never_averaged_as_they_are(tmp_path: Path) -> None:
    found = compare(tmp_path, MIXED)
    assert [each.key for each in found.measures] == ["income_per_head", "skills", "delay_days"]
    assert said(found) == [("mixed-scales", None)]
    with_raw = MIXED.replace("(days)", "(days),Mean").replace(",12\n", ",12,15037.6\n")
    with_raw = with_raw.replace(",8\n", ",8,12752.9\n").replace(",15\n", ",15,17305.3\n")
    found = compare(tmp_path, with_raw)
    assert "mean" not in [each.key for each in found.measures]
    assert said(found) == [("raw-mean", "E1")]


def test_between_goalposts_mixed_scales_have_a_mean_weighted_and_turned_round(
    tmp_path: Path,
) -> None:
    found = compare(tmp_path, MIXED, GOALPOSTS)
    # A: (62.75 + 2 · 73.4 + 40) / 4 = 62.3875
    assert found.units[0].figures[-1].worked is not None
    assert found.units[0].figures[-1].worked.bounds[0] == Fraction("62.3875")
    assert values(found, "index") == [62.4, 59.0, 66.3]
    assert places(found, "delay") == ["2", "1", "3"]  # a short delay is a good one
    assert [found.units[n].name for n in measure(found, "delay").top] == ["B", "A", "C"]


def test_a_framework_without_goalposts_may_not_average_mixed_scales(tmp_path: Path) -> None:
    with pytest.raises(DigimatrixError, match=r"total Index: its parts are on different scales"):
        compare(tmp_path, MIXED, GOALPOSTS.replace("normalised = [0, 100]\n", ""))


WEIGHTED = """Museo;Kokoelmat;Yleisö;Digi;Yhteensä
Paino;50 %;30 %;20 %;
TAIDE;;;;
Aino;4,0;3,5;2,0;3,5
Bertta;3,0;4,0;5,0;3,7
HISTORIA;;;;
Celia;2,5;2,5;4,5;2,9
Doris;5,0;1,0;3,0;3,4
Elsa;1,5;2,0;1,0;1,6
"""


def test_weights_in_the_table_are_used_and_sections_are_groups(tmp_path: Path) -> None:
    found = compare(tmp_path, WEIGHTED)
    assert values(found, "yhteensa") == [3.5, 3.7, 2.9, 3.4, 1.6]  # 3.45 and 1.55 half up
    assert [group.name for group in found.groups] == ["HISTORIA", "TAIDE"]
    assert not said(found)


YEARS = """Country;Year;Skills;Access
Aland;2022;0,512;0,634
Borduria;2022;0,455;0,520
Aland;2023;0,534;0,701
Borduria;2023;0,471;0,555
Cagliostro;2023;0,471;0,699
"""


def test_of_several_years_the_latest_is_compared_or_the_one_asked_for(tmp_path: Path) -> None:
    found = compare(tmp_path, YEARS)
    assert (found.round, len(found.units)) == ("2023", 3)
    assert places(found, "skills") == ["1", "2=", "2="]
    assert values(found, "mean") == [0.6175, 0.513, 0.585]
    assert values(compare(tmp_path, YEARS, round="2022"), "mean") == [0.573, 0.4875]
    with pytest.raises(DigimatrixError, match="no round 2021; the rounds are 2022, 2023"):
        compare(tmp_path, YEARS, round="2021")


def sheets(path: Path, **tables: str) -> Path:
    """Write a workbook with a sheet for each table; "_" in its name is a space."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in tables.items():
        sheet = book.create_sheet(name.replace("_", " ").strip())
        for line in table.splitlines():
            sheet.append([float(t) if t[:1].isdigit() else t for t in line.split(",")])
    book.save(path)
    return path


LATER = """Town,Skills 2024,Services,Total
P,3.5,4.5,4
Q,2,3,2.5
S,5,4,4.5
Weight,3,1,
"""

EARLIER = """Town,Skills 2022,Services,Total
P,3,4,3.5
Q,2.5,2.5,2.5
R,1,2,1.5
Mean,2.2,2.8,2.5
"""


def test_sheets_named_by_years_are_rounds_of_one_table(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "book.xlsx",
        Index_2024=LATER.replace("Weight,3,1,\n", ""),
        Index_2022=EARLIER,
        Visits="Town,Loans,Visits\nP,310,5210\nQ,220,4100\n",
    )
    table = read_numbers(path)
    found = compare_numbers(table)
    assert found.round == "2024"
    assert [unit.name for unit in found.units] == ["P", "Q", "S"]
    note = next(each for each in found.problems if each.rule.slug == "latest-round")
    assert note.facts == {"rounds": "2022, 2024", "round": "2024"}
    assert ("other-table", None) in said(found)
    earlier = compare_numbers(table, round="2022")
    assert [unit.name for unit in earlier.units] == ["P", "Q", "R"]
    assert earlier.place.sheet == "Index 2022"
    assert values(earlier, "total") == [3.5, 2.5, 1.5]
    assert said(earlier, "other-table") == []
    with pytest.raises(DigimatrixError, match="no round 2021; the rounds are 2022, 2024"):
        compare_numbers(table, round="2021")


def test_what_a_sheet_prints_beside_its_table_holds_for_that_round_alone(tmp_path: Path) -> None:
    table = read_numbers(sheets(tmp_path / "book.xlsx", _2022=EARLIER, _2024=LATER))
    weighed = compare_numbers(table).measures[-1].total
    plain = compare_numbers(table, round="2022").measures[-1].total
    assert weighed is not None
    assert plain is not None
    assert plain.weights == (1, 1)


def test_sheets_of_other_tables_are_no_rounds(tmp_path: Path) -> None:
    other = "Museum,Opened,Visits,Staffing\nX,12,40,3\nY,11,20,4\nZ,9,11,5\n"
    found = compare_numbers(read_numbers(sheets(tmp_path / "b.xlsx", _2022=EARLIER, _2024=other)))
    assert found.round is None
    assert [unit.name for unit in found.units] == ["P", "Q", "R"]
    assert said(found, "unexplained-total") == [("other-table", None)]


def test_places_that_do_not_follow_are_pointed_out_unless_ties_count_otherwise(
    tmp_path: Path,
) -> None:
    table = "Rank,Town,A,B,Total\n1,P,5,4,9\n2,Q,4,4,8\n2,R,3,5,8\n{last},S,3,1,4\n"
    assert said(compare(tmp_path, table.format(last=4))) == []
    assert said(compare(tmp_path, table.format(last=3))) == [("other-ranks", "A1")]
    wrong = table.format(last=4).replace("1,P", "2,P").replace("2,Q", "1,Q")
    assert said(compare(tmp_path, wrong)) == [("printed-rank", "A2"), ("printed-rank", "A3")]


def test_statistics_printed_at_the_foot_are_checked(tmp_path: Path) -> None:
    table = "Town,A,B\nP,5.0,4.0\nQ,4.0,4.5\nR,3.0,5.0\nMean,4.0,4.7\nMedian,4.0,4.5\nMax,5.0,4.5\n"
    assert said(compare(tmp_path, table)) == [("printed-summary", "C5"), ("printed-summary", "C7")]


def test_a_number_off_its_scale_is_unknown_and_said(tmp_path: Path) -> None:
    table = "Town,A,B\nP,3,4\nQ,45,4\nR,2,5\n"
    found = compare(tmp_path, table, scale=(Fraction(1), Fraction(5)))
    assert values(found, "a") == [3.0, None, 2.0]
    assert said(found) == [("off-scale", "B3")]
    assert values(found, "mean")[1] == 4.0  # of the one that is known


def test_a_group_column_is_chosen_by_name(tmp_path: Path) -> None:
    table = "Town,Type,Region,A\nP,old,N,1\nQ,new,N,2\nR,old,S,3\nS,new,S,5\n"
    assert compare(tmp_path, table).by == "Type"
    found = compare(tmp_path, table, by="region")
    assert [(group.name, group.means[0]) for group in found.groups] == [
        ("N", Fraction(3, 2)),
        ("S", 4),
    ]
    with pytest.raises(DigimatrixError, match="no column of groups “size”; there are Type, Region"):
        compare(tmp_path, table, by="size")


def test_a_total_that_nothing_explains_is_compared_as_printed(tmp_path: Path) -> None:
    table = "Town,A,B,Total\nP,3,4,90\nQ,2,4,70\nR,2,5,75\n"
    found = compare(tmp_path, table)
    assert places(found, "total") == ["1", "3", "2"]
    assert said(found) == [("unexplained-total", "D1")]
    weighted = '[[dimensions]]\nname="A"\nweight=20\n[[dimensions]]\nname="B"\nweight=5\n'
    explained = compare(
        tmp_path,
        "Town,A,B,Total\nP,3,4,80\nQ,2,4,60\nR,2,5,75\n",
        weighted + '[[totals]]\nname="Total"\nmethod="sum"\nweights=[20, 5]\n',
    )
    assert said(explained) == [("printed-total", "D4")]
    assert values(explained, "total") == [80.0, 60.0, 65.0]


def test_numbers_computed_by_a_spreadsheet_are_shown_with_two_decimals(tmp_path: Path) -> None:
    table = "Town,A,B\nP,3.33333333333333,4\nQ,2.66666666666667,4\nR,2,5\n"
    found = compare(tmp_path, table)
    assert measure(found, "a").digits == 2
    assert half_up(measure(found, "a").mean or Fraction(0), 4) == Fraction("2.6667")


def test_the_scores_are_a_tidy_table(tmp_path: Path) -> None:
    scores = compare(tmp_path, MUNICIPAL).scores()
    assert len(scores) == 6 * 4
    row = scores[(scores["unit"] == "Ceriö") & (scores["dimension"] == "yhteensa")].iloc[0]
    assert (row["group"], row["value"], row["rank"]) == ("Pohjola", 60.0, 3)
    assert scores["value"].isna().sum() == 2  # a gap and the total that lacks it


def test_a_framework_without_totals_recognises_those_of_the_table(tmp_path: Path) -> None:
    own = 'scale = [0, 30]\n[[dimensions]]\nname="A"\n[[dimensions]]\nname="B"\n'
    table = "Town,A,B,Total\nP,3,4,7\nQ,2,4,6\nR,2,5,8\n"
    found = compare(tmp_path, table, own)
    assert values(found, "total") == [7.0, 6.0, 7.0]
    assert said(found) == [("printed-total", "D4")]
    found = compare(tmp_path, table.replace(",Total", ",Visits"), own)
    assert values(found, "mean") == [3.5, 3.0, 3.5]
    assert said(found) == [("unused-column", "D1")]


def test_totals_that_nobody_prints_are_ranked_unrounded(tmp_path: Path) -> None:
    table = "Museum," + ",".join(f"M{n}" for n in range(12)) + "\n"
    table += "P," + ",".join(["3"] * 9 + ["4"] * 3) + "\n"  # 39 / 12 = 3.25
    table += "Q," + ",".join(["3"] * 8 + ["4"] * 4) + "\n"  # 40 / 12 = 3.333…
    found = compare(tmp_path, table)
    assert measure(found, "mean").digits == 1  # both are shown as 3.3
    assert places(found, "mean") == ["2", "1"]


def test_a_row_of_highest_points_above_the_units_is_the_scale(tmp_path: Path) -> None:
    table = "Museum;A. Rule;B. Show;Overall\nMax;4;4;8\nM;3;2;5\nN;2;7;4\nO;4;4;8\nP;1;2;3\n"
    found = compare(tmp_path, table)
    assert measure(found, "a_rule").scale == (0, 4)
    assert said(found) == [("off-scale", "C4")]


def test_zeros_that_a_program_left_out_do_not_make_a_figure_rounded(tmp_path: Path) -> None:
    table = (
        'Town,A,B,C,"Mean, points"\nP,3.5,2.75,4,3.42\nQ,2,"-",3.25,2.63\nR,4.25,3,3.5,3.58\n'
        "S,1.75,2.5,2,2.18\nT,3,3,3,3\n"
    )
    found = compare(tmp_path, table)
    assert said(found) == [("printed-total", "E5")]
    assert values(found, "mean_points") == [3.42, 2.63, 3.58, 2.08, 3.0]


def test_places_of_the_only_column_are_checked(tmp_path: Path) -> None:
    table = "Rank,Town,Score\n1,A,0.912\n2,B,0.871\n2,C,0.871\n3,D,0.801\n5,E,0.7\n"
    assert said(compare(tmp_path, table)) == [("printed-rank", "A5")]


def test_a_total_that_stands_first_and_is_called_by_a_name_is_recognised(tmp_path: Path) -> None:
    rows = [line.split(",") for line in COUNTRIES.splitlines()]
    turned = "\n".join(",".join([row[0], row[-1], *row[1:-1]]) for row in rows)
    found = compare(tmp_path, turned)
    total = measure(found, "dx").total
    assert total is not None
    assert total.method == "sum"


def test_a_named_total_may_differ_everywhere_by_what_rounding_explains(tmp_path: Path) -> None:
    table = "Town,Total,A,B,C,D\nP,69.6,17.9,15.0,14.8,21.8\nQ,69.3,15.5,19.3,14.5,20.1\n"
    table += "R,65.2,16.2,15.1,14.0,20.0\nS,60.9,14.1,15.3,12.1,19.5\n"
    found = compare(tmp_path, table)
    assert values(found, "total") == [69.6, 69.3, 65.2, 60.9]
    assert said(found) == [("rounded-totals", "B2")]


def test_weights_in_the_headings_are_used_and_a_weighted_mean_is_not_held_against_a_plain_one(
    tmp_path: Path,
) -> None:
    found = compare(
        tmp_path,
        "Country;Skills (20 %);Access (weight 30%);Services (50 %);Index\nA;20;10;40;27,0\n"
        "B;20,5;15;30;23,6\nC;10;12;30,5;20,9\nWeighted average;18;11;39;26,0\n",
    )
    total = found.measures[-1].total
    assert total is not None
    assert total.weights == (20, 30, 50)
    assert said(found) == []


def test_totals_that_are_often_a_little_off_the_mean_do_not_follow_from_it(tmp_path: Path) -> None:
    shares = [(40, 60), (52, 70), (66, 58), (71, 75), (80, 62), (58, 90), (45, 47), (77, 83)]
    rows = [f"Town {n},{a},{b},{(a + b) // 2}" for n, (a, b) in enumerate(shares)]
    rows += ["Town 8,50,80,67", "Town 9,84,64,72", "Town 10,61,89,77"]
    found = compare(tmp_path, "\n".join(["Town,Library,Museum,Total", *rows]) + "\n")
    assert said(found) == [("unexplained-total", "D1")]
    assert values(found, "total")[-3:] == [67, 72, 77]


def test_a_column_is_no_sum_of_others_that_are_all_nought(tmp_path: Path) -> None:
    found = compare(
        tmp_path, "Town,A,B,C\nP,0.0,0.0,0.0\nQ,0.0,0.0,0.0\nR,0.1,0.0,0.0\nS,0.2,0.0,0.0"
    )
    assert [each.key for each in found.measures][:3] == ["a", "b", "c"]


def test_ages_in_headings_are_no_scales(tmp_path: Path) -> None:
    table = "Town;7–14 v.;15–29 v.;30–64 v.;Yhteensä\nA;20,1;16,0;44,2;80,3\nB;8,3;14,4;27,1;49,8\n"
    found = compare(tmp_path, table + "C;5,0;19,7;38,5;63,2\nD;10,6;22,1;19,9;52,6\n")
    assert values(found, "15_29_v") == [16, 14.4, 19.7, 22.1]
    assert said(found) == []
    scaled = compare(tmp_path, "Town;Skills (1–5);Access (1–5)\nA;3;4\nB;2;7\nC;5;1\nD;4;4\n")
    assert said(scaled) == [("off-scale", "C3")]


@pytest.mark.parametrize(
    "pupils",
    [
        "Elever 6–19 år, %",
        "6–19-vuotiaat, %",
        "Pupils aged 6–19, %",
        "6–19 évesek, %",
        "6–19 metų, %",
    ],
)
def test_a_range_of_ages_is_no_scale(tmp_path: Path, pupils: str) -> None:
    """Most shares happen to lie within it."""
    found = compare(tmp_path, f"Town;{pupils};Visits\nA;14,5;31\nB;18,9;44\nC;22,8;52\nD;15,9;40\n")
    assert [slug for slug, _ in said(found)] == ["mixed-scales"]
    assert values(found, found.measures[0].key) == [14.5, 18.9, 22.8, 15.9]


def test_totals_of_figures_that_were_rounded_afterwards_are_not_wrong(tmp_path: Path) -> None:
    alarms = []
    for seed in range(24):
        rng = random.Random(seed)
        units, digits = rng.choice((8, 14, 22)), seed % 3
        lines = ["Town,Inputs,A,B,C,Outputs,D,E,Digi score"]
        for n in range(units):
            base = rng.uniform(35, 85)
            parts = [base + rng.gauss(0, 8) for _ in range(5)]
            first, second = sum(parts[:3]) / 3, sum(parts[3:]) / 2
            row = [first, *parts[:3], second, *parts[3:], (first + second) / 2]
            lines.append(f"Town {n}," + ",".join(f"{each:.{digits}f}" for each in row))
        found = compare(tmp_path, "\n".join(lines))
        alarms += [(seed, *each) for each in said(found, "rounded-totals") if "printed" in each[0]]
    assert alarms == []


def test_one_sum_of_many_that_is_one_off_is_wrong(tmp_path: Path) -> None:
    rng = random.Random(3)
    lines = ["Museum,Paid,Free,Card,Visits"]
    for n in range(14):
        visits = [rng.randrange(300, 9000) for _ in range(3)]
        lines.append(f"Museum {n}," + ",".join(map(str, (*visits, sum(visits) + (n == 4)))))
    assert said(compare(tmp_path, "\n".join(lines))) == [("printed-total", "E6")]


def sparse(mistake: int = 0, imputed: bool = False) -> str:
    """Return a table whose totals are of the two to four sources known, in whole points."""
    chance = random.Random(7)
    text = "Country,CPI,Sources,A,B,C,D,E\n"
    for n in range(24):
        usual = 20 + 3 * n
        parts = [usual + chance.randint(-9, 9) for _ in range(5)]
        known = sorted(chance.sample(range(5), chance.randint(2, 4)))
        of = parts if imputed else [parts[at] for at in known]
        total = half_up(Fraction(sum(of), len(of)), 0) + (mistake if n == 12 else 0)
        shown = ",".join(str(parts[at]) if at in known else "" for at in range(5))
        text += f"Country {n + 1},{total},{len(known)},{shown}\n"
    return text


def test_a_mean_of_what_is_known_is_recognised_where_no_row_is_full(tmp_path: Path) -> None:
    found = compare(tmp_path, sparse(mistake=8))
    total = measure(found, "cpi").total
    assert total is not None
    assert (total.method, len(total.parts)) == ("mean", 5)
    assert said(found, "unused-column") == [("printed-total", "B14")]


def test_totals_that_count_what_is_not_shown_are_not_wrong(tmp_path: Path) -> None:
    assert said(compare(tmp_path, sparse(imputed=True)), "unused-column") == []


LIBRARIES = """Kunta;Asukasluku;Lainat;Työvuodet;Lainat/asukas;Aukiolo;Osuus
Alavesi;1 000;12 000;2,5;12,00;31;40
Bjärnå;3 000;21 000;4,0;7,00;44;25
Ceriö;2 000;30 000;3,1;15,00;38;33
Desola;4 000;34 000;6,4;8,50;25;31
Yhteensä;10 000;{loans};16,0;9,70;{hours};31
"""


def test_a_row_of_sums_may_hold_rates_of_all_together(tmp_path: Path) -> None:
    found = compare(tmp_path, LIBRARIES.format(loans="97 000", hours=138))
    assert said(found, "unused-column", "mixed-scales") == [("rates-beside-sums", "A6")]


@pytest.mark.parametrize(
    ("loans", "hours", "cell"), [("32 000", 138, "C6"), ("9 700", 138, "C6"), ("97 000", 37, None)]
)
def test_a_sum_of_what_is_counted_that_is_too_small_is_wrong(
    tmp_path: Path, loans: str, hours: int, cell: str | None
) -> None:
    found = compare(tmp_path, LIBRARIES.format(loans=loans, hours=hours))
    wrong = [place for slug, place in said(found) if slug == "printed-summary"]
    assert wrong == ([cell] if cell else [])


@pytest.mark.parametrize(("visits", "wrong"), [(1_150, ["D6"]), (1_240, [])])
def test_a_row_of_the_whole_country_that_adds_up_is_a_sum(
    tmp_path: Path, visits: int, wrong: list[str]
) -> None:
    lines = ["County,Adults,Children,All", "P,210,90,300", "Q,180,120,300", "R,310,40,350"]
    lines += ["S,70,220,290", f"Whole country,770,470,{visits}"]
    found = said(compare(tmp_path, "\n".join(lines)))
    assert [place for slug, place in found if slug == "printed-summary"] == wrong


@pytest.mark.parametrize(("visits", "wrong"), [(9_290, ["C6"]), (7_290, [])])
def test_rates_of_the_whole_country_stand_beside_its_sums(
    tmp_path: Path, visits: int, wrong: list[str]
) -> None:
    lines = ["County;Loans;Visits;Costs;Loans / person;Visits / person;Costs / person"]
    lines += ["P;4100;2300;61000;8,2;4,6;122,0", "Q;3600;1940;52000;9,0;4,9;130,0"]
    lines += ["R;5200;1750;48000;7,4;2,5;68,6", "S;2500;1300;31000;10,0;5,2;124,0"]
    lines += [f"Whole country;15400;{visits};192000;8,3;3,9;103,8"]
    found = compare(tmp_path, "\n".join(lines))
    assert [at for slug, at in said(found) if slug == "printed-summary"] == wrong


def test_a_mean_of_wrong_totals_as_they_are_printed_is_not_wrong_as_well(tmp_path: Path) -> None:
    table = "Town,A,B,C,Total\nP,5,4,6,15\nQ,4,4,1,19\nR,3,5,5,13\nS,2,6,4,12\nMean,,,,{}\n"
    for mean, wrong in (("14.75", []), ("12.25", []), ("13.5", [("printed-summary", "E6")])):
        found = said(compare(tmp_path, table.format(mean)))
        assert [each for each in found if each[0] == "printed-summary"] == wrong


def test_a_total_of_a_wrong_subtotal_is_no_second_fault(tmp_path: Path) -> None:
    """Subtotals are printed beside their parts; the total adds them up as they are printed."""
    lines = ["Unit;A;B;Rights;C;D;Liberties;Total"]
    for n in range(12):
        a, b, c, d = 17 * n % 40, 23 * n % 37, 60 - 5 * n, 31 * n % 53
        lines.append(f"U{n};{a};{b};{a + b};{c};{d};{c + d};{a + b + c + d}")
    cells = lines[5].split(";")
    cells[6:] = [str(int(cells[6]) + 5), str(int(cells[7]) + 5)]
    found = compare(tmp_path, "\n".join([*lines[:5], ";".join(cells), *lines[6:]]))
    assert said(found) == [("printed-total", "G6"), ("follows-wrong", "H6")]
    assert values(found, "total")[4] == int(cells[7]) - 5
    # a total that leaves the wrong subtotal aside is right
    cells[7] = str(int(cells[7]) - 5)
    found = compare(tmp_path, "\n".join([*lines[:5], ";".join(cells), *lines[6:]]))
    assert said(found) == [("printed-total", "G6")]
    # and one that follows neither is wrong itself
    cells[7] = str(int(cells[7]) + 20)
    found = compare(tmp_path, "\n".join([*lines[:5], ";".join(cells), *lines[6:]]))
    assert said(found) == [("printed-total", "G6"), ("printed-total", "H6")]


MARKS = """Town;Streets;Parks;Litter;Sum
Arden;61;57;70;188
Brook;59;62;66;187
Colne;70;49;71;190
Derby;66;60;80;206
Esher;58;71;64;193
"""


@pytest.mark.parametrize(
    "row",
    [
        "Maximum;80;80;90;250",
        "Maximum marks;70;80;80;230",  # one place has all of some
        "Max points;80;80;90;",
        "Maximal erreichbar;70;71;80;250",
        "Suurin mahdollinen;80;80;90;250",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_what_may_be_reached_is_no_wrong_highest_value(
    tmp_path: Path, row: str, above: bool
) -> None:
    head, _, rows = MARKS.partition("\n")
    lines = (head, row, rows.strip()) if above else (head, rows.strip(), row)
    found = compare(tmp_path, "\n".join(lines))
    assert [unit.name for unit in found.units] == ["Arden", "Brook", "Colne", "Derby", "Esher"]
    assert said(found) == []


def test_a_wrong_highest_value_is_pointed_out(tmp_path: Path) -> None:
    assert said(compare(tmp_path, MARKS + "Maximum;70;72;80;206\n")) == [("printed-summary", "C7")]
    assert said(compare(tmp_path, MARKS + "Minimum;58;49;66;187\n")) == [("printed-summary", "D7")]


def test_deviations_of_a_sample_are_right_where_the_row_says_so(tmp_path: Path) -> None:
    row = "Standardabweichung;5,07;7,98;6,18;7,73"
    (problem,) = said(compare(tmp_path, f"{MARKS}{row}\n"))
    assert problem == ("sample-deviation", "B7")  # once, and not as four that do not follow
    assert said(compare(tmp_path, MARKS + row.replace(";", " (n − 1);", 1))) == []
    wrong = row.replace(";", " (n − 1);", 1).replace("7,98", "8,97")
    assert said(compare(tmp_path, MARKS + wrong)) == [("printed-summary", "C7")]


@pytest.mark.parametrize(
    "overall",
    ["Yleisarvio", "Helhetsintryck", "Overall impression", "Összbenyomás", "Bendras įspūdis"],
)
def test_what_people_think_of_the_whole_is_no_mean_and_in_none(
    tmp_path: Path, overall: str
) -> None:
    """It is near what they think of the parts, so that it may seem to follow from these."""
    rows = ["A;3.9;4.4;4.1;4.1", "B;4.2;4.4;4.0;4.2", "C;4.2;4.8;4.2;4.6", "D;4.4;4.9;4.2;4.5"]
    found = compare(tmp_path, "\n".join([f"Museum;Shows;Guides;Signs;{overall}", *rows]))
    (total,) = (each for each in found.measures if each.total is not None)
    assert total.name["en"] == overall
    assert said(found) == [("unexplained-total", "E1")]


def test_a_mark_of_the_whole_that_was_worked_out_is_checked(tmp_path: Path) -> None:
    rows = []
    for n in range(12):
        parts = [Fraction(200 + 37 * (n + at) * at % 290, 100) for at in (1, 3, 5)]
        mark = half_up(sum(parts, Fraction(0)) / 3 + (n == 7), 2)
        rows.append(";".join([f"U{n}", *(f"{float(each):.2f}" for each in (*parts, mark))]))
    found = compare(tmp_path, "\n".join(["Museum;Shows;Guides;Signs;Yleisarvosana", *rows]))
    assert ("printed-total", "E9") in said(found)


BLOCKS = """Kunta;Koko;Talous;Palvelut;Asuminen
POHJOLA;;;;
Aa;suuri;80,0;70,0;61,0
Bb;pieni;70,0;60,0;52,0
Keskiarvo;;75,0;65,0;56,5
ETELÄ;;;;
Cc;suuri;65,0;55,0;40,0
Dd;pieni;50,0;50,0;47,0
Keskiarvo;;57,5;52,5;43,5
Keskiarvo;;66,3;58,8;50,0
"""


def test_a_mean_of_a_block_is_checked_though_a_column_groups_otherwise(tmp_path: Path) -> None:
    foot = [each for each in said(compare(tmp_path, BLOCKS)) if "summary" in each[0]]
    assert not foot
    wrong = compare(tmp_path, BLOCKS.replace("57,5;52,5", "57,5;62,5"))
    assert ("printed-summary", "D9") in said(wrong)


def _points(heading: str, total: str, *, wrong: int | None = None) -> str:
    """Return marks of four kinds with their total and that in per cent of 70."""
    lines = [f"Museum;Johto (max 20);Kokoelmat (max 25);Yleisö (max 15);Tilat (max 10);{heading}"]
    chance = random.Random(4)
    for name in "ABCDEFGHIJKLMN":
        marks = [chance.randint(most // 4, most) for most in (20, 25, 15, 10)]
        whole = sum(marks) + 6 * (len(lines) - 1 == wrong)
        share = f"{float(half_up(Fraction(100 * whole, 70), 1)):.1f}".replace(".", ",")
        own = {"sum": [str(whole), share], "share": [share, str(whole)]}[total]
        lines.append(";".join([name, *map(str, marks), *own]))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("heading", "total"),
    [
        ("Pisteet yhteensä;Prosenttia maksimista", "sum"),
        ("Pisteet (max 70);Osuus maksimista, %", "sum"),
        ("Andel av maxpoäng (%);Totalt", "share"),
        ("Összesen;A maximum százalékában", "sum"),
        ("Iš viso;Procentais nuo didžiausio", "sum"),
        ("Anything;% of maximum", "sum"),
    ],
)
def test_a_total_in_per_cent_of_the_most_is_no_dimension(
    tmp_path: Path, heading: str, total: str
) -> None:
    found = compare(tmp_path, _points(heading, total, wrong=5))
    assert [each.total is not None for each in found.measures] == [False] * 4 + [True]
    rules = [(rule, cell) for rule, cell in said(found) if rule in ("printed-total", "off-scale")]
    assert rules == [("printed-total", "F7" if total == "sum" else "G7")]


@pytest.mark.parametrize("heading", ["% of the best", "Share of the way from 1 to 5, %"])
def test_a_total_in_per_cent_of_its_scale_is_no_dimension(tmp_path: Path, heading: str) -> None:
    lines = [f"Town;Roads;Rails;Ports;Mean;{heading}"]
    chance = random.Random(7)
    for name in "ABCDEFGHIJKLMN":
        marks = [chance.randint(12, 48) for _ in range(3)]
        mean = half_up(Fraction(sum(marks), 30), 2) + Fraction(name == "E", 2)
        share = half_up((mean - 1) * 100 / 4, 1)
        cells = [f"{float(each):.2f}" for each in (*(Fraction(m, 10) for m in marks), mean)]
        lines.append(";".join([name, *cells, f"{float(share):.1f}"]).replace(".", ","))
    found = compare(tmp_path, "\n".join(lines) + "\n")
    assert [each.total is not None for each in found.measures] == [False] * 3 + [True]
    assert [cell for rule, cell in said(found) if rule == "printed-total"] == ["E6"]


@pytest.mark.parametrize(("low", "high"), [(1, 10), (1, 5), (0, 10)])
def test_an_index_may_be_a_mean_of_answers_put_on_another_scale(
    tmp_path: Path, low: int, high: int
) -> None:
    lines = ["Service;Answers in total;Expected;Ideal;Index of the customers"]
    chance = random.Random(11)
    for name in "ABCDEFGHIJKLM":
        answers = [Fraction(chance.randint(40 * low + 60, 100 * high), 100) for _ in range(3)]
        index = half_up((sum(answers) / 3 - low) * 100 / (high - low), 1) + 4 * (name == "E")
        cells = [f"{float(each):.2f}" for each in answers]
        lines.append(";".join([name, *cells, f"{float(index):.1f}"]).replace(".", ","))
    found = compare(tmp_path, "\n".join(lines) + "\n")
    assert [each.total is not None for each in found.measures] == [False] * 3 + [True]
    assert {each.scale for each in found.measures[:3]} == {(low, high)}
    assert found.measures[-1].scale == (0, 100)
    assert said(found) == [("printed-total", "E6")]
    own = found.units[4].figures[-1]
    assert own.printed is not None
    assert own.value == own.printed.value - 4


def test_per_cent_of_something_else_stay_a_dimension(tmp_path: Path) -> None:
    lines = _points("Yhteensä;Naisia, %", "sum").splitlines()
    shares = (51, 48, 62, 55, 40, 71, 44, 58, 60, 47, 53, 66, 39, 50)
    table = [
        f"{line.rpartition(';')[0]};{each}" for line, each in zip(lines[1:], shares, strict=True)
    ]
    found = compare(tmp_path, "\n".join([lines[0], *table]) + "\n")
    assert "naisia" in [each.key for each in found.measures if each.total is None]


def test_a_total_between_the_rows_in_all_columns_is_an_average(tmp_path: Path) -> None:
    table = (
        "Country;Reading;Science;Adults with degrees\nAustralia;498;507;47\nAustria;480;491;12\n"
        "Belgium;479;491;44\nChile;448;444;31\nDenmark;489;494;8\nFinland;490;511;46\n"
    )
    for name in ("OECD - Total", "EU – Total", "Total"):
        found = said(compare(tmp_path, table + f"{name};476;485;39\n"), "mixed-scales")
        assert found == [("rates-beside-sums", "A8")]
    counts = "Town;Loans;Visits\nP;120;410\nQ;300;150\nR;210;260\nTotal;{};820\n"
    assert said(compare(tmp_path, counts.format(630)), "mixed-scales") == []
    wrong = said(compare(tmp_path, counts.format(263)), "mixed-scales")
    assert wrong == [("printed-summary", "B5")]
