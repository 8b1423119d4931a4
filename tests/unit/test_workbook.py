"""The seed in every format, files that lie about themselves, and files that mean harm."""

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest
from opening import only, opened, slugs, texts
from workbooks import (
    MAIN,
    TYPES,
    docx,
    fods,
    ods,
    ole,
    pack,
    said,
    sheet,
    spreadsheetml,
    xls,
    xlsb,
    xlsx,
)

from digimatrix.read.formats.workbook import open_file
from digimatrix.read.limits import Limits

SEED = Path(__file__).parent.parent / "seed"
NAME = "tampere_library_region_matrix"
EXPECTED = json.loads((SEED / f"{NAME}.expected.json").read_text(encoding="utf-8"))
ODF_TABLE = (
    "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)
GOOD = xlsx(sheet(f"<row>{said('A1', 'x')}</row>"))


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv", "docx"])
def test_the_same_six_texts_come_out_of_every_format(extension):
    path = SEED / f"{NAME}.{extension}"
    grid = only(open_file(path, path.name))
    found = {grid.cells[1, column].text: grid.cells[2, column].text for column in range(1, 7)}
    assert found == EXPECTED["dimensions"]
    below = [cell.text for (row, _), cell in sorted(grid.cells.items()) if row > 2]
    assert below == ([] if extension == "csv" else EXPECTED["footer"])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (GOOD, ".xlsx"),
        (xls({(1, 1): "x"}), ".xls"),
        (xlsb({(1, 1): "x"}), ".xlsb"),
        (ods(ODF_TABLE), ".ods"),
        (fods(ODF_TABLE), ".fods"),
        (
            spreadsheetml('<Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>'),
            ".xml",
        ),
        (docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>"), ".docx"),
        (b"x;y\n1;2\n", ".csv"),
    ],
)
def test_a_file_is_read_as_what_it_is_whatever_its_name_says(data, kind):
    for extension in (".xlsx", ".xls", ".ods", ".fods", ".xml", ".docx", ".csv", ""):
        found = opened(data, f"a{extension}")
        notes = [] if extension == kind else [{"format": kind}]
        assert [dict(problem.facts) for problem in found.problems if problem.facts] == notes
        assert texts(found.grids[0])["A1"] == "x"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 ...", "RTF"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (ole({"WordDocument": b"x"}), "DOC"),
        (pack([("a.txt", "x")]), "ZIP"),
        (
            pack(
                [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")]
            ),
            "ODT",
        ),
    ],
)
def test_what_cannot_be_read_is_named_for_what_it_is(data, name):
    found = opened(data, "a.xlsx")
    assert [(p.rule.slug, dict(p.facts)) for p in found.problems] == [
        ("other-format", {"format": name})
    ]
    assert found.grids == ()
    assert slugs(opened(data, "ohje.pdf")) == ["unknown-format"]


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\0\0\0"])
def test_an_empty_file_is_said_to_be_empty(data):
    for name in ("a.xlsx", "a.csv", "a.docx"):
        assert slugs(opened(data, name)) == ["empty-file"]


def test_a_workbook_without_words_is_said_to_be_empty():
    assert slugs(opened(xlsx(sheet('<row><c s="1"/></row>')))) == ["empty-file"]


def test_a_file_that_was_cut_off_is_damaged_wherever_it_was_cut():
    for length in range(10, len(GOOD), 97):
        assert slugs(opened(GOOD[:length])) == ["damaged-file"]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path):
    found = open_file(tmp_path / "gone.xlsx", "gone.xlsx")
    assert (slugs(found), found.digest) == (["not-opened"], "")
    assert slugs(open_file(tmp_path, "folder.xlsx")) == ["not-opened"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes there")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    assert slugs(open_file(tmp_path / "a.xlsx", "a.xlsx")) == ["not-opened"]


def test_the_digest_is_that_of_the_bytes_and_the_file_stays_as_it_was(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    path.chmod(0o400)
    assert open_file(path, "a.xlsx").digest == hashlib.sha256(GOOD).hexdigest()
    assert path.read_bytes() == GOOD


def test_garbled_letters_are_mended_and_noted_once():
    row = f"<row>{said('A1', 'LÃ¤htÃ¶tilanne')}{said('B1', 'YhteistyÃ¶')}</row>"
    found = opened(xlsx(sheet(row)))
    assert texts(found.grids[0]) == {"A1": "Lähtötilanne", "B1": "Yhteistyö"}
    assert [dict(problem.facts) for problem in found.problems] == [
        {"found": "LÃ¤htÃ¶tilanne", "read": "Lähtötilanne", "count": "2"}
    ]


def test_html_and_formulas_typed_as_text_stay_text():
    row = f"<row>{said('A1', '<b>x</b>')}{said('B1', '=cmd()')}</row>"
    assert texts(only(opened(xlsx(sheet(row))))) == {"A1": "<b>x</b>", "B1": "=cmd()"}


# What follows means harm. Each must end soon, as a problem, and within the limits.

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 9}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE, "<!DOCTYPE x>"])
@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "_rels/.rels",
    ],
)
def test_a_document_type_is_refused_in_every_part(declaration, part):
    made = xlsx(sheet(""), strings="", styles="", parts={part: f"{declaration}<x>&e;</x>"})
    assert slugs(opened(made)) == ["unsafe-xml"]


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE])
def test_a_document_type_is_refused_in_the_other_formats(declaration):
    for name, part in (("a.ods", "content.xml"), ("a.docx", "word/document.xml")):
        made = pack([("mimetype", "x"), (part, f"{declaration}<x>&e;</x>")])
        assert slugs(opened(made, name)) == ["unsafe-xml"]


