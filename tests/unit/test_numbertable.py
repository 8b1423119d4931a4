"""Tables of numbers are read as a person would read them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook
from workbooks import ods

from digimatrix.model.errors import DigimatrixError
from digimatrix.model.numbers import NumberTable, Role, Statistic
from digimatrix.read.numbertables.numbertable import read_numbers


def read(folder: Path, text: str, name: str = "table.csv") -> NumberTable:
    """Read a table from its text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_numbers(path)


def names(table: NumberTable, role: Role) -> list[str]:
    return [column.name for column in table.of(role)]


def figures(table: NumberTable, column: str) -> list[Fraction | None]:
    number = next(c.number for c in table.columns if c.name == column and c.role is not Role.RANK)
    return [row.cells[number].value if number in row.cells else None for row in table.units]


FINNISH = """Kuntien digikypsyys 2024;;;;;;

Sija;Kunta;Maakunta;Johtaminen;Palvelut;Osaaminen;Yhteensä
1.;Alavesi*;Pohjola;72,5;81,0;64,3;72,6
2.;Bjärnå;Etelä;70,0;75,5¹;66,0;70,5
3=;Ceriö;Pohjola;60,1;62,2;57,7;60,0
3=;Desola;Etelä;55,0;65,0 e;60,0;60,0
5.;Eskola 1);Etelä;51,0;..;48,0;n/a
Keskiarvo;;;61,7;70,9;59,2;65,8
Koko maa;;;55,0;60,0;52,0;55,7
* arvio
Lähde: oma kysely
"""


def test_ranks_groups_totals_footers_and_footnotes_are_told_apart(tmp_path: Path) -> None:
    table = read(tmp_path, FINNISH)
    assert names(table, Role.DIMENSION) == ["Johtaminen", "Palvelut", "Osaaminen"]
    assert names(table, Role.TOTAL) == ["Yhteensä"]
    assert names(table, Role.RANK) == ["Sija"]
    assert names(table, Role.GROUP) == ["Maakunta"]
    assert [row.name for row in table.units] == ["Alavesi", "Bjärnå", "Ceriö", "Desola", "Eskola"]
    assert figures(table, "Palvelut")[1:] == [Fraction("75.5"), Fraction("62.2"), 65, None]
    assert [row.statistic for row in table.summaries] == [Statistic.MEAN, Statistic.WHOLE]
    assert table.language == "fi"
    (problem,) = table.problems
    assert problem.facts == {"names": "“Keskiarvo”, “Koko maa”"}


def test_a_point_between_thousands_and_one_before_decimals_are_told_apart(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        'Region,Income,Index,Share\nA,"45,100",0.734,12.5%\nB,"38,250",0.651,8 %\n'
        'C,"1,051,900",1.000,0%\n',
    )
    assert figures(table, "Income") == [45100, 38250, 1051900]
    assert figures(table, "Index") == [Fraction("0.734"), Fraction("0.651"), 1]
    assert figures(table, "Share") == [Fraction("12.5"), 8, 0]
    german = read(tmp_path, "Region;Wert;Punkte\nA;1.234,5;1.200\nB;987,0;2.345\nC;12,25;910\n")
    assert figures(german, "Wert") == [Fraction("1234.5"), 987, Fraction("12.25")]
    assert figures(german, "Punkte") == [1200, 2345, 910]
    spaced = read(tmp_path, "Kunta;Arvo\nA;1 234,5\nB;−12,25\nC;7\n")
    assert figures(spaced, "Arvo") == [Fraction("1234.5"), Fraction("-12.25"), 7]


def test_a_sign_that_nothing_settles_is_said(tmp_path: Path) -> None:
    table = read(tmp_path, 'Town,Points,Level\nA,"1,234",3\nB,"2,345",4\n')
    assert figures(table, "Points") == [1234, 2345]
    assert [each.rule.slug for each in table.problems] == ["doubtful-sign"]


@pytest.mark.parametrize(
    "mark", ["n/a", "N/A", "..", ":", "…", "-", "–", "ei tietoa", "saknas", "puuttuu", ": c", "x"]
)
def test_marks_of_a_gap_are_unknown_never_zero(tmp_path: Path, mark: str) -> None:
    table = read(tmp_path, f"Kunta;A;B\nX;1,5;2,5\nY;{mark};3,5\nZ;2,0;4,5\n")
    assert figures(table, "A") == [Fraction("1.5"), None, 2]
    assert not table.problems


def test_what_is_no_number_is_said_with_its_cell(tmp_path: Path) -> None:
    table = read(tmp_path, "Kunta;A;B\nX;1,5;2,5\nY;noin kaksi;3,5\nZ;2,0;4,5\n")
    (problem,) = table.problems
    assert (problem.rule.slug, problem.place.cell) == ("not-a-number", "B3")


TWO_ROWS = """Table 3. Regional digital index,,,,,,,,
Rank,Region,Skills,,Connectivity,,Services,,Overall score
,,Score,Rank,Score,Rank,Score,Rank,
1,North Riding,81.2,1,90.4,2,77.0,2,82.9
2,East Vale,70.3,3,95.1,1,79.9,1,81.8
3,South Fen,75.0,2,62.6,4,70.1,3,69.2
4,West Moor,55.5,4,71.9,3,60.0,4,62.5
"""


def test_headings_in_two_rows_name_the_column_by_the_upper_one(tmp_path: Path) -> None:
    table = read(tmp_path, TWO_ROWS)
    assert names(table, Role.DIMENSION) == ["Skills", "Connectivity", "Services"]
    ranked = {column.number: column.ranks for column in table.of(Role.RANK)}
    assert ranked == {1: None, 4: 3, 6: 5, 8: 7}


