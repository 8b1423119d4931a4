"""The workbooks open clean in LibreOffice: what it saves again holds the same."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import office
import openpyxl
import pytest
import region
from openpyxl.workbook import Workbook

from digimatrix import frameworks
from digimatrix.languages import Words
from digimatrix.render import review, spreadsheet, template
from digimatrix.report.invitations import Invitation
from digimatrix.report.reviewing import cases

Cells = dict[tuple[str, str], object]


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(book: Workbook) -> Cells:
    """Return every value by sheet and cell, with the ends of lines as all programs have them."""
    return {
        (sheet.title, cell.coordinate): cell.value.replace("\r\n", "\n").replace("_x005F_", "_")
        if isinstance(cell.value, str)
        else cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def compare(content: bytes, folder: Path) -> tuple[Workbook, Workbook]:
    given, saved = opened(content), opened(office.resaved(content, folder))
    assert saved.sheetnames == given.sheetnames
    ours, theirs = cells(given), cells(saved)
    assert len(theirs) == len(ours)
    differ = {
        place: (value, theirs.get(place))
        for place, value in ours.items()
        if theirs.get(place) != (pytest.approx(value) if isinstance(value, float) else value)
    }
    assert differ == {}
    return given, saved


@pytest.mark.parametrize("language", ["fi", "lt"])
def test_the_report_comes_back_as_it_was(language: str, tmp_path: Path) -> None:
    given, saved = compare(spreadsheet.workbook(region.report(12, language)), tmp_path)
    for ours, theirs in zip(given, saved, strict=True):  # without a window it keeps no view
        assert theirs.auto_filter.ref == ours.auto_filter.ref
        assert {str(r.sqref) for r in theirs.conditional_formatting} == {
            str(r.sqref) for r in ours.conditional_formatting
        }
        counts = [
            sorted(len(each.rules) for each in sheet.conditional_formatting)
            for sheet in (ours, theirs)
        ]
        assert counts[0] == counts[1]


def test_texts_that_look_like_formulas_and_odd_letters_come_back(tmp_path: Path) -> None:
    report = region.report(3)
    odd = "=1+1", "+358 40", "@kunta", "-5", "<b>&amp;\"'", "a\nb", "_x000D_", "091", "2-3", " x "
    first = report.tables[0]
    rows = tuple((text, *first.rows[0][1:]) for text in odd)
    made = replace(report, tables=(replace(first, rows=rows), *report.tables[1:]))
    compare(spreadsheet.workbook(made), tmp_path)


def test_the_workbooks_to_fill_in_open_clean(tmp_path: Path) -> None:
    framework = frameworks.load()
    (form,) = template.workbooks(framework, "fi", [Invitation("Nokia")]).values()
    found = cases(region.assessments(3), framework, Words("fi"))
    for name, content in (("form", form), ("review", review.workbook(found, framework, Words()))):
        folder = tmp_path / name
        folder.mkdir()
        given, saved = compare(content, folder)
        for ours, theirs in zip(given, saved, strict=True):
            assert theirs.protection.sheet == ours.protection.sheet
            assert len(theirs.data_validations.dataValidation) >= min(
                1, len(ours.data_validations.dataValidation)
            )
