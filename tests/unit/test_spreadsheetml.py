import datetime

import pytest
from opening import only, opened, slugs, texts
from workbooks import spreadsheetml

from digimatrix.read.grids import Area
from digimatrix.read.limits import Limits

STYLES = (
    '<Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="Calibri"/></Style>'
    '<Style ss:ID="gone"><Font ss:StrikeThrough="1"/></Style>'
    '<Style ss:ID="child" ss:Parent="gone"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="percent"><NumberFormat ss:Format="0%"/></Style>'
    '<Style ss:ID="standard"><NumberFormat ss:Format="Standard"/></Style>'
    '<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style>'
)
HTML = 'xmlns="http://www.w3.org/TR/REC-html40"'


def td(stored, kind="String", attributes="", inside=""):
    return f'<Cell {attributes}><Data ss:Type="{kind}">{stored}</Data>{inside}</Cell>'


def tr(*cells, attributes=""):
    return f"<Row {attributes}>{''.join(cells)}</Row>"


def table(*rows):
    return f"<Table>{''.join(rows)}</Table>"


def page(*rows, **more):
    return only(opened(spreadsheetml(table(*rows), styles=STYLES, **more), "a.xml"))


def cell(content):
    (found,) = page(tr(content)).cells.values()
    return found


def test_cells_are_placed_by_index_or_by_counting_after_merges():
    grid = page(
        tr(td("a"), td("b", attributes='ss:Index="3" ss:MergeAcross="1"'), td("c")),
        tr(td("d"), attributes='ss:Index="4" ss:Span="2"'),
        tr(td("e", attributes='ss:MergeDown="1"')),
    )
    assert texts(grid) == {"A1": "a", "C1": "b", "E1": "c", "A4": "d", "A7": "e"}
    assert grid.merges == (Area(1, 3, 1, 4), Area(7, 1, 8, 1))


@pytest.mark.parametrize(
    ("content", "value", "text"),
    [
        (td("2", "Number"), 2, "2"),
        (td("2.5", "Number"), 2.5, "2.5"),
        (td("0.5", "Number", 'ss:StyleID="percent"'), 0.5, "50%"),
        (td("44634", "Number", 'ss:StyleID="day"'), datetime.date(2022, 3, 14), "2022-03-14"),
        (td("2022-03-14T00:00:00.000", "DateTime"), datetime.date(2022, 3, 14), "2022-03-14"),
        (
            td("2022-03-14T08:30:00.000", "DateTime"),
            datetime.datetime(2022, 3, 14, 8, 30),
            "2022-03-14 08:30",
        ),
        (td("1899-12-31T08:30:00.000", "DateTime"), datetime.time(8, 30), "08:30"),
        (td("1", "Boolean"), True, "TRUE"),
        (td("2–3"), "2–3", "2–3"),
        (td("x", "Number"), "x", "x"),
        (td("14.3.2022", "DateTime"), "14.3.2022", "14.3.2022"),
        (td("a&#10;b &amp; c"), "a\nb & c", "a\nb & c"),
    ],
)
def test_each_type_is_read(content, value, text):
    found = cell(content)
    assert (found.value, found.text) == (value, text)
    assert type(found.value) is type(value)


def test_decimals_are_those_of_the_format():
    assert cell(td("2", "Number", 'ss:StyleID="standard"')).decimals == 2
    assert cell(td("2", "Number")).decimals is None


def test_errors_and_formulas_are_told_apart():
    assert cell(td("#REF!", "Error")).error
    found = cell(td("3", "Number", 'ss:Formula="=R[-1]C+1"'))
    assert (found.value, found.formula, found.error) == (3, True, False)
    found = cell('<Cell ss:Formula="=R[-1]C+1"/>')
    assert (found.value, found.formula, found.error) == ("=R[-1]C+1", True, True)


def test_struck_words_are_kept_apart():
    rich = f'<Cell><ss:Data ss:Type="String" {HTML}><B>on</B> <S>ei</S><I>jo</I></ss:Data></Cell>'
    found = cell(rich)
    assert (found.value, found.text, found.struck) == ("on jo", "on jo", "ei")
    found = cell(td("poistettu", attributes='ss:StyleID="gone"'))
    assert (found.text, found.struck) == ("", "poistettu")
    found = cell(td("0.25", "Number", 'ss:StyleID="child"'))
    assert (found.text, found.struck) == ("", "25%")


