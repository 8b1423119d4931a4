"""The workbook holds the tables' values and nothing that runs."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import region
from openpyxl import Workbook, load_workbook

from digimatrix.render import spreadsheet
from digimatrix.report.document import Finding, Report
from digimatrix.report.tables import Column, Form, Table


def opened(report: Report) -> Workbook:
    return load_workbook(io.BytesIO(spreadsheet.workbook(report)))


def one_table(*values: str | float | None, form: Form = Form.TEXT) -> Report:
    table = Table("t", "A table", (Column("v", "Value", form),), tuple((v,) for v in values))
    return replace(region.report(2), tables=(table,))


def test_every_table_is_a_sheet_with_its_very_values() -> None:
    report = region.report(5)
    book = opened(report)

    assert len(book.sheetnames) == len(report.tables) + 2
    for sheet, table in zip(book.worksheets[2:], report.tables, strict=True):
        rows = [
            tuple(value for value in row)
            for row in sheet.iter_rows(
                max_row=len(table.rows) + 1, max_col=len(table.columns), values_only=True
            )
        ]
        assert rows[0] == tuple(column.label for column in table.columns)
        for row, given in zip(rows[1:], table.rows, strict=True):
            values = [
                (column.names or {}).get(value, value) if isinstance(value, str) else value
                for column, value in zip(table.columns, given, strict=True)
            ]
            assert tuple(value or None for value in values if isinstance(value, str)) == tuple(
                got for got, value in zip(row, values, strict=True) if isinstance(value, str)
            )
            for got, value in zip(row, values, strict=True):
                if not isinstance(value, str):
                    assert got == (value if value is None else pytest.approx(value, rel=1e-15))


def test_nothing_in_the_workbook_is_a_formula() -> None:
    hostile = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}")
    report = replace(one_table(*hostile), title="=1+1", findings=(Finding("f", "=2+2"),))
    book = opened(report)

    assert [row[0] for row in book.worksheets[2].iter_rows(min_row=2, values_only=True)] == list(
        hostile
    )
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(spreadsheet.workbook(report))) as parts:
        for name in parts.namelist():
            if "worksheets/" in name:
                assert b"<f>" not in parts.read(name)


def test_findings_stand_in_the_summary() -> None:
    report = region.report(5)
    told = [
        cell for row in opened(report).worksheets[0].iter_rows(values_only=True) for cell in row
    ]

    assert told[0] == report.title
    for finding in report.findings:
        assert finding.text in told


def test_headings_are_frozen_and_filtered_and_levels_coloured() -> None:
    book = opened(one_table(0.0, 2.5, None, form=Form.LEVEL))
    sheet = book.worksheets[2]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:A4"
    assert [str(found.sqref) for found in sheet.conditional_formatting] == ["A2:A4"]


@pytest.mark.parametrize(
    ("target", "rules"),
    [
        (3, {"<1": False, ">=1,<2": False, ">=2,<3": False, ">=3,<4": True, ">=4": True}),
        (2.5, {">=2,<2.5": False, ">=2.5,<3": True}),
        (None, {">=3,<4": False, ">=4": False}),
    ],
)
def test_each_level_has_one_rule_for_its_colour_and_whether_it_is_bold(
    target: float | None, rules: dict[str, bool]
) -> None:
    """A program that uses the first rule that holds, and no other, shows both."""
    report = one_table(0.0, 2.5, None, form=Form.LEVEL)
    book = opened(replace(report, overview=replace(report.overview, target=target)))
    (found,) = book.worksheets[2].conditional_formatting
    made = {
        rule.formula[0][len("AND(ISNUMBER(A2)") : -1].lstrip(",").replace("A2", ""): rule
        for rule in found.rules
    }
    assert all(rule.dxf.fill.bgColor.rgb for rule in made.values())
    assert {key: bool(made[key].dxf.font.b) for key in rules} == rules


def test_people_read_words_where_machines_read_slugs() -> None:
    report = region.report(3, "fi")
    sheet = opened(report)["Tasot"]
    heading, *rows = sheet.iter_rows(values_only=True)
    rules = {row[heading.index("Sääntö")] for row in rows} - {None}
    assert rules
    assert all(rule.endswith(".") for rule in rules)


def test_texts_no_sheet_can_hold_are_mended_and_titles_made_fit() -> None:
    table = Table(
        "t", "a/b:*?[]\\ " + "long " * 10, (Column("v", "V"),), (("\x00\x07 x",), ("y" * 40_000,))
    )
    report = replace(region.report(2), tables=(table, table))
    book = opened(report)

    assert len({name.casefold() for name in book.sheetnames}) == 4
    assert all(len(name) <= 31 for name in book.sheetnames)
    rows = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("\ufffd\ufffd x",)
    assert len(rows[1][0]) == 32_767
    assert rows[1][0].endswith("y…")


def test_the_same_report_gives_the_same_bytes_with_its_own_date() -> None:
    report = region.report(3)
    made = spreadsheet.workbook(report)

    assert made == spreadsheet.workbook(report)
    properties = load_workbook(io.BytesIO(made)).properties
    assert properties.created.date() == properties.modified.date() == date(2025, 11, 3)
    assert properties.title == report.title
    assert properties.language == "en"
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(2025, 11, 3, 0, 0, 0)}


def test_the_regions_own_matrix_is_a_sheet_of_six_columns_with_a_line_in_a_cell() -> None:
    report = region.report(12)
    book = opened(report)
    sheet = book[report.synthesis.title]
    rows = list(sheet.iter_rows(values_only=True))

    assert list(rows[0]) == [column.heading for column in report.synthesis.columns]
    cells = {cell for row in rows for cell in row if cell}
    for column in report.synthesis.columns:
        for part in column.parts:
            assert part.title in cells
            for line in part.lines:
                assert any((line.quote or line.topic) in cell for cell in cells)
    assert sheet.freeze_panes == "A2"
