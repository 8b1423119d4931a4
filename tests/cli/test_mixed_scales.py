"""Returns on several scales: each level on its own, what goes across dimensions by shares."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from digimatrix.cli import main

FRAMEWORK = """
title = { fi = "Museot", en = "Museums" }
scale = [0, 4]
target = 3

[[dimensions]]
name = { fi = "Kokoelmat", en = "Collections" }

[[dimensions]]
name = { fi = "Yleisötyö", en = "Audience work" }

[[dimensions]]
name = { fi = "Saavutettavuus", en = "Accessibility" }
scale = [0, 100]
target = 80

[[dimensions]]
name = { fi = "Vaikuttavuus", en = "Impact" }
scale = [1, 5]

[[levels]]
value = 0
name = { fi = "Ei mitään", en = "None" }

[[levels]]
value = 2
name = { fi = "Kehittyvä", en = "Emerging" }
"""

KEYS = ("collections", "audience_work", "accessibility", "impact")

LEVELS = {
    "Nokia": ("3", "1", "72", "5"),
    "Akaa": ("2", "2-3", "30", "2"),
    "Salo": ("4", "Kehittyvä", "85,5", "4"),
    "Kemi": ("0", "4", "55 %", "1"),
}

RETURN = """Kunta;{name}
Vuosi;2025

Moduuli;Vastaus;Taso
Kokoelmat;"Pari kokeilua tehty.";{levels[0]}
Yleisötyö;"Verkkonäyttely on käytössä.";{levels[1]}
Saavutettavuus;"Saavutettavuus on arvioitu.";{levels[2]}
Vaikuttavuus;"Vuosittainen seuranta, vastuuhenkilö nimetty.";{levels[3]}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "museums.toml"
    path.write_text(FRAMEWORK, encoding="utf-8")
    return path


def sheets(folder: Path, levels: dict[str, Sequence[str]]) -> Path:
    made = folder / "sheets"
    made.mkdir()
    for name, typed in levels.items():
        text = RETURN.format(name=name, levels=typed)
        (made / f"{name}.csv").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    return sheets(tmp_path, LEVELS)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def report(returns: Path, own: Path, *options: object) -> tuple[Result, Path]:
    out = returns.parent / "out"
    result = run("report", returns, "--framework", own, "-o", out, *options)
    assert result.exit_code == 0, result.output
    return result, out


def test_each_level_is_shown_on_its_own_scale_and_means_are_shares(
    returns: Path, own: Path
) -> None:
    result, out = report(returns, own, "--language", "en", "--format", "csv")
    told = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "Nokia 3 1* 72 5 68.0%" in told  # 75, 25, 72 and 100 %
    assert "Salo 4 2* 85.5 4* 77.6%" in told  # 25 % short of both targets
    assert "Akaa 2 2–3 30 2* 38.8%" in told
    assert "Kemi 0 4 55 1* 38.8%" in told
    assert "Target 3 3 80 5 82.5%" in told

    levels = rows(out / "data" / "levels.csv")
    nokia = [row for row in levels if row["municipality"] == "Nokia"]
    assert [(row["scale"], row["level"], row["target"]) for row in nokia] == [
        ("0–4", "3", "3"),
        ("0–4", "1", "3"),
        ("0–100", "72", "80"),
        ("1–5", "5", "5"),
    ]
    assert [row["level"] for row in levels if row["municipality"] == "Salo"][1] == "2"  # by name
    assert [row["level"] for row in levels if row["municipality"] == "Kemi"][2] == "55"
    read = {row["read"] for row in levels if row["dimension"] == "Impact"}
    assert read == {"4"}  # the words show a 3 of 0–4


def test_gaps_are_in_units_of_the_dimension_with_their_share_beside(
    returns: Path, own: Path
) -> None:
    _, out = report(returns, own, "--language", "en", "--format", "csv")
    gaps = {(row["municipality"], row["dimension"]): row for row in rows(out / "data" / "gaps.csv")}
    akaa = gaps["Akaa", "Accessibility"]
    assert (akaa["shortfall"], akaa["shortfall_share"]) == ("50", "50")
    assert (akaa["peer_median"], akaa["peer_gap"], akaa["rank"]) == ("72", "-42", "4 of 4")
    impact = gaps["Akaa", "Impact"]
    assert (impact["shortfall"], impact["shortfall_share"]) == ("3", "75")
    assert (impact["peer_median"], impact["peer_gap"]) == ("4", "-2")
    assert gaps["Akaa", "Audience work"]["level"] == "2–3"
    by_dimension = {row["dimension"]: row for row in rows(out / "data" / "dimensions.csv")}
    impact = by_dimension["Impact"]
    assert (impact["mean"], impact["minimum"], impact["mean_shortfall"]) == ("3", "1", "2")
    assert (impact["median"], impact["mean_shortfall_share"]) == ("3", "50")
    assert float(by_dimension["Accessibility"]["deviation"]) == pytest.approx(20.722497)