def test_styles_of_rows_and_columns_reach_cells_without_one():
    column = '<Column ss:Index="2" ss:StyleID="gone" ss:Span="1"/>'
    grid = page(
        column,
        tr(td("a"), td("b"), td("c"), td("d", attributes='ss:StyleID="Default"')),
        tr(td("e"), attributes='ss:StyleID="gone"'),
    )
    assert {text for text in texts(grid).values() if text} == {"a", "d"}
    assert [found.struck for found in grid.cells.values() if found.struck] == ["b", "c", "e"]


def test_notes_hang_on_their_cells():
    note = f'<Comment ss:Author="N"><ss:Data {HTML}><B>N:</B>&#10;huom</ss:Data></Comment>'
    found = cell(td("a", inside=note))
    assert (found.text, found.comment) == ("a", "N:\nhuom")
    assert cell(f"<Cell>{note}</Cell>").comment == "N:\nhuom"


def test_what_is_hidden_is_marked():
    hidden = "<WorksheetOptions><Visible>SheetVeryHidden</Visible></WorksheetOptions>"
    rows = table(
        '<Column/><Column ss:Hidden="1"/>',
        tr(td("a"), td("b")),
        tr(td("c"), attributes='ss:Hidden="1"'),
    )
    grids = opened(spreadsheetml(rows + hidden, rows, names=("X", "Y")), "a.xml").grids
    assert [(g.sheet, g.hidden, g.hidden_rows, g.hidden_columns) for g in grids] == [
        ("X", True, {2}, {2}),
        ("Y", False, {2}, {2}),
    ]


def test_the_margins_of_printed_pages_are_kept_and_said():
    margins = (
        "<WorksheetOptions><PageSetup><Header x:Data='&amp;C&amp;&quot;Arial&quot;Nokia'/>"
        "<Footer x:Data='Sivu &amp;P / &amp;N'/></PageSetup></WorksheetOptions>"
    )
    found = opened(spreadsheetml(table(tr(td("a"))) + margins), "a.xml")
    assert found.grids[0].margins == ("Nokia",)
    assert slugs(found) == ["page-margin"]


def test_the_encoding_that_the_file_names_is_used():
    text = spreadsheetml(table(tr(td("Säkylä"))), declaration='"1.0" encoding="windows-1252"')
    grid = only(opened(text.decode().encode("cp1252"), "a.xml"))
    assert texts(grid) == {"A1": "Säkylä"}
    plain = spreadsheetml(table(tr(td("Säkylä")))).decode()
    for data in (plain.encode("utf-16"), plain.encode("utf-8-sig"), b"\r\n" + plain.encode()):
        assert texts(only(opened(data, "a.xml"))) == {"A1": "Säkylä"}


def test_a_workbook_named_xls_is_read_and_said():
    found = opened(spreadsheetml(table(tr(td("x")))), "a.xls")
    assert (slugs(found), texts(found.grids[0])) == (["wrong-extension"], {"A1": "x"})


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (spreadsheetml(table(tr(td("x"))))[:-20], "damaged-file"),
        (spreadsheetml(table(tr(td("x", attributes='ss:Index="16385"')))), "damaged-file"),
        (spreadsheetml(table(tr(td("x"), attributes='ss:Index="1048577"'))), "damaged-file"),
        (spreadsheetml(table(tr())), "empty-file"),
        (spreadsheetml(table(tr(td("&bomb;")))), "damaged-file"),
    ],
)
def test_what_is_wrong_is_one_problem(data, slug):
    assert slugs(opened(data, "a.xml")) == [slug]


def test_limits_are_kept():
    data = spreadsheetml(table(*[tr(td("x" * 50))] * 20))
    for limits in ({"cells": 19}, {"cell_characters": 49}, {"elements": 30}, {"depth": 3}):
        found = opened(data, "a.xml", Limits(**limits))
        assert [p.facts["limit"] for p in found.problems] == list(limits)
