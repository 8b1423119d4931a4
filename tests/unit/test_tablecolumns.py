"""What the columns of a table of numbers are and what they are called. All tables are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from digimatrix.compare.numbertables.index import compare_numbers
from digimatrix.model.numbers import NumberTable, Role
from digimatrix.read.numbertables.numbertable import read_numbers


def read(folder: Path, text: str) -> NumberTable:
    """Read a table from its text."""
    (folder / "table.csv").write_text(text, encoding="utf-8")
    return read_numbers(folder / "table.csv")


def names(table: NumberTable, role: Role) -> list[str]:
    return [column.name for column in table.of(role)]


@pytest.mark.parametrize("headings", ["GEO;", ";Country", "Country;", "Code;Member state"])
def test_names_are_taken_for_units_where_codes_stand_beside_them(
    tmp_path: Path, headings: str
) -> None:
    rows = (
        "FI;Finland;70;61\nSE;Sweden;65;64\nDK;Denmark;72;60\nLT;Lithuania;58;55\nEE;Estonia;61;50"
    )
    table = read(tmp_path, f"{headings};Work;Time\nWeight;;0.6;0.4\n{rows}EE;Estonia;61;50\n")
    assert [unit.name for unit in table.units][:2] == ["Finland", "Sweden"]


def test_schools_are_the_units_where_towns_have_several(tmp_path: Path) -> None:
    towns = ("Tampere", "Vantaa", "Espoo", "Oulu", "Kuopio", "Helsinki", "Kotka", "Pori")
    rows = [f"{town}n lukio;{town};{n}.5;{2 * n}.1" for n, town in enumerate(towns)]
    table = read(tmp_path, "\n".join(["Lukio;Kunta;Kielet;Reaali", *rows, "Ressu;Espoo;4.1;4.2"]))
    assert [unit.name for unit in table.units][-1] == "Ressu"


def test_people_that_have_a_weight_are_a_dimension(tmp_path: Path) -> None:
    rows = "Nivala;76;80;58\nPerho;43;43;15\nRaahe;52;28;48\nSievi;29;33;39\n"
    weighed = read(tmp_path, f"Kunta;Väestö;Työ;Talous\nPaino (%);30;30;40\n{rows}")
    assert names(weighed, Role.DIMENSION) == ["Väestö", "Työ", "Talous"]
    assert names(read(tmp_path, f"Kunta;Väestö;Työ;Talous\n{rows}"), Role.DIMENSION) == [
        *("Työ", "Talous")
    ]


@pytest.mark.parametrize(
    "people", ["Abiturientit", "Abiturienter", "Graduates", "Érettségizők", "Abiturientai"]
)
def test_how_many_graduated_is_no_mark_of_a_school(tmp_path: Path, people: str) -> None:
    rows = "A;151;82.1;84.0\nB;138;87.5;77.7\nC;53;74.4;78.8\nD;182;46.0;34.5\n"
    table = read(tmp_path, f"School;{people};English;Science\n{rows}")
    assert names(table, Role.DIMENSION) == ["English", "Science"]


SEVERAL_ROWS = """;Score of equality;;Births;In school;;In work;
;;;(per 1,000 women);(% of adults);;(% of adults);
;Value;Rank;;Women;Men;Women;Men
Country;2021;2021;2019;2021;2021;2020;2020
A;0.01;1;2;99;98;60;70
B;0.02;2;3;97;97;61;69
C;0.03;3;2;95;94;58;68
D;0.05;4;5;92;96;55;70
E;0.09;5;4;90;91;57;66
"""


def test_headings_of_several_rows_are_joined(tmp_path: Path) -> None:
    table = read(tmp_path, SEVERAL_ROWS)
    assert names(table, Role.DIMENSION) == [
        "Score of equality",
        "Births (per 1,000 women)",
        *("In school, Women", "In school, Men", "In work, Women", "In work, Men"),
    ]
    assert names(table, Role.RANK) == ["Score of equality"]


def test_what_places_put_lowest_first_is_the_total(tmp_path: Path) -> None:
    compared = compare_numbers(read(tmp_path, SEVERAL_ROWS))
    (total,) = (each for each in compared.measures if each.total)
    assert total.name["en"] == "Score of equality"
    assert total.lower_is_better


def test_a_weight_below_some_headings_is_no_name(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Kunta;Prosessit;Opetus;Liikunta;Tulokset;Terveys\n;paino 2;;;paino 1;\n"
        "A;50;40;60;70;70\nB;55;45;65;60;60\nC;30;20;40;50;50\n",
    )
    assert names(table, Role.DIMENSION)[0] == "Prosessit"


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        *(("Eil. Nr.", (1, 2, 3, 4, 5, 6)), ("Start no.", (3, 1, 7, 2, 9, 4))),
        *(
            ("OM-azonosító", (37200, 37213, 37226, 37199, 37252, 37301)),
            ("Alue", ("011", "012", 211, "091", "007", 508)),
        ),
    ],
)
def test_what_only_identifies_units_is_not_compared(
    tmp_path: Path, heading: str, values: tuple[object, ...]
) -> None:
    rows = "".join(
        f"{value};{name};{n * n};{9 - n}\n"
        for n, (name, value) in enumerate(zip("ABCDEF", values, strict=True))
    )
    table = read(tmp_path, f"{heading};Unit;Staffing;Visits\n{rows}")
    assert names(table, Role.OTHER) == [heading]
    assert not names(table, Role.RANK)


def test_a_country_that_has_no_number_of_its_own_is_no_unit(tmp_path: Path) -> None:
    rows = "".join(f"{n}.;Unit {n};{n * n};{90 - n}\n" for n in range(1, 8))
    table = read(tmp_path, f"Eil. Nr.;Name;Skills;Index\n{rows};Ostrland;20;87\n")
    assert [row.name for row in table.summaries] == ["Ostrland"]


def test_numbers_of_things_are_compared(tmp_path: Path) -> None:
    table = read(tmp_path, "Unit;Number of loans;Skills\nA;102;04\nB;215;05\nC;310;03\n")
    assert names(table, Role.DIMENSION) == ["Number of loans", "Skills"]


@pytest.mark.parametrize(
    "heading",
    [
        "Rank;Rank 2023",
        "Rank 2024;Rank 2023",
        "Sija;Sijoitus vuonna 2023",
        "Plats;Föregående plats",
        "Rank;Rank N-1",
    ],
)
def test_places_of_an_earlier_year_are_not_held_against_this_year(
    tmp_path: Path, heading: str
) -> None:
    rows = "1;3;A;9;8\n2;1;B;8;7\n3;6;C;7;6\n4;2;D;5;5\n5;9;E;4;4\n"
    compared = compare_numbers(read(tmp_path, f"{heading};Unit;Skills;Data\n{rows}"))
    assert {each.rule.slug for each in compared.problems} & {
        "ranks-of-nothing",
        "printed-rank",
    } == set()
    assert heading.split(";")[1] in [
        each.facts["column"] for each in compared.problems if each.rule.slug == "unused-column"
    ]


def test_places_of_an_earlier_year_rank_its_figures(tmp_path: Path) -> None:
    rows = "A;9;8;1;5;3\nB;8;7;2;7;2\nC;7;6;3;8;1\nD;6;4;4;2;4\n"
    table = read(tmp_path, f"Unit;Skills;Index;Rank;Index 2023;Rank 2023\n{rows}")
    assert names(table, Role.RANK) == ["Rank", "Rank 2023"]


def test_the_same_year_for_all_is_no_dimension(tmp_path: Path) -> None:
    for heading in ("Edition", "Tilastovuosi", "Data as of"):
        table = read(tmp_path, f"Unit;{heading};Skills\nA;2023;4\nB;2023;5\nC;2023;3\n")
        assert names(table, Role.DIMENSION) == ["Skills"]
    table = read(tmp_path, "Unit;Loans;Skills\nA;2023;4\nB;1987;5\nC;2011;3\n")
    assert names(table, Role.DIMENSION) == ["Loans", "Skills"]


@pytest.mark.parametrize(
    ("difference", "since"),
    [
        ("Difference from expected", "Difference to 2023"),
        ("Ero odotettuun", "Ero edelliseen"),
        ("Skillnad mot förväntat", "Skillnad mot föregående"),
        ("Eltérés a várttól", "Eltérés az előző évtől"),
        ("Skirtumas nuo tikėtino", "Skirtumas"),
    ],
)
def test_a_difference_from_what_was_expected_is_a_measure(
    tmp_path: Path, difference: str, since: str
) -> None:
    rows = "A;4.2;0.3;-0.1\nB;5.1;-0.2;0.0\nC;3.7;0.1;0.4\n"
    table = read(tmp_path, f"Unit;Skills;{difference};{since}\n{rows}")
    assert names(table, Role.DIMENSION) == ["Skills", difference]
    # it makes no mean with marks
    assert [each.key for each in compare_numbers(table).framework.totals] == []


@pytest.mark.parametrize(
    "difference",
    [
        "Diff. from 2018",
        "Diff. mot 2018",
        "Erotus vuoteen 2018",
        "Különbözet 2018 óta",
        "Skirtumai",
    ],
)
def test_a_difference_by_another_word_is_no_measure(tmp_path: Path, difference: str) -> None:
    """Its heading stands above two columns, and how places differ is signed as well."""
    lines = [
        f";;{difference};{difference};;",
        "Unit;Total;Rank;Score;Skills;Data",
        "A;60.5;+2;+0.8;58;63",
    ]
    lines += ["B;71.5;–1;–0.3;70;73", "C;45;–;0.0;44;46", "D;52;+1;+1.2;50;54"]
    assert names(read(tmp_path, "\n".join(lines)), Role.DIMENSION) == ["Skills", "Data"]


def test_a_difference_below_the_heading_of_its_score_is_no_measure(tmp_path: Path) -> None:
    beside = "Score;Difference from overall"
    lines = ["Unit;Overall;Geometry;;Data;", f";Score;{beside};{beside}", "A;60;64;4;58;-2"]
    lines += ["B;71;70;-1;73;2", "C;45;44;-1;48;3", "D;52;57;5;54;2"]
    table = read(tmp_path, "\n".join(lines))
    assert names(table, Role.DIMENSION) == ["Geometry", "Data"]
    assert names(table, Role.OTHER) == [
        "Geometry (Difference from overall)",
        "Data (Difference from overall)",
    ]


def test_a_number_that_has_scores_below_it_is_a_subject(tmp_path: Path) -> None:
    rows = "Arden;614;623\nBrook;599;604\nCove;602;595\nDale;584;568\n"
    table = read(tmp_path, f"Town;Number;Geometry\n;Average score;Average score\n{rows}")
    assert names(table, Role.DIMENSION) == ["Number", "Geometry"]
    assert names(read(tmp_path, f"Town;Number;Geometry\n{rows}"), Role.DIMENSION) == ["Geometry"]


SCORES = ("A;{};61.2;71.0", "B;{};70.1;49.9", "C;{};55.3;61.5", "D;{};66.4;58.2", "E;{};59.9;63.3")


def beside(heading: str, figures: str) -> str:
    """Return a table of a column with these figures beside two that are surely compared."""
    rows = (row.format(each) for row, each in zip(SCORES, figures.split(), strict=True))
    return "\n".join([f"Unit;{heading};Maths;Reading", *rows])


@pytest.mark.parametrize(
    ("heading", "figures"),
    [
        ("Startnr", "57 3 88 12 41"),
        ("Kilpailunumero", "57 3 88 12 41"),
        ("Start no.", "57 3 88 12 41"),
        ("CountryID", "3 4 6 9 16"),
        ("Postnummer", "90100 90100 90200 90300 90200"),
        ("Född", "2001 2004 2003 2001 2002"),
        ("Perustamisvuosi", "1860 1904 1921 1911 1987"),
        ("Year of birth", "1950 1951 1952 1953 1950"),
        ("Number of missing indicators", "0 3 1 0 8"),
        ("Puuttuvien tietojen määrä", "0 3 1 0 8"),
        ("Number of pupils tested", "136 117 54 85 137"),
        ("Mért tanulók száma", "136 117 54 85 137"),
        ("Testuotų mokinių skaičius", "136 117 54 85 137"),
        ("Asukasluku 31.12.", "10920 16394 6743 19311 7835"),
        ("Väestö vuoden 2022 lopussa", "10920 16394 6743 19311 7835"),
        ("Folkmängd 31 december 2022", "10920 16394 6743 19311 7835"),
        ("Invånare den 31.12.2022", "10920 16394 6743 19311 7835"),
        ("Population, 1 Jan 2023", "10920 16394 6743 19311 7835"),
        ("Einwohner am 31.12.2022", "10920 16394 6743 19311 7835"),
        ("Népesség 2022. január 1-jén", "10920 16394 6743 19311 7835"),
        ("Gyventojų skaičius 2023 m. pradžioje", "10920 16394 6743 19311 7835"),
    ],
)
def test_numbers_that_tell_of_the_units_and_measure_nothing_are_not_compared(
    tmp_path: Path, heading: str, figures: str
) -> None:
    table = read(tmp_path, beside(heading, figures))
    assert names(table, Role.DIMENSION) == ["Maths", "Reading"]


@pytest.mark.parametrize(
    ("heading", "figures"),
    [
        ("Besök nr", "57 3 88 12 41"),
        ("Number of pupils per teacher", "13 17 11 15 12"),
        ("Egy tanárra jutó tanulók száma", "13 17 11 15 12"),
        ("Cities founded", "2 0 1 4 3"),
        ("Population density 2022", "17 13 41 15 12"),
        ("Asukkaita taajamassa 2022", "1092 1639 674 1931 783"),
    ],
)
def test_counts_and_rates_are_compared(tmp_path: Path, heading: str, figures: str) -> None:
    table = read(tmp_path, beside(heading, figures))
    assert names(table, Role.DIMENSION) == [heading, "Maths", "Reading"]


@pytest.mark.parametrize(
    ("reliability", "gaps"),
    [
        ("Lack of Reliability (*)", "Number of Missing Indicators"),
        ("Luotettavuuden puute", "Puuttuvia indikaattoreita"),
        ("Bristande tillförlitlighet", "Saknade indikatorer"),
        ("Megbízhatóság hiánya", "Hiányzó mutatók"),
        ("Patikimumo trūkumas", "Trūkstami rodikliai"),
    ],
)
def test_how_reliable_data_are_is_compared_no_more_than_how_many_are_missing(
    tmp_path: Path, reliability: str, gaps: str
) -> None:
    rows = "A;6.3;7.4;2.2;0\nB;5.2;3.6;5.1;3\nC;4.5;7.4;1.3;1\nD;6.4;3.9;6.0;8\n"
    table = read(tmp_path, f"Country;Hazard;Coping;{reliability};{gaps}\n{rows}")
    assert names(table, Role.DIMENSION) == ["Hazard", "Coping"]
    # of trains or networks it is measured
    table = read(tmp_path, f"Country;Hazard;Coping;{reliability};Speed\n{rows}")
    assert names(table, Role.DIMENSION) == ["Hazard", "Coping", reliability, "Speed"]


def test_people_are_measured_where_dates_tell_their_numbers_apart(tmp_path: Path) -> None:
    heading = "Väkiluku 31.12.2012;Väkiluku 31.12.2022;Väkiluku 31.12.2040"
    table = read(tmp_path, f"Kunta;{heading}\nA;812;790;744\nB;455;461;470\nC;930;901;850\n")
    assert names(table, Role.DIMENSION) == heading.split(";")
    table = read(tmp_path, "Kunta;Väkiluku 2022\nA;790\nB;461\nC;901\n")
    assert names(table, Role.DIMENSION) == ["Väkiluku 2022"]


def test_a_number_of_gaps_with_its_range_below_is_not_compared(tmp_path: Path) -> None:
    rows = "A;6.3;7.4;0\nB;5.2;3.6;3\nC;4.5;7.4;1\nD;6.4;3.9;8\n"
    head = "Country;Hazard;Coping;Number of Missing Indicators\n(a-z);(0-10);(0-10);(0-50)\n"
    table = read(tmp_path, head + rows)
    assert names(table, Role.DIMENSION) == ["Hazard (0-10)", "Coping (0-10)"]


@pytest.mark.parametrize(
    "headings",
    [
        "Country;Maths mean;Maths SD;Reading mean;Reading SD\n",
        "Country;Maths;Standard deviation;Reading;Std dev\n",
        "Koulu;Matematiikka;Matematiikka (keskihajonta);Lukeminen;Lukeminen (keskihajonta)\n",
        "Skola;Matematik;;Läsning;\n;Medelvärde;Standardavvikelse;Medelvärde;Standardavvikelse\n",
        "Iskola;Matematika átlag;Matematika szórás;Olvasás átlag;Olvasás szórás\n",
        "Mokykla;Matematika;Standartinis nuokrypis;Skaitymas;Standartinis nuokrypis\n",
    ],
)
def test_deviations_beside_means_are_not_compared(tmp_path: Path, headings: str) -> None:
    table = read(tmp_path, f"{headings}A;500;90;480;95\nB;510;93;470;90\nC;495;88;475;91\n")
    assert [column.number for column in table.of(Role.DIMENSION)] == [2, 4]


def test_a_spread_that_nothing_has_the_mean_of_is_compared(tmp_path: Path) -> None:
    rows = "A;3,1;70;50\nB;3,3;72;55\nC;2,9;74;56\n"
    table = read(tmp_path, f"Alue;Tulojen hajonta;Työllisyys;Koulutus\n{rows}")
    assert names(table, Role.DIMENSION) == ["Tulojen hajonta", "Työllisyys", "Koulutus"]
    parties = read(tmp_path, f"Kommun;M;SD;C\n{rows}")
    assert names(parties, Role.DIMENSION) == ["M", "SD", "C"]


@pytest.mark.parametrize(
    ("headings", "called"),
    [
        (
            "Country;Home;;Air\n;Spending;Rooms;Particles\nUnit;Percentage;Ratio;Grams in all\n",
            "Spending (Percentage)|Rooms (Ratio)|Particles (Grams in all)",
        ),
        (
            "Town;Maths;Reading;Presence\nYear 9;Mean score;Mean score;Days in school\n",
            "Maths|Reading|Presence (Days in school)",
        ),
        (
            "Land;Lön;Hälsa;Skola\nMåttenhet;;år;Andel i snitt\n",
            "Lön|Hälsa (år)|Skola (Andel i snitt)",
        ),
        ("Település;Bér;Út;Erdő\nMértékegység;ezer Ft;;nap\n", "Bér (ezer Ft)|Út|Erdő (nap)"),
        ("Kunta;Palkka;Tie;Ikä\nYksikkö;euroa/kk;metriä;\n", "Palkka (euroa/kk)|Tie (metriä)|Ikä"),
        (
            "Šalis;Alga;Kelias;Amžius\nMato vnt.;kg;km;metai\n",
            "Alga (kg)|Kelias (km)|Amžius (metai)",
        ),
    ],
)
def test_a_column_is_not_named_by_its_unit_of_measure(
    tmp_path: Path, headings: str, called: str
) -> None:
    table = read(tmp_path, f"{headings}A;22.1;1.3;21.5\nB;20.7;1.5;11.3\nC;21.2;1.9;9.4\n")
    assert names(table, Role.DIMENSION) == called.split("|")


def test_years_below_three_rows_of_headings_tell_places_apart(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        ";;;SDG3;SDG4;\n;;Development Index;Health;School;Index rank\n"
        "Index rank;Country;Value;(years);(years);\n;;2023;2023;2023;2022\n"
        "1;A;0.9;80;12;2\n2;B;0.8;82;11;1\n3;C;0.7;79;12;4\n4;D;0.6;75;9;3\n",
    )
    assert names(table, Role.RANK) == ["Index rank"]
    assert names(table, Role.OTHER) == ["Index rank (2022)"]
    assert names(table, Role.DIMENSION) == ["Development Index", "Health (years)", "School (years)"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ";;Merits;;;Sick leave;;\nCode;City;Value 2022;Colour;Rank;Value 2021;Colour;Rank\n"
            ";;Points;;;Days;;\n",
            ["Merits (Points)", "Sick leave (Days)"],
        ),
        (
            ";;Merits;;;Sick leave;;\nCode;City;Value 2022;Colour;Rank;Value 2021;Colour;Rank\n",
            ["Merits", "Sick leave"],
        ),
        (
            ";;Merits;;;Sick leave;;\n;City;Value 2022;Value 2021;;Value 2022;Value 2021;\n",
            [
                "Merits, Value 2022",
                "Merits, Value 2021",
                "Sick leave, Value 2022",
                "Sick leave, Value 2021",
            ],
        ),
    ],
)
def test_below_what_is_measured_value_and_its_year_are_no_name(
    tmp_path: Path, lines: str, expected: list[str]
) -> None:
    coloured = (
        "01;A;230.1;G;2;10.4;R;4\n02;B;241.5;G;1;9.1;Y;3\n03;C;215.2;R;4;7.7;G;1\n"
        "04;D;222.8;Y;3;8.3;G;2\n05;E;208.9;R;5;12.6;R;5\n"
    )
    figures = (
        "01;A;230.1;229.0;;10.4;11.2;\n02;B;241.5;238.3;;9.1;9.6;\n03;C;215.2;214.4;;7.7;7.9;\n"
    )
    table = read(tmp_path, lines + (coloured if "Colour" in lines else figures))
    assert names(table, Role.DIMENSION) == expected


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("Score N;Law;Safety;Score N-1", ["Score N", "Law", "Safety"]),
        ("Score;Law;Safety;Score (n−1)", ["Law", "Safety"]),
        ("Score;Safety (t);Law;Safety (t-1)", ["Safety (t)", "Law"]),
        # nothing of this year is beside it
        ("Score;Law;Safety;Trust N-1", ["Law", "Safety", "Trust N-1"]),
    ],
)
def test_figures_of_the_year_before_are_not_compared(
    tmp_path: Path, headings: str, expected: list[str]
) -> None:
    rows = "A;60.5;58;63;60.1\nB;71.5;70;73;69.9\nC;45;44;46;50.2\nD;52;50;54;49\nE;38.5;40;37;41\n"
    assert names(read(tmp_path, f"Country;{headings}\n{rows}"), Role.DIMENSION) == expected
