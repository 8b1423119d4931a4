import datetime

import pytest

from digimatrix.read.gathering import Gathering, locate, number, shown
from digimatrix.read.limits import Limits, RefusedError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1e+20"),
        (True, "TRUE"),
        (datetime.date(2022, 3, 14), "2022-03-14"),
        (datetime.datetime(2022, 3, 14, 9, 5), "2022-03-14 09:05"),
        (datetime.time(9, 5), "09:05"),
    ],
)
def test_values_are_shown_as_people_read_them(value, text):
    assert shown(value) == text


def test_per_cents_are_shown_without_the_errors_of_binary_fractions():
    assert [shown(share, percent=True) for share in (0.07, 0.29, 1.0)] == ["7%", "29%", "100%"]


def test_whole_numbers_are_whole():
    assert (number(3.0), number(2.5), number(1e300)) == (3, 2.5, 1e300)
    assert isinstance(number(3.0), int)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("A1", (1, 1)),
        ("$aa$10", (10, 27)),
        ("XFD1048576", (1_048_576, 16_384)),
        ("XFE1", None),
        ("A1048577", None),
        ("A0", None),
        ("1", None),
        ("", None),
        ("A1:B2", None),
    ],
)
def test_addresses_are_places_within_a_sheet(address, place):
    assert locate(address) == place


def test_a_cell_of_which_nothing_can_be_seen_is_no_cell():
    gathering = Gathering("a.xlsx")
    sheet = gathering.sheet("T")
    sheet.put(1, 1, "", "")
    gathering.keep(sheet)
    assert gathering.finish() == ()


def test_a_note_on_an_empty_cell_makes_it_a_cell():
    gathering = Gathering("a.xlsx")
    sheet = gathering.sheet("T")
    sheet.comment(2, 3, "huom")
    gathering.keep(sheet)
    (grid,) = gathering.finish()
    assert {key: cell.comment for key, cell in grid.cells.items()} == {(2, 3): "huom"}


def test_the_limits_are_those_of_the_file_not_of_one_sheet():
    gathering = Gathering("a.xlsx", Limits(cells=3))
    for name in "ab":
        gathering.sheet(name).put(1, 1, "x", "x")
    last = gathering.sheet("c")
    last.put(1, 1, "x", "x")
    with pytest.raises(RefusedError) as refused:
        last.put(1, 2, "x", "x")
    assert refused.value.facts == {"limit": "cells", "allowed": "3"}
