"""The JSON Schemas hold for what is really written, and refuse what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import region
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from digimatrix import pipeline
from digimatrix.cli import main
from digimatrix.render import bundle, tidy
from digimatrix.report.document import Report

SHEETS = Path(__file__).parents[2] / "sheets"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(tidy.schema(f"{name}.schema.json"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def complaints(name: str, document: Any) -> list[str]:
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in validator(name).iter_errors(document)
    ]


def document(report: Report) -> Any:
    return json.loads(tidy.document(report, ("index.html", "report.json")))


@pytest.mark.parametrize(
    "report",
    [
        region.report(1),
        region.report(12, "fi"),
        region.report(31, "lt", rounds=(None,)),
        region.report(of=[cell for n in range(3) for cell in region.row(n, [None] * 6)]),
        region.report(
            of=[region.assessment(2, key, target=n) for n, key in enumerate(region.KEYS)]
        ),
    ],
    ids=["one", "twelve", "undated", "unknown", "targets"],
)
def test_reports_hold_to_their_schema(report: Report) -> None:
    assert complaints("report", document(report)) == []


@pytest.mark.parametrize("options", [{}, {"peers": "type"}, {"anonymous": 5}])
def test_reports_of_the_sample_region_hold_to_their_schema(options: dict[str, Any]) -> None:
    made = pipeline.read(SHEETS).report(date=region.DATE, **options)
    assert complaints("report", document(made)) == []


def test_every_kind_of_figure_has_its_shape_in_the_schema() -> None:
    schema = json.loads(tidy.schema("report.schema.json"))
    shapes = schema["$defs"]["figure"]["allOf"]
    kinds = {shape["if"]["properties"]["type"]["const"] for shape in shapes}
    assert kinds == {type(figure).__name__.lower() for figure in region.report(12).figures}


@pytest.mark.parametrize("folder", [SHEETS, SHEETS / "2025" / "otsovaara.xlsx"])
def test_what_check_prints_holds_to_its_schema(folder: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(folder), "--json"])
    found = json.loads(result.stdout)
    assert complaints("check", found) == []
    del found["returns"][0]["dimensions"]["evaluation"]["state"]
    found["counts"]["cells"] = "many"
    assert len(complaints("check", found)) == 2


@pytest.mark.parametrize("options", [(), ("--by", "Maakunta"), ("--scale", "0-100")])
def test_comparisons_of_numbers_hold_to_their_schema(tmp_path: Path, options: list[str]) -> None:
    table, out = tmp_path / "index.csv", tmp_path / "out"
    table.write_text(
        "Sija;Kunta;Maakunta;Johtaminen;Palvelut;Yhteensä;Vuosi\n"
        "1;Alavesi;Pohjola;72,5;81,0;76,8;2024\n2;Bjärnå;Etelä;70,0;..;72,8;2024\n"
        "3;Ceriö;Pohjola;60,1;62,2;66,2;2024\n4;Desola;Etelä;55,0;65,0;60,0;2024\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["compare", str(table), "-o", str(out), *options])
    assert result.exit_code == 0, result.output
    written = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    assert complaints("comparison", written) == []
    printed = CliRunner().invoke(main, ["compare", str(table), "--json", *options])
    found = json.loads(printed.stdout)
    assert complaints("comparison", found) == []
    assert found == {key: value for key, value in written.items() if key != "files"}
    assert (out / "data" / "comparison.schema.json").read_bytes() == tidy.schema(
        "comparison.schema.json"
    )
    del found["units"][0]["figures"]["palvelut"]["rank"]
    found["groups"] = None
    found["measures"][0]["mean"] = 3
    assert len(complaints("comparison", found)) == 3


def test_what_is_wrong_is_refused() -> None:
    made = document(region.report(12))
    made["figures"][0]["groups"][0]["rows"][0]["levels"][0]["value"] = "two"
    del made["figures"][1]["rows"]
    made["tables"][0]["rows"][0]["mean"] = [1]
    made["notes"] = None
    assert [line.partition(":")[0] for line in sorted(complaints("report", made))] == [
        "figures/0/groups/0/rows/0/levels/0/value",
        "figures/1",
        "notes",
        "tables/0/rows/0/mean",
    ]


def test_the_schemas_are_written_with_every_report() -> None:
    made = bundle.files(region.report(3), ())
    assert list(made) == ["data/report.schema.json", "data/check.schema.json", "report.json"]
    for name in tidy.SCHEMAS:
        assert made[f"data/{name}"] == tidy.schema(name)
