"""RENDER: the workbook in which a reviewer sets levels, made so that they are read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from digimatrix.languages import Words, data
from digimatrix.model.framework import Framework
from digimatrix.model.problems import N_
from digimatrix.read.settings.reviews import HEADINGS, MARK
from digimatrix.render import fillable, xlsx
from digimatrix.report.reviewing import Case
from digimatrix.report.tables import Value

COLUMNS: Mapping[str, float] = {
    "municipality": 17,
    "round": 9,
    "dimension": 17,
    "text": 58,
    "read": 17,
    "stated": 17,
    "reviewed_level": 21,
    "reason": 34,
    "reviewer": 18,
    "date": 13,
    "confidence": 13,
    "interval": 15,
    "evidence": 48,
    "rule": 38,
    MARK: 18,
}
"""The columns from the left by their keys, with their widths in letters."""

TO_FILL_IN = ("reviewed_level", "reason", "reviewer", "date")
"""What a reviewer types; the rest is locked."""

KEYS, HEAD = 1, 2
"""The hidden row of the columns' keys, by which the workbook is known again, and the headings."""

_OTHER_HEADINGS = {
    "text": N_("Answer"),
    "read": N_("Level read"),
    "stated": N_("Stated level"),
    "confidence": N_("Confidence"),
    "interval": N_("Interval"),
    "evidence": N_("Words that counted"),
    "rule": N_("Rule"),
}
_STEPS = (
    N_("Read the answer and choose its level in the white column “{level}”. What you leave "
       "empty stays as it was read or stated."),
    N_("Say why in a few words, and type your name and the date: they are shown in the report."),
    N_("The least certain answers come first. Filters are in the headings."),
    N_("Save the file into the folder of the returns, or name it with --reviews."),
    N_("If the municipality changes its answer later, your level is no longer used, and you are "
       "told so."),
)  # fmt: skip
_NAME, _LINE = 24, 110  # letters
_LOWEST = 32.0  # points: room for two lines of a reason
_DATE = "36526"  # 2000-01-01: anything earlier is a slip
_FILL = PatternFill("solid", start_color="7A4B00", end_color="7A4B00")  # headings to fill in