def test_rows_of_one_cell_are_sections_and_years_are_rounds(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Museo;Kokoelmat;Digi\nTAIDE;;\nAino;4;2\nBertta;3;5\nHISTORIA;;\nCelia;2;4\nDoris;5;3\n",
    )
    assert [row.groups["section"] for row in table.units] == ["TAIDE"] * 2 + ["HISTORIA"] * 2
    table = read(tmp_path, "Country;Year;Skills\nA;2022;0,5\nA;2023;0,6\nB;2022;0,4\nB;2023;0,7\n")
    assert [row.round for row in table.units] == ["2022", "2023"] * 2
    table = read(tmp_path, "Kommun;2021;2022\nA;45,1;47,2\nB;39,0;41,5\n")
    assert names(table, Role.DIMENSION) == ["2021", "2022"]


def test_a_group_typed_once_a_block_goes_on_and_is_said(tmp_path: Path) -> None:
    table = read(tmp_path, "Alue;Kunta;A\nPohja;X;1\n;Y;2\nEtelä;Z;3\n;Å;4\n")
    assert [row.groups["Alue"] for row in table.units] == ["Pohja", "Pohja", "Etelä", "Etelä"]
    assert [each.rule.slug for each in table.problems] == ["filled-group"]


def test_a_workbook_with_merges_per_cents_and_another_sheet_gives_the_same(tmp_path: Path) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Lue ensin", 2024])
    sheet = book.create_sheet("Tulokset")
    sheet.append(["Alueindeksi 2024"])
    sheet.append(["Kunta", "Osaaminen", None, "Verkko"])
    sheet.merge_cells("B2:C2")
    sheet.append([None, "Pisteet", "Sija", "Osuus"])
    for row in (("Aa", 57.25, 2, 0.875), ("Bb", 60, 1, 0.91), ("Cc", 44.1, 3, 1)):
        sheet.append(row)
        sheet.cell(sheet.max_row, 4).number_format = "0.0%"
    book.save(tmp_path / "book.xlsx")
    table = read_numbers(tmp_path / "book.xlsx")
    assert table.place.sheet == "Tulokset"
    assert names(table, Role.DIMENSION) == ["Osaaminen", "Verkko"]
    assert figures(table, "Osaaminen") == [Fraction("57.25"), 60, Fraction("44.1")]
    assert figures(table, "Verkko") == [Fraction("87.5"), 91, 100]


def test_a_number_is_printed_with_the_decimals_of_its_format(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Kunta", "A", "B", "Yhteensä", "Osuus", "Vapaa"])
    for row in (("Aa", 3, 4.25, 10 / 3, 0.4567, 1.5), ("Bb", 2, 3, 2.5, 0.5, 2)):
        sheet.append(row)
        for column, code in ((2, "0.0"), (3, "#,##0.00"), (4, "0.0"), (5, "0.0%")):
            sheet.cell(sheet.max_row, column).number_format = code
    book.save(tmp_path / "book.xlsx")
    table = read_numbers(tmp_path / "book.xlsx")
    cells = table.units[0].cells
    assert [cells[at].digits for at in (2, 3, 4, 5, 6)] == [1, 2, 1, 1, 1]
    assert cells[4].stored == 14
    assert cells[5].value == Fraction("45.67")


def test_open_document_tables_are_read(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="{kind}"{value}>'
        "<text:p>{text}</text:p></table:table-cell>"
    )
    rows = [("Kunta", "A", "B"), ("X", "1,5", "2"), ("Y", "2,25", "3")]
    made = ""
    for row in rows:
        cells = ""
        for text in row:
            number = text[0].isdigit()
            value = f' office:value="{text.replace(",", ".")}"' if number else ""
            cells += cell.format(kind="float" if number else "string", value=value, text=text)
        made += f"<table:table-row>{cells}</table:table-row>"
    path = tmp_path / "table.ods"
    path.write_bytes(ods(f'<table:table table:name="T">{made}</table:table>'))
    assert figures(read_numbers(path), "A") == [Fraction("1.5"), Fraction("2.25")]


def test_a_file_without_a_table_of_numbers_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DigimatrixError, match=r"no table of numbers.*heading above"):
        read(tmp_path, "Kunta;Teksti\nX;sana\nY;toinen\n")
    with pytest.raises(DigimatrixError, match="cannot be opened"):
        read_numbers(tmp_path / "missing.csv")


def test_a_row_without_a_number_beside_numbered_ones_is_of_the_whole(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Nro;Kunta;Talous;Digi;Indeksi 2024;Muutos\n1;Nokia;67;80;73,5;+1,2\n2;Akaa;55;61;58,0;0\n"
        "3;Kangasala;70;78;74,0;−2\n;Pirkanmaa;66;73;69,5;0\n",
    )
    assert [row.name for row in table.units] == ["Nokia", "Akaa", "Kangasala"]
    assert [(row.name, row.statistic) for row in table.summaries] == [
        ("Pirkanmaa", Statistic.WHOLE)
    ]
    assert "whole-row" in [each.rule.slug for each in table.problems]


def test_a_table_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Indicator;Finland;Sweden;Denmark\nSkills;71,2;70,1;x\nAccess;88,0;90,2;91,5\n",
    )
    assert [row.name for row in table.units] == ["Finland", "Sweden", "Denmark"]
    assert names(table, Role.DIMENSION) == ["Skills", "Access"]
    cell = next(iter(table.units[1].cells.values()))
    assert (cell.typed, cell.place.cell) == ("70,1", "C2")


def test_a_unit_of_which_nothing_is_known_is_a_unit(tmp_path: Path) -> None:
    table = read(tmp_path, "Kunta;A;B\nX;1,5;2,5\nY;..;n/a\nZ;2,0;4,5\nLähde: kysely\n")
    assert [row.name for row in table.units] == ["X", "Y", "Z"]


