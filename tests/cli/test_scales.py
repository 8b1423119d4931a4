"""Reports, forms and reviews on scales of other frameworks: 0–1, 0–100, 1–5 and 1–7."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from digimatrix.cli import main

DIMENSIONS = ("Kokoelmat", "Yleisötyö", "Vaikuttavuus")
KEYS = ("kokoelmat", "yleisotyo", "vaikuttavuus")

TABLES = {
    "[0, 1]": ["Nokia;0,72;0,88;1", "Akaa;0,30;0,03;0,87", "Salo;0,30;0,48;0,64", "Kemi;0;0,5;0,1"],
    "[0, 100]": ["Nokia;72;88;100", "Akaa;30;3;87", "Salo;30;48;64", "Kemi;0;51;12"],
    "[1, 5]": ["Nokia;5;4;5", "Akaa;2;1;4", "Salo;2;3;3", "Kemi;1;3;1"],
    "[1, 7]": ["Nokia;6;7;7", "Akaa;2;1;4", "Salo;2;5;3", "Kemi;1;3;1"],
}

RETURN = """Kunta;{name}
Vuosi;2025

Moduuli;Vastaus;Taso
Kokoelmat;"Pari kokeilua tehty.";{levels[0]}
Yleisötyö;"Verkkonäyttely on käytössä.";{levels[1]}
Vaikuttavuus;"Vuosittainen seuranta, vastuuhenkilö nimetty.";{levels[2]}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def framework(folder: Path, scale: str, target: float | None = None, *, weight: str = "1") -> Path:
    """Write a framework of museums' modules on that scale; the first counts by its weight."""
    head = f"scale = {scale}\n" + (f"target = {target}\n" if target is not None else "")
    rows = [f'[[dimensions]]\nname = "{name}"\n' for name in DIMENSIONS]
    rows[0] += f"weight = {weight}\n"
    path = folder / "museums.toml"
    path.write_text('title = "Museot"\n' + head + "".join(rows), encoding="utf-8")
    return path


def sheets(folder: Path, levels: dict[str, Sequence[str]]) -> Path:
    """Write a return for each name with its levels beside words."""
    made = folder / "sheets"
    made.mkdir()
    for name, own in levels.items():
        text = RETURN.format(name=name, levels=own)
        (made / f"{name}.csv").write_text(text, encoding="utf-8")
    return made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("scale", TABLES)
@pytest.mark.parametrize("weight", ["1", "2.5"])
def test_a_report_and_a_comparison_of_numbers_say_the_same(
    scale: str, weight: str, tmp_path: Path
) -> None:
    own = framework(tmp_path, scale, weight=weight)
    folder = tmp_path / "sheets"
    folder.mkdir()
    table = folder / "museot 2025.csv"
    lines = [";".join(("Kunta", *DIMENSIONS)), *TABLES[scale]]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    result = run("report", folder, "--framework", own, "-o", out, "--format", "csv")
    assert result.exit_code == 0, result.output
    compared = json.loads(run("compare", table, "--framework", own, "--json").stdout)

    measures = {each["key"]: each for each in compared["measures"]}
    for key, row in zip(KEYS, rows(out / "data" / "dimensions.csv"), strict=True):
        for name, other in (
            *(("mean", "mean"), ("median", "median"), ("deviation", "sd"), ("minimum", "minimum")),
            *(("lower_quartile", "lower_quartile"), ("upper_quartile", "upper_quartile")),
        ):
            assert float(row[name]) == pytest.approx(measures[key][other]["value"]), (key, name)

    figures = {each["name"]: each["figures"] for each in compared["units"]}
    for row in rows(out / "data" / "gaps.csv"):
        figure = figures[row["municipality"]][KEYS[DIMENSIONS.index(row["dimension"])]]
        place = f"{figure['rank']['place']}{'=' if figure['rank']['tied'] else ''}/4"
        assert row["rank"] == place
        assert float(row["peer_gap"]) == pytest.approx(figure["peer_gap"])
    for row in rows(out / "data" / "summary.csv"):
        figure = figures[row["municipality"]]["mean"]
        assert float(row["mean"]) == pytest.approx(figure["value"])
        assert row["rank"].startswith(str(figure["rank"]["place"]))


