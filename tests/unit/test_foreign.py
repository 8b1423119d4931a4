import io
import json
import struct
from pathlib import Path

import openpyxl
import pytest
from opening import only, opened, slugs, texts
from workbooks import ole, xls, xls_of_1995, xlsb

from digimatrix.model.problems import Rule
from digimatrix.read.formats import foreign, foreign_child
from digimatrix.read.gathering import Gathering
from digimatrix.read.limits import Limits, RefusedError

OLD = Path(__file__).parents[1] / "old_excel"


def book(fill):
    """Return the bytes of a workbook, which the library in the other process reads as well."""
    made = openpyxl.Workbook()
    fill(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("build", "name", "said"), [(xls, "a.xls", []), (xlsb, "a.xlsb", ["old-format"])]
)
def test_a_binary_workbook_gives_its_cells_where_they_stand(build, name, said):
    found = opened(build({(2, 1): "Lähtö\nx", (4, 3): 3.0, (5, 3): 2.5}), name)
    (grid,) = found.grids
    assert (grid.sheet, slugs(found)) == ("Taul1", said)
    assert texts(grid) == {"A2": "Lähtö\nx", "C4": "3", "C5": "2.5"}


def test_dates_merges_and_hidden_sheets_come_through():
    import datetime

    def fill(made):
        page = made.active
        page["B2"] = datetime.datetime(2022, 3, 14)
        page["C3"] = datetime.time(14, 30)
        page["D4"] = True
        page.merge_cells("B2:B3")
        made.create_sheet("Piilo")["A1"] = "x"
        made["Piilo"].sheet_state = "hidden"

    gathering = Gathering("a.xlsb")
    foreign.read(book(fill), gathering)
    first, second = gathering.finish()
    assert texts(first) == {"B2": "2022-03-14", "C3": "14:30", "D4": "TRUE"}
    assert [(area.top, area.left, area.bottom, area.right) for area in first.merges] == [
        (2, 2, 3, 2)
    ]
    assert (second.hidden, texts(second)) == (True, {"A1": "x"})


def seen(found):
    """Return all that a file without problems gave."""
    assert slugs(found) == []
    return [
        (grid.sheet, grid.cells, grid.merges, grid.hidden, grid.hidden_rows, grid.hidden_columns)
        for grid in found.grids
    ]


@pytest.mark.parametrize("name", ["facts.xls", "facts_1904.xls"])
def test_an_old_workbook_tells_what_its_new_twin_tells(name):
    new = seen(opened((OLD / "facts.xlsx").read_bytes(), "a.xlsx"))
    assert seen(opened((OLD / name).read_bytes(), "a.xls")) == new
    (_, cells, _, _, rows, columns), (_, _, _, hidden, _, _) = new
    assert (rows, columns, hidden) == ({3}, {5}, True)
    assert (cells[2, 1].text, cells[2, 1].struck) == ("👍 , vaan nyt", "Ei enää")
    assert (cells[2, 3].value, cells[2, 3].text, cells[2, 3].struck) == (3, "", "3")
    assert cells[6, 2].comment == "Tyhjän huomautus"


def test_a_workbook_of_1995_tells_the_same_facts():
    grid = only(opened(xls_of_1995(), "a.xls"))
    found = {place: (cell.text, cell.struck, cell.comment) for place, cell in grid.cells.items()}
    assert found == {
        (1, 1): ("Lähtö", "", "häh?"),
        (1, 2): ("", "poissa", ""),
        (1, 3): ("sivussa", "", ""),
        (2, 1): (", nyt", "ei enää", ""),
        (3, 1): ("piilossa", "", ""),
    }
    assert (grid.sheet, grid.hidden_rows, grid.hidden_columns) == ("Välilehti", {3}, {3})


def test_a_file_that_xlrd_refuses_is_read_all_the_same():
    too_short = struct.pack("<HH", 0xAB, 0)  # an assertion of xlrd's own fails over it
    found = opened(xls({(1, 1): "x"}, more=too_short), "a.xls")
    assert (slugs(found), texts(found.grids[0])) == (["old-format"], {"A1": "x"})


