"""RENDER: the workbook that a municipality fills in, made so that it is read as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from digimatrix.languages import data, typed
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import Return, StatedLevel
from digimatrix.render import fillable, xlsx
from digimatrix.render.names import names
from digimatrix.report.invitations import Invitation

COLUMNS = ("dimension", "question", "text", "level", "target")
"""The columns of the form, from the left."""

METADATA = ("municipality", "date", "round", "unit")
"""What is asked above the table, a line each."""

_WIDTHS = {"dimension": 23, "question": 36, "text": 62, "level": 22, "target": 22}
_STEPS = 125  # letters: most lines of instructions fit
_LOWEST = 90.0  # points: room for some lines of an answer
_TEXT, _LEVEL, _TARGET = (COLUMNS.index(name) + 1 for name in ("text", "level", "target"))

Lists = Mapping[tuple[float, float], str]
"""Where the levels of each scale stand."""

Filled = Mapping[str, tuple[str, str | float, str | float]]
"""Text, level and target by dimension, as they stand in the cells."""


def workbooks(
    framework: Framework, language: str, invitations: Sequence[Invitation]
) -> dict[str, bytes]:
    """Return a workbook for each invitation by its file name.

    The same framework, language and invitations give the same bytes.
    """
    form = _Form(framework, language)
    files = names(each.municipality or form.words["file"] for each in invitations)
    return {
        f"{name}.xlsx": form.workbook(each) for name, each in zip(files, invitations, strict=True)
    }


@dataclass(frozen=True)
class _Form:
    """The form of one framework in one language."""

    framework: Framework
    language: str

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """The words of the form."""
        return data(self.language, "template")

    def workbook(self, invitation: Invitation) -> bytes:
        """Return the workbook of one municipality, with its last answers if there are any."""
        book = Workbook()
        form = book.active
        assert isinstance(form, Worksheet)
        title = self.framework.title[self.language]
        form.title = self.words["sheets"]["answers"]
        levels = self._instructions(book.create_sheet(self.words["sheets"]["instructions"]))
        example = book.create_sheet(self.words["sheets"]["example"])
        self._answers(form, invitation, levels)
        self._example(example)
        for sheet in book.worksheets:
            fillable.protect(sheet)
            xlsx.page(sheet)
            sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        properties = book.properties
        properties.title = xlsx.text(title)
        properties.creator = "digimatrix"
        properties.language = self.language
        return xlsx.timeless(book)

    def _say(self, part: str, key: str, own: Framework | None = None, **facts: str) -> str:
        """Return the form's words; `own` is the framework on the scale that they are about."""
        own = own or self.framework
        for other, said in (("mixed", own.mixed), ("measure", not own.stepped)):
            if said and key in self.words[other]:
                part = other
                break
        return str(self.words[part][key]).format(**self._names(own), **facts)

    def _names(self, own: Framework) -> dict[str, str]:
        ends = {"low": self._number(own.lowest), "high": self._number(own.highest)}
        return {**self.words["sheets"], **ends}

    def _answers(self, sheet: Worksheet, invitation: Invitation, levels: Lists) -> None:
        """Fill the sheet that is to be filled in; `levels` is where the lists of levels stand."""
        earlier = invitation.earlier
        lines = [self.framework.title[self.language], self._say("form", "hint")]
        if earlier is not None:
            when = earlier.round or (earlier.date.isoformat() if earlier.date else None)
            lines.append(
                self._say("form", "earlier", round=when)
                if when
                else self._say("form", "earlier_undated")
            )
        for row, line in enumerate(lines, 1):
            xlsx.put(sheet, row, 1, line)
        sheet["A1"].font = fillable.TITLE
        if earlier is not None:
            sheet.cell(len(lines), 1).font = fillable.BOLD
        row = len(lines) + 1
        for name in METADATA:
            row += 1
            label = xlsx.put(sheet, row, 1, self.words["labels"][name])
            fillable.style(label, font=fillable.BOLD, fill=fillable.PALE)
            known = invitation.municipality if name == "municipality" else ""
            value = xlsx.put(sheet, row, 2, known or None)
            fillable.style(value, open_for_answers=True)
            value.number_format = self.words["date_format"] if name == "date" else fillable.TYPED
            fillable.prompt(
                sheet, value.coordinate, self.words["labels"][name], self._say("prompts", name)
            )
        first = row + 3  # a blank row keeps the table apart from what stands above it
        self._table(sheet, first - 1, self._filled(earlier), open_for_answers=True)
        for column, name in ((_LEVEL, "level"), (_TARGET, "target")):
            letter = get_column_letter(column)
            for keys in self.framework.scales.values():
                own = self.framework.on(keys[0])
                rule = self._list(name, own, levels[own.ends])
                rows = [first + self.framework.keys.index(key) for key in keys]
                fillable.check(sheet, rule, letter, rows)
        sheet.print_title_rows = f"{first - 1}:{first - 1}"
        chosen = sheet.cell(len(lines) + 2, 2).coordinate
        sheet.sheet_view.selection[0].activeCell = chosen
        sheet.sheet_view.selection[0].sqref = chosen

    def _filled(self, earlier: Return | None) -> Filled:
        if earlier is None:
            return {}
        return {
            answer.dimension: (
                answer.text,
                self._stated(answer.level, answer.dimension),
                self._stated(answer.target, answer.dimension),
            )
            for answer in earlier.answers
        }

    def _stated(self, level: StatedLevel | None, dimension: str) -> str | float:
        """Return a level as somebody would type it on the dimension's scale; unclear ones not."""
        if level is None or level.ambiguous:
            return ""
        low, high = (self.framework.told(dimension, end) for end in (level.low, level.high))
        if low != high:
            return f"{self._number(low)}–{self._number(high)}"
        return self._typed(low, self.framework.on(dimension))

    def _typed(self, value: float, own: Framework) -> str | float:
        """Return a level as it is chosen from the list, one that is not there as a number.

        A measure is a number to the spreadsheet program, too.
        """
        if not own.stepped:
            return int(value) if value == int(value) else value
        named = [level.value for level in own.levels]
        return own.level_text(value, self.language) if value in named else self._number(value)

    def _number(self, value: float) -> str:
        return typed(value, self.language)

    def _example(self, sheet: Worksheet) -> None:
        """Fill the sheet that shows how; its first word is what marks it as an example."""
        title = xlsx.put(sheet, 1, 1, self._say("form", "example"))
        title.font = fillable.TITLE
        filled = {
            dimension.key: (
                dimension.example.get(self.language, ""),
                ""
                if dimension.example_level is None
                else self._typed(dimension.example_level, own),
                self._typed(self.framework.aim(dimension.key), own),
            )
            for dimension in self.framework.dimensions
            for own in [self.framework.on(dimension.key)]
        }
        self._table(sheet, 3, filled, open_for_answers=False)

    def _table(
        self, sheet: Worksheet, head: int, filled: Filled, *, open_for_answers: bool
    ) -> None:
        for column, name in enumerate(COLUMNS, 1):
            sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
            cell = xlsx.put(sheet, head, column, self.words["labels"][name])
            fillable.style(cell, font=fillable.HEAD, fill=fillable.DARK)
        for row, dimension in enumerate(self.framework.dimensions, head + 1):
            called = dimension.heading[self.language]
            called = self.framework.scaled(dimension.key, called, self.language)
            heading = xlsx.put(sheet, row, 1, called)
            question = xlsx.put(sheet, row, 2, dimension.question.get(self.language))
            fillable.style(heading, font=fillable.BOLD, fill=fillable.PALE)
            fillable.style(question, fill=fillable.PALE)
            texts = filled.get(dimension.key, ("", "", ""))
            needed = xlsx.height(
                (f"{heading.value}", _WIDTHS["dimension"] / 1.2),  # capitals are wide
                (f"{question.value or ''}", _WIDTHS["question"]),
                (f"{texts[0]}", _WIDTHS["text"]),
            )
            sheet.row_dimensions[row] = fillable.Growing(sheet, row, ht=max(_LOWEST, needed))
            for column, value in zip((_TEXT, _LEVEL, _TARGET), texts, strict=True):
                cell = xlsx.put(sheet, row, column, None if value == "" else value)
                fillable.style(cell, open_for_answers=open_for_answers)
                measured = column != _TEXT and not self.framework.on(dimension.key).stepped
                cell.number_format = fillable.MEASURED if measured else fillable.TYPED

    def _list(self, name: str, own: Framework, levels: str) -> DataValidation:
        """Return a list of levels for cells; something else may stand there, after a question."""
        stepped = own.stepped
        ends = [f"{end:g}" for end in own.ends]
        return DataValidation(
            type="list" if stepped else "decimal",
            operator=None if stepped else "between",
            formula1=levels if stepped else ends[0],
            formula2=None if stepped else ends[1],
            allow_blank=True,
            errorStyle="warning",
            showErrorMessage=True,
            errorTitle=self.words["labels"][name],
            error=self._say("prompts", "not_listed", own),
            showInputMessage=True,
            promptTitle=self.words["labels"][name],
            prompt=self._say("prompts", name, own),
        )

    def _instructions(self, sheet: Worksheet) -> Lists:
        """Fill the sheet of instructions; return where on it the levels of each scale stand."""
        words = self.words["instructions"]
        sheet.column_dimensions["A"].width = _WIDTHS["level"]
        sheet.column_dimensions["B"].width = _STEPS
        xlsx.put(sheet, 1, 1, words["title"]).font = fillable.TITLE
        steps = [step.format(**self._names(self.framework)) for step in words["steps"]]
        for number, step in enumerate(steps, 1):
            place = xlsx.put(sheet, number + 2, 1, f"{number}.")
            place.alignment = Alignment(horizontal="right", vertical="top")
            xlsx.put(sheet, number + 2, 2, step).alignment = fillable.WRAPPED
            sheet.row_dimensions[number + 2].height = xlsx.height((step, _STEPS * 1.1))
        head = len(steps) + 4
        xlsx.put(sheet, head, 1, words["levels"]).font = fillable.PART
        return fillable.lists(sheet, head + 1, self.framework, self.language, _STEPS)
