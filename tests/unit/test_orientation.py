"""A table whose units stand in columns is turned, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from digimatrix.read.numbertables.numbertable import read_numbers

ACROSS = """{};Almby;Borgeby;Cedby;Dalby;{}
Samling;3,9;4,0;3,2;3,7;3,70
Publik;3,7;3,4;2,8;3,5;3,35
Personal;3,4;3,6;3,1;3,2;3,33
{};3,67;3,67;3,03;3,47;3,46
"""


def units(folder: Path, text: str) -> list[str]:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    return [row.name for row in read_numbers(folder / "t.csv").units]


@pytest.mark.parametrize(
    ("heading", "mean", "total"),
    [
        *(("Modul", "Medel", "Totalt"), ("Moduuli", "Keskiarvo", "Yhteensä")),
        *(("Module", "Average", "Overall"), ("Kritérium", "Átlag", "Összesen")),
        *(("Kriterijus", "Vidurkis", "Iš viso"), ("Del", "Medel", "Totalt")),
    ],
)
def test_modules_in_the_rows_and_their_mean_below_are_turned(
    tmp_path: Path, heading: str, mean: str, total: str
) -> None:
    assert units(tmp_path, ACROSS.format(heading, mean, total)) == [
        *("Almby", "Borgeby", "Cedby", "Dalby")
    ]


@pytest.mark.parametrize("places", ["2;1;4;3", "1.;1.;4.;3."])
def test_a_row_of_places_below_what_is_measured_is_turned(tmp_path: Path, places: str) -> None:
    text = "Institution;Austria;Czechia;Denmark;Estonia\nCourts;36;63;74;63\nPolice;51;82;90;53\n"
    assert units(tmp_path, f"{text}Rank;{places}\n") == ["Austria", "Czechia", "Denmark", "Estonia"]
    assert units(tmp_path, f"{text}Rank;36;63;74;63\n") == ["Courts", "Police", "Rank"]


def test_a_sum_below_the_units_turns_nothing(tmp_path: Path) -> None:
    text = "Alue;Lainat;Käynnit;Kurssit\nA;40;30;12\nB;25;31;14\nYhteensä;65;61;26\n"
    assert units(tmp_path, text) == ["A", "B"]
    # a word that may mean a region as well as a part, beside a column of totals
    text = "Terület;Olvasók;Látogatók;Összesen\nPest;40;30;70\nVas;25;31;56\nZala;11;9;20\n"
    assert units(tmp_path, text) == ["Pest", "Vas", "Zala"]
    # or beside a column that says so
    text = "Terület;Szint;A;B\nPest;vármegye;40;30\nVas;vármegye;25;31\nAlföld;régió;11;9\n"
    assert units(tmp_path, text) == ["Pest", "Vas"]
