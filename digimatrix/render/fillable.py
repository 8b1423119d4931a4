"""How workbooks that people fill in look: locked but for the cells to fill in, which are white."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import absolute_coordinate, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from digimatrix.model.framework import Framework
from digimatrix.render import xlsx

TYPED = "@"
"""The format of cells in which what is typed stays text: "2-3" is no date, "=" no formula."""

MEASURED = "General"
"""The format of cells for a number: as text, a program would find none between its limits."""

_FONT = "Calibri"
TITLE = Font(name=_FONT, bold=True, size=16)
PART = Font(name=_FONT, bold=True, size=13)
PLAIN = Font(name=_FONT, size=11)
BOLD = Font(name=_FONT, bold=True, size=11)
HEAD = Font(name=_FONT, bold=True, size=11, color="FFFFFF")
DARK = PatternFill("solid", start_color="1F4E79", end_color="1F4E79")
PALE = PatternFill("solid", start_color="E6EEF5", end_color="E6EEF5")
WHITE = PatternFill("solid", start_color="FFFFFF", end_color="FFFFFF")
WRAPPED = Alignment(wrap_text=True, vertical="top")
_SIDE = Side(style="thin", color="8B949E")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


class Growing(RowDimension):
    """A row that has a height to begin with, and grows with what is typed into it."""

    customHeight = False  # noqa: N815


def style(
    cell: Cell,
    *,
    font: Font = PLAIN,
    fill: PatternFill = WHITE,
    open_for_answers: bool = False,
) -> None:
    """Give a cell a box, and lock it unless it is to be filled in."""
    cell.border, cell.fill, cell.alignment = _BOX, fill, WRAPPED
    cell.font = font
    cell.protection = Protection(locked=not open_for_answers)


def prompt(sheet: Worksheet, address: str, title: str, words: str) -> None:
    """Show words beside a cell while it is chosen; anything may be typed."""
    rule = DataValidation(showInputMessage=True, promptTitle=title, prompt=words)
    rule.add(address)
    sheet.add_data_validation(rule)


def protect(sheet: Worksheet) -> None:
    """Lock what is not open for answers, without a password; rows and columns may be resized."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = False
    sheet.protection.formatColumns = False


def check(sheet: Worksheet, rule: DataValidation, column: str, rows: Sequence[int]) -> None:
    """Let a rule hold in these rows of a column; those that follow one another are one range."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        rule.add(f"{column}{found[0]}:{column}{found[-1]}")
    sheet.add_data_validation(rule)


def lists(
    sheet: Worksheet, first: int, framework: Framework, language: str, letters: int
) -> dict[tuple[float, float], str]:
    """Write the levels of each scale from that row on; return where the list of each stands.

    Sentences take so many `letters` in a line. Above the levels stands whose they are, where
    dimensions are on several scales.
    """
    found, row = {}, first
    for keys in framework.scales.values():
        own = framework.on(keys[0])
        if framework.mixed:
            style(xlsx.put(sheet, row, 1, own.listed(keys, language)), font=BOLD)
            row += 1
        cells = f"A{row}:A{row + len(own.levels) - 1}"
        found[own.ends] = f"{quote_sheetname(sheet.title)}!{absolute_coordinate(cells)}"
        for level in own.levels:
            name = xlsx.put(sheet, row, 1, own.level_text(level.value, language))
            style(name, font=BOLD, fill=PALE)
            sentence = level.sentence.get(language, "")
            style(xlsx.put(sheet, row, 2, sentence))
            sheet.row_dimensions[row].height = xlsx.height((sentence, letters * 1.1))
            row += 1
    return found
