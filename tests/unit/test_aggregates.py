"""Rows of several units together are told from units, by words and by figures."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from digimatrix.compare.numbertables.index import IndexComparison, compare_numbers
from digimatrix.model.numbers import NumberTable, Printed, Statistic
from digimatrix.model.places import Place
from digimatrix.read.numbertables.aggregates import aggregates_of
from digimatrix.read.numbertables.numbertable import read_numbers


def read(folder: Path, text: str) -> NumberTable:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return read_numbers(path)


def compare(folder: Path, text: str) -> IndexComparison:
    return compare_numbers(read(folder, text))


def told(table: NumberTable | IndexComparison) -> list[tuple[str, dict[str, str]]]:
    return [
        (each.rule.slug, dict(each.facts))
        for each in table.problems
        if each.rule.slug.startswith("assumed-") and each.rule.slug.endswith("-row")
    ]


def left(table: NumberTable) -> list[str]:
    return [row.name for row in table.summaries]


VISITS = {
    "Arve": (41210, 9123, 310, 20811),
    "Brun": (12876, 15402, 1204, 9977),
    "Cern": (98311, 3076, 877, 31240),
    "Dolm": (5534, 22119, 92, 4513),
    "Elsk": (33007, 8450, 1533, 15020),
    "Fjor": (76120, 12988, 240, 26304),
    "Gard": (18455, 31007, 666, 11118),
}


def added(*names: str) -> str:
    return ";".join(str(sum(column)) for column in zip(*(VISITS[n] for n in names), strict=True))


def lines(*names: str) -> str:
    return "".join(f"{n};{';'.join(map(str, VISITS[n]))}\n" for n in names)


HEAD = "Area;Visits;Loans;Events;Hours\n"


def test_a_row_that_is_the_sum_of_all_others_is_no_unit_whatever_its_name(tmp_path: Path) -> None:
    for text in (
        HEAD + f"Ostrland;{added(*VISITS)}\n" + lines(*VISITS),
        HEAD + lines(*VISITS) + f"Ostrland;{added(*VISITS)}\n",
    ):
        table = read(tmp_path, text)
        assert [row.name for row in table.units] == list(VISITS)
        assert [(row.name, row.statistic) for row in table.summaries] == [
            ("Ostrland", Statistic.SUM)
        ]
        assert told(table) == [
            ("assumed-sum-row", {"name": "Ostrland", "rows": "Arve, Brun, …, Gard (7)"})
        ]


def test_a_region_of_one_is_told_by_those_of_more(tmp_path: Path) -> None:
    blocks = {
        "Upper": ("Arve", "Brun", "Cern"),
        "Lower": ("Dolm", "Elsk", "Fjor"),
        "Isle": ("Gard",),
    }
    below = "".join(lines(*of) + f"{name};{added(*of)}\n" for name, of in blocks.items())
    above = "".join(f"{name};{added(*of)}\n" + lines(*of) for name, of in blocks.items())
    for text in (above + f"All of it;{added(*VISITS)}\n", f"Land;{added(*VISITS)}\n" + below):
        table = read(tmp_path, HEAD + text)
        assert [row.name for row in table.units] == list(VISITS)
        assert {row.groups["section"] for row in table.units} == set(blocks)
        assert not [each for each in table.problems if each.rule.slug == "printed-summary"]
    # rows that are alike are units where nothing else tells
    twice = HEAD + lines(*VISITS) + lines("Gard").replace("Gard", "Twin")
    assert left(read(tmp_path, twice)) == []


def test_two_columns_may_tell_a_sum_and_one_may_not(tmp_path: Path) -> None:
    rows = "".join(f"{name};{own[0]};{own[1]}\n" for name, own in VISITS.items())
    visits, loans, *_ = added(*VISITS).split(";")
    assert left(read(tmp_path, f"Area;Visits;Loans\n{rows}Ostrland;{visits};{loans}\n")) == [
        "Ostrland"
    ]
    rows = "".join(f"{name};{own[0]}\n" for name, own in VISITS.items())
    assert left(read(tmp_path, f"Area;Visits\n{rows}Ostrland;{visits}\n")) == []


def test_sums_of_neighbours_and_of_any_rows_are_no_units(tmp_path: Path) -> None:
    north, south, coast = (
        ("Arve", "Brun", "Cern"),
        ("Dolm", "Elsk", "Fjor", "Gard"),
        ("Arve", "Cern", "Fjor"),
    )
    table = read(
        tmp_path,
        HEAD
        + lines(*north)
        + f"Upper;{added(*north)}\n"
        + lines(*south)
        + f"Lower;{added(*south)}\n",
    )
    assert left(table) == ["Upper", "Lower"]
    # they part the table, so that they are its groups
    assert {row.name: row.groups["section"] for row in table.units} == {
        **dict.fromkeys(north, "Upper"),
        **dict.fromkeys(south, "Lower"),
    }
    table = read(tmp_path, HEAD + lines(*VISITS) + f"Coastlands;{added(*coast)}\n")
    assert left(table) == ["Coastlands"]
    assert told(table)[0][1]["rows"] == "Arve, Cern, Fjor"


def test_a_rate_beside_sums_and_one_wrong_figure_hide_no_sum(tmp_path: Path) -> None:
    head = "Area;Visits;Loans;Events;Hours;Share\n"
    rows = [
        (name, *figures, f"{31 + 7 * nth % 40}.{nth}")
        for nth, (name, figures) in enumerate(VISITS.items())
    ]
    sums = [sum(row[at] for row in rows) for at in range(1, 5)]
    text = head + "".join(f"{';'.join(map(str, row))}\n" for row in rows)
    found = compare(tmp_path, text + f"Ostrland;{sums[0]};{sums[1]};{sums[2] + 9};{sums[3]};44.1\n")
    assert [unit.name for unit in found.units] == list(VISITS)
    warned = [each for each in found.problems if each.rule.slug == "printed-summary"]
    assert [(each.place.cell, each.facts["value"]) for each in warned] == [("D9", str(sums[2]))]


def test_a_mean_of_all_is_no_unit_and_figures_near_it_are(tmp_path: Path) -> None:
    scores = {
        "P": (8, 6, 3, 9, 1),
        "Q": (2, 7, 5, 4, 8),
        "R": (6, 6, 9, 1, 2),
        "S": (3, 4, 8, 8, 9),
        "T": (7, 1, 2, 6, 4),
    }
    more = {
        f"{name}{n}": tuple((v * n) % 10 for v in own)
        for name, own in scores.items()
        for n in (3, 7)
    }
    scores |= more
    text = "KOV;A;B;C;D;E\n" + "".join(
        f"{n};{';'.join(map(str, own))}\n" for n, own in scores.items()
    )
    means = [sum(column) / len(scores) for column in zip(*scores.values(), strict=True)]
    shown = ";".join(f"{mean:.1f}".replace(".", ",") for mean in means)
    assert left(read(tmp_path, text + f"Eesti keskmine;{shown}\n")) == ["Eesti keskmine"]
    # whole numbers near the mean may be those of a unit
    near = ";".join(str(round(mean)) for mean in means)
    assert left(read(tmp_path, text + f"U;{near}\n")) == []


def test_a_row_with_a_place_is_a_unit(tmp_path: Path) -> None:
    rows = "".join(f"{n};{line}\n" for n, line in enumerate(lines(*VISITS).splitlines(), 2))
    table = read(tmp_path, f"Rank;{HEAD}1;Ostrland;{added(*VISITS)}\n{rows}")
    assert left(table) == []


@pytest.mark.parametrize(
    ("heading", "usual", "above"),
    [
        ("Aluetaso", "kunta", "maakunta"),
        ("Nivå", "kommun", "län"),
        ("Level", "county", "region"),
        ("Szint", "vármegye", "régió"),
        ("Lygmuo", "savivaldybė", "apskritis"),
    ],
)
def test_rows_of_a_wider_area_than_most_are_left_out(
    tmp_path: Path, heading: str, usual: str, above: str
) -> None:
    rows = "".join(f"{name};{usual};{n + 2},5;{9 - n},1\n" for n, name in enumerate(VISITS))
    table = read(tmp_path, f"Alue;{heading};A;B\n{rows}Ostrland;{above};6,6;1,9\n")
    assert [row.name for row in table.units] == list(VISITS)
    assert told(table) == [
        ("assumed-area-row", {"name": "Ostrland", "level": above, "usual": usual})
    ]
    assert all(not row.groups for row in table.units)


def test_a_capital_that_is_a_county_and_a_region_is_a_unit(tmp_path: Path) -> None:
    rows = "".join(f"{name};vármegye;{n + 2},5;{9 - n},1\n" for n, name in enumerate(VISITS))
    head = "Név;Szint;A;B\nFőváros;főváros, régió;7,0;1,5\nKözép;vármegye / régió;6,1;2,5\n"
    table = read(tmp_path, f"{head}{rows}Ostrland;régió;6,6;1,9\n")
    assert [row.name for row in table.units] == ["Főváros", "Közép", *VISITS]


def test_a_wrong_figure_hides_no_sum_in_three_columns(tmp_path: Path) -> None:
    rows = "".join(f"{name};{a};{b};{a + b}\n" for name, (a, b, *_) in VISITS.items())
    wrong = rows.replace("Dolm;5534;22119;27653", "Dolm;5534;22119;5534")
    assert wrong != rows
    sums = [sum(VISITS[name][n] for name in ("Dolm", "Elsk", "Fjor", "Gard")) for n in (0, 1)]
    head = "Area;Home;Abroad;Visitors\n"
    text = f"{head}{wrong}Ostrland;{sums[0]};{sums[1]};{sum(sums)}\n"
    assert left(read(tmp_path, text)) == ["Ostrland"]


def test_a_country_among_its_municipalities_is_left_out_and_among_countries_is_not(
    tmp_path: Path,
) -> None:
    rows = "P sav.;71,5;3\nQ sav.;60,1;5\nR sav.;55,3;4\nS sav.;48,2;6\n"
    table = read(tmp_path, f"Savivaldybė;A;B\nLietuvos Respublika;61,0;5\n{rows}")
    assert left(table) == ["Lietuvos Respublika"]
    assert [slug for slug, _ in told(table)] == ["assumed-nation-row"]
    assert left(read(tmp_path, f"Country;A;B\nLithuania;61,0;5\n{rows}")) == []
    # without such a heading its figures tell
    assert left(read(tmp_path, f"Name;A;B\n{rows}Suomi;400,5;90\n")) == ["Suomi"]
    assert left(read(tmp_path, f"Name;A;B\n{rows}Suomi;61,0;5\n")) == []
    # a country in a table of countries in its own language is one of them
    assert left(read(tmp_path, f"Ország;A;B\nMagyarország;61,0;5\n{rows}")) == []


@pytest.mark.parametrize(
    ("low", "high", "count"),
    [
        ("Alakvartiili", "Yläkvartiili", "Lukumäärä"),
        ("Nedre kvartil", "Övre kvartil", "Antal"),
        ("Lower quartile", "Upper quartile", "N"),
        ("Alsó kvartilis", "Felső kvartilis", "Elemszám"),
        ("Apatinis kvartilis", "Viršutinis kvartilis", "Vienetų skaičius"),
        ("Q1", "Q3", "n"),
    ],
)
def test_quartiles_and_counts_below_the_units_are_read_and_checked(
    tmp_path: Path, low: str, high: str, count: str
) -> None:
    table = "Name;A;B\nP;1,0;5,5\nQ;2,0;4,5\nR;3,0;2,5\nS;6,0;1,5\nT;9,0;\n"
    foot = f"{low};2,0;2,3\n{high};6,0;{{}}\n{count};5;4\n"
    found = compare(tmp_path, table + foot.format("4,8"))
    assert [unit.name for unit in found.units] == ["P", "Q", "R", "S", "T"]
    assert not [each for each in found.problems if each.rule.slug == "printed-summary"]
    # quartiles are defined in several ways, but not in any
    assert not _warned(compare(tmp_path, table + foot.format("5,0")))
    assert _warned(compare(tmp_path, table + foot.format("5,6"))) == ["C8"]
    if count != "N" and count != "n":
        wrong = table + f"{low};2,0;2,3\n{high};6,0;4,8\n{count};5;5\n"
        assert _warned(compare(tmp_path, wrong)) == ["C9"]


def _warned(found: IndexComparison) -> list[str | None]:
    return [each.place.cell for each in found.problems if each.rule.slug == "printed-summary"]


def test_units_called_by_letters_and_quarters_are_units(tmp_path: Path) -> None:
    letters = "".join(f"{letter};{nth}.5;{9 - nth}.5\n" for nth, letter in enumerate("KLMN"))
    assert left(read(tmp_path, f"Town;A;B\n{letters}Mean;2.0;8.0\n")) == ["Mean"]
    quarters = "".join(f"Q{n};{n}.5;{9 - n}.5\n" for n in range(1, 5))
    assert left(read(tmp_path, f"Name;A;B\n{quarters}Mean;3.0;7.0\n")) == ["Mean"]


def figures(rows: Sequence[Sequence[int]], digits: int) -> list[dict[int, Printed]]:
    place = Place("t.csv", None)
    return [
        {at: Printed(Fraction(v, 10**digits), digits, place, "") for at, v in enumerate(row)}
        for row in rows
    ]


def test_chance_figures_show_no_aggregates() -> None:
    draw = random.Random(5)
    for _ in range(40):
        count, wide = draw.randint(4, 30), draw.randint(1, 9)
        top, digits = draw.choice([(5, 0), (50, 1), (100, 0), (1000, 1), (9999, 2)])
        rows = [[draw.randint(0, top) for _ in range(wide)] for _ in range(count)]
        rows = [[*row, sum(row)] for row in rows]  # a total is no proof of its own
        assert aggregates_of(figures(rows, digits), [{}] * count) == []


def test_figures_that_are_alike_or_run_straight_show_no_aggregates() -> None:
    alike = [[815, 702, 334, 561]] * 4 + [[112, 908, 230, 447], [601, 87, 655, 90]]
    assert aggregates_of(figures(alike, 1), [{}] * len(alike)) == []
    beside_nothing = [
        [815, 702, 334, 561],
        [0, 0, 0, 0],
        [815, 702, 334, 561],
        [112, 908, 230, 447],
    ]
    assert aggregates_of(figures(beside_nothing, 1), [{}] * 4) == []
    straight = [[100 * n + 1000, 900 - 10 * n, 37 * n, 5000 + n] for n in range(9)]
    assert aggregates_of(figures(straight, 1), [{}] * len(straight)) == []


def _countries(noise: float) -> tuple[list[list[int]], list[dict[str, str]]]:
    """Return points of countries in four regions; one more is near the mean of the first."""
    draw = random.Random(11)
    rows = []
    for _ in range(120):
        free = draw.uniform(1, 12)
        rows.append([max(0, round(free + draw.gauss(0, noise))) for _ in range(7)])
        rows[-1] += [sum(rows[-1][:3]), sum(rows[-1][3:]), sum(rows[-1])]
    groups = [{"Region": "NESW"[n % 4]} for n in range(120)]
    first = [row for row, group in zip(rows, groups, strict=True) if group["Region"] == "N"]
    rows.append([round(sum(column) / len(first)) for column in zip(*first, strict=True)])
    return rows, [*groups, {"Region": "E"}]


def test_a_unit_near_a_mean_in_one_column_is_near_it_in_all() -> None:
    rows, groups = _countries(noise=1.0)
    assert aggregates_of(figures(rows, 0), groups) == []
    # where columns go each its own way, no chance puts it there
    finer = [[each * 100 + 7 * n % 100 for n, each in enumerate(row)] for row in rows]
    finer[-1] = [round(sum(c) / 30) for c in zip(*finer[:120:4], strict=True)]
    assert [each.row for each in aggregates_of(figures(finer, 2), groups)] == [120]


def test_a_row_that_follows_nowhere_is_said_once(tmp_path: Path) -> None:
    text = HEAD.replace("Area", "Kunta") + lines(*VISITS)
    found = compare(tmp_path, text + "Keskiarvo;40000;14000;700;19000\n")
    told = [
        (each.rule.slug, each.place.cell) for each in found.problems if "summary" in each.rule.slug
    ]
    assert ("other-summary", "A9") in told
    assert "printed-summary" not in dict(told)


def test_land_beside_town_is_no_country(tmp_path: Path) -> None:
    rows = "".join(
        f"{name};{'land' if n % 3 == 1 else 'stad'};{n + 2},5;{9 - n},1\n"
        for n, name in enumerate((*VISITS, "Hult", "Iggo"))
    )
    assert left(read(tmp_path, f"Namn;Typ;A;B\n{rows}")) == []


def _islands() -> list[list[str]]:
    rng = random.Random(11)
    names = ["Alskar", "Bodo", "Ekholm", "Fjarde", "Granvik", "Holmo", "Isnas", "Kobben"]
    return [[name, *(f"{rng.uniform(20, 90):.2f}" for _ in range(4))] for name in names]


def _summed(rows: list[list[str]], name: str, by: float) -> list[str]:
    sums = [sum(float(row[at]) for row in rows) * by for at in range(1, 5)]
    return [name, *(f"{each:.2f}" for each in sums)]


def _told(folder: Path, rows: list[list[str]]) -> list[tuple[str, str | None]]:
    lines = [["Island", "Skills", "Access", "Use", "Trust"], *rows]
    path = folder / "table.csv"
    path.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    quiet = ("summary-rows", "assumed-scale")
    found = compare_numbers(read_numbers(path))
    return [(e.rule.slug, e.place.cell) for e in found.problems if e.rule.slug not in quiet]


def test_a_mean_of_some_units_is_held_against_these(tmp_path: Path) -> None:
    rows = _islands()
    some = _summed([rows[1], rows[4], rows[6]], "Mean of the outer three", 1 / 3)
    assert _told(tmp_path, [*rows, some]) == [("assumed-mean-row", "A10")]


def test_means_that_were_cut_and_their_own_total_are_not_wrong(tmp_path: Path) -> None:
    means = [sum(column) // len(VISITS) for column in zip(*VISITS.values(), strict=True)]
    rows = [[name, *own, sum(own)] for name, own in {**VISITS, "Shire": means}.items()]
    text = "\n".join(";".join(map(str, row)) for row in rows)
    found = compare(tmp_path, HEAD.strip() + ";Total\n" + text)
    assert [each.rule.slug for each in found.problems if "summary" in each.rule.slug] == []
    assert [slug for slug, _ in told(found)] == ["assumed-mean-row"]


def test_a_mean_that_names_others_than_the_rows_is_not_called_wrong(tmp_path: Path) -> None:
    others = ["Mean of all the coast", "51.20", "44.17", "58.93", "47.05"]
    assert _told(tmp_path, [*_islands(), others]) == [("summary-of-others", "A10")]
    assert _told(tmp_path, [*_islands(), ["Mean", *others[1:]]]) == [("other-summary", "A10")]


@pytest.mark.parametrize(
    "name",
    ["OECD average", "Koko maan keskiarvo", "Medeltal i riket", "EU-átlag", "Šalies vidurkis"],
)
def test_two_means_of_others_that_are_both_off_are_not_wrong(tmp_path: Path, name: str) -> None:
    rows = "".join(f"{each[0]};{each[1]};{each[2]}\n" for each in _islands())
    found = compare(tmp_path, f"Land;Maths;Reading\n{rows}{name};71.2;34.1\n")
    slugs = [each.rule.slug for each in found.problems if "summary" in each.rule.slug]
    assert slugs == ["summary-rows", "summary-of-others"]
