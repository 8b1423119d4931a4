import datetime

import pytest
from opening import only, opened, slugs, texts
from workbooks import MAIN, RELATIONS, pack, relations, said, sheet, xlsx

from digimatrix.read.grids import Area

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def read(rows, **parts):
    """Return the one grid of a workbook with these rows."""
    return only(opened(xlsx(sheet(rows), **parts)))


def cell(content, **parts):
    """Return the one cell of a workbook that holds one."""
    (found,) = read(f'<row r="1">{content}</row>', **parts).cells.values()
    return found


def formats(*codes, font=0):
    """Return a styles part: format 0 general, then one for each code; font 1 is struck."""
    made = "".join(f'<numFmt numFmtId="{n}" formatCode="{c}"/>' for n, c in enumerate(codes, 200))
    used = "".join(f'<xf numFmtId="{n}" fontId="{font}"/>' for n, _ in enumerate(codes, 200))
    return (
        f"<numFmts>{made}</numFmts><fonts><font/><font><strike/></font></fonts>"
        f"<cellStyleXfs><xf fontId='1'/></cellStyleXfs><cellXfs><xf/>{used}</cellXfs>"
        "<dxfs><dxf><font><strike/></font></dxf></dxfs>"
    )


def test_inline_and_shared_strings_give_their_words():
    grid = read(
        '<row r="1"><c r="A1" t="s"><v>1</v></c>' + said("B1", " tässä ") + "</row>",
        strings="<si><t>eka</t></si><si><r><t>to</t></r><r><rPr><b/></rPr><t>ka</t></r></si>",
    )
    assert texts(grid) == {"A1": "toka", "B1": "tässä"}


def test_phonetic_hints_are_no_words():
    assert cell('<c t="inlineStr"><is><t>sana</t><rPh><t>X</t></rPh></is></c>').text == "sana"


def test_escapes_become_the_characters_they_stand_for():
    assert cell(said("A1", "a_x000D_\nb _x005F_x000D_ c")).text == "a\nb _x000D_ c"


def test_struck_words_are_kept_apart_from_those_that_stand():
    runs = "<r><t>on </t></r><r><rPr><strike/></rPr><t>ei</t></r>"
    runs += '<r><rPr><strike val="0"/></rPr><t>jo</t></r>'
    found = cell(f'<c t="inlineStr"><is>{runs}</is></c>')
    assert (found.text, found.struck, found.value) == ("on jo", "ei", "on jo")


def test_a_cell_struck_through_as_a_whole_has_no_words_left():
    found = cell(said("A1", "poistettu", ' s="1"'), styles=formats("General", font=1))
    assert (found.text, found.struck) == ("", "poistettu")


def test_a_run_without_a_format_of_its_own_is_struck_like_its_cell():
    runs = "<r><t>ei</t></r><r><rPr><b/></rPr><t>on</t></r>"
    found = cell(f'<c s="1" t="inlineStr"><is>{runs}</is></c>', styles=formats("@", font=1))
    assert (found.text, found.struck) == ("on", "ei")


@pytest.mark.parametrize(
    ("stored", "text"),
    [("3", "3"), ("2.5", "2.5"), ("0.1", "0.1"), ("1E3", "1000"), ("-0.5", "-0.5")],
)
def test_numbers_are_shown_without_surplus(stored, text):
    found = cell(f"<c><v>{stored}</v></c>")
    assert (found.text, float(found.value)) == (text, float(stored))


@pytest.mark.parametrize(
    ("code", "stored", "value"),
    [
        ("d.m.yyyy", "45000", datetime.date(2023, 3, 15)),
        ("d\\-mmm", "45000", datetime.date(2023, 3, 15)),
        ("[$-40B]d. mmmm", "45000.5", datetime.datetime(2023, 3, 15, 12)),
        ("hh:mm", "0.75", datetime.time(18)),
        ("yyyy", "1", datetime.date(1900, 1, 1)),
        ("yyyy", "61", datetime.date(1900, 3, 1)),
        ("yyyy", "9999999", 9999999),
        ("0.0 &quot;days&quot;", "45000", 45000),
        ("[Red]0", "45000", 45000),
        ("General", "45000", 45000),
    ],
)
def test_a_number_is_a_date_if_its_format_says_so(code, stored, value):
    assert cell(f'<c s="1"><v>{stored}</v></c>', styles=formats(code)).value == value


