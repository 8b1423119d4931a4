"""RENDER: the region's own matrix becomes a Word document to edit, in the form it was asked in.

A landscape table of six columns with their headings, a row for each part, then what is said
about the whole matrix and the funder's lines.
"""

from __future__ import annotations

import io
import re

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from digimatrix.render import packing
from digimatrix.render.synthesis import ARROW, PARTS
from digimatrix.report.document import Line, Report, SynthesisColumn

MOST = 12
"""How many lines of a part are shown in a column; the others are in the workbook."""

_WIDTH, _HEIGHT, _MARGIN = Mm(297), Mm(210), Mm(12)  # A4, landscape
_SOFT = RGBColor(0x56, 0x5D, 0x66)
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def synthesis(report: Report) -> bytes:
    """Return the region's own matrix as a .docx file; the same report gives the same bytes."""
    made, document = report.synthesis, docx.Document()
    _prepare(document, report)
    document.add_heading(_text(made.title), 0)
    document.add_paragraph(_text(f"{made.subtitle} {report.words.date(report.date)}"))
    _matrix(document, report)
    if made.general.lines:
        document.add_heading(_text(made.general.title), 1)
        for line in made.general.lines:
            _line(document.add_paragraph(style="List Bullet"), line, report)
    document.add_heading(_text(report.words.t("How to read the matrix")), 1)
    for note in made.notes:
        paragraph = document.add_paragraph(_text(note), style="Small")
        paragraph.paragraph_format.keep_with_next = True  # no line of it alone on the last page
    for statement in report.funding:
        document.add_paragraph(_text(statement), style="Funder")
    stream = io.BytesIO()
    document.save(stream)
    return packing.timeless(stream.getvalue(), report.date)


def _prepare(document: Document, report: Report) -> None:
    """Set the page, the language, the styles and what the file says of itself."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    properties = document.core_properties
    properties.title = _text(report.synthesis.title)[:255]
    properties.subject = _text(report.subtitle)[:255]
    properties.author = properties.last_modified_by = f"digimatrix {report.version}"
    properties.comments = ""
    properties.language = report.words.language
    properties.revision = 1
    normal = _style(document, "Normal", 10)
    _language(normal.element.get_or_add_rPr(), report.words.language)
    normal.font.name = "Arial"  # on every system, or one of its width
    normal.paragraph_format.space_after = Pt(4)
    _style(document, "Title", 20)
    _style(document, "Heading 1", 12)
    bullet = _style(document, "List Bullet", 9).paragraph_format
    bullet.space_after, bullet.left_indent, bullet.first_line_indent = Pt(2), Mm(3.5), Mm(-3.5)
    for name, size in (("Part", 9), ("Small", 8.5), ("Funder", 9)):
        style = document.styles.add_style(name, 1)
        style.base_style = normal
        _style(document, name, size)
    part = _style(document, "Part", 9)
    part.font.bold, part.paragraph_format.space_before = True, Pt(3)
    _style(document, "Funder", 9).paragraph_format.space_after = Pt(0)


def _style(document: Document, name: str, size: float) -> ParagraphStyle:
    """Return a style of that size, black on white."""
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    if fonts is not None:
        fonts.getparent().remove(fonts)  # one font for all: that of Normal
    return style


def _language(properties: BaseOxmlElement, language: str) -> None:
    """Set the language of a style or a run."""
    element = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        element.set(qn(script), language)
    properties.append(element)


def _matrix(document: Document, report: Report) -> None:
    """Add the table: headings that are repeated on every page, and a row for each part."""
    columns = report.synthesis.columns
    found = {part.slug for column in columns for part in column.parts}
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    _describe(table, report)
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _styled(cell.paragraphs[0], "Part")
        cell.paragraphs[0].add_run(_text(column.heading))
        _styled(cell.add_paragraph(_text(column.answered)), "Small")
    for slug in (slug for slug in PARTS if slug in found):
        for cell, column in zip(table.add_row().cells, columns, strict=True):
            _cell(cell, column, slug, report)
    width = (_WIDTH - 2 * _MARGIN) // len(columns)
    for row in table.rows:
        for cell in row.cells:
            cell.width = width


def _describe(table: Table, report: Report) -> None:
    """Mark the row of headings, and say what the table holds to those who cannot see it."""
    heading = table.rows[0]._tr.get_or_add_trPr()
    for mark in ("w:cantSplit", "w:tblHeader"):
        heading.append(OxmlElement(mark))
    for mark, text in (
        ("w:tblCaption", report.synthesis.title),
        ("w:tblDescription", report.synthesis.subtitle),
    ):
        element = OxmlElement(mark)
        element.set(qn("w:val"), _text(text))
        table._tbl.tblPr.append(element)


def _cell(cell: _Cell, column: SynthesisColumn, slug: str, report: Report) -> None:
    """Fill a cell with a part of its column; an empty one has a dash."""
    part = next((part for part in column.parts if part.slug == slug), None)
    if part is None:
        cell.paragraphs[0].add_run("–")
        return
    _styled(cell.paragraphs[0], "Part")
    cell.paragraphs[0].add_run(_text(part.title))
    for line in part.lines[:MOST]:
        demand = slug == "demands"
        paragraph = _styled(cell.add_paragraph(), "Small" if demand else "List Bullet")
        _line(paragraph, line, report, demand=demand)
    if rest := len(part.lines[MOST:]):
        more = report.words.n("{n} more in the workbook", "{n} more in the workbook", rest)
        _soft(_styled(cell.add_paragraph(), "Small").add_run(_text(more)))


def _styled(paragraph: Paragraph, style: str) -> Paragraph:
    """Give a paragraph a style by its id; looking the name up takes longer than all else."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _line(paragraph: Paragraph, line: Line, report: Report, demand: bool = False) -> None:
    """Write a line: how many, what, in whose words, and who says so."""
    opening, closing = (ARROW, "") if demand else report.synthesis.quotation
    behind = [part for part in (line.share, line.topic) if part] if demand else []
    if line.share and not demand and not line.quote:
        paragraph.add_run(_text(f"{line.share} ")).bold = True
    if line.topic and not demand:
        paragraph.add_run(_text(f"{line.topic}: " if line.quote else line.topic))
    if line.quote:
        paragraph.add_run(opening)
        run = paragraph.add_run(_text(line.quote))
        if line.language and line.language != report.words.language:
            _language(run._r.get_or_add_rPr(), line.language)
        paragraph.add_run(closing)
    if line.who:
        behind.append(line.who)
    if behind:
        _soft(paragraph.add_run(_text(f" ({'; '.join(behind)})")))


def _soft(run: Run) -> None:
    run.font.color.rgb = _SOFT


def _text(text: str) -> str:
    """Return the text without what the format cannot hold."""
    return _UNFIT.sub("\ufffd", text)
