from __future__ import annotations

import pytest
import region
import told

from digimatrix.compare.comparison import compare
from digimatrix.compare.shared import common as in_common
from digimatrix.languages import Words
from digimatrix.report import synthesis as compose
from digimatrix.report.document import Part, Synthesis
from digimatrix.report.labels import Labels
from digimatrix.report.synthesis import table

ROWS = {
    "Aava": {"situation": "somemarkkinointi\n-> SOPIMUS KOULUJEN KANSSA"},
    "Ilves": {"situation": "Facebook\n-> SOPIMUKSET"},
    "Kuura": {"situation": "Instagram ja verkkonäyttely\n-> SOPIMUS NAAPURIN KANSSA"},
    "Lumi": {"situation": told.NOTHING},
    "Metso": {"situation": "Youtube", "evaluation": "YLEINEN JATKOPONSI:\nUusia tapoja!"},
    "Närhi": {},
}


def labels(language: str = "en") -> Labels:
    return Labels(Words(language), compare(told.assessments(ROWS), region.FRAMEWORK))


def synthesis(given: Labels) -> Synthesis:
    return compose.synthesis(given, in_common(given.comparison))


def parts(made: Synthesis, dimension: str = "situation") -> dict[str, Part]:
    found = next(each for each in made.columns if each.dimension == dimension)
    return {part.slug: part for part in found.parts}


def test_the_columns_are_those_of_the_matrix_with_their_official_headings() -> None:
    made = synthesis(labels("fi"))
    assert [each.heading for each in made.columns] == [
        "TAUSTA JA LÄHTÖKOHDAT",
        "OMA LÄHTÖTILANNE",
        "MITEN JA MISSÄ",
        "YHTEISTYÖLLÄ",
        "RESURSSIT",
        "EVALUOINTI",
    ]


def test_what_is_common_is_counted_and_what_is_rare_is_named() -> None:
    found = parts(synthesis(labels()))
    common = found["common"].lines
    rare = {line.topic: line for line in found["rare"].lines}

    assert [(line.share, line.topic, line.who) for line in common] == [
        ("4 of 5", "Social media", "")
    ]
    assert rare["Exhibitions, also online"].who == "Kuura"
    assert rare["Exhibitions, also online"].quote == "verkkonäyttely"


def test_who_has_nothing_is_told_among_the_reservations() -> None:
    (line,) = parts(synthesis(labels()))["reservations"].lines
    assert (line.topic, line.share, line.who) == ("Nothing in place", "1 of 5", "Lumi")


def test_a_demand_is_told_in_the_words_of_one_with_the_number_behind_it() -> None:
    (line,) = parts(synthesis(labels("fi")))["demands"].lines
    assert line.quote == "SOPIMUS KOULUJEN KANSSA"
    assert (line.topic, line.count, line.language) == ("Yhteistyö ja sopimukset", 3, "fi")
    assert [source.name for source in line.sources] == ["Aava", "Ilves", "Kuura"]


def test_what_is_about_the_whole_matrix_stands_by_itself() -> None:
    assert [line.quote for line in synthesis(labels()).general.lines] == ["Uusia tapoja!"]


def test_every_line_leads_to_entries_that_the_report_has() -> None:
    report = region.report(12)
    anchors = {
        f"{profile.anchor}.{entry.dimension}"
        for profile in report.profiles
        for entry in profile.entries
    }
    lines = [
        line for column in report.synthesis.columns for part in column.parts for line in part.lines
    ]
    assert lines
    for line in lines:
        assert line.sources
        assert {source.anchor for source in line.sources} <= anchors
        assert line.count == len({source.name for source in line.sources})


def test_the_table_holds_a_row_for_each_source_of_each_line() -> None:
    made = synthesis(labels())
    found = table(labels(), made)
    every = [p for column in made.columns for p in column.parts] + [made.general]
    assert len(found.rows) == sum(len(line.sources) for part in every for line in part.lines)
    assert ("Kuura.xlsx › Taul1!C2") in [row[-1] for row in found.rows]


@pytest.mark.parametrize("count", [1, 2, 31])
def test_any_number_of_municipalities_makes_a_matrix(count: int) -> None:
    made = region.report(count).synthesis
    assert len(made.columns) == 6
    for column in made.columns:
        for part in column.parts:
            assert part.lines
            assert all(0 < line.count <= count for line in part.lines)


def test_the_same_words_of_several_are_quoted_once_with_all_names() -> None:
    jingle = "YLEINEN JATKOPONSI:\nUusia tapoja!"
    rows = {
        "Aava": {"evaluation": "YLEINEN JATKOPONSI:\nRohkeasti!"},
        "Ilves": {"evaluation": jingle},
        "Kuura": {"evaluation": jingle},
    }
    given = Labels(Words("en"), compare(told.assessments(rows), region.FRAMEWORK))
    lines = synthesis(given).general.lines
    assert [(line.quote, line.who) for line in lines] == [
        ("Uusia tapoja!", "Ilves and Kuura"),
        ("Rohkeasti!", "Aava"),
    ]
    assert [source.name for source in lines[0].sources] == ["Ilves", "Kuura"]


def test_a_rare_theme_is_told_in_the_fewest_words() -> None:
    rows = {
        "Aava": {
            "situation": "museossa verkkonäyttely ja kolmessa kirjastossa näyttelyitä myös verkossa"
        },
        "Ilves": {"situation": "oma verkkonäyttely"},
        "Usva": {"situation": "kirjasto"},
        **{name: {"situation": "Facebook"} for name in ("Kuura", "Lumi", "Metso")},
    }
    given = Labels(Words("en"), compare(told.assessments(rows), region.FRAMEWORK))
    rare = {line.topic: line for line in parts(synthesis(given))["rare"].lines}
    line = rare["Exhibitions, also online"]
    assert (line.quote, line.who) == ("oma verkkonäyttely", "Aava and Ilves")
