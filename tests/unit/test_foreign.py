import io

import openpyxl
import pytest
from opening import opened, slugs, texts
from workbooks import ole, xls, xlsb

from digimatrix.model.problems import Rule
from digimatrix.read.formats import foreign
from digimatrix.read.gathering import Gathering
from digimatrix.read.limits import Limits, RefusedError


def book(fill):
    """Return the bytes of a workbook, which the library in the other process reads as well."""
    made = openpyxl.Workbook()
    fill(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("build", "name"), [(xls, "a.xls"), (xlsb, "a.xlsb")])
def test_a_binary_workbook_gives_its_cells_where_they_stand(build, name):
    found = opened(build({(2, 1): "Lähtö\nx", (4, 3): 3.0, (5, 3): 2.5}), name)
    (grid,) = found.grids
    assert (grid.sheet, slugs(found)) == ("Taul1", ["old-format"])
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
