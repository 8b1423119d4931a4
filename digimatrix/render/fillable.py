"""How workbooks that people fill in look: locked but for the cells to fill in, which are white."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

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
