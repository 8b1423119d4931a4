"""Web pages that other systems call workbooks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from digimatrix.read.formats.workbook import Opened, open_file
from digimatrix.read.grids import Area
from digimatrix.read.limits import LIMITS


@pytest.fixture
def opened(tmp_path):
    def read(page: str | bytes, name: str = "a.xls", **limits: int) -> Opened:
        path = tmp_path / "file"
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        return open_file(Path(path), name, replace(LIMITS, **limits))

    return read


def texts(found: Opened) -> dict[tuple[int, int], str]:
    (grid,) = found.grids
    return {place: cell.text for place, cell in grid.cells.items()}


def slugs(found: Opened) -> list[str]:
    return [problem.rule.slug for problem in found.problems]


def test_cells_lie_where_a_browser_shows_them(opened):
    page = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>"
    found = opened(page)
    assert texts(found) == {(1, 1): "a", (1, 2): "b", (2, 2): "c", (2, 3): "d"}
    assert found.grids[0].merges == (Area(1, 1, 2, 1), Area(1, 2, 1, 3))
    assert slugs(found) == ["wrong-extension"]


def test_lines_entities_and_lists_become_words(opened):
    page = "<table><td>a<br>b &amp; c&nbsp;d &auml;<ul><li>yksi<li>kaksi</ul></table>"
    assert texts(opened(page)) == {(1, 1): "a\nb & c d ä\n- yksi\n- kaksi"}


def test_paragraphs_above_a_table_are_rows_and_a_blank_row_stands_between(opened):
    page = (
        "<title>x</title><h1>Nokia</h1><p>Pvm: 1.2.2025</p><table><td>a</table><table><td>b</table>"
    )
    assert texts(opened(page)) == {
        (1, 1): "Nokia",
        (2, 1): "Pvm: 1.2.2025",
        (4, 1): "a",
        (6, 1): "b",
    }


def test_a_table_in_a_cell_is_that_cells_words(opened):
    page = "<table><tr><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</table></td><td>d</table>"
    assert texts(opened(page)) == {(1, 1): "a b\nc", (1, 2): "d"}


def test_scripts_styles_and_entities_of_its_own_do_nothing(opened):
    page = (
        "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><script>alert('x')</script>"
        "<style>td {}</style><table><td>a<script>b()</script>&a;</table>"
    )
    assert "root:" not in str(texts(opened(page)))
    assert "alert" not in str(texts(opened(page)))


def test_struck_words_and_hidden_rows_are_told(opened):
    page = (
        "<table><tr><td>a <s>b</s> <span style='text-decoration: line-through'>c</span>"
        "<tr style='display:none'><td>d</table>"
    )
    (grid,) = opened(page).grids
    assert (grid.cells[1, 1].text, grid.cells[1, 1].struck) == ("a", "bc")
    assert grid.hidden_rows == {2}


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=iso-8859-1><table><td>ä €</table>".encode("cp1252"),
        "\ufeff<table><td>ä €</table>".encode("utf-16-le"),
        b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><table><td>'
        + "ä €".encode(),
    ],
)
def test_letters_are_read_as_the_page_says(opened, page):
    assert texts(opened(page)) == {(1, 1): "ä €"}


def test_a_page_that_says_to_be_one_is_no_return(opened):
    assert slugs(opened("<html><table><td>a</table>", "index.html")) == ["unknown-format"]


@pytest.mark.parametrize("page", ["<html>", "\n <!DOCTYPE HTML><html><table></table></html>"])
def test_a_page_without_words_is_empty(opened, page):
    assert slugs(opened(page)) == ["wrong-extension", "empty-file"]


@pytest.mark.parametrize(
    ("page", "limits"),
    [
        ("<table>" + "<div>" * 300, {}),
        ("<table>" + "<tr><td>x" * 50, {"tree_elements": 60}),
        ("<table>" + "<tr><td>x" * 50, {"cells": 40}),
        ("<table><td>" + "x" * 2000, {"cell_characters": 1000}),
    ],
)
def test_a_page_that_asks_for_too_much_is_refused(opened, page, limits):
    assert "too-large" in slugs(opened(page, **limits))


def test_spans_beyond_a_sheet_are_damage(opened):
    page = "<table><tr>" + "<td colspan=1000>x" * 20
    assert "damaged-file" in slugs(opened(page))