def test_a_built_in_format_makes_a_date_too():
    styles = "<cellXfs><xf numFmtId='14'/></cellXfs>"
    assert cell('<c s="0"><v>45000</v></c>', styles=styles).text == "2023-03-15"


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:q="{RELATIONS}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="T" q:id="rId1"/></sheets></workbook>'
    )
    found = cell('<c s="1"><v>43538</v></c>', book=book, styles=formats("yyyy-mm-dd"))
    assert found.value == datetime.date(2023, 3, 15)


def test_a_date_may_be_written_out():
    assert cell('<c t="d"><v>2022-03-14T00:00:00</v></c>').value == datetime.date(2022, 3, 14)


def test_per_cents_are_shown_as_such():
    assert cell('<c s="1"><v>0.75</v></c>', styles=formats("0%")).text == "75%"


def test_truth_values_and_errors_are_what_they_are():
    assert cell('<c t="b"><v>1</v></c>').value is True
    found = cell('<c t="e"><v>#REF!</v></c>')
    assert (found.text, found.error) == ("#REF!", True)


def test_a_formula_gives_its_stored_value_or_is_an_error():
    found = cell("<c><f>1+2</f><v>3</v></c>")
    assert (found.value, found.formula, found.error) == (3, True, False)
    found = cell("<c><f>1+2</f><v></v></c>")
    assert (found.value, found.text, found.formula, found.error) == ("=1+2", "", True, True)
    assert cell('<c t="str"><f>A2</f><v>sana</v></c>').text == "sana"


def test_a_formula_that_shows_nothing_is_an_empty_cell():
    grid = read('<row><c t="str"><f>IF(1,"")</f><v></v></c>' + said("B1", "x") + "</row>")
    assert texts(grid) == {"B1": "x"}


def test_cells_and_rows_without_addresses_are_counted():
    here = '<c t="inlineStr"><is><t>x</t></is></c>'
    rows = f"<row>{here}{here}</row><row>{here}</row><row r='0'>{here}</row>"
    assert set(texts(read(rows))) == {"A1", "B1", "A2", "A3"}


def test_the_address_of_a_cell_beats_that_of_its_row():
    assert set(texts(read(f'<row r="0">{said("C7", "x")}</row>'))) == {"C7"}


def test_the_last_cell_of_a_sheet_and_a_false_dimension_do_no_harm():
    part = sheet(f'<row r="1">{said("XFD1048576", "x")}</row>', before='<dimension ref="A1:B2"/>')
    assert texts(only(opened(xlsx(part)))) == {"XFD1048576": "x"}


def test_cells_outside_a_sheet_are_damage():
    found = opened(xlsx(sheet('<row r="1048576"/><row>' + said("", "x") + "</row>")))
    assert slugs(found) == ["damaged-sheet"]


def test_what_is_hidden_is_marked():
    rows = f'<row r="1" hidden="1">{said("A1", "x")}</row><row r="2">{said("C2", "y")}</row>'
    part = sheet(rows, before='<cols><col min="2" max="16384" hidden="true"/></cols>')
    grid = only(opened(xlsx(part)))
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {3})


def test_sheets_that_are_not_shown_are_marked():
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="A" r:id="rId1" state="veryHidden"/><sheet name="B" r:id="rId2"/>'
        "</sheets></workbook>"
    )
    part = sheet(f"<row>{said('A1', 'x')}</row>")
    grids = opened(xlsx(part, part, book=book)).grids
    assert [(grid.sheet, grid.hidden) for grid in grids] == [("A", True), ("B", False)]


def test_merges_are_kept_as_areas_whichever_way_they_are_written():
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="C4:B3"/>'
    merges += '<mergeCell ref="D1"/><mergeCell ref="nonsense"/></mergeCells>'
    grid = only(opened(xlsx(sheet(f"<row>{said('B2', 'x')}</row>", after=merges))))
    assert grid.merges == (Area(1, 1, 1048576, 16384), Area(3, 2, 4, 3))
    assert texts(grid) == {"B2": "x"}