BLOCKS = """Kunta;Osaaminen;Verkko;Yhteensä
Pohjola;75,0;65,0;70,0
Aa;80,0;70,0;75,0
Bb;70,0;60,0;65,0
Etelä;51,7;55,0;53,3
Cc;65,0;55,0;60,0
Dd;50,0;50,0;50,0
Ee;40,0;60,0;50,0
"""


def test_rows_that_hold_the_means_of_those_beside_them_are_of_groups(tmp_path: Path) -> None:
    head, *rows = BLOCKS.splitlines()
    for text in (BLOCKS, "\n".join([head, *rows[1:3], rows[0], *rows[4:], rows[3]])):
        table = read(tmp_path, text)
        assert [(row.name, row.groups["section"]) for row in table.units] == [
            *(("Aa", "Pohjola"), ("Bb", "Pohjola")),
            *(("Cc", "Etelä"), ("Dd", "Etelä"), ("Ee", "Etelä")),
        ]
        assert {row.name: row.statistic for row in table.summaries} == {
            "Pohjola": Statistic.MEAN,
            "Etelä": Statistic.MEAN,
        }
        assert [each.rule.slug for each in table.problems] == ["group-row"] * 2
    # whole numbers may agree by chance
    whole = "Museo;A;B;C\nP;3;3;3\nQ;4;3;2\nR;2;3;4\nS;3;2;3\nT;3;1;4\nU;3;3;2\n"
    assert len(read(tmp_path, whole).units) == 6


def test_a_mean_below_each_block_is_of_that_block(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Kunta;A;B\nPOHJOLA;;\nAa;80,0;70,0\nBb;70,0;60,0\nKeskiarvo;75,0;65,0\nETELÄ;;\n"
        "Cc;65,0;55,0\nDd;50,0;50,0\nKeskiarvo;57,5;52,5\nKaikki;66,3;58,8\n",
    )
    assert [(row.name, row.groups.get("")) for row in table.summaries] == [
        *(("Keskiarvo", "POHJOLA"), ("Keskiarvo", "ETELÄ"), ("Kaikki", None))
    ]


def test_letters_after_decimals_are_marks_and_what_else_is_typed_is_said(tmp_path: Path) -> None:
    table = read(
        tmp_path, "Country;A;B\nX;71.2e;60\nY²);(70.1);61\nW;68.5 †;64.5b\nZ;66.1 (2);~63\n"
    )
    assert figures(table, "A") == [Fraction("71.2"), None, Fraction("68.5"), Fraction("66.1")]
    assert [row.name for row in table.units] == ["X", "Y", "W", "Z"]
    said = [(each.rule.slug, each.place.cell) for each in table.problems]
    assert said == [("not-a-number", "B3"), ("not-a-number", "C5")]


def test_shared_places_are_read_however_they_are_typed(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Sija;Yksikkö;Pisteet\n1.;A;90,1\njaettu 2.;B;80,5\n2.–3.;C;80,5\nT4;D;70,0\n"
        "4 (jaettu);E;70,0\n#6;F;60,0\n?;G;50,0\n",
    )
    ranks = [row.cells.get(1) for row in table.units]
    assert [(int(each.value), each.tied) for each in ranks if each] == [
        *((1, False), (2, True), (2, True), (4, True), (4, True), (6, False))
    ]
    assert [(each.rule.slug, each.place.cell) for each in table.problems] == [
        ("not-a-number", "A8")
    ]


@pytest.mark.parametrize(
    "first", ["1er 2e 3e", "1re 2e 3e", "1er 2ème 3ème", "1re 2nde 3e", "1º 2.º 3ª", "1ste 2de 3de"]
)
def test_places_may_be_ordinals(tmp_path: Path, first: str) -> None:
    lines = [f"{place};R{n};9,{n};8,1" for n, place in enumerate([*first.split(), "4", "5"])]
    table = read(tmp_path, "\n".join(["Rang;Région;Santé;Revenu", *lines]))
    (rank,) = table.of(Role.RANK)
    assert [int(row.cells[rank.number].value) for row in table.units] == [1, 2, 3, 4, 5]
    assert not table.problems


def test_a_line_of_units_of_measure_under_the_names_leaves_the_names(tmp_path: Path) -> None:
    table = read(
        tmp_path, "Kunta;Osaaminen;Verkko;Väestö\n;%;pistettä;lkm\nA;80;70,5;5000\nB;70;60,5;3000\n"
    )
    assert names(table, Role.DIMENSION) == ["Osaaminen", "Verkko"]
    assert [column.percent for column in table.of(Role.DIMENSION)] == [True, False]
    scaled = read(tmp_path, "Kunta;Osaaminen;Verkko\n;0-100;1-5\nA;80;3\nB;70;4\n")
    assert names(scaled, Role.DIMENSION) == ["Osaaminen (0-100)", "Verkko (1-5)"]


@pytest.mark.parametrize(
    "name",
    [
        *("EU27_2020", "EU-27 (2020)", "EA20", "EU28", "EEA30_2007", "OECD 38", "Euroalue"),
        "European Union - 27 countries (from 2020)",
        "EU27_2020: European Union - 27 countries (from 2020)",
        "Euro area – 20 countries (from 2023)",
        "Euroopan unioni – 27 maata (vuodesta 2020)",
        "Europeiska unionen (EU27)",
        "Európai Unió – 27 ország",
        "Europos Sąjunga – 27 šalys",
    ],
)
def test_countries_together_are_no_unit_however_they_are_counted(tmp_path: Path, name: str) -> None:
    table = read(tmp_path, f"geo,Skills,Use\nArcadia,41.5,33.0\n{name},50.1,40.2\nEa,39.0,28.4\n")
    assert [row.name for row in table.units] == ["Arcadia", "Ea"]
    assert [row.statistic for row in table.summaries] == [Statistic.WHOLE]


