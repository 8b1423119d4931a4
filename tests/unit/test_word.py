import pytest
from opening import only, opened, slugs, texts
from workbooks import docx

from digimatrix.read.grids import Look


def p(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def tc(*blocks, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def tr(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tbl(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def cell(*blocks, **parts):
    """Return the one cell of a document that holds one."""
    grid = only(opened(docx(tbl(tr(tc(*blocks))), **parts), "a.docx"))
    (found,) = grid.cells.values()
    return found


def test_paragraphs_around_a_table_are_rows_of_its_grid():
    body = p(r("Nokian kaupunki")) + tbl(tr(tc(p(r("A"))), tc(p(r("B"))))) + p(r("Rahoittaja"))
    grid = only(opened(docx(body), "a.docx"))
    assert grid.sheet == "Table 1"
    assert texts(grid) == {"A1": "Nokian kaupunki", "A2": "A", "B2": "B", "A4": "Rahoittaja"}


def test_page_headers_are_the_first_rows_each_once():
    header = p(r("Nokian kaupunki")) + p() + p(r("Nokian kaupunki"))
    found = opened(docx(tbl(tr(tc(p(r("A"))))) * 2, header=header), "a.docx")
    assert [texts(grid) for grid in found.grids] == [
        {"A1": "Nokian kaupunki", "A2": "A"},
        {"A1": "A"},
    ]


def test_each_table_is_a_grid_with_the_paragraphs_above_it():
    found = opened(
        docx(p(r("Nokia")) + tbl(tr(tc(p(r("1"))))) + p(r("Ylöjärvi")) + tbl(tr(tc(p(r("2")))))),
        "a.docx",
    )
    assert [(grid.sheet, texts(grid)) for grid in found.grids] == [
        ("Table 1", {"A1": "Nokia", "A2": "1"}),
        ("Table 2", {"A1": "Ylöjärvi", "A2": "2"}),
    ]


def test_a_document_without_tables_is_one_grid_of_paragraphs():
    assert texts(only(opened(docx(p(r("a")) + p(r("b"))), "a.docx"))) == {"A1": "a", "A2": "b"}


def test_paragraphs_are_told_apart_by_an_empty_line_and_lines_are_not():
    assert cell(p(r("a"), "<w:r><w:br/></w:r>", r("b")), p(r("c"))).text == "a\nb\n\nc"


def test_paragraphs_told_apart_by_empty_ones_are_lines():
    assert cell(p(r("a")), p(r("b")), p(), p(r("c"))).text == "a\nb\n\nc"


def test_points_of_a_list_get_their_dash():
    style = '<w:style w:styleId="Base"><w:pPr><w:numPr/></w:pPr></w:style>'
    style += '<w:style w:styleId="Luettelo"><w:basedOn w:val="Base"/></w:style>'
    by_style = '<w:pStyle w:val="Luettelo"/>'
    by_number = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    removed = '<w:pStyle w:val="Luettelo"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    found = cell(
        p(r("on:")),
        p(r("some"), properties=by_style),
        p(r("VR"), properties=by_number),
        p(r("muuta"), properties=removed),
        styles=style,
    )
    assert found.text == "on:\n- some\n- VR\n\nmuuta"


def test_tracked_insertions_stand_and_deletions_do_not():
    inserted = f"<w:ins>{r('uusi')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>vanha</w:delText></w:r></w:del>"
    assert cell(p(r("on "), inserted, deleted)).text == "on uusi"


def test_deleted_rows_do_not_stand():
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p(r('vanha')))}</w:tr>"
    assert texts(only(opened(docx(tbl(gone, tr(tc(p(r("uusi")))))), "a.docx"))) == {"A1": "uusi"}


def test_struck_through_and_hidden_words_are_kept_apart():
    found = cell(
        p(
            r("on "),
            r("ei", "<w:strike/>"),
            r("ehkä", "<w:vanish/>"),
            r("jo", '<w:strike w:val="0"/>'),
        )
    )
    assert (found.text, found.struck) == ("on jo", "eiehkä")


def test_content_controls_links_and_text_boxes_hold_words():
    control = f"<w:sdt><w:sdtContent>{p(r('valittu'))}</w:sdtContent></w:sdt>"
    link = p(f"<w:hyperlink>{r('linkki')}</w:hyperlink>")
    box = p(f"<w:r><w:drawing><w:txbxContent>{p(r('laatikko'))}</w:txbxContent></w:drawing></w:r>")
    assert cell(control, link, box).text == "valittu\n\nlinkki\n\nlaatikko"


def test_a_prompt_that_nobody_has_typed_over_is_no_answer():
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = cell(prompt.format(p(r("Kirjoita"))), p(r("a "), prompt.format(r("tähän")), r("b")))
    assert found.text == "a b"


def row(*words):
    return tr(*(tc(p(r(word))) for word in words))


def test_a_table_within_an_answer_gives_its_lines():
    answer = tc(p(r("a")), tbl(row("b", "c")))
    grid = only(opened(docx(tbl(tr(tc(p(r("Resurssit"))), answer))), "a.docx"))
    assert texts(grid) == {"A1": "Resurssit", "B1": "a\n\nb\n\nc"}


def test_tables_that_another_only_arranges_stand_below_each_other():
    first, second = tbl(row("TAUSTA"), row("a")), tbl(row("RESURSSIT"), row("b", "c"))
    arranged = tbl(tr(tc(p(), first, p()), tc(p(r("x")), second)), tr(tc(p()), tc(p())))
    grid = only(opened(docx(p(r("Nokia")) + arranged + p(r("z"))), "a.docx"))
    assert texts(grid) == {
        "A1": "Nokia",
        "A2": "TAUSTA",
        "A3": "a",
        "A4": "x",
        "A5": "RESURSSIT",
        "A6": "b",
        "B6": "c",
        "A8": "z",
    }


def test_a_wide_table_in_a_frame_with_a_title_stands_for_itself():
    frame = tbl(row("Kunta: Nokia"), tr(tc(tbl(row(*"12345"), row(*"abcde")))))
    grid = only(opened(docx(frame), "a.docx"))
    assert texts(grid)["A1"] == "Kunta: Nokia"
    assert texts(grid)["E3"] == "e"


def test_answers_that_are_tables_below_their_headings_stay_whole():
    table = tbl(row("RESURSSIT"), tr(tc(tbl(row("Yksi", "2024"), row("Kaksi", "2025")))))
    grid = only(opened(docx(table), "a.docx"))
    assert texts(grid) == {"A1": "RESURSSIT", "A2": "Yksi\n\n2024\n\nKaksi\n\n2025"}


def test_merged_cells_come_once_with_their_area():
    table = tbl(
        tr(tc(p(r("leveä")), properties='<w:gridSpan w:val="2"/>'), tc(p(r("x")))),
        tr(tc(p(r("korkea")), properties='<w:vMerge w:val="restart"/>'), tc(p(r("y")))),
        tr(tc(p(), properties="<w:vMerge/>"), tc(p(r("z")))),
    )
    grid = only(opened(docx(table), "a.docx"))
    assert texts(grid) == {"A1": "leveä", "C1": "x", "A2": "korkea", "B2": "y", "B3": "z"}
    assert [(a.top, a.left, a.bottom, a.right) for a in grid.merges] == [(1, 1, 1, 2), (2, 1, 3, 1)]


def test_comments_hang_on_their_cells():
    mark = '<w:r><w:commentReference w:id="7"/></w:r>'
    comments = f'<w:comment w:id="7">{p(r("tarkista"))}</w:comment>'
    found = cell(p(r("a"), mark), comments=comments)
    assert (found.text, found.comment) == ("a", "tarkista")


def test_a_style_that_is_based_on_itself_ends():
    style = '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    assert cell(p(r("a"), properties='<w:pStyle w:val="A"/>'), styles=style).text == "a"


def test_a_document_without_a_body_is_damaged():
    from workbooks import pack

    assert slugs(opened(pack([("word/document.xml", "<w/>")]), "a.docx")) == ["damaged-file"]


def sym(font, char):
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def field(data):
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    return begin + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_boxes_of_symbol_fonts_are_boxes():
    boxes = sym("Wingdings", "F0FE") + r(" 2 ") + sym("Wingdings", "F06F") + r(" 3 ")
    assert cell(p(boxes + sym("Wingdings 2", "F053"))).text == "☑ 2 ☐ 3 ☒"
    assert cell(p(sym("Segoe UI Symbol", "2612") + r(" 2"))).text == "☒ 2"
    assert cell(p(sym("Symbol", "F0B7") + sym("Arial", "zz") + r("a"))).text == "a"


def test_boxes_and_lists_of_older_forms_show_what_is_chosen():
    ticked = field("<w:checkBox><w:checked/></w:checkBox>")
    left = field('<w:checkBox><w:default w:val="0"/></w:checkBox>')
    taken_back = field('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>')
    boxes = left + r("0 ") + ticked + r("1 ") + taken_back + r("2")
    assert cell(p(boxes)).text == "☐ 0 ☒ 1 ☐ 2"
    entries = '<w:listEntry w:val="ei"/><w:listEntry w:val="taso 2"/>'
    assert cell(p(field(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>'))).text == "taso 2"
    assert (
        cell(p(field(f'<w:ddList><w:result w:val="9"/>{entries}</w:ddList>') + r("x"))).text == "x"
    )


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="22"/></w:rPr>'
    '</w:style><w:style w:styleId="Otsikko2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Kohta"><w:basedOn w:val="Otsikko2"/><w:pPr><w:numPr/></w:pPr></w:style>'
    '<w:style w:styleId="Own"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:styleId="Body"><w:basedOn w:val="Own"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
    '</w:style><w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:styleId="Big"><w:rPr><w:sz w:val="30"/></w:rPr></w:style>'
)
BOLD = "<w:b/>"


@pytest.mark.parametrize(
    ("paragraph", "kind", "opening"),
    [
        (p(r("a"), properties='<w:pStyle w:val="Otsikko2"/>'), "2", 0),
        (p(r("a"), properties='<w:pStyle w:val="Kohta"/>'), "2", 0),
        (p(r("a"), properties='<w:pStyle w:val="Own"/>'), "1", 0),
        (p(r("a"), properties='<w:outlineLvl w:val="2"/>'), "3", 0),
        (p(r("a"), properties='<w:pStyle w:val="Strong"/>'), "b", 0),
        (p(r("a"), properties='<w:pStyle w:val="Big"/>'), "l", 0),
        (p(r("a", BOLD), r(" "), r("b", BOLD + '<w:u w:val="single"/>')), "b", 0),
        (p(r("a", '<w:rStyle w:val="Strong"/>')), "b", 0),
        (p(r("a", '<w:u w:val="single"/><w:caps/>')), "cu", 0),
        (p(r("TAUSTA")), "c", 0),
        (p(r("A", BOLD), r("b: ", BOLD), r("c")), "b", 3),
        (p(r("A", BOLD), "<w:r><w:br/></w:r>", r("c")), "b", 1),
    ],
)
def test_what_looks_like_a_heading_is_told(paragraph, kind, opening):
    grid = only(opened(docx(paragraph, styles=STYLES), "a.docx"))
    assert grid.looks == {(1, 1): Look(kind, opening)}


@pytest.mark.parametrize(
    "paragraph",
    [
        p(r("a")),
        p(r("a", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="Strong"/>'),
        p(r("a"), properties='<w:pStyle w:val="Body"/>'),
        p(r("a"), properties='<w:pStyle w:val="Own"/><w:outlineLvl w:val="9"/>'),
        p(r("a", '<w:u w:val="none"/>'), r("b", BOLD)),
        p(r("a", '<w:sz w:val="23"/>')),
    ],
)
def test_what_looks_like_any_other_paragraph_is_not(paragraph):
    assert only(opened(docx(paragraph, styles=STYLES), "a.docx")).looks == {}


def test_letters_that_all_have_tell_nothing():
    bold = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:b/></w:rPr></w:style>'
    assert only(opened(docx(p(r("a")), styles=bold), "a.docx")).looks == {}


def test_styles_that_are_based_on_each_other_in_a_ring_are_read():
    ring = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    styles = ring.format("x", "y") + ring.format("y", "x")
    body = p(r("a"), properties='<w:pStyle w:val="x"/>')
    assert only(opened(docx(body, styles=styles), "a.docx")).looks == {}


def test_a_numbered_heading_is_no_point_of_a_list():
    body = p(r("a"), properties='<w:pStyle w:val="Kohta"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    assert texts(only(opened(docx(body, styles=STYLES), "a.docx"))) == {"A1": "a"}


def test_a_cell_of_one_paragraph_keeps_its_look():
    row = tr(tc(p(r("a", BOLD)), p()), tc(p(r("b", BOLD)), p(r("c"))))
    assert only(opened(docx(tbl(row)), "a.docx")).looks == {(1, 1): Look("b")}