def test_notes_hang_on_their_cells_and_a_thread_beats_its_hint():
    notes = (
        f'<comments xmlns="{MAIN}"><commentList>'
        '<comment ref="A1"><text>\n <r><t>Huom.</t></r>\n <r><t> ei</t></r></text></comment>'
        '<comment ref="B9"><text><t>[hint]</t></text></comment></commentList></comments>'
    )
    thread = (
        '<ThreadedComments><threadedComment ref="B9"><text>Kuka?</text></threadedComment>'
        '<threadedComment ref="B9"><text>Minä.</text></threadedComment></ThreadedComments>'
    )
    grid = read(
        f"<row>{said('A1', 'x')}</row>",
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("rId1", "comments", "../comments1.xml"),
                ("rId2", "threadedComment", "/xl/threads.xml"),
            ),
            "xl/comments1.xml": notes,
            "xl/threads.xml": thread,
        },
    )
    assert {key: found.comment for key, found in grid.cells.items()} == {
        (1, 1): "Huom. ei",
        (9, 2): "Kuka?\nMinä.",
    }


def test_strict_workbooks_and_prefixed_elements_are_read():
    part = sheet(f"<row>{said('A1', 'x')}</row>", main=STRICT)
    assert texts(only(opened(xlsx(part)))) == {"A1": "x"}
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>y</x:t>'
        "</x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert texts(only(opened(xlsx(prefixed)))) == {"A1": "y"}


def test_parts_are_found_whatever_their_case_and_slashes():
    made = xlsx(
        leave_out=("xl/workbook.xml", "_rels/.rels"),
        parts={
            "XL\\Workbook.xml": f'<workbook xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="T" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("a", "worksheet", "/xl/Sheets/ONE.xml")),
            "xl/sheets/one.xml": sheet(f"<row>{said('A1', 'x')}</row>"),
        },
    )
    assert texts(only(opened(made))) == {"A1": "x"}


@pytest.mark.parametrize(
    "target", ["missing.xml", "../../../etc/passwd", "worksheets/", "", "_rels/workbook.xml.rels"]
)
def test_a_sheet_whose_part_is_not_there_is_named_and_the_others_are_read(target):
    part = sheet(f"<row>{said('A1', 'x')}</row>")
    links = relations(("rId1", "worksheet", target), ("rId2", "worksheet", "worksheets/sheet2.xml"))
    found = opened(xlsx(part, part, parts={"xl/_rels/workbook.xml.rels": links}))
    assert [(grid.sheet, texts(grid)) for grid in found.grids] == [("Taul2", {"A1": "x"})]
    if target != "_rels/workbook.xml.rels":  # a part without cells: an empty sheet
        assert [str(problem.place) for problem in found.problems] == ["return.xlsx › Taul1"]


def test_a_sheet_in_another_file_is_never_opened():
    links = relations(("rId1", "worksheet", "file:///etc/passwd")).replace(
        'Id="rId1"', 'Id="rId1" TargetMode="External"'
    )
    found = opened(xlsx(sheet(""), parts={"xl/_rels/workbook.xml.rels": links}))
    assert slugs(found) == ["damaged-sheet"]


def test_a_sheet_that_breaks_off_is_named_and_not_half_read():
    part = sheet(f"<row>{said('A1', 'x')}</row>")
    found = opened(xlsx(part[:-40], part))
    assert slugs(found) == ["damaged-sheet"]
    assert [grid.sheet for grid in found.grids] == ["Taul2"]


def test_a_shared_string_that_is_missing_is_damage_not_emptiness():
    found = opened(xlsx(sheet('<row><c t="s"><v>5</v></c></row>'), strings="<si><t>x</t></si>"))
    assert slugs(found) == ["damaged-sheet"]


def test_chart_sheets_have_no_cells():
    links = relations(("rId1", "chartsheet", "chart.xml"), ("rId2", "worksheet", "s.xml"))
    part = sheet(f"<row>{said('A1', 'x')}</row>")
    made = xlsx("", "", parts={"xl/_rels/workbook.xml.rels": links, "xl/s.xml": part})
    assert [grid.sheet for grid in opened(made).grids] == ["Taul2"]


def test_sheets_of_one_name_are_told_apart_and_steer_no_terminal():
    part = sheet(f"<row>{said('A1', 'x')}</row>")
    found = opened(xlsx(part, part, names=("Nokia\x85\u202e", "Nokia")))
    assert [grid.sheet for grid in found.grids] == ["Nokia", "Nokia (2)"]


def test_links_to_other_files_and_macros_are_noted():
    extra = {"xl/externalLinks/externalLink1.xml": "<x/>", "xl/vbaProject.bin": b"x"}
    found = opened(xlsx(sheet(f"<row>{said('A1', 'x')}</row>"), parts=extra))
    assert slugs(found) == ["external-links", "macros"]


