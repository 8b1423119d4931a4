"""RENDER: a report becomes a workbook of plain values: findings, then a sheet for each table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from digimatrix.render import xlsx
from digimatrix.render.charts.palette import level_colours
from digimatrix.render.synthesis import PARTS, plainly
from digimatrix.report.document import Report, Synthesis
from digimatrix.report.figures import Overview, class_of
from digimatrix.report.tables import Column, Form, Table

FORMATS = {
    Form.TEXT: "General",
    Form.COUNT: "#,##0",
    Form.LEVEL: "General",
    Form.MEAN: "{0}",
    Form.SIGNED: '+{0};"\u2212"{0};"±"{0}',
    Form.SHARE: "0%",
    Form.PLACE: "General",
    Form.NUMBER: "General",
}
"""How each form is shown, {0} being a mean; the program puts in the reader's own decimal sign."""

_WIDEST, _NARROWEST = 72, 8  # in letters
_LINE = Side(style="thin", color="8B949E")
_HEADING = Font(bold=True)


def workbook(report: Report) -> bytes:
    """Return the report as an .xlsx file; the same report gives the same bytes."""
    book = Workbook()
    findings = book.active
    assert isinstance(findings, Worksheet)
    _findings(findings, report)
    taken = {findings.title.casefold()}
    if not report.synthesis.silent:
        matrix = book.create_sheet(xlsx.sheet_title(report.synthesis.title, taken))
        _matrix(matrix, report.synthesis)
    # levels on several scales in one column have no colours that say the same of each
    coloured = None if report.overview.scales else report.overview
    for table in report.tables:
        sheet = book.create_sheet(xlsx.sheet_title(table.title or table.id, taken))
        fill(sheet, table, report.words.decimals, coloured)
    properties = book.properties
    properties.title = xlsx.text(report.title)
    properties.description = xlsx.text(report.subtitle)
    properties.creator = f"digimatrix {report.version}"
    properties.language = report.words.language
    return xlsx.timeless(book, report.date)


def _findings(sheet: Worksheet, report: Report) -> None:
    """Title, findings and how to read the other sheets."""
    t = report.words.t
    sheet.title = xlsx.sheet_title(t("Findings"), set())
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 90
    lines: list[tuple[str, str]] = [
        (report.title, ""),
        (report.subtitle, ""),
        (
            t("{date}. {counts}", date=report.words.date(report.date), counts=report.counts_text),
            "",
        ),
    ]
    headings = {1}

    def part(title: str, rows: Sequence[tuple[str, str]]) -> None:
        if rows:
            lines.append(("", ""))
            lines.append((title, ""))
            headings.add(len(lines))
            lines.extend(rows)

    part(
        t("Findings"),
        [(report.words.number(i), f.text) for i, f in enumerate(report.findings, 1)],
    )
    overview = report.overview
    levels = list(zip(map(report.words.level, overview.starts), overview.classes, strict=True))
    part(t("Share of the scale") if overview.scales else t("Levels"), levels)
    part(
        t("How to read the sheets"),
        [
            (t("Empty cell"), t("The value is unknown; unknown is never 0.")),
            *_bold(report),
        ],
    )
    part(t("Terms and formulas"), [(method.term, method.text) for method in report.method])
    part(t("Notes on the data"), [(note.place, note.text) for note in report.notes])
    for number, (first, second) in enumerate(lines, 1):
        for column, text in enumerate((first, second), 1):
            if text:
                cell = xlsx.put(sheet, number, column, text)
                cell.alignment = Alignment(wrap_text=bool(second), vertical="top")
                if number in headings:
                    cell.font = _HEADING
        if second:
            sheet.row_dimensions[number].height = xlsx.height((first, 30), (second, 90))
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.row_dimensions[1].height = 24  # points: else the next line covers its descenders
    xlsx.page(sheet)


def _bold(report: Report) -> list[tuple[str, str]]:
    """Say what a bold level is; where there are several targets no level is bold."""
    target = report.overview.target
    if target is None:
        return []
    shown = report.words.level(target)
    told = report.words.t("The target of {target} is reached.", target=shown)
    return [(report.words.t("Bold level"), told)]