def test_a_report_on_a_narrow_scale_prints_decimals_that_tell_levels_apart(tmp_path: Path) -> None:
    own = framework(tmp_path, "[0, 1]", 0.8)
    levels = {
        "Nokia": ("0,35", "80 %", "1"),
        "Akaa": ("0.5", "n. 0,6", "-"),
        "Salo": ("0", "1", ""),
    }
    folder, out = sheets(tmp_path, levels), tmp_path / "out"
    result = run(
        *("report", folder, "--framework", own, "-o", out, "--language", "fi"),
        *("--format", "html", "--format", "xlsx"),
    )
    assert result.exit_code == 0, result.output
    assert "suurin ero tavoitteeseen 0,80" in result.output
    document = json.loads((out / "report.json").read_text(encoding="utf-8"))
    overview, gaps = document["figures"][:2]
    assert overview["subtitle"].startswith("Tasot 0–1, tavoite 0,80, kierros 2025.")
    assert overview["starts"] == [0, 0.2, 0.4, 0.6, 0.8]
    assert overview["classes"][1:] == ["0,20–0,40", "0,40–0,60", "0,60–0,80", "0,80–1"]
    found = {row["name"]: row for group in overview["groups"] for row in group["rows"]}
    assert [level["label"] for level in found["Nokia"]["levels"]] == ["0,35", "0,80", "1"]
    assert found["Nokia"]["mean"]["label"] == "0,72"
    assert [level["label"] for level in found["Akaa"]["levels"]][1] == "0,48–0,73"
    assert (gaps["lowest"], gaps["highest"]) == (0, 1)
    finding = document["findings"][0]["text"]
    assert finding.endswith("keskimäärin 0,52.")  # in no unit: 0,52 is no number of levels
    assert "tasoina" not in document["figures"][2]["up"]
    page = (out / "index.html").read_text(encoding="utf-8")
    assert ">0,00</" in page
    assert ">1,00</" in page  # the axis
    book = openpyxl.load_workbook(out / "report.xlsx")
    formats = {cell.number_format for sheet in book for row in sheet.rows for cell in row}
    assert "0.00" in formats
    assert "0.0" not in formats


@pytest.mark.parametrize(
    ("scale", "typed", "levels"),
    [
        ("[0, 1]", ("0,3551", "0,12", "0,9999"), [0.3551, 0.12, 0.9999]),
        ("[0, 0.1]", ("0,0134", "0,05", "0,1"), [0.0134, 0.05, 0.1]),
        ("[20000, 60000]", ("25411", "60000", "31000"), [25411, 60000, 31000]),
    ],
)
def test_numbers_with_many_digits_are_levels_and_no_words_or_amounts(
    scale: str, typed: tuple[str, ...], levels: list[float], tmp_path: Path
) -> None:
    own, folder = framework(tmp_path, scale), tmp_path / "sheets"
    folder.mkdir()
    lines = [";".join(("Kunta", *DIMENSIONS)), *(f"{name};{';'.join(typed)}" for name in "AB")]
    text = "\n".join(lines).replace("A;", "Nokia;").replace("B;", "Akaa;")
    (folder / "museot 2025.csv").write_text(text, encoding="utf-8")
    found = json.loads(run("check", folder, "--framework", own, "--json").stdout)["returns"]
    assert len(found) == 2
    for each in found:
        assert [each["dimensions"][key]["level"]["low"] for key in KEYS] == levels


def test_attainment_counts_from_the_lowest_level(tmp_path: Path) -> None:
    own = framework(tmp_path, "[1, 5]", 4)
    folder = sheets(tmp_path, {"Nokia": ("1", "1", "1"), "Akaa": ("4", "5", "1")})
    run("report", folder, "--framework", own, "-o", tmp_path / "out", "--format", "csv")
    found = {row["municipality"]: row for row in rows(tmp_path / "out" / "data" / "summary.csv")}
    assert float(found["Nokia"]["attainment"]) == 0
    assert float(found["Akaa"]["attainment"]) == pytest.approx(2 / 3)


