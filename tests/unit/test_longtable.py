"""A long table, one figure on each row, gives the same comparison as its wide form."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from digimatrix.compare.numbertables.index import IndexComparison, compare_numbers
from digimatrix.languages import Words
from digimatrix.model.numbers import Role
from digimatrix.read.numbertables.numbertable import read_numbers
from digimatrix.read.settings.frameworks import read_framework
from digimatrix.render.numbers import as_json

WIDE = """Kunta;Maakunta;Johtaminen;Palvelut;Osaaminen;Yhteensä
Alavesi*;Pohjola;72,5;81,0;64,3;72,6
Bjärnå;Etelä;70,0;75,5;66,0;70,5
Ceriö;Pohjola;60,1;62,2;57,7;60,0
Desola;Etelä;55,0;65,0 e;60,0;60,0
Fagervik;Pohjola;40,0;50,0;44,0;46,7
Eskola;Etelä;51,0;..;48,0;n/a
Keskiarvo;;58,1;66,7;56,7;61,6
Koko maa;;55,0;60,0;52,0;55,7
"""


def compared(folder: Path, text: str, **options: Any) -> IndexComparison:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return compare_numbers(read_numbers(path), **options)


def figures(found: IndexComparison) -> dict[str, Any]:
    """Return everything of a comparison but where its figures stand and what was said."""
    document = as_json(found, Words("en"))
    for unit in document["units"]:
        for figure in (unit, *unit["figures"].values()):
            del figure["cell"]
    return {key: document[key] for key in ("by", "round", "measures", "units", "groups")}


def said(found: IndexComparison) -> list[tuple[str, str | None]]:
    return [
        (each.rule.slug, each.place.cell)
        for each in found.problems
        if not each.rule.slug.startswith("assumed")
    ]


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def lines(rows: list[list[str]]) -> str:
    return "".join(";".join(row) + "\n" for row in rows)


def long(*headings: str, beside: tuple[int, ...] = (1,)) -> str:
    """Return `WIDE` with one figure a row; `beside` are its columns that say more of a unit."""
    head, *rows = rows_of(WIDE)
    return lines(
        [
            [headings[0], *(head[at] for at in beside), *headings[1:]],
            *(
                [row[0], *(row[at] for at in beside), head[at], row[at]]
                for row in rows
                for at in range(2, len(head))
            ),
        ]
    )


@pytest.mark.parametrize(
    "headings",
    [
        ("Kunta", "Osa-alue", "Arvo"),
        ("Kommun", "Indikator", "Värde"),
        ("Unit", "Indicator", "Value"),
        ("Település", "Mutató", "Érték"),
        ("Savivaldybė", "Rodiklis", "Reikšmė"),
        ("", "", ""),
    ],
)
def test_a_long_table_gives_what_its_wide_form_gives(
    tmp_path: Path, headings: tuple[str, str, str]
) -> None:
    found = compared(tmp_path, long(*headings))
    assert figures(found) == figures(compared(tmp_path, WIDE))
    # the total of Fagervik does not follow, on its row of the long table
    assert ("printed-total", "D21") in said(found)
    assert "long-table" in [slug for slug, _ in said(found)]


def test_the_order_of_rows_and_columns_changes_nothing_but_the_order(tmp_path: Path) -> None:
    head, *rows = rows_of(long("Kunta", "Mittari", "Arvo"))
    random.Random(3).shuffle(rows)
    turned = lines([[row[3], row[2], row[1], row[0]] for row in (head, *rows)])
    found, wide = figures(compared(tmp_path, turned)), figures(compared(tmp_path, WIDE))
    by_name = {unit["name"]: unit["figures"] for unit in found["units"]}
    for unit in wide["units"]:
        for key in ("johtaminen", "palvelut", "osaaminen"):
            assert by_name[unit["name"]][key] == unit["figures"][key]


YEARS = """Country;Year;Skills;Access;Overall
A;2022;50.5;60.0;55.3
B;2022;40.5;55.0;47.8
C;2022;30.5;65.0;47.8
A;2023;52.5;61.0;56.8
B;2023;43.5;58.0;50.8
C;2023;31.5;66.0;48.8
Average;2022;40.5;60.0;50.3
Average;2023;42.5;61.7;52.1
"""


def years(shape: str) -> str:
    head, *rows = rows_of(YEARS)
    units = list(dict.fromkeys(row[0] for row in rows))
    cells = {(row[0], row[1], name): row[at] for row in rows for at, name in enumerate(head)}
    names, when = head[2:], ("2022", "2023")
    match shape:
        case "long":
            made = [["Country", "Indicator", "Year", "Value"]]
            made += [[u, n, y, cells[u, y, n]] for n in names for u in units for y in when]
        case "years beside":
            made = [["Country", "Indicator", *when]]
            made += [[u, n, *(cells[u, y, n] for y in when)] for u in units for n in names]
        case "years in names":
            made = [["Country", *(f"{n} {y}" for n in names for y in when)]]
            made += [[u, *(cells[u, y, n] for n in names for y in when)] for u in units]
        case _:
            made = [["Country", *(n if y == "2022" else "" for n in names for y in when)]]
            made += [["", *(y for _ in names for y in when)]]
            made += [[u, *(cells[u, y, n] for n in names for y in when)] for u in units]
    return lines(made)


@pytest.mark.parametrize("shape", ["long", "years beside", "years in names", "years below names"])
def test_of_several_years_the_latest_is_compared_and_said_or_the_one_asked_for(
    tmp_path: Path, shape: str
) -> None:
    found = compared(tmp_path, years(shape))
    assert figures(found) == figures(compared(tmp_path, YEARS))
    (problem,) = (each for each in found.problems if each.rule.slug == "latest-round")
    assert problem.facts == {"rounds": "2022, 2023", "round": "2023"}
    earlier = compared(tmp_path, years(shape), round="2022")
    assert figures(earlier) == figures(compared(tmp_path, YEARS, round="2022"))
    assert "latest-round" not in [slug for slug, _ in said(earlier)]
    # each year's mean is held against the units of that year
    assert "printed-summary" not in [slug for slug, _ in said(found) + said(earlier)]


def test_places_beside_the_figures_are_checked(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        "Region;Indicator;Score;Rank\nN;Skills;81.2;1\nN;Services;77.0;2\nE;Skills;70.3;3\n"
        "E;Services;79.9;1\nS;Skills;75.0;2\nS;Services;70.1;4\n",
    )
    assert ("printed-rank", "D7") in said(found)
    assert len(found.measures) == 3


def test_units_typed_once_a_block_merged_or_above_it_are_those_of_the_block(
    tmp_path: Path,
) -> None:
    head, *rows = rows_of(WIDE)
    wide = figures(compared(tmp_path, lines([[row[0], *row[2:]] for row in (head, *rows)])))
    typed, above = [["Kunta", "Osa-alue", "Arvo"]], [["Osa-alue", "Pisteet"]]
    by_indicator = [["Kunta", "Pisteet"]]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(typed[0])
    for row in rows:
        above.append([row[0], ""])
        for at in range(2, len(head)):
            name = row[0] if at == 2 else ""
            typed.append([name, head[at], row[at]])
            above.append([head[at], row[at]])
            sheet.append([name or None, head[at], row[at]])
        end = sheet.max_row
        sheet.merge_cells(start_row=end - 3, end_row=end, start_column=1, end_column=1)
    for at in range(2, len(head)):
        by_indicator += [[head[at], ""], *([row[0], row[at]] for row in rows)]
    found = compared(tmp_path, lines(typed))
    assert figures(found) == wide
    assert ("filled-group", "A1") in said(found)
    assert figures(compared(tmp_path, lines(above))) == wide
    assert figures(compared(tmp_path, lines(by_indicator))) == wide
    book.save(tmp_path / "book.xlsx")
    assert figures(compare_numbers(read_numbers(tmp_path / "book.xlsx"))) == wide


def test_codes_units_of_measure_and_sources_are_no_dimensions(tmp_path: Path) -> None:
    text = "Pillar;Indicator code;Indicator;Country code;Country;Unit;Value;Flag\n"
    for code, name, pillar, values in (
        ("S1", "Skills", "Human", (52.5, 43.5, 31.5)),
        ("A1", "Access", "Infra", (61.0, 58.0, 66.0)),
    ):
        for country, value in zip("ABC", values, strict=True):
            flag = "e" if country == "B" else ""
            text += f"{pillar};{code};{name};{country}{country};{country};score;{value};{flag}\n"
    found = compared(tmp_path, text)
    assert [each.key for each in found.measures] == ["skills", "access", "mean"]
    assert [unit.name for unit in found.units] == ["A", "B", "C"]
    assert [cell for slug, cell in said(found) if slug == "unused-column"] == ["A1", "B1"]


def test_weights_beside_the_indicators_are_used(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        "Museo;Mittari;Paino;Arvo\nAino;Kokoelmat;2;4\nAino;Yleisö;1;2\nAino;Indeksi;;3,3\n"
        "Bertta;Kokoelmat;2;3\nBertta;Yleisö;1;5\nBertta;Indeksi;;3,7\n",
    )
    total = found.measures[-1].total
    assert total is not None
    assert total.weights == (2, 1)


def test_every_cell_without_a_place_is_said(tmp_path: Path) -> None:
    text = long("Kunta", "Mittari", "Arvo")
    text += "Alavesi;Pohjola;Johtaminen;99\nBjärnå;Etelä;;3\n;Etelä;Palvelut;2\n"
    text += "Gamla;Etelä;Palvelut;noin 2\n"
    found = compared(tmp_path, text)
    place = len(text.splitlines())
    assert sorted(each for each in said(found) if each[1] and each[0] != "summary-rows") == [
        ("given-twice", f"D{place - 3}"),
        ("long-table", "C1"),
        ("nameless-number", f"D{place - 2}"),
        ("nameless-row", f"D{place - 1}"),
        ("not-a-number", f"D{place}"),
        ("printed-total", "D21"),
    ]
    assert found.units[-1].name == "Gamla"


def test_a_framework_names_the_indicators_of_a_long_table(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'title = { en = "Index" }\nscale = [0, 100]\n'
        '[[dimensions]]\nkey = "access"\nname = { en = "Access", fi = "Palvelut" }\n'
        '[[dimensions]]\nkey = "lead"\nname = { en = "Leadership", fi = "Johtaminen" }\n',
        encoding="utf-8",
    )
    own = read_framework(tmp_path / "own.toml")
    path = tmp_path / "table.csv"
    path.write_text(long("a", "b", "c"), encoding="utf-8")
    found = compare_numbers(read_numbers(path, own), own)
    assert [each.key for each in found.measures][:2] == ["access", "lead"]


def test_a_mean_of_the_latest_year_alone_goes_with_the_years_across(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        "Unit;Access 2021;Access 2022;Skills 2021;Skills 2022;Mean 2022\n"
        "A;9,4;4,2;8,3;6,7;5,45\nB;6,4;1,9;9,9;8,6;5,25\nC;1,2;3,3;7,2;7,1;5,2\n",
    )
    assert [measure.name["en"] for measure in found.measures] == ["Access", "Skills", "Mean"]
    assert "unexplained-total" not in [rule for rule, _ in said(found)]


@pytest.mark.parametrize(
    "text",
    [
        "Kunta;Maakunta;Tyyppi;Arvo\nA;N;iso;1,5\nB;N;pieni;2,5\nC;S;iso;3,5\nD;S;pieni;4,5\n",
        "Kunta;Vastaaja;A;B\nX;johto;1;2\nX;muut;3;4\nY;johto;2;2\nY;muut;1;1\n",
        "Country;Year;Skills\nA;2022;0,5\nA;2023;0,6\nB;2022;0,4\nB;2023;0,7\n",
        "Kommun;2021;2022\nA;45,1;47,2\nB;39,0;41,5\n",
    ],
)
def test_what_only_looks_long_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    table = read_numbers(path)
    assert len(table.units) == len(text.splitlines()) - 1
    assert "long-table" not in [each.rule.slug for each in table.problems]
    assert all(column.place.row == 1 for column in table.of(Role.DIMENSION))


@pytest.mark.parametrize(
    ("codes", "labels"),
    [
        ("indicator", "indicator_label"),
        ("Mittari", "Mittarin nimi"),
        ("Indikator", "Indikatorns namn"),
        ("Mutató", "Mutató neve"),
        ("Rodiklis", "Rodiklio pavadinimas"),
    ],
)
def test_indicators_go_by_their_names_where_codes_bear_the_heading(
    tmp_path: Path, codes: str, labels: str
) -> None:
    text = f"Town;{codes};{labels};Value\n"
    for code, label, marks in (("hc_1", "Skills", (52, 43, 31)), ("cn_2", "Access", (61, 58, 66))):
        text += "".join(
            f"{t};{code};{label};{mark}\n" for t, mark in zip("ABC", marks, strict=True)
        )
    found = compared(tmp_path, text)
    assert [each.key for each in found.measures] == ["skills", "access", "mean"]
    assert [cell for slug, cell in said(found) if slug == "unused-column"] == ["B1"]
