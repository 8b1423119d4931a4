"""The workbook in which a reviewer sets levels."""

from __future__ import annotations

import dataclasses

import filled
import pytest
import region

from digimatrix.languages import LANGUAGES, Words
from digimatrix.render.review import COLUMNS, HEAD, KEYS, TO_FILL_IN, workbook
from digimatrix.report.reviewing import Case, cases

GIVEN = region.assessments(3)


def made(language: str = "fi", given=GIVEN) -> bytes:
    words = Words(language)
    return workbook(cases(given, region.FRAMEWORK, words), region.FRAMEWORK, words)


def test_there_is_a_row_for_each_answer_with_empty_columns_to_fill_in() -> None:
    found = filled.rows(filled.opened(made()))
    assert len(found) == len(GIVEN)
    assert {tuple(row[key] for key in TO_FILL_IN) for row in found} == {(None,) * 4}
    expected = cases(GIVEN, region.FRAMEWORK, Words("fi"))
    assert [row["municipality"] for row in found] == [case.municipality for case in expected]
    assert [row["text"] or "" for row in found] == [case.text for case in expected]
    assert [str(row["round"]) for row in found] == [case.round for case in expected]


def test_only_the_reviewers_columns_are_open() -> None:
    sheet = filled.sheet(filled.opened(made()))
    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter
    for row in sheet.iter_rows(min_row=KEYS):
        for key, cell in zip(COLUMNS, row, strict=True):
            assert cell.protection.locked != (key in TO_FILL_IN and cell.row > HEAD)
    assert all(other.protection.sheet for other in filled.opened(made()).worksheets)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_levels_is_that_of_the_framework_in_the_language(language: str) -> None:
    book = filled.opened(made(language))
    sheet = filled.sheet(book)
    rule = next(r for r in sheet.data_validations.dataValidation if r.type == "list")
    title, cells = rule.formula1.rsplit("!", 1)
    offered = [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]
    assert offered == [filled.level(value, language) for value in range(5)]
    column = list(COLUMNS).index("reviewed_level") + 1
    letter = sheet.cell(HEAD, column).column_letter
    assert str(rule.sqref) == f"{letter}{HEAD + 1}:{letter}{HEAD + len(GIVEN)}"
    assert rule.errorStyle == "stop"


def test_headings_are_frozen_filtered_and_repeated_on_paper_and_texts_wrap() -> None:
    sheet = filled.sheet(filled.opened(made()))
    assert sheet.freeze_panes == f"D{HEAD + 1}"
    assert sheet.auto_filter.ref == f"A{HEAD}:N{HEAD + len(GIVEN)}"
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
    assert sheet.cell(HEAD + 1, 4).alignment.wrap_text
    assert sheet.row_dimensions[KEYS].hidden


def test_the_same_answers_give_the_same_bytes() -> None:
    assert made() == made()


def test_text_that_begins_like_a_formula_stays_text() -> None:
    case = cases(GIVEN[:1], region.FRAMEWORK, Words("fi"))[0]
    odd = dataclasses.replace(case, municipality="=1+1", text="-> @SUM", round="0123")
    book = filled.opened(workbook([odd], region.FRAMEWORK, Words("fi")))
    (found,) = filled.rows(book)
    assert (found["municipality"], found["text"], found["round"]) == ("=1+1", "-> @SUM", "0123")
    assert filled.sheet(book).cell(HEAD + 1, 1).data_type == "s"


def test_no_answers_make_a_workbook_too() -> None:
    assert filled.rows(filled.opened(workbook((), region.FRAMEWORK, Words("en")))) in ([], [{}])


def test_a_case_is_what_its_row_shows() -> None:
    assert {field.name for field in dataclasses.fields(Case)} - {
        "fingerprint",
        "key",
    } <= COLUMNS.keys()