def test_a_part_that_is_there_twice_is_noted_and_the_last_is_read():
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(xlsx(sheet(f"<row>{said('A1', 'eka')}</row>")))) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    later = sheet(f"<row>{said('A1', 'toka')}</row>")
    with pytest.warns(UserWarning, match="Duplicate"):
        made = pack([*parts, ("xl/worksheets/sheet1.xml", later)])
    found = opened(made)
    assert (slugs(found), texts(found.grids[0])) == (["doubled-part"], {"A1": "toka"})


def test_words_in_a_text_box_are_named():
    runs = "<a:r><a:t>Täytä</a:t></a:r><a:r><a:t>tämä</a:t></a:r>"
    box = f"<d:wsDr xmlns:d='d' xmlns:a='a'><a:p>{runs}</a:p></d:wsDr>"
    found = opened(
        xlsx(
            sheet(f"<row>{said('A1', 'x')}</row>"),
            parts={
                "xl/worksheets/_rels/sheet1.xml.rels": relations(("d", "drawing", "../d.xml")),
                "xl/d.xml": box,
            },
        )
    )
    assert [dict(problem.facts) for problem in found.problems] == [{"text": "Täytä tämä"}]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8"])
def test_parts_may_be_written_in_any_encoding_that_every_parser_knows(encoding):
    part = f'<?xml version="1.0" encoding="{encoding}"?>' + sheet(f"<row>{said('A1', 'ä')}</row>")
    assert texts(only(opened(xlsx(part.encode(encoding))))) == {"A1": "ä"}


@pytest.mark.parametrize("encoding", ["utf-7", "x", "cp037", "shift_jis"])
def test_parts_in_other_encodings_are_damaged(encoding):
    part = f'<?xml version="1.0" encoding="{encoding}"?>' + sheet(f"<row>{said('A1', 'x')}</row>")
    assert slugs(opened(xlsx(part))) == ["damaged-sheet"]


def test_fills_are_kept_where_three_differ_of_empty_cells_too():
    patterns = "".join(
        f"<fill><patternFill patternType='{kind}'>{colour}</patternFill></fill>"
        for kind, colour in (
            ("none", ""),
            ("gray125", "<fgColor rgb='FF111111'/>"),
            ("solid", "<fgColor rgb='FFFF0000'/>"),
            ("solid", "<fgColor theme='5' tint='0.4'/><bgColor indexed='64'/>"),
            ("solid", "<fgColor indexed='17'/>"),
        )
    )
    used = "".join(f"<xf fillId='{number}'/>" for number in (0, 1, 2, 3, 4))
    rows = (
        '<row r="1"><c r="A1" s="2"/><c r="B1" s="3"><v>2</v></c><c r="C1" s="1"/><c r="D1"/></row>'
    )
    styles = f"<fills>{patterns}</fills><cellXfs>{used}</cellXfs>"
    grid = read(rows, styles=styles)
    assert grid.fills == {(1, 1): "rgb=FFFF0000", (1, 2): "theme=5 tint=0.4"}
    assert grid.cells.keys() == {(1, 2)}
    assert read(rows, styles=styles.replace("indexed='17'", "rgb='FFFF0000'")).fills == {}


BOLD = (
    "<fonts><font/><font><b/></font><font><u val='none'/><b val='0'/></font>"
    "<font><b/><u/></font></fonts><cellXfs><xf/><xf fontId='1'/><xf fontId='2'/>"
    "<xf fontId='3'/></cellXfs>"
)


def test_bold_and_underlined_cells_of_a_single_column_look_like_headings():
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr" s="{n - 1}"><is><t>a</t></is></c></row>'
        for n in range(1, 5)
    )
    found = {address: look.kind for address, look in read(rows, styles=BOLD).looks.items()}
    assert found == {(2, 1): "b", (4, 1): "bu"}


def test_looks_of_tables_and_those_that_all_cells_have_are_not_kept():
    rows = '<row r="1">' + said("A1", "a") + '<c r="B1" s="1" t="str"><v>b</v></c></row>'
    assert read(rows, styles=BOLD).looks == {}
    everywhere = "<fonts><font><b/></font></fonts><cellXfs><xf/></cellXfs>"
    assert read('<row r="1">' + said("A1", "a") + "</row>", styles=everywhere).looks == {}