def _matrix(sheet: Worksheet, made: Synthesis) -> None:
    """Fill in the region's own matrix as it was asked: six columns, each line in its own cell.

    The parts begin on the same row in every column.
    """
    width = 38.0
    titles = dict.fromkeys((part.slug, part.title) for each in made.columns for part in each.parts)
    rows: list[tuple[list[str], bool]] = [
        ([column.heading for column in made.columns], True),
        ([column.answered for column in made.columns], False),
    ]
    for slug, title in sorted(titles, key=lambda each: PARTS.index(each[0])):
        lines = [
            [
                plainly(line, slug, made)
                for part in column.parts
                if part.slug == slug
                for line in part.lines
            ]
            for column in made.columns
        ]
        rows.append(([title if column else "" for column in lines], True))
        rows += [(list(row), False) for row in zip_longest(*lines, fillvalue="")]
    if made.general.lines:
        rows.append(([made.general.title], True))
        rows += [([plainly(line, "general", made)], False) for line in made.general.lines]
    for number, (texts, heading) in enumerate(rows, 1):
        for position, text in enumerate(texts, 1):
            if text:
                cell = xlsx.put(sheet, number, position, text)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if heading:
                    cell.font = _HEADING
        sheet.row_dimensions[number].height = xlsx.height(*((text, width) for text in texts))
    for position in range(1, len(made.columns) + 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    xlsx.page(sheet)


def fill(sheet: Worksheet, table: Table, decimals: int, overview: Overview | None = None) -> None:
    """Headings in the first row, so that any program finds them; notes below the rows.

    Means and differences have so many `decimals`; levels are coloured as in the overview, where
    there is one.
    """
    table = _named(table)
    widths = [_width(table, position) for position in range(len(table.columns))]
    for position, column in enumerate(table.columns, 1):
        heading = xlsx.put(sheet, 1, position, column.label)
        heading.font = _HEADING
        heading.border = Border(bottom=_LINE)
        heading.alignment = Alignment(
            wrap_text=True, vertical="bottom", horizontal=_side(column), indent=_indent(column)
        )
        sheet.column_dimensions[get_column_letter(position)].width = widths[position - 1]
    styles: dict[tuple[int, bool, bool], Any] = {}
    for number, row in enumerate(table.rows, 2):
        for position, (column, value) in enumerate(zip(table.columns, row, strict=True), 1):
            cell: Any = xlsx.put(sheet, number, position, value)
            kind = (position, isinstance(value, str), cell.quotePrefix)
            if kind not in styles:  # looking a style up costs more than all else about a cell
                if not isinstance(value, str):
                    cell.number_format = _format(column, decimals)
                cell.alignment = Alignment(
                    wrap_text=column.form is Form.TEXT,
                    vertical="top",
                    horizontal=_side(column),
                    indent=_indent(column),
                )
                styles[kind] = cell._style
            cell._style = styles[kind]
        texts = [
            (value, width)
            for value, width in zip(row, widths, strict=True)
            if isinstance(value, str)
        ]
        sheet.row_dimensions[number].height = xlsx.height(*texts)
    last = len(table.rows) + 1
    if table.columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{last}"
    sheet.freeze_panes = "B2"
    for position, column in enumerate(table.columns, 1):
        if overview is not None and _is_level(column) and table.rows:
            letter = get_column_letter(position)
            _colour(sheet, f"{letter}2:{letter}{last}", f"{letter}2", overview)
    for number, note in enumerate(table.notes, last + 2):
        xlsx.put(sheet, number, 1, note).font = Font(italic=True)
    sheet.print_title_rows = "1:1"
    xlsx.page(sheet)


def _named(table: Table) -> Table:
    """Return the table with slugs in words."""
    names = [column.names or {} for column in table.columns]
    if not any(names):
        return table
    return replace(
        table,
        rows=tuple(
            tuple(
                known.get(value, value) if isinstance(value, str) else value
                for known, value in zip(names, row, strict=True)
            )
            for row in table.rows
        ),
    )


def _colour(sheet: Worksheet, cells: str, first: str, overview: Overview) -> None:
    """Give each level its class's blue, and bold where it reaches the one target.

    Of several rules that hold a program may use the first alone, so no two hold at once.
    """
    target = overview.target
    edges = sorted({*overview.starts[1:], *([] if target is None else [target])})
    for low, high in pairwise([None, *edges, None]):
        index = 0 if low is None else class_of(low, overview.starts)
        colours = level_colours(index, len(overview.classes))
        fill, ink = (colour.removeprefix("#") for colour in colours)
        above = "" if low is None else f",{first}>={low:g}"
        below = "" if high is None else f",{first}<{high:g}"
        reached = target is not None and low is not None and low >= target
        sheet.conditional_formatting.add(
            cells,
            _rule(
                f"AND(ISNUMBER({first}){above}{below})",
                fill=PatternFill("solid", start_color=fill, end_color=fill),
                font=Font(color=ink, bold=reached),
            ),
        )


def _is_level(column: Column) -> bool:
    """Targets are not coloured: a dark column of them would hide the levels beside it."""
    return column.form is Form.LEVEL and column.key != "target"


def _format(column: Column, decimals: int) -> str:
    if column.form is Form.NUMBER and column.decimals is not None:
        return "0." + "0" * column.decimals if column.decimals else "0"
    return FORMATS[column.form].format("0." + "0" * decimals)


def _rule(formula: str, *, font: Font, fill: PatternFill) -> Rule:
    style = DifferentialStyle(font=font, fill=fill)
    return Rule(type="expression", dxf=style, formula=[formula])


def _side(column: Column) -> str:
    return "left" if column.form is Form.TEXT else "right"


def _indent(column: Column) -> int:
    """Texts stand off from the numbers to their left."""
    return 1 if column.form is Form.TEXT else 0


def _width(table: Table, position: int) -> float:
    """A width for the column's longest word and most of its texts, in letters."""
    column = table.columns[position]
    words = max((xlsx.letters(word) for word in column.label.split()), default=0)
    if column.form is not Form.TEXT:
        return max(_NARROWEST, words + 3)  # room for the filter's button
    lines = [
        xlsx.letters(line)
        for row in table.rows
        if isinstance(value := row[position], str)
        for line in value.splitlines()
    ]
    return min(_WIDEST, max(_NARROWEST, words + 4, max(lines, default=0) + 2))
