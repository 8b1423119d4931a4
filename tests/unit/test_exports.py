"""Lines that survey tools add to what they export."""

from __future__ import annotations

import datetime

import grids
import pytest

from digimatrix import frameworks
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Headings
from digimatrix.read.layouts.exports import claim_export_lines
from digimatrix.read.senders.dating import date_in, is_moment


def claimed(table: str) -> set[tuple[int, int]]:
    ledger = Ledger(grids.grid(table))
    claim_export_lines(ledger, Headings(frameworks.load()))
    return ledger.headings


def test_a_line_of_ids_is_no_answer() -> None:
    table = '| Q1 | Q2 |\n| Kunta | Resurssit |\n| {"ImportId":"QID1"} | {"ImportId":"QID2"} |'
    assert claimed(table) == {(3, 1), (3, 2)}


def test_an_id_beside_an_answer_is_left_to_the_table() -> None:
    assert claimed('| Kunta | Resurssit |\n| Nokia | {"ImportId":"QID2"} |') == set()


@pytest.mark.parametrize("count", ["Rows: 1", "Rader: 12", "Eilučių skaičius: 3"])
def test_a_count_of_the_rows_above_is_no_answer(count: str) -> None:
    assert claimed(f"| Kunta | TAUSTA | RESURSSIT |\n| Nokia | a | b |\n| {count} |") == {(3, 1)}


@pytest.mark.parametrize("line", ["Resurssit: 2", "Rows: many", "Muuta: 2 laitetta"])
def test_what_may_be_an_answer_is_left_to_the_table(line: str) -> None:
    assert claimed(f"| Kunta | TAUSTA | RESURSSIT |\n| Nokia | a | b |\n| {line} |") == set()


def test_kinds_of_questions_are_no_answers() -> None:
    table = "| Kunta | A | B |\n| Response | Open-Ended Response | Open-Ended Response |"
    assert claimed(table) == {(2, 1), (2, 2), (2, 3)}


@pytest.mark.parametrize(
    "table",
    [
        "| A | B |\n| Open-Ended Response | Nokia |",  # one alone says too little
        "| A | B |\n| Response | Response |",  # headings of texts, which the table reads itself
        "| Open-Ended Response | Open-Ended Response |\n| a | b |",  # nothing is asked above
    ],
)
def test_what_may_be_something_else_is_left_to_the_table(table: str) -> None:
    assert claimed(table) == set()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-05-10 12:00:01", True),
        ("2022-05-10T12:00:01Z", True),
        ("10/23/2024 08:01:11 AM", True),
        ("10.5.2022 9.05", True),
        ("10.5.2022", False),
        ("12:00", False),
        ("Kokous 10.5.2022 klo 9.05 kirjastolla", False),
    ],
)
def test_a_moment_has_a_date_and_a_time_of_day(text: str, moment: bool) -> None:
    assert is_moment(Cell(1, 1, text, text)) is moment


def test_a_moment_that_a_spreadsheet_keeps() -> None:
    sent = datetime.datetime(2022, 5, 10, 12, 0, 1)
    day = datetime.datetime(2022, 5, 10)
    assert is_moment(Cell(1, 1, sent, "x"))
    assert not is_moment(Cell(1, 1, day, "x"))


def test_the_month_stands_first_beside_am_and_pm() -> None:
    assert date_in("10/02/2024 08:01:11 AM") == datetime.date(2024, 10, 2)
    assert date_in("10/02/2024 08:01") == datetime.date(2024, 2, 10)