STAFF = """Kunta;Johtaminen;Henkilöstö;Tieto
Alavesi;3,4;{};2,9
Bjärnå;2,1;{};2,6
Ceriö;4,0;{};3,7
"""


def test_staff_on_the_scale_of_the_others_is_a_dimension_and_it_is_said(tmp_path: Path) -> None:
    scored = read(tmp_path, STAFF.format("3,1", "2,4", "4,2"))
    assert names(scored, Role.DIMENSION) == ["Johtaminen", "Henkilöstö", "Tieto"]
    assert [each.rule.slug for each in scored.problems] == ["scaled-people"]


@pytest.mark.parametrize("heads", [("310", "24", "42"), ("3", "2", "4"), ("12,5", "3,5", "40,0")])
def test_staff_that_is_counted_is_no_dimension(tmp_path: Path, heads: tuple[str, ...]) -> None:
    counted = read(tmp_path, STAFF.format(*heads))
    assert names(counted, Role.DIMENSION) == ["Johtaminen", "Tieto"]
    assert [each.rule.slug for each in counted.problems] == ["unused-column"]


def test_an_index_of_development_is_no_change_and_signed_figures_are(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Town,Digital Development Index (DDI),Skills,Development,DDI rank\n"
        "P,0.912,70.5,+1.5,1\nQ,0.884,64.0,-0.3,2\nR,0.751,66.1,+0.2,3\n",
    )
    assert names(table, Role.DIMENSION) == ["Digital Development Index (DDI)", "Skills"]
    assert [column.ranks for column in table.of(Role.RANK)] == [2]


def test_the_change_of_the_climate_is_measured(tmp_path: Path) -> None:
    text = "Country,EPI,Health,Climate Change,Rank Climate Change,10-year change\n"
    text += "P,61.5,70.2,52.8,2,1.5\nQ,60.0,60.1,59.9,1,0.3\nR,45.5,50.5,40.5,3,2.2\n"
    table = read(tmp_path, text)
    assert names(table, Role.DIMENSION) == ["EPI", "Health", "Climate Change"]
    assert names(table, Role.RANK) == ["Rank Climate Change"]
    assert names(table, Role.OTHER) == ["10-year change"]


def test_development_in_a_name_is_no_change_if_the_figures_are_as_the_others(
    tmp_path: Path,
) -> None:
    text = (
        "Country,Standard error,African Development Bank rating,World Bank rating,Survey,{}\n"
        "P,0.9,88,92,90,{}\nQ,1.2,,75,71,{}\nR,1.0,45,41,50,{}\n"
    )
    told = read(tmp_path, text.format("Development", 55, 30, 41))
    assert names(told, Role.DIMENSION) == [
        *("African Development Bank rating", "World Bank rating", "Survey")
    ]


@pytest.mark.parametrize(
    ("head", "beside"),
    [
        ("Platz;Stadt;Zugang;Gesamt", ("1.", "2.", "3.")),
        ("Nr.;Town;Access;Total", ("1.", "2.", "3.")),
        ("Country Code ISO3;Country;Access;Total", ("ARC", "BOR", "CAG")),
        ("geo;Country;Access;Total", ("AR", "BO", "CA")),
    ],
)
def test_the_names_are_not_the_numbers_or_codes_beside_them(
    tmp_path: Path, head: str, beside: tuple[str, ...]
) -> None:
    rows = zip(beside, ("Arcadia", "Borduria", "Cagliostro"), ("9,1", "8,2", "7,3"), strict=True)
    table = read(tmp_path, "\n".join([head, *(f"{a};{b};{c};{c}" for a, b, c in rows)]))
    assert [row.name for row in table.units] == ["Arcadia", "Borduria", "Cagliostro"]
    assert len(table.of(Role.TOTAL)) == 1


def test_codes_are_the_names_where_nothing_else_names_a_unit(tmp_path: Path) -> None:
    table = read(tmp_path, "Country;Note;Access\nAR;own survey;9,1\nBO;register;8,2\nCA;late;7,3\n")
    assert [row.name for row in table.units] == ["AR", "BO", "CA"]


@pytest.mark.parametrize(
    "medals",
    [
        ("🥇", "🥈", "🥉"),
        ("🥇 1.", "🥈 2.", "🥉 3."),
        ("Gold", "silver", "Bronze medal"),
        ("kulta", "Hopea", "pronssi"),
    ],
)
def test_medals_are_places(tmp_path: Path, medals: tuple[str, str, str]) -> None:
    names_of = ("🥇 Alavesi", "Bjärnå", "Ceriö")
    lines = [
        f"{medal};{name};9,{n};8,1"
        for n, (medal, name) in enumerate(zip(medals, names_of, strict=True))
    ]
    table = read(tmp_path, "\n".join(["Sija;Kunta;Palvelut;Hinta", *lines, "4.;Desola;8,2;7,4"]))
    (rank,) = table.of(Role.RANK)
    assert [int(row.cells[rank.number].value) for row in table.units] == [1, 2, 3, 4]
    assert [row.name for row in table.units] == ["Alavesi", "Bjärnå", "Ceriö", "Desola"]
    assert not table.problems


