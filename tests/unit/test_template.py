"""The workbook that goes out to municipalities."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import forms
import pytest
from openpyxl import Workbook, load_workbook

from digimatrix.assess import evaluation
from digimatrix.languages import LANGUAGES, data
from digimatrix.model.matrix import Answer, Return, State, StatedLevel
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.model.problems import Rule
from digimatrix.read.headings import Headings
from digimatrix.render import template
from digimatrix.report.invitations import Invitation

PLACE = Place("nokia.xlsx", "Taul1", 3, 2)
NOKIA = Municipality("Nokia", "536")


def level(low: float, high: float | None = None, *, ambiguous: bool = False) -> StatedLevel:
    high = low if high is None else high
    return StatedLevel(str(low), low, high, low, high, PLACE, ambiguous)


def earlier(round: str | None = "2023", **answers: Answer) -> Return:
    return Return(
        place=PLACE,
        municipality=NOKIA,
        round=round,
        date=None,
        language="fi",
        layout="columns",
        scale=(0, 4),
        answers=tuple(answers.get(key) or Answer(key, State.EMPTY) for key in forms.FRAMEWORK.keys),
    )


def shown(book: Workbook, language: str = "fi") -> dict[str, tuple[object, ...]]:
    sheet = forms.answers(book)
    return {
        key: tuple(cell.value for cell in cells)
        for key, cells in forms.fields(sheet, language).items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_heading_has_its_question_and_each_label_is_read_as_what_it_asks(
    language: str,
) -> None:
    sheet = forms.answers(forms.form(language))
    head = forms.head(sheet, language)
    headings = Headings(forms.FRAMEWORK)
    for row, dimension in enumerate(forms.FRAMEWORK.dimensions, head + 1):
        found = headings.read(str(sheet.cell(row, 1).value))
        assert found is not None
        assert found.dimension == dimension.key
        assert sheet.cell(row, 2).value == dimension.question[language]
    kinds = {"question": "instruction"}
    for name, words in data(language, "template")["labels"].items():
        label = headings.label(words)
        assert label is not None
        assert label.label == kinds.get(name, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_cells_for_answers_are_open(language: str) -> None:
    book = forms.form(language)
    sheet = forms.answers(book)
    open_cells = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    fields = {cell.coordinate for row in forms.fields(sheet, language).values() for cell in row}
    assert open_cells == fields | {
        cell.coordinate for cell in forms.metadata(sheet, language).values()
    }
    for each in book.worksheets:
        assert each.protection.sheet
        assert each.protection.password is None
        assert not each.protection.formatRows  # False means that it is allowed
    for other in book.worksheets[1:]:
        assert all(cell.protection.locked for row in other.iter_rows() for cell in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_levels_are_chosen_from_a_list_of_their_names(language: str) -> None:
    book = forms.form(language)
    sheet = forms.answers(book)
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    found = re.fullmatch(r"'?([^'!]+)'?!\$A\$(\d+):\$A\$(\d+)", str(lists[0].formula1))
    assert found is not None
    cells = book[found[1]][f"A{found[2]}:A{found[3]}"]
    assert [cell.value for (cell,) in cells] == [
        f"{each.value} – {each.name[language]}" for each in forms.FRAMEWORK.levels
    ]
    covered = {address for rule in lists for address in str(rule.sqref).split()}
    first = forms.head(sheet, language) + 1
    assert covered == {f"D{first}:D{first + 5}", f"E{first}:E{first + 5}"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_program_shows_beside_a_cell_is_within_the_formats_limits(language: str) -> None:
    for rule in forms.answers(forms.form(language)).data_validations.dataValidation:
        assert len(rule.promptTitle) <= 32
        assert len(rule.prompt) <= 255
        assert len(rule.error or "") <= 255
        assert "{" not in rule.prompt


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_is_printed_in_landscape_one_page_wide(language: str) -> None:
    for sheet in forms.form(language).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("language", LANGUAGES)
def test_example_and_instructions_are_told_from_answers(language: str, tmp_path: Path) -> None:
    names = data(language, "template")["sheets"]
    assert not forms.read_back(forms.form(language), tmp_path, "Nokia 2026.xlsx").left_out

    book = forms.form(language)
    book[names["example"]].cell(4, 3).value = "kirjastoauton digipiste"
    book[names["instructions"]].cell(4, 2).value = "kirjastoauton reitit"
    reading = forms.read_back(book, tmp_path, "Akaa 2026.xlsx")
    assert {problem.place.sheet: problem.rule for problem in reading.left_out} == {
        names["example"]: Rule.EXAMPLE,
        names["instructions"]: Rule.INSTRUCTION,
    }

    book = forms.form(language)
    del book[names["instructions"]], book[names["answers"]]
    alone = forms.read_back(book, tmp_path, "Pori 2026.xlsx")
    assert not alone.returns
    assert Rule.NO_RETURN in {problem.rule for problem in alone.problems}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unfilled_form_is_of_nobody_but_the_one_its_file_names(
    language: str, tmp_path: Path
) -> None:
    book = forms.form(language)
    (sent,) = template.workbooks(forms.FRAMEWORK, language, [Invitation("")])
    found = forms.read_back(book, tmp_path, sent)
    assert found.returns == ()
    assert [problem.rule.slug for problem in found.problems] == ["blank-form"]
    (named,) = forms.read_back(book, tmp_path, "Nokia.xlsx").returns
    assert named.municipality.name == "Nokia"
    assert {answer.state for answer in named.answers} == {State.EMPTY}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_sent_back_as_it_came_says_nothing_of_when(language: str, tmp_path: Path) -> None:
    answer = Answer("resources", State.TEXT, "Yksi digituottaja", level=level(2), target=level(3))
    for round in ("2023", None):
        book = forms.form(language, Invitation("Nokia", earlier(round, resources=answer)))
        (found,) = forms.read_back(book, tmp_path, "nokia.xlsx").returns
        assert (found.round, found.date) == (None, None)
        again = found.answer("resources")
        assert again.text == answer.text
        assert again.level is not None
        assert again.target is not None
        assert (again.level.low, again.target.low) == (2, 3)


def test_last_answers_stand_in_their_cells_and_the_sheet_says_which_round_they_are_of() -> None:
    book = forms.form(
        "fi",
        Invitation(
            "Nokia",
            earlier(
                background=Answer("background", State.TEXT, "=ohjelma", level=level(3)),
                situation=Answer("situation", State.NONE_STATED, "-", level=level(2, 3)),
                where=Answer("where", State.TEXT, "a\nb", level=level(2.5), target=level(2, 2.5)),
                cooperation=Answer("cooperation", State.EMPTY, level=level(3, 4, ambiguous=True)),
            ),
        ),
    )
    assert shown(book) == {
        "background": ("=ohjelma", "3 – Järjestelmällinen", None),
        "situation": ("-", "2–3", None),
        "where": ("a\nb", "2,5", "2–2,5"),
        "cooperation": (None, None, None),
        "resources": (None, None, None),
        "evaluation": (None, None, None),
    }
    sheet = forms.answers(book)
    assert forms.fields(sheet)["background"][0].data_type == "s"
    assert forms.metadata(sheet)["municipality"].value == "Nokia"
    assert forms.metadata(sheet)["date"].value is None
    assert "kierrokselta 2023" in str(sheet["A3"].value)


def test_answers_of_an_unknown_round_go_by_their_date() -> None:
    dated = replace(earlier(None), date=datetime.date(2023, 3, 14))
    assert "2023-03-14" in str(
        forms.answers(forms.form("en", Invitation("Nokia", dated)))["A3"].value
    )
    undated = forms.answers(forms.form("en", Invitation("Nokia", earlier(None))))
    assert "previous answers" in str(undated["A3"].value)


def test_the_same_invitations_give_the_same_bytes_and_no_time_of_day() -> None:
    invitations = [Invitation("Nokia", earlier()), Invitation("Åbo")]
    made = template.workbooks(forms.FRAMEWORK, "sv", invitations)
    assert template.workbooks(forms.FRAMEWORK, "sv", invitations) == made
    assert list(made) == ["nokia.xlsx", "abo.xlsx"]
    with zipfile.ZipFile(io.BytesIO(made["abo.xlsx"])) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


def test_names_of_files_are_safe_whatever_the_municipality_is_called() -> None:
    invitations = [
        Invitation(name) for name in ("../etc", "CON", "=cmd()", "Ωμέγα", "Äkäs", "Akäs")
    ]
    made = template.workbooks(forms.FRAMEWORK, "fi", invitations)
    assert all(re.fullmatch(r"[a-z0-9-]+\.xlsx", name) for name in made)
    assert len(made) == len(invitations)
    named = forms.metadata(forms.answers(load_workbook(io.BytesIO(made["cmd.xlsx"]))))
    assert named["municipality"].data_type == "s"


def test_the_examples_are_read_within_a_level_of_the_one_they_show() -> None:
    rows = [
        {
            "id": f"{dimension.key}-{language}",
            "language": language,
            "dimension": dimension.key,
            "text": dimension.example[language],
            "level": str(dimension.example_level),
        }
        for dimension in forms.FRAMEWORK.dimensions
        for language in LANGUAGES
    ]
    measured = evaluation.evaluate(evaluation.cells(tuple(rows), forms.FRAMEWORK))
    assert measured.all.within_one == 1