def test_what_goes_across_dimensions_is_taken_of_the_shares(returns: Path, own: Path) -> None:
    _, out = report(returns, own, "--language", "en", "--format", "csv")
    summary = {row["municipality"]: row for row in rows(out / "data" / "summary.csv")}
    # 50, 50, 30 and 25 %, a mean that no raw sum of 2 + 2 + 30 + 2 gives
    assert float(summary["Akaa"]["mean"]) == 38.75
    assert float(summary["Akaa"]["mean_high"]) == 45  # 2–3 at its upper end: 75 %
    assert (summary["Akaa"]["minimum"], summary["Akaa"]["widest_gap"]) == ("25", "Impact")
    assert float(summary["Akaa"]["shortfall"]) == 75
    # short by 25 + 25 + 50 + 75 of 75 + 75 + 80 + 100
    assert float(summary["Akaa"]["attainment"]) == pytest.approx(1 - 175 / 330)
    assert [summary[name]["rank"] for name in LEVELS] == [
        "2 of 4",
        "3= of 4",
        "1 of 4",
        "3= of 4",
    ]
    document = json.loads((out / "report.json").read_text(encoding="utf-8"))
    overview, gaps, priorities = document["figures"][:3]
    assert overview["scales"] == ["0–4", "0–4", "0–100", "1–5"]
    assert overview["dimensions"][2:] == ["Accessibility (0–100)", "Impact (1–5)"]
    assert overview["classes"][3] == "60–80%"
    assert "from its lowest level (0%) to its highest (100%)" in overview["notes"][0]
    assert gaps["rows"][0]["name"] == "Impact (1–5)"
    assert gaps["rows"][0]["short"] == "2.7"  # 3, 4 and 1 of three
    first = priorities["points"][0]
    assert (first["name"], round(first["depth"], 2)) == ("Impact", 66.67)
    assert priorities["up"].endswith("share of the scale (%)")
    assert document["findings"][0]["text"] == (
        "Impact (1–5) is furthest from the target: 3 of 4 below 5, by 2.7 levels on average."
    )


