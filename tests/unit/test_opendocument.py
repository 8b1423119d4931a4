import datetime
from dataclasses import replace

import pytest
from opening import only, opened, slugs, texts
from workbooks import fods, ods

from digimatrix.read.grids import Area
from digimatrix.read.limits import Limits

STRUCK = (
    '<style:style style:name="gone"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
)


def td(*paragraphs, attributes="", tag="table-cell"):
    lines = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return f"<table:{tag} {attributes}>{lines}</table:{tag}>"


def tr(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows, name="Taul1", attributes=""):
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


def cell(content, **parts):
    (found,) = only(opened(ods(table(tr(content)), **parts), "a.ods")).cells.values()
    return found


def test_paragraphs_are_lines():
    assert cell(td("eka", "", "- to<text:s text:c='2'/>ka<text:line-break/>x")).text == (
        "eka\n\n- to  ka\nx"
    )


def test_white_space_between_elements_is_no_text():
    assert cell(td("\n   a\n   b ")).text == "a b"


@pytest.mark.parametrize(
    ("attributes", "value", "text"),
    [
        ('office:value-type="float" office:value="3"', 3, "3"),
        ('office:value-type="float" office:value="2.5"', 2.5, "2.5"),
        ('office:value-type="percentage" office:value="0.75"', 0.75, "näkyy"),
        ('office:value-type="boolean" office:boolean-value="true"', True, "TRUE"),
        (
            'office:value-type="date" office:date-value="2022-03-14"',
            datetime.date(2022, 3, 14),
            "2022-03-14",
        ),
        (
            'office:value-type="time" office:time-value="PT14H30M00S"',
            datetime.time(14, 30),
            "14:30",
        ),
        ('office:value-type="date" office:date-value="rubbish"', "näkyy", "näkyy"),
        ('office:value-type="string"', "näkyy", "näkyy"),
    ],
)
def test_values_are_what_the_cell_states(attributes, value, text):
    found = cell(td("näkyy", attributes=attributes))
    assert (found.value, found.text) == (value, text)


@pytest.mark.parametrize(
    ("kind", "value", "shown", "decimals"),
    [
        ("float", "80.09", "80.09", 2),
        ("float", "80.0912", "80,1", 1),
        ("float", "1234", "1,234", 0),
        ("percentage", "0.806", "81 %", 0),
        ("percentage", "0.806", "80.6%", 1),
        ("float", "3", "kolme", None),
    ],
)
def test_the_shown_decimals_are_those_of_the_words_in_the_cell(kind, value, shown, decimals):
    stated = f'office:value-type="{kind}" office:value="{value}"'
    assert cell(td(shown, attributes=stated)).decimals == decimals


def test_formulas_give_their_value_or_are_errors():
    found = cell(
        td("3", attributes='table:formula="of:=1+2" office:value-type="float" office:value="3"')
    )
    assert (found.value, found.formula, found.error) == (3, True, False)
    found = cell(td("#REF!", attributes='table:formula="of:=x" office:value-type="string"'))
    assert (found.text, found.error) == ("#REF!", True)
    assert cell(td(attributes='table:formula="of:=x"')).error


def test_struck_words_are_kept_apart():
    found = cell(td('on <text:span text:style-name="gone">ei</text:span>jo'), styles=STRUCK)
    assert (found.text, found.struck) == ("on jo", "ei")
    found = cell(td("poistettu", attributes='table:style-name="gone"'), styles=STRUCK)
    assert (found.text, found.struck) == ("", "poistettu")


def test_notes_hang_on_their_cells():
    note = "<office:annotation><creator>X</creator><text:p>huom</text:p></office:annotation>"
    found = cell(f"<table:table-cell>{note}<text:p>a</text:p></table:table-cell>")
    assert (found.text, found.comment) == ("a", "huom")


def test_repeated_cells_and_rows_stand_where_they_are_repeated():
    grid = only(
        opened(
            ods(
                table(
                    tr(td(), attributes='table:number-rows-repeated="3"'),
                    tr(
                        td(attributes='table:number-columns-repeated="2"'),
                        td("x", attributes='table:number-columns-repeated="2"'),
                        attributes='table:number-rows-repeated="2"',
                    ),
                    tr(
                        td(attributes='table:number-columns-repeated="16384"'),
                        attributes='table:number-rows-repeated="1048570"',
                    ),
                )
            ),
            "a.ods",
        )
    )
    assert set(texts(grid)) == {"C4", "D4", "C5", "D5"}