def test_what_xlrd_prints_about_a_file_disturbs_nobody():
    column_300 = struct.pack("<HH6H", 0x7D, 12, 300, 300, 0, 0, 1, 0)
    assert texts(only(opened(xls({(1, 1): "x"}, more=column_300), "a.xls"))) == {"A1": "x"}


@pytest.mark.parametrize(("cells", "characters"), [(1, 1000), (1000, 1)])
def test_facts_beyond_the_bounds_are_not_told(cells, characters):
    data = (OLD / "facts.xls").read_bytes()
    assert foreign_child.facts(data, 1000, 1000) is not None
    assert foreign_child.facts(data, cells, characters) is None


def told(name="T", pieces=None):
    """Return the facts of a sheet whose first cell is struck through."""
    return [{"name": name, "struck": [[1, 1, pieces]], "notes": [], "rows": [], "columns": []}]


@pytest.mark.parametrize(
    ("rest", "kept", "said"),
    [
        (f"print({json.dumps(told())!r})", "", []),
        ("import time; time.sleep(60)", "on", ["old-format"]),
        ("print('[{', end=''); raise SystemExit(3)", "on", ["old-format"]),
        (f"print({json.dumps(told('Muu'))!r})", "on", ["old-format"]),
        (f"print({json.dumps(told(pieces=[['ei', True]]))!r})", "on", ["old-format"]),
    ],
    ids=["told", "slow", "crashed", "of another sheet", "of other words"],
)
def test_cells_are_kept_whatever_becomes_of_the_facts(rest, kept, said, tmp_path, monkeypatch):
    cells = [[1, 1, "plain", "on"], [1, 2, "plain", "jo"]]
    sheets = {"sheets": [{"name": "T", "hidden": False, "cells": cells, "merges": []}]}
    child = tmp_path / "child.py"
    child.write_text(f"print({json.dumps(sheets)!r}, flush=True)\n{rest}\n", "utf-8")
    monkeypatch.setattr(foreign, "_CHILD", child)
    gathering = Gathering("a.xls", Limits(seconds=5))
    foreign.read(b"", gathering)
    (grid,) = gathering.finish()
    assert texts(grid) == {"A1": kept, "B1": "jo"}
    assert [problem.rule.slug for problem in gathering.problems] == said


def far(made):
    made.active["A1"] = made.active["XFD1048576"] = "x"


@pytest.mark.parametrize(
    ("limits", "rule", "fill"),
    [
        (Limits(seconds=0), Rule.TOO_SLOW, lambda made: None),
        (Limits(), Rule.TOO_SLOW, far),
        (Limits(cells=1), Rule.TOO_LARGE, lambda made: made.active.append(["a", "b"])),
        (Limits(characters=1), Rule.TOO_LARGE, lambda made: made.active.append(["ab"])),
    ],
)
def test_what_asks_for_too_much_costs_its_own_process_only(limits, rule, fill):
    with pytest.raises(RefusedError) as refused:
        foreign.read(book(fill), Gathering("a.xlsb", limits))
    assert refused.value.rule is rule


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ole({"Workbook": b"?"})]
)
def test_what_is_no_workbook_is_damaged(data):
    with pytest.raises(RefusedError) as refused:
        foreign.read(data, Gathering("a.xls"))
    assert refused.value.rule is Rule.DAMAGED_FILE


def test_a_file_with_a_password_is_told_from_an_old_workbook():
    protected = ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})
    assert slugs(opened(protected, "a.xlsx")) == ["password-protected"]


@pytest.mark.parametrize(
    ("name", "begin", "key"),
    [
        ("Workbook", struct.pack("<6H2I", 0x809, 16, 0x600, 5, 0, 0, 0, 6), b"\1\0" + bytes(52)),
        ("Book", struct.pack("<6H", 0x809, 8, 0x500, 5, 0, 1996), b"key!"),
    ],
    ids=["of 1997", "of 1995"],
)
def test_an_old_workbook_with_a_password_is_told_from_a_damaged_one(name, begin, key):
    for between in (b"", struct.pack("<HH", 0x86, 0)):
        book = begin + between + struct.pack("<HH", 0x2F, len(key)) + key
        assert slugs(opened(ole({name: book}), "a.xls")) == ["password-protected"]
    assert slugs(opened(ole({name: begin + key}), "a.xls")) == ["damaged-file"]