def workbook(cases: Sequence[Case], framework: Framework, words: Words) -> bytes:
    """Return the workbook of these answers; the same ones give the same bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    taken: set[str] = set()
    sheet.title = xlsx.sheet_title(words.t("Review"), taken)
    help_sheet = book.create_sheet(xlsx.sheet_title(words.t("How to review"), taken))
    levels = _help(help_sheet, framework, words)
    _headings(sheet, words)
    date_format = data(words.language, "template")["date_format"]
    for row, case in enumerate(cases, HEAD + 1):
        _row(sheet, row, case, date_format, stepped=framework.on(case.key).stepped)
    last = HEAD + max(1, len(cases))
    for keys in framework.scales.values():
        own = framework.on(keys[0])
        rows = [row for row, case in enumerate(cases, HEAD + 1) if case.key in keys]
        _choices(sheet, rows, own, levels[own.ends], words)
    _dates(sheet, last, words)
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(COLUMNS) - 1)}{last}"
    sheet.freeze_panes = f"{_letter('text')}{HEAD + 1}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    for each in book.worksheets:
        fillable.protect(each)
        xlsx.page(each)
        each.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.protection.autoFilter = False  # may be used although the sheet is locked
    book.properties.title = xlsx.text(words.t("Review"))
    book.properties.creator = "digimatrix"
    book.properties.language = words.language
    return xlsx.timeless(book)


def _letter(key: str) -> str:
    return get_column_letter(list(COLUMNS).index(key) + 1)


def _headings(sheet: Worksheet, words: Words) -> None:
    texts = {**HEADINGS, **_OTHER_HEADINGS}
    for column, (key, width) in enumerate(COLUMNS.items(), 1):
        xlsx.put(sheet, KEYS, column, key)
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = xlsx.put(sheet, HEAD, column, words.t(texts[key]) if key in texts else key)
        fill = _FILL if key in TO_FILL_IN else fillable.DARK
        fillable.style(cell, font=fillable.HEAD, fill=fill)
    sheet.row_dimensions[KEYS].hidden = True
    sheet.row_dimensions[HEAD].height = 32
    sheet.column_dimensions[_letter(MARK)].hidden = True


def _row(sheet: Worksheet, row: int, case: Case, date_format: str, *, stepped: bool) -> None:
    values: dict[str, Value] = {
        "municipality": case.municipality,
        "round": _year(case.round),
        "dimension": case.dimension,
        "text": case.text,
        "read": case.read,
        "stated": case.stated,
        "confidence": case.confidence,
        "interval": case.interval,
        "evidence": case.evidence,
        "rule": case.rule,
        MARK: case.fingerprint,
    }
    for column, key in enumerate(COLUMNS, 1):
        value = values.get(key)
        cell = xlsx.put(sheet, row, column, None if value == "" else value)
        to_fill_in = key in TO_FILL_IN
        fill = fillable.WHITE if to_fill_in else fillable.PALE
        fillable.style(cell, fill=fill, open_for_answers=to_fill_in)
        if key in ("round", "confidence"):
            cell.alignment = Alignment(horizontal="left", vertical="top")
        cell.number_format = {
            "round": "General",
            "confidence": "0%",
            "date": date_format,
            "reviewed_level": fillable.TYPED if stepped else fillable.MEASURED,
        }.get(key, fillable.TYPED)
    heights = [(str(values[key]), COLUMNS[key]) for key in values if key != MARK and values[key]]
    sheet.row_dimensions[row] = fillable.Growing(sheet, row, ht=max(_LOWEST, xlsx.height(*heights)))


def _year(round: str) -> Value:
    """Return a round that is a number as one: programs mark numbers that are text as faults."""
    return int(round) if round.isdecimal() and str(int(round)) == round else round


def _choices(
    sheet: Worksheet, rows: Sequence[int], own: Framework, levels: str, words: Words
) -> None:
    """Give the levels in rows of one scale a list, of which one must be chosen."""
    level = DataValidation(
        type="list" if own.stepped else "decimal",
        formula1=levels if own.stepped else f"{own.lowest:g}",
        operator=None if own.stepped else "between",
        formula2=None if own.stepped else f"{own.highest:g}",
        allow_blank=True,
        errorStyle="stop",
        showErrorMessage=True,
        errorTitle=words.t(HEADINGS["reviewed_level"]),
        error=words.t(
            "Choose one level from {low} to {high}.",
            low=words.level(own.lowest),
            high=words.level(own.highest),
        ),
    )
    if rows:
        fillable.check(sheet, level, _letter("reviewed_level"), rows)


def _dates(sheet: Worksheet, last: int, words: Words) -> None:
    """Give the dates a check."""
    date = DataValidation(
        type="date",
        operator="greaterThanOrEqual",
        formula1=_DATE,
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle=words.t(HEADINGS["date"]),
        error=words.t("Type a date."),
    )
    date.add(f"{_letter('date')}{HEAD + 1}:{_letter('date')}{last}")
    sheet.add_data_validation(date)


def _help(
    sheet: Worksheet, framework: Framework, words: Words
) -> Mapping[tuple[float, float], str]:
    """Fill the sheet that says how to review; return where on it each scale's levels stand."""
    sheet.column_dimensions["A"].width = _NAME
    sheet.column_dimensions["B"].width = _LINE
    xlsx.put(sheet, 1, 1, words.t("How to review")).font = fillable.TITLE
    for number, step in enumerate(_STEPS, 1):
        place = xlsx.put(sheet, number + 2, 1, f"{number}.")
        place.alignment = Alignment(horizontal="right", vertical="top")
        text = words.t(step, level=words.t(HEADINGS["reviewed_level"]))
        xlsx.put(sheet, number + 2, 2, text).alignment = fillable.WRAPPED
        sheet.row_dimensions[number + 2].height = xlsx.height((text, _LINE * 1.1))
    head = len(_STEPS) + 4
    xlsx.put(sheet, head, 1, words.t("Levels")).font = fillable.PART
    return fillable.lists(sheet, head + 1, framework, words.language, _LINE)