def test_returns_with_levels_only_lead_to_the_cells_of_these(tmp_path: Path) -> None:
    own, folder, out = framework(tmp_path, "[0, 100]"), tmp_path / "sheets", tmp_path / "out"
    folder.mkdir()
    lines = ["Kunta;Nokia", "", "Moduuli;Taso", "Kokoelmat;40", "Yleisötyö;65", "Vaikuttavuus;90"]
    (folder / "Nokia 2025.csv").write_text("\n".join(lines), encoding="utf-8")
    run("report", folder, "--framework", own, "-o", out, "--format", "html", "--format", "csv")
    levels = rows(out / "data" / "levels.csv")
    assert [row["place"].split()[-1] for row in levels] == ["B4", "B5", "B6"]
    assert {row["answer"] for row in levels} == {"vain taso"}
    page = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="#synthesis"' not in page  # nobody said anything in words
    why = run("why", folder, "Nokia", "Yleisötyö", "--framework", own, "--language", "fi")
    assert "B5" in why.output


def test_a_form_and_a_review_on_a_scale_without_steps_ask_for_a_number(tmp_path: Path) -> None:
    own = framework(tmp_path, "[0, 1]", 0.8)
    folder = sheets(tmp_path, {"Nokia": ("0,35", "0,8", "1")})
    forms, review = tmp_path / "forms", tmp_path / "review.xlsx"
    made = run(
        *("template", "-o", forms, "--language", "en", "--framework", own),
        *("--municipalities", "Nokia", "--from", folder),
    )
    assert made.exit_code == 0, made.output
    book = openpyxl.load_workbook(forms / "nokia.xlsx")
    sheet = book.worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == 0.35]
    assert [cell.number_format for cell in cells] == ["General"]
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert (rules["decimal"].formula1, rules["decimal"].formula2) == ("0", "1")
    assert "number from 0 to 1" in rules["decimal"].prompt
    assert "list" not in rules
    checked = json.loads(run("check", forms, "--framework", own, "--json").stdout)
    (found,) = checked["returns"]
    read = [found["dimensions"][key]["level"]["low"] for key in KEYS]
    assert (read, checked["left_out"]) == ([0.35, 0.8, 1], [])

    assert run("review", folder, "--framework", own, "-o", review).exit_code == 0
    reviewed = openpyxl.load_workbook(review)
    sheet = reviewed.worksheets[0]
    heads = {c.value: c.column for row in sheet.iter_rows(max_row=2) for c in row if c.value}
    cell = sheet.cell(sheet.max_row, heads["reviewed_level"])
    assert cell.number_format == "General"
    cell.value = 0.65
    reviewed.save(folder / "review.xlsx")
    out = tmp_path / "out"
    run("report", folder, "--framework", own, "-o", out, "--format", "csv")
    levels = {row["level"]: row["source"] for row in rows(out / "data" / "levels.csv")}
    assert "0.65" in levels


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[[dimensions]]\nname = "A"\nscale = [0, 1]\n[[dimensions]]\nname = "B"\n',
            "some dimensions have no scale (b)",
        ),
        (
            '[[dimensions]]\nname = "A"\nscale = [0, 1]\n'
            '[[dimensions]]\nname = "B"\nscale = [-9, 9]\n',
            "a level below 0 cannot be told",
        ),
        ('[[dimensions]]\nname = "A"\n', "it has no scale"),
        ('scale = [-2, 2]\n[[dimensions]]\nname = "A"\n', "a level below 0 cannot be told"),
        ('scale = [0, 9]\n[[dimensions]]\nname = "A"\nbetter = "lower"\n', "better when lower (a)"),
    ],
)
@pytest.mark.parametrize("command", ["report", "template"])
def test_a_framework_for_numbers_only_is_refused_with_the_remedy(
    command: str, text: str, says: str, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    more = [tmp_path] if command == "report" else ["--language", "fi"]
    result = run(command, *more, "--framework", own, "-o", tmp_path / "out")
    assert result.exit_code == 1
    told = " ".join(result.output.split())
    assert says in told
    assert "compared by digimatrix compare" in told
