"""Tables and reports for machines."""

import csv
import io
import json
from dataclasses import replace

import pytest
import region

from digimatrix.render import tidy
from digimatrix.report.tables import Column, Form, Table


def table(*values: str | float | None) -> Table:
    return Table(
        "t", "A table", (Column("value", "Value", Form.MEAN),), tuple((v,) for v in values)
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    made = tidy.comma_separated(table(f"{start}SUM(A1)")).decode()

    assert list(csv.reader(io.StringIO(made, newline=""))) == [
        ["value"],
        [f"'{start}SUM(A1)".replace("\r", "\n")],
    ]


def test_numbers_keep_sign_and_decimal_point_and_unknown_is_empty() -> None:
    assert (
        tidy.comma_separated(table(-1.8, 2.0, 0, None, "–"))
        == b'value\n-1.8\n2\n0\n""\n\xe2\x80\x93\n'
    )


def test_excel_with_decimal_commas_gets_its_own_dialect() -> None:
    made = tidy.for_excel(table(-1.85, 2.0, 12345, None, "ä;ö", "=1+1"))

    assert made == (
        b'\xef\xbb\xbfvalue\r\n-1,85\r\n2\r\n12345\r\n""\r\n"\xc3\xa4;\xc3\xb6"\r\n\'=1+1\r\n'
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2-3", True),
        ("1/12", True),
        ("3.5.", True),
        ("091", True),
        ("1E5", True),
        ("8:30", True),
        ("2–3", False),
        ("536", False),
        ("3=/12", False),
        ("2-vaiheinen", False),
        ("Nokia 1/2", False),
    ],
)
def test_excel_takes_no_text_for_a_date(text: str, kept: bool) -> None:
    made = tidy.for_excel(table(text)).decode("utf-8-sig").splitlines()[1]

    assert made == ("\u00a0" if kept else "") + text


def test_line_breaks_commas_and_quotes_come_back_as_they_were() -> None:
    text = 'one, "two"\nthree'
    made = tidy.comma_separated(table(text)).decode()

    assert list(csv.reader(io.StringIO(made, newline="")))[1] == [text]


def test_every_table_comes_back_from_csv_with_its_values() -> None:
    for given in region.report(5).tables:
        rows = list(csv.reader(io.StringIO(tidy.comma_separated(given).decode(), newline="")))

        assert rows[0] == [column.key for column in given.columns]
        assert len(rows) == len(given.rows) + 1
        for row, values in zip(rows[1:], given.rows, strict=True):
            for written, value in zip(row, values, strict=True):
                if value is None:
                    assert written == ""
                elif isinstance(value, str):
                    assert written.removeprefix("'") == value
                else:
                    assert float(written) == value


def test_the_document_holds_schema_counts_figures_tables_and_files() -> None:
    report = region.report(5)
    made = json.loads(tidy.document(report, ("index.html", "report.json")))

    assert made["schema"] == tidy.SCHEMA
    assert made["date"] == "2025-11-03"
    assert made["files"] == ["index.html", "report.json"]
    assert made["counts"]["cells"] == sum(
        made["counts"][end] for end in ("placed", "headings", "left_out")
    )
    assert [figure["id"] for figure in made["figures"]] == [f.id for f in report.figures]
    assert [finding["text"] for finding in made["findings"]] == [f.text for f in report.findings]
    for figure, given in zip(made["figures"], report.figures, strict=True):
        rows = [tuple(row.values()) for row in figure["table"]["rows"]]
        assert rows == list(given.table.rows)


def test_formulas_stay_as_they_are_in_json() -> None:
    report = replace(region.report(2), title="=1+1")

    assert json.loads(tidy.document(report, ()))["title"] == "=1+1"