def deep(depth):
    return f'<worksheet xmlns="{MAIN}">' + "<x>" * depth + "</x>" * depth + "</worksheet>"


MANY = "".join(f"<row>{said('', 'x')}</row>" for _ in range(50))
MERGES = '<mergeCell ref="A1:B2"/>' * 50
HARM = [
    ("file_bytes", 100, GOOD),
    ("members", 10, pack([*((f"{n}.xml", "") for n in range(20))])),
    ("part_bytes", 50_000, xlsx(sheet(" " * 60_000))),
    ("all_bytes", 50_000, xlsx(*[sheet(" " * 20_000)] * 3)),
    ("depth", 64, xlsx(deep(1000))),
    ("elements", 300, xlsx(sheet("<row/>" * 1000))),
    ("token_bytes", 100_000, xlsx(sheet(f'<row spans="{"1" * 300_000}"/>'))),
    ("cells", 20, xlsx(sheet(MANY))),
    ("characters", 20, xlsx(sheet(MANY))),
    ("sheets", 3, xlsx(*[sheet("")] * 5)),
    ("merges", 20, xlsx(sheet("", after=MERGES))),
    ("cell_characters", 1000, xlsx(sheet(f"<row>{said('A1', 'x' * 2000)}</row>"))),
    ("cell_characters", 1000, xlsx(sheet(f"<row><c><f>{'x' * 2000}</f></c></row>"))),
    ("cell_characters", 1000, xlsx(sheet(""), strings=f"<si><t>{'x' * 2000}</t></si>")),
    ("cells", 20, xlsx(sheet(""), strings="<si/>" * 100)),
]


@pytest.mark.parametrize(("limit", "value", "data"), HARM)
def test_every_limit_holds_and_is_named_with_its_value(limit, value, data):
    found = opened(data, limits=Limits(**{limit: value}))
    assert found.grids == ()
    assert [(p.rule.slug, dict(p.facts)) for p in found.problems] == [
        ("too-large", {"limit": limit, "allowed": str(value)})
    ]


def test_a_word_document_of_many_elements_is_refused():
    found = opened(docx("<w:p/>" * 200), "a.docx", Limits(tree_elements=100))
    assert dict(found.problems[0].facts)["limit"] == "tree_elements"


def test_a_text_of_nothing_but_separators_is_refused():
    found = opened(b";" * 2000, "a.csv", Limits(elements=1000))
    assert dict(found.problems[0].facts)["limit"] == "elements"


def test_a_long_cell_is_read_with_a_note_at_its_place():
    found = opened(xlsx(sheet(f"<row>{said('B2', 'x' * 40_000)}</row>")))
    assert [str(problem.place) for problem in found.problems] == ["return.xlsx › Taul1!B2"]
    assert len(found.grids[0].cells[2, 2].text) == 40_000


def test_a_file_that_unpacks_to_more_than_it_says_is_cut_off_or_damaged():
    bomb = bytearray(xlsx(sheet(" " * 10_000_000 + f"<row>{said('A1', 'x')}</row>")))
    start = bomb.rindex(b"PK\x01\x02", 0, bomb.rindex(b"xl/worksheets/sheet1.xml"))
    bomb[start + 24 : start + 28] = (1000).to_bytes(4, "little")  # its unpacked size
    assert slugs(opened(bytes(bomb))) == ["damaged-sheet"]


EVERY_COLUMN = '<col min="1" max="16384" hidden="1"/>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(xlsx(sheet('<row s="1" ht="9"/>' * 1_000_000)), id="a million empty rows"),
        pytest.param(
            xlsx(sheet(MANY, after='<mergeCell ref="A1:XFD9"/>' * 10_000)), id="10,000 merges"
        ),
        pytest.param(
            xlsx(sheet(MANY, before=f"<cols>{EVERY_COLUMN * 50_000}</cols>")), id="hidden columns"
        ),
        pytest.param(
            xlsx(sheet(MANY), styles=f"<cellXfs>{'<xf/>' * 500_000}</cellXfs>"), id="formats"
        ),
    ],
)
def test_what_other_readers_choke_on_is_read(data):
    assert set(slugs(opened(data))) <= {"empty-file"}


def test_a_part_with_a_password_is_named_as_such():
    locked = bytearray(GOOD)
    position = -1
    while (position := locked.find(b"PK\x01\x02", position + 1)) >= 0:
        locked[position + 8] |= 1
    assert slugs(opened(bytes(locked))) == ["password-protected"]


def test_a_part_packed_in_a_way_that_takes_much_memory_is_refused():
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", "<x/>")
    assert slugs(opened(stream.getvalue())) == ["damaged-file"]


def test_no_message_holds_a_path_of_this_machine(tmp_path):
    for data in (GOOD[:300], b"%PDF", ole({"Workbook": b"?"}), b"\1\2\3" * 99):
        found = opened(data, "kunta/a.xlsx")
        for problem in found.problems:
            said_here = problem.rule.says.format(**problem.facts) + problem.place.file
            assert problem.place.file == "kunta/a.xlsx"
            assert "/tmp" not in said_here
            assert str(tmp_path) not in said_here


def test_what_was_opened_can_be_handed_from_one_process_to_another():
    import pickle

    found = opened(xlsx(sheet(f"<row>{said('A1', 'LÃ¤htÃ¶')}</row>")))
    assert pickle.loads(pickle.dumps(found)) == found