def test_units_of_measure_under_the_names_stand_beside_them(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Mittarit 2023;;;\nKunta;Menot;Lainat;Jonotus\n;€/asukas;kpl/asukas;vrk\n"
        "Alavesi;115,1;6,3;2,9\nBergö;67,7;10,3;11,7\nCeriö;42,0;8,4;13,4\n",
    )
    assert names(table, Role.DIMENSION) == [
        "Menot (€/asukas)",
        "Lainat (kpl/asukas)",
        "Jonotus (vrk)",
    ]
    # also where the row of them has a heading of its own
    headed = read(
        tmp_path, "Town;Spending;Loans\nUnit of measure;1 000 €;per head\nA;9,5;3,5\nB;7,1;4,4\n"
    )
    assert names(headed, Role.DIMENSION) == ["Spending (1 000 €)", "Loans (per head)"]
    # headings that several columns share are above names, not above units of measure
    shared = read(
        tmp_path, "Town;Skills;;Access\n;Basic;Advanced;Homes\nA;9,5;3,5;1,0\nB;7,1;4,4;2,0\n"
    )
    assert names(shared, Role.DIMENSION) == ["Basic", "Advanced", "Homes"]


def test_an_arrow_behind_a_figure_tells_of_change_and_is_no_part_of_it(tmp_path: Path) -> None:
    table = read(
        tmp_path, "Maa;Luku;Kieli\nA;512↓;498\nB;476 ▲;481→\nC;455;460\nOECD-maat;481;480\n"
    )
    assert figures(table, "Luku") == [512, 476, 455]
    assert figures(table, "Kieli") == [498, 481, 460]
    assert [row.name for row in table.summaries] == ["OECD-maat"]
    assert [problem.rule.slug for problem in table.problems] == ["summary-rows"]


def test_a_word_with_an_accent_is_not_one_of_another_language_without_it(tmp_path: Path) -> None:
    table = read(tmp_path, "Város;Gazdasági erő;Összesitett\nA;51,2;3\nB;48,1;4\nC;39,5;5\n")
    assert names(table, Role.DIMENSION) == ["Gazdasági erő"]
    assert names(table, Role.TOTAL) == ["Összesitett"]  # an accent left out
    finnish = read(tmp_path, "Kunta;Taso;Ero\nA;51,2;3\nB;48,1;4\nC;39,5;5\n")
    assert names(finnish, Role.DIMENSION) == ["Taso"]


def test_headings_that_stand_again_are_no_unit_and_part_the_table(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Town index 2024\n\nLarge towns\nPlace;Town;Question 1;Question 2\n;Weight;60 %;40 %\n"
        "1;A;31;44\n2;B;28;40\n3;C;22;31\n\nSmall towns\nPlace;Town;Question 1;Question 2\n"
        ";Weight;60 %;40 %\n1;D;39;30\n2;E;25;38\n3;F;21;20\n",
    )
    assert [row.name for row in table.units] == list("ABCDEF")
    sections = [row.groups["section"] for row in table.units]
    assert sections == ["Large towns"] * 3 + ["Small towns"] * 3
    assert [problem.rule.slug for problem in table.problems] == ["summary-rows"]


def test_a_row_of_words_among_the_units_is_said(tmp_path: Path) -> None:
    table = read(tmp_path, "Town;A;B\nP;3,1;4\nQ;2,2;5\nCity;Loans;Visits\nR;2,0;1\nS;4,4;2\n")
    (problem,) = table.problems
    assert (problem.rule.slug, problem.place.cell) == ("words-row", "A4")
    assert problem.facts == {"text": "City | Loans | Visits"}


def test_a_row_of_one_year_is_of_the_headings_and_marks_beside_figures_make_no_groups(
    tmp_path: Path,
) -> None:
    table = read(
        tmp_path,
        "Rank;Country;Index;Schooling;;Income;\n;;2021;2021;a;2021;a\n1;P;0,91;12,1;b;44100;\n"
        "2;Q;0,88;11,7;;39200;c\n3;R;0,83;11,9;b, c;38800;\n4;S;0,79;10,2;;30100;c\n",
    )
    assert [row.name for row in table.units] == list("PQRS")
    assert names(table, Role.TOTAL) + names(table, Role.DIMENSION) == [
        *("Index", "Schooling", "Income")
    ]
    assert names(table, Role.GROUP) == []
    assert table.summaries == ()


@pytest.mark.parametrize("titles", [("Vuosi 2022", "Vuosi 2023"), ("2022", "2023")])
def test_blocks_below_one_another_that_years_head_are_rounds(
    tmp_path: Path, titles: tuple[str, str]
) -> None:
    blocks = [
        f"{title}\nKunta;A;B\nP;3{n},1;4,0\nQ;2{n},2;5,1\nKeskiarvo;2{n},7;4,6\n"
        for n, title in enumerate(titles)
    ]
    table = read(tmp_path, "Digikypsyys\n" + "\n".join(blocks))
    assert [(row.name, row.round) for row in table.units] == [
        *(("P", "2022"), ("Q", "2022"), ("P", "2023"), ("Q", "2023"))
    ]
    assert [row.round for row in table.summaries] == ["2022", "2023"]
    assert all(row.groups == {} for row in table.units)


def test_blocks_of_other_units_are_no_rounds_though_years_head_them(tmp_path: Path) -> None:
    table = read(
        tmp_path, "Town;A;B\nMerged 2009\nP;3,1;4\nQ;2,2;5\nMerged 2013\nR;2,0;1\nS;4,4;2\n"
    )
    assert [(row.name, row.round) for row in table.units] == [(name, None) for name in "PQRS"]
    assert {row.groups["section"] for row in table.units} == {"Merged 2009", "Merged 2013"}


@pytest.mark.parametrize(
    "note",
    [
        "m: data missing",
        "a = ei sovellu; m = tieto puuttuu",
        "Teckenförklaring: m – uppgift saknas",
        "Jelmagyarázat: (m) = nincs adat",
        "m  duomenų nėra",
        "m;Data missing",
    ],
)
def test_a_mark_that_the_table_explains_is_no_number_and_no_fault(
    tmp_path: Path, note: str
) -> None:
    rows = "A;4;5;Mid\nB;m;3;Low\nC;2;m;m\nD;m;m;Mid\n"
    text = f"Unit;Skills;Data;Class\n{rows}"
    table = read(tmp_path, f"{text}\n{note}\n")
    assert [row.name for row in table.units] == ["A", "B", "C", "D"]
    assert [each.rule.slug for each in table.problems] == []
    assert [row.groups["Class"] for row in table.units] == ["Mid", "Low", "m", "Mid"]
    table = read(tmp_path, f"{text}\nNote from May: all is well\n")
    assert "not-a-number" in {each.rule.slug for each in table.problems}


