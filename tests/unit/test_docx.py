"""The region's own matrix as a Word document."""

from __future__ import annotations

import dataclasses
import io

import docx as word
import pytest
import region
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from digimatrix.render import docx
from digimatrix.report.document import Report


@pytest.fixture(scope="module")
def report() -> Report:
    return region.report(12, "fi")


@pytest.fixture(scope="module")
def made(report: Report) -> Document:
    return word.Document(io.BytesIO(docx.synthesis(report)))


def test_it_is_a_landscape_table_of_the_six_columns(made: Document) -> None:
    section = made.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [297, 210]
    (table,) = made.tables
    assert [cell.paragraphs[0].text for cell in table.rows[0].cells] == [
        each.heading["fi"] for each in region.FRAMEWORK.dimensions
    ]


def test_the_headings_come_again_on_every_page(made: Document) -> None:
    first, *rest = made.tables[0].rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr is None for row in rest)


def test_the_document_says_its_language_and_its_title(made: Document, report: Report) -> None:
    lang = made.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert lang.get(qn("w:val")) == "fi"
    assert made.core_properties.language == "fi"
    assert made.core_properties.title == report.synthesis.title
    assert made.tables[0]._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_demands_keep_their_arrow_and_capitals(made: Document) -> None:
    texts = [p.text for row in made.tables[0].rows for cell in row.cells for p in cell.paragraphs]
    assert any(text.startswith("→ YHTEISET STRIIMAUSLAITTEET (") for text in texts)


def test_words_in_another_language_are_marked(report: Report) -> None:
    english = region.report(12, "en")
    document = word.Document(io.BytesIO(docx.synthesis(english)))
    marked = {
        run.text: run._r.rPr.find(qn("w:lang")).get(qn("w:val"))
        for row in document.tables[0].rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run._r.rPr is not None and run._r.rPr.find(qn("w:lang")) is not None
    }
    assert marked["YHTEISET STRIIMAUSLAITTEET"] == "fi"


def test_the_funders_lines_stand_last(made: Document, report: Report) -> None:
    last = [paragraph.text for paragraph in made.paragraphs][-len(report.funding) :]
    assert tuple(last) == report.funding


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert docx.synthesis(report) == docx.synthesis(report)


def test_what_the_format_cannot_hold_is_replaced(report: Report) -> None:
    odd = dataclasses.replace(report.synthesis, title="a\x00b\ud800")
    document = word.Document(io.BytesIO(docx.synthesis(dataclasses.replace(report, synthesis=odd))))
    assert document.paragraphs[0].text == "a\ufffdb\ufffd"


def test_a_long_part_is_cut_and_says_where_the_rest_is(report: Report) -> None:
    column = report.synthesis.columns[0]
    part = dataclasses.replace(column.parts[0], lines=column.parts[0].lines[:1] * (docx.MOST + 2))
    long = dataclasses.replace(
        report.synthesis,
        columns=(dataclasses.replace(column, parts=(part,)), *report.synthesis.columns[1:]),
    )
    document = word.Document(
        io.BytesIO(docx.synthesis(dataclasses.replace(report, synthesis=long)))
    )
    cell = next(
        row.cells[0] for row in document.tables[0].rows if row.cells[0].text.startswith(part.title)
    )
    assert len(cell.paragraphs) == 1 + docx.MOST + 1
    assert "2" in cell.paragraphs[-1].text


def test_how_to_read_the_matrix_stands_together_on_one_page(made: Document, report: Report) -> None:
    texts = [paragraph.text for paragraph in made.paragraphs]
    start = texts.index(report.words.t("How to read the matrix"))
    notes = made.paragraphs[start + 1 : start + 1 + len(report.synthesis.notes)]
    assert [each.text for each in notes] == list(report.synthesis.notes)
    assert all(each.paragraph_format.keep_with_next for each in notes)