@pytest.mark.parametrize(
    ("language", "says", "mean"),
    [
        ("fi", "Jokainen ulottuvuus omalla asteikollaan", "38,8\u00a0%"),
        ("sv", "Varje delområde på sin egen skala", "38,8\u00a0%"),
        ("en", "Each dimension on its own scale", "38.8%"),
        ("hu", "Minden terület a saját skáláján", "38,8%"),
        ("lt", "Kiekviena sritis savo skalėje", "38,8\u00a0%"),
    ],
)
def test_every_format_says_so_in_every_language(
    language: str, says: str, mean: str, returns: Path, own: Path
) -> None:
    formats = [part for name in ("html", "xlsx", "pdf", "docx") for part in ("--format", name)]
    _, out = report(returns, own, "--language", language, *formats)
    page = (out / "index.html").read_text(encoding="utf-8")
    assert says in page
    assert mean in page
    assert "(0–\u2060100)</th>" in page  # no line ends within it
    book = openpyxl.load_workbook(out / "report.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"0–100", 85.5, 38.75} <= cells
    colours = [rule for sheet in book for rule in sheet.conditional_formatting]
    assert not colours  # one column of a table holds several scales


def test_a_trail_and_a_municipalitys_own_page_are_on_the_dimensions_scale(
    returns: Path, own: Path
) -> None:
    why = run("why", returns, "Akaa", "Vaikuttavuus", "--framework", own, "--language", "en")
    assert why.exit_code == 0, why.output
    assert "Impact (1–5)" in why.output
    assert "Stated 2, the words show 4, which is more." in why.output
    _, out = report(returns, own, "--language", "en", "--format", "html")
    page = (out / "municipalities" / "akaa.html").read_text(encoding="utf-8")
    assert "Akaa: Impact is furthest from the target, by 3 levels" in page
    assert "Level 30, target 80: short by 50." in page
    assert "Level 2, target 5: short by 3 levels." in page


def test_a_number_off_the_scale_of_its_dimension_is_refused(tmp_path: Path, own: Path) -> None:
    folder = sheets(tmp_path, {"Nokia": ("72", "5", "5", "0")})
    found = json.loads(run("check", folder, "--framework", own, "--json").stdout)
    refused = {each["text"]: each["message"] for each in found["left_out"]}
    assert refused.keys() == {"72", "5", "0"}
    assert "0–4" in refused["72"]
    assert "1–5" in refused["0"]
    (returned,) = found["returns"]
    assert returned["scale"] is None
    levels = [returned["dimensions"][key]["level"] for key in KEYS]
    assert [level and level["typed_low"] for level in levels] == [None, None, 5, None]


def test_a_level_on_a_scale_that_its_heading_names_is_converted_and_it_is_said(
    tmp_path: Path, own: Path
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    lines = [
        "Kunta;Kokoelmat (0–10);Yleisötyö;Saavutettavuus;Vaikuttavuus (1–5)",
        "Nokia;5;3;60 %;4",
    ]
    (folder / "museot 2025.csv").write_text("\n".join(lines), encoding="utf-8")
    _, out = report(folder, own, "--language", "en", "--format", "csv")
    levels = rows(out / "data" / "levels.csv")
    assert [row["level"] for row in levels] == ["2", "3", "60", "4"]
    notes = [row for row in rows(out / "data" / "reading.csv") if row["rule"] == "other-scale"]
    assert [row["cell"] for row in notes] == ["B2"]
    assert "on the scale 0–10; they were converted to 0–4" in notes[0]["says"]


def test_levels_read_from_words_are_carried_to_the_scale_of_their_dimension(
    tmp_path: Path, own: Path
) -> None:
    folder = sheets(tmp_path, {"Nokia": ("", "", "", ""), "Akaa": ("1", "1", "40", "2")})
    _, out = report(folder, own, "--language", "en", "--format", "csv")
    nokia = [r for r in rows(out / "data" / "levels.csv") if r["municipality"] == "Nokia"]
    assert {row["source"] for row in nokia} == {"read from the text"}
    assert nokia[3]["level"] == "4"
    assert all(0 <= float(row["level"]) <= 4 for row in nokia[:2])
    assert float(nokia[2]["level"]) in (25, 50)


def test_targets_of_a_project_are_on_the_scale_of_their_dimension(returns: Path, own: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tavoitteet"
    sheet.append(["Kunta", "Kokoelmat", "Saavutettavuus", "Vaikuttavuus"])
    sheet.append(["Akaa", 4, 90, 3])
    sheet.append(["Nokia", 5, 101, 0])
    book.save(returns / "project.xlsx")
    _, out = report(returns, own, "--language", "en", "--format", "csv")
    found = rows(out / "data" / "levels.csv")
    targets = {(row["municipality"], row["dimension"]): row["target"] for row in found}
    assert [targets["Akaa", name] for name in ("Collections", "Accessibility", "Impact")] == [
        "4",
        "90",
        "3",
    ]
    assert [targets["Nokia", name] for name in ("Collections", "Accessibility", "Impact")] == [
        "3",
        "80",
        "5",
    ]
    # one for all is a share of each scale
    _, out = report(returns, own, "--language", "en", "--format", "csv", "--target", 50)
    found = rows(out / "data" / "levels.csv")
    assert {(row["scale"], row["target"]) for row in found} == {
        ("0–4", "2"),
        ("0–100", "50"),
        ("1–5", "3"),
    }


def test_a_form_asks_for_each_level_on_its_scale_and_is_read_back(returns: Path, own: Path) -> None:
    forms = returns.parent / "forms"
    made = run(
        *("template", "-o", forms, "--language", "fi", "--framework", own),
        *("--municipalities", "Nokia", "--from", returns),
    )
    assert made.exit_code == 0, made.output
    book = openpyxl.load_workbook(forms / "nokia.xlsx")
    sheet = book.worksheets[0]
    texts = {cell.value: cell.row for row in sheet.iter_rows() for cell in row if cell.value}
    row = texts["Saavutettavuus (0–100)"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    measured = rules[f"D{row}"]
    assert (measured.type, measured.formula1, measured.formula2) == ("decimal", "0", "100")
    assert rules[f"D{row - 2}:D{row - 1}"].type == "list"
    listed = rules[f"D{row + 1}"].formula1.rpartition("!")[2].replace("$", "")
    values = [cell.value for (cell,) in book.worksheets[1][listed]]
    assert values == ["1", "2", "3", "4", "5"]
    found = json.loads(run("check", forms, "--framework", own, "--json").stdout)
    assert found["left_out"] == []
    (returned,) = found["returns"]
    answers = [returned["dimensions"][key] for key in KEYS]
    assert [answer["level"]["typed_low"] for answer in answers] == [3, 1, 72, 5]
    assert [answer["level"]["low"] for answer in answers] == [75, 25, 72, 100]
    assert all(answer["text"] for answer in answers)


def test_a_review_is_on_the_scale_of_each_answer(returns: Path, own: Path) -> None:
    review = returns.parent / "review.xlsx"
    assert run("review", returns, "--framework", own, "-o", review).exit_code == 0
    book = openpyxl.load_workbook(review)
    sheet = book.worksheets[0]
    heads = {c.value: c.column for row in sheet.iter_rows(max_row=2) for c in row if c.value}
    types = {
        cell.row: rule.type
        for rule in sheet.data_validations.dataValidation
        for block in rule.sqref.ranges
        for line in sheet[block.coord]
        for cell in (line if isinstance(line, tuple) else (line,))
        if cell.column == heads["reviewed_level"]
    }
    given = {"Saavutettavuus": 64.5, "Vaikuttavuus": 5, "Kokoelmat": 5}  # 5 is off 0–4
    for row in range(3, sheet.max_row + 1):
        dimension = sheet.cell(row, heads["dimension"]).value
        assert types[row] == ("decimal" if dimension == "Saavutettavuus" else "list")
        if sheet.cell(row, heads["municipality"]).value == "Akaa":
            sheet.cell(row, heads["reviewed_level"]).value = given.get(dimension)
            sheet.cell(row, heads["reviewer"]).value = "Arvioija"
    book.save(returns / "review.xlsx")
    _, out = report(returns, own, "--language", "en", "--format", "csv")
    akaa = [row for row in rows(out / "data" / "levels.csv") if row["municipality"] == "Akaa"]
    assert [(row["level"], row["source"].partition(" (")[0]) for row in akaa] == [
        ("2", "stated by the municipality"),
        ("2", "stated by the municipality"),
        ("64.5", "set by a reviewer"),
        ("5", "set by a reviewer"),
    ]


def test_a_report_without_names_shows_levels_on_their_scales(tmp_path: Path, own: Path) -> None:
    folder = sheets(tmp_path, {**LEVELS, "Orivesi": ("1", "1", "33", "3")})
    _, out = report(folder, own, "--language", "en", "--format", "csv", "--anonymous")
    found = rows(out / "data" / "levels.csv")
    stated = {row["stated"] for row in found if row["dimension"] == "Accessibility"}
    assert stated == {"72", "30", "85.5", "55", "33"}
    assert {row["stated"] for row in found if row["dimension"] == "Impact"} == set("54213")


def test_rounds_are_compared_on_each_scale(tmp_path: Path, own: Path) -> None:
    folder = sheets(tmp_path, LEVELS)
    before = RETURN.format(name="Nokia", levels=("1", "1", "52", "3")).replace("2025", "2023")
    (folder / "Nokia before.csv").write_text(before, encoding="utf-8")
    _, out = report(folder, own, "--language", "en", "--format", "csv")
    changes = [
        (row["before"], row["now"], row["change"]) for row in rows(out / "data" / "change.csv")
    ]
    assert changes == [("1", "3", "2"), ("1", "1", "0"), ("52", "72", "20"), ("3", "5", "2")]
    document = json.loads((out / "report.json").read_text(encoding="utf-8"))
    told = " ".join(finding["text"] for finding in document["findings"])
    # 50 % of the scale in two dimensions, so none alone has changed most
    assert "Nokia: the mean level has changed by +30.0% of the scale since 2023." in told