def test_bands_of_several_units_are_said_once_and_count_as_unknown(tmp_path: Path) -> None:
    rows = (
        "1;A;9.5;90\n2;B;8.1;70\n=3;C;6.0–7.9;60\n=3;D;6.0–7.9;80\n=3;E;6.0–7.9;50\n6+;F;<6;95+\n"
    )
    table = read(tmp_path, f"Rank;Name;Overall;Teaching\n{rows}")
    assert [(each.rule.slug, each.place.cell) for each in table.problems] == [
        ("bands", "C4"),
        ("bands", "D7"),
    ]
    assert [3 in row.cells for row in table.units] == [True, True, False, False, False, False]
    assert [row.cells[1].value for row in table.units] == [1, 2, 3, 3, 3, 6]
    # one that a unit typed for itself is its doubt, and classes of size are groups
    table = read(
        tmp_path, "Name;Size;Skills;Data\nA;1–9;2;2–3\nB;10+;3;4\nC;1–9;4;2–3\nD;1–9;1;5\n"
    )
    assert [each.name for each in table.columns if each.role is Role.GROUP] == ["Size"]
    assert [each.rule.slug for each in table.problems] == ["not-a-number", "not-a-number"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Country;Score A\nA;5,938\nB;4,200\n", "Score A"),  # a comma parts no cells
        ('Kunta,Palvelut\nA,"5,938"\nB,"4,200"\n', "Palvelut"),  # nor thousands in Finnish
        ('Kommun,Antal\nA,"5,938"\nB,"0"\n', "Antal"),
    ],
)
def test_a_comma_is_a_decimal_sign_where_it_usually_is(
    tmp_path: Path, text: str, column: str
) -> None:
    table = read(tmp_path, text)
    assert figures(table, column)[0] == Fraction("5.938")
    assert [each.rule.slug for each in table.problems] == ["doubtful-sign"]


def test_a_comma_parts_thousands_where_other_numbers_have_none(tmp_path: Path) -> None:
    table = read(tmp_path, "Region;Loans\nA;15,938\nB;920\n")
    assert figures(table, "Loans") == [15938, 920]


@pytest.mark.parametrize("first", ["n/a;n/a;n/a;n/a", "n/a;n/a;3.1;n/a"])
def test_a_first_unit_with_hardly_a_figure_is_no_heading(tmp_path: Path, first: str) -> None:
    rows = f"Arden;North;{first}\nBrook;North;1.5;2.5;3;1\nColne;South;2;3;4;3\n"
    table = read(tmp_path, f"Town;Region;A;B;C;D\n{rows}Derby;South;1;2;2;2\n")
    assert [row.name for row in table.units] == ["Arden", "Brook", "Colne", "Derby"]
    assert names(table, Role.GROUP) == ["Region"]


def test_marks_in_a_row_of_units_of_measure_are_no_figures(tmp_path: Path) -> None:
    table = read(tmp_path, "Kunta;Lainat;Käynnit;Osuus\n;–;–;%\nA;1,5;2,5;3\nB;2;3;4\nC;1;2;2\n")
    assert [row.name for row in table.units] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("name", "statistic"),
    [
        ("Standardabweichung", Statistic.DEVIATION),
        ("Standardabweichung (n-1)", Statistic.SAMPLE),
        ("Otoskeskihajonta", Statistic.SAMPLE),
        ("Maximal erreichbar", Statistic.ATTAINABLE),
        ("Suurin mahdollinen", Statistic.ATTAINABLE),
        ("Högsta möjliga poäng", Statistic.ATTAINABLE),
        ("Maximálisan elérhető", Statistic.ATTAINABLE),
        ("Didžiausias galimas balas", Statistic.ATTAINABLE),
        ("Maximum marks", Statistic.MAXIMUM),
        ("Oberes Quartil", Statistic.UPPER),
        ("Insgesamt", Statistic.WHOLE),
    ],
)
def test_rows_at_the_foot_are_known_by_their_names(
    tmp_path: Path, name: str, statistic: Statistic
) -> None:
    table = read(tmp_path, f"Museum;A;B\nX;1;2\nY;3;3\nZ;2;4\n{name};4;5\n")
    assert [(row.name, row.statistic) for row in table.summaries] == [(name, statistic)]


def test_a_row_without_a_name_that_shares_a_hundred_per_cent_is_of_weights(tmp_path: Path) -> None:
    rows = "A;4;5;3\nB;3;3;3\nC;2;1;3\n"
    table = read(tmp_path, f"Unit;Overall;Skills;Data\n;100%;50%;50%\n{rows}")
    assert [row.statistic for row in table.summaries] == [Statistic.WEIGHT]
    table = read(tmp_path, f"Unit;Overall;Skills;Data\n;90%;50%;40%\n{rows}")
    assert Statistic.WEIGHT not in [row.statistic for row in table.summaries]