def test_a_table_of_endless_repetition_is_refused():
    endless = tr(
        td("x", attributes='table:number-columns-repeated="16384"'),
        attributes='table:number-rows-repeated="1048576"',
    )
    found = opened(ods(table(endless)), "a.ods", Limits(cells=5000))
    assert [dict(problem.facts) for problem in found.problems] == [
        {"limit": "cells", "allowed": "5000"}
    ]


def test_what_is_hidden_is_marked():
    hidden = (
        '<style:style style:name="ta1"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    made = table(
        columns,
        tr(td("a"), td("b")),
        tr(td("c"), attributes='table:visibility="filter"'),
        attributes='table:style-name="ta1"',
    )
    grid = only(opened(ods(made, styles=hidden), "a.ods"))
    assert (grid.hidden, grid.hidden_rows, grid.hidden_columns) == (True, {2}, {2})


def test_merges_are_areas_and_covered_text_is_kept():
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    grid = only(
        opened(
            ods(table(tr(td("a", attributes=spans), td("b", tag="covered-table-cell")))), "a.ods"
        )
    )
    assert grid.merges == (Area(1, 1, 3, 2),)
    assert texts(grid) == {"A1": "a", "B1": "b"}


def test_several_sheets_keep_their_names():
    made = table(tr(td("1")), name="Nokia") + table(tr(td("2")), name="Lahti")
    grids = opened(ods(made), "a.ods").grids
    assert [(grid.sheet, texts(grid)) for grid in grids] == [
        ("Nokia", {"A1": "1"}),
        ("Lahti", {"A1": "2"}),
    ]


def test_words_in_drawings_and_tracked_changes_are_none_of_a_cell():
    aside = f"<table:tracked-changes>{td('x')}</table:tracked-changes>"
    shapes = "<table:shapes><rect><text:p>Täytä</text:p><text:p>tämä</text:p></rect></table:shapes>"
    boxed = "<table:table-cell><rect><text:p>x</text:p></rect><text:p>a</text:p></table:table-cell>"
    found = opened(ods(aside + table(shapes, tr(boxed))), "a.ods")
    assert texts(found.grids[0]) == {"A1": "a"}
    assert [dict(problem.facts) for problem in found.problems] == [{"text": "Täytä tämä x"}]


def test_a_document_with_a_password_is_named_as_such():
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    found = opened(ods("", parts={"META-INF/manifest.xml": manifest}), "a.ods")
    assert slugs(found) == ["password-protected"]


PAGES = (
    '<office:master-styles><style:master-page style:name="Default">'
    "<style:header><text:p>Nokian <text:span>kaupunki</text:span></text:p>"
    "<text:p><text:sheet-name>???</text:sheet-name></text:p></style:header>"
    "<style:footer><text:p>Sivu <text:page-number>1</text:page-number></text:p></style:footer>"
    '<style:footer-left style:display="false"><text:p>Lahti</text:p></style:footer-left>'
    '</style:master-page><style:master-page style:name="other"><style:footer><style:region-left>'
    "<text:p>Pori</text:p></style:region-left></style:footer></style:master-page>"
    "</office:master-styles>"
)
OTHER = '<style:style style:name="ta2" style:master-page-name="other"/>'


def test_the_margins_of_printed_pages_are_kept_by_sheet_and_said():
    made = table(tr(td("a"))) + table(tr(td("b")), name="U", attributes='table:style-name="ta2"')
    spaces = 'xmlns:office="o" xmlns:style="s" xmlns:text="t"'
    styles = f"<office:document-styles {spaces}>{PAGES}</office:document-styles>"
    found = opened(ods(made, styles=OTHER, parts={"styles.xml": styles}), "a.ods")
    assert [grid.margins for grid in found.grids] == [("Nokian kaupunki",), ("Pori",)]
    assert [(p.rule.slug, p.facts["text"]) for p in found.problems] == [
        ("page-margin", "Nokian kaupunki"),
        ("page-margin", "Pori"),
    ]
    flat = opened(fods(made, styles=OTHER + PAGES), "a.fods")
    assert flat.grids == tuple(replace(grid, file="a.fods") for grid in found.grids)


def test_pictures_of_a_flat_document_are_no_words():
    image = "<frame><image><office:binary-data>aGVsbG8=</office:binary-data></image></frame>"
    made = table(f"<table:shapes>{image}</table:shapes>", tr(td("a")))
    assert texts(only(opened(fods(made), "a.fods"))) == {"A1": "a"}