@pytest.mark.parametrize("name", ["Weight", "Paino", "Vikt", "Súly", "Svoris"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_name_of_a_row_may_stand_above_any_column(tmp_path: Path, name: str, at: int) -> None:
    cells = ["", "", "", "60%", "40%"]
    cells[at] = name
    rows = "A;1;4.2;5;3\nB;2;3.0;3;3\nC;3;1.8;1;3\n"
    table = read(tmp_path, f"Unit;Rank;Overall;Skills;Data\n{';'.join(cells)}\n{rows}")
    assert [(row.name, row.statistic) for row in table.summaries] == [(name, Statistic.WEIGHT)]
    assert {each.rule.slug for each in table.problems} == {"summary-rows"}


def test_headings_of_the_units_may_stand_in_a_row_of_the_same_year(tmp_path: Path) -> None:
    text = (
        "Index;;\n;Skills;Data\n;Value;Value\nCountry;2022;2022\nA;0.5;0.7\nB;0.6;0.8\nC;0.7;0.5\n"
    )
    table = read(tmp_path, text)
    assert [row.name for row in table.units] == ["A", "B", "C"]


def test_notes_behind_their_marks_are_no_units(tmp_path: Path) -> None:
    rows = "1;A;0.5;0.7\n2;B;0.6;0.8\n3;C;0.7;0.5\n"
    notes = "a;Data refer to 2022.\nb;Based on 2 surveys.\n"
    table = read(tmp_path, f"Rank;Unit;Skills;Data\n{rows}\n{notes}")
    assert [row.name for row in table.units] == ["A", "B", "C"]


def test_long_numbers_before_the_names_identify_the_units(tmp_path: Path) -> None:
    """Rows at the foot without one are of all together."""
    rows = "".join(f"{135064 + 877 * n},School {n},{4 + n % 3}.{n},5.{n}\n" for n in range(6))
    text = f"URN,School name,Skills,Data\n{rows},England - all schools,4.1,5.2\n"
    table = read(tmp_path, text)
    assert [row.name for row in table.units] == [f"School {n}" for n in range(6)]
    assert names(table, Role.DIMENSION) == ["Skills", "Data"]


def test_a_mark_of_capitals_may_be_longer(tmp_path: Path) -> None:
    text = "Unit;Skills;Data\nA;4;5\nB;SUPP;3\nC;2;NE\n\nSUPP: suppressed. NE: no entries.\n"
    table = read(tmp_path, text)
    assert [row.name for row in table.units] == ["A", "B", "C"]
    assert [each.rule.slug for each in table.problems] == []


@pytest.mark.parametrize(
    "text",
    [
        "Country;Score;Health\nHigh income;;\nA;9.1;8.0\nB;8.5;7.7\nLow income;;\nC;5.1;4.0\n"
        "D;4.5;4.7\nIncome groups;;\nHIGH INCOME;8.7;7.9\nLow income;4.4;4.1\nWorld;6.1;5.5\n",
        "Kunta;Tulos;Koulu\nSuuret kunnat;;\nA;9;8\nB;7;5\nPienet kunnat;;\nC;4;7\nD;5;7,5\n"
        "Suuret kunnat;8,3;6\nPienet kunnat;4,4;6,6\n",
        "Kommun;Län;Poäng;Skola\nA;Norr;9;8\nB;Norr;7;5\nC;Söder;4;7\nD;Söder;5;7,5\n"
        "Norr;;8,3;6\nSöder;;4,4;6,6\n",
        "Város;Megye;Pont;Iskola\nÉszak;;8,3;6\nA;Észak;9;8\nB;Észak;7;5\nC;Dél;4;7\nD;Dél;5;7,5\n",
    ],
)
def test_a_row_that_bears_the_name_of_a_group_is_of_that_group(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert [row.name for row in table.units] == ["A", "B", "C", "D"]
    assert {row.statistic for row in table.summaries} == {Statistic.WHOLE}


@pytest.mark.parametrize(
    "text",
    [
        "Város;Pont;Iskola\nPest;;\nVác;9;8\nPest;7;5\nZala;;\nLenti;4;7\nZala;5;7,5\n",
        "Miestas;Apskritis;Balas;Mokykla\nVilnius;Vilnius;9;8\nLentvaris;Vilnius;7;5\n"
        "Kaunas;Kaunas;4;7\nGarliava;Kaunas;5;7,5\n",
    ],
)
def test_a_town_that_bears_the_name_of_its_county_is_a_unit(tmp_path: Path, text: str) -> None:
    assert len(read(tmp_path, text).units) == 4


def test_rows_without_a_place_below_units_without_a_score_are_of_the_whole(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "HDI rank;Country;HDI;Health;HDI rank\n2023;;2023;2023;2022\n1;A;9.1;8.0;2\n2;B;8.5;7.7;1\n"
        "3;C;5.1;4.0;4\n4;D;4.5;4.7;3\n;E;;3.9;\n;Arab States;8.7;7.9;\n;Europe;4.4;4.1;\n",
    )
    assert [row.name for row in table.units] == ["A", "B", "C", "D", "E"]
    assert [row.name for row in table.summaries] == ["Arab States", "Europe"]


@pytest.mark.parametrize(
    ("heading", "people", "whole"),
    [
        ("Yksikkö;Johtaminen;Palvelut", "Vastanneita", "Koko kaupunki"),
        ("Enhet;Ledning;Tjänster", "Svarande", "Hela staden"),
        ("Unit;Leadership;Services", "Resident population", "Whole city"),
        ("Egység;Vezetés;Szolgáltatások", "Lakónépesség", "Egész város"),
        ("Padalinys;Vadovavimas;Paslaugos", "Respondentų skaičius", "Visas miestas"),
    ],
)
def test_how_many_answered_is_no_dimension_and_the_whole_city_no_unit(
    tmp_path: Path, heading: str, people: str, whole: str
) -> None:
    text = f"{heading};{people}\nA;3,4;2,9;112\nB;2,8;3,1;87\nC;3,9;3,3;240\n{whole};3,5;3,1;439\n"
    table = read(tmp_path, text)
    assert names(table, Role.DIMENSION) == heading.split(";")[1:]
    assert [unit.name for unit in table.units] == ["A", "B", "C"]
    assert [row.statistic for row in table.summaries] == [Statistic.WHOLE]


@pytest.mark.parametrize(
    "name",
    [
        "Vuoden 2022 tulos",
        "Edellisen vuoden tulos",
        "Resultat 2022",
        "Föregående års resultat",
        "Result of 2022",
        "Last year's result",
        "2022. évi eredmény",
        "2022 m. rezultatas",
    ],
)
def test_the_result_of_a_year_below_the_units_is_none_of_them(tmp_path: Path, name: str) -> None:
    head = "Yksikkö;Johtaminen;Palvelut;Osaaminen\n"
    units = "Kirjasto;3,4;2,9;3,0\nMuseo;2,8;3,1;2,5\nOpisto;3,9;3,3;3,6\nNuorisotyö;3,1;2,5;2,8\n"
    table = read(tmp_path, f"{head}{units}{name};3,1;2,9;2,7\n")
    assert [row.name for row in table.units] == ["Kirjasto", "Museo", "Opisto", "Nuorisotyö"]
    assert [row.statistic for row in table.summaries] == [Statistic.WHOLE]


def test_results_of_years_are_the_units_where_there_are_no_others(tmp_path: Path) -> None:
    rows = "".join(f"Tulos {year};3,{year % 7};2,{year % 5}\n" for year in range(2018, 2023))
    assert len(read(tmp_path, "Vuosi;Johtaminen;Palvelut\n" + rows).units) == 5


WORLD = (
    "Country;Index;Poverty;Hunger\nFinland;86.4;99.5;60.9\nSweden;85.7;98.9;63.0\nFrance;82.8;99.6;70.5\n"
    "Germany;83.4;99.5;72.4\nAustria;82.6;99.4;71.8\nChad;45.1;24.2;40.2\nNiger;49.5;29.9;43.3\n"
)


@pytest.mark.parametrize(
    "regions",
    [
        ("Sub-Saharan Africa", "Latin America & the Caribbean", "Low-income Countries"),
        ("Saharan eteläpuolinen Afrikka", "Latinalainen Amerikka ja Karibia", "Kehitysmaat"),
        ("Afrika söder om Sahara", "Latinamerika och Karibien", "Låginkomstländer"),
        ("Szubszaharai Afrika", "Latin-Amerika és a Karib-térség", "Fejlődő országok"),
        ("Užsachario Afrika", "Lotynų Amerika ir Karibai", "Arabų šalys"),
    ],
)
def test_parts_of_the_world_among_countries_are_no_units(
    tmp_path: Path, regions: tuple[str, ...]
) -> None:
    rows = "".join(f"{name};5{n}.1;4{n}.2;4{n}.9\n" for n, name in enumerate(regions))
    table = read(tmp_path, WORLD + rows)
    assert len(table.units) == 7
    assert {row.name: row.statistic for row in table.summaries} == dict.fromkeys(
        regions, Statistic.WHOLE
    )
    alone = read(tmp_path, "Region;Index;Poverty;Hunger\n" + rows)
    assert [row.name for row in alone.units] == list(regions)


@pytest.mark.parametrize(
    "every",
    [
        "Kaikki toimipisteet",
        "Samtliga filialer",
        "All branches",
        "Összes könyvtár",
        "Visi filialai",
    ],
)
def test_a_row_of_every_unit_is_none_of_them(tmp_path: Path, every: str) -> None:
    rows = "".join(f"{name};3,{n};4,{n}\n" for n, name in enumerate(("All Saints", "B", "C", "D")))
    table = read(tmp_path, f"Unit;Service;Rooms\n{rows}{every};3,3;4,1\n")
    assert [row.name for row in table.units] == ["All Saints", "B", "C", "D"]


def test_codes_of_what_is_measured_below_the_headings_name_nothing(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Kommun-id;Kommun;Låntagare;Elever\n;Nyckeltal-id;N09890;N11929\n"
        "0885;Borgholm;30,6;26,8\n0862;Emmaboda;25,2;8,2\n0860;Hultsfred;17,1;14,8\n",
    )
    assert names(table, Role.DIMENSION) == ["Låntagare", "Elever"]
    alone = read(tmp_path, "Kommun;N09890;N11929\nA;30,6;26,8\nB;25,2;8,2\nC;17,1;14,8\n")
    assert names(alone, Role.DIMENSION) == ["N09890", "N11929"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("A megyék átlaga (súlyozatlan)", Statistic.MEAN),
        ("Medelvärdet av kommunerna", Statistic.MEAN),
        ("A megyék mediánja", Statistic.MEDIAN),
        ("Summan av kommunerna", Statistic.SUM),
        ("A megyék szórása", Statistic.DEVIATION),
    ],
)
def test_a_statistic_is_known_in_the_forms_that_say_whose_it_is(
    tmp_path: Path, label: str, kind: Statistic
) -> None:
    rows = "Vas;61;70\nZala;52;44\nTolna;47;68\nPest;80;58\n"
    table = read(tmp_path, f"Megye;Mozi;Könyvtár\n{rows}{label};60;60\n")
    assert [(row.name, row.statistic) for row in table.summaries] == [(label, kind)]


@pytest.mark.parametrize(
    "label",
    [
        "TIMSS Scale Centerpoint",
        "Asteikon keskipiste",
        "Skalans mittpunkt",
        "A skála középpontja",
        "Skalės vidurys",
    ],
)
def test_the_middle_of_the_scale_is_no_unit(tmp_path: Path, label: str) -> None:
    rows = f"Arden;610;614\nBrook;532;523\n{label};500;\nCove;488;493\nDale;471;465\n"
    table = read(tmp_path, f"Town;Maths;Science\n{rows}")
    assert [(row.name, row.statistic) for row in table.summaries] == [(label, Statistic.WHOLE)]
