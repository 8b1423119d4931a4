"""Lists of who answered what, each under its question."""

from __future__ import annotations

import grids

from digimatrix.read.accounting import Ledger
from digimatrix.read.layouts.question_blocks import block_tables
from digimatrix.read.senders.identity import Known

LIST = "| {} |\n| Kunta | Vastaus |\n| Nokia | {} |\n"


def test_one_question_alone_is_left_to_the_other_ways_of_reading() -> None:
    ledger = Ledger(grids.grid(LIST.format("Resurssit", "Yksi")))
    context = grids.context()
    assert block_tables({0: ledger}, context.headings, Known(context.registers)) == []
    assert len(ledger.open) == 5


def test_what_stands_above_the_first_list_holds_for_all() -> None:
    lists = LIST.format("Resurssit", "Yksi") + LIST.format("Evaluointi", "Kysely")
    made = grids.only(grids.grid(f"| Kysely 14.3.2025 |\n{lists}"))
    assert (made.municipality.name, made.round) == ("Nokia", "2025")
    assert grids.texts(made) == ["", "", "", "", "Yksi", "Kysely"]


def test_every_cell_of_a_question_that_is_no_dimension_is_named() -> None:
    lists = LIST.format("Resurssit", "Yksi") + LIST.format("Evaluointi", "Kysely")
    result = grids.read(grids.grid(lists + LIST.format("Mitä muuta?", "Kiitos")))
    assert set(grids.left(result)) == {"A7", "A8", "B8", "A9", "B9"}
    assert set(grids.left(result).values()) == {"unknown-column"}


def test_lists_in_tables_of_their_own_are_of_the_round_above_the_first() -> None:
    first = grids.grid(f"| Kysely 2024 |\n{LIST.format('Resurssit', 'Yksi')}", sheet="Table 1")
    second = grids.grid(LIST.format("Evaluointi", "Kysely"), sheet="Table 2")
    made = grids.only(first, second)
    assert (made.municipality.name, made.round) == ("Nokia", "2024")
    assert grids.texts(made) == ["", "", "", "", "Yksi", "Kysely"]


def test_a_line_below_the_last_list_is_no_respondent() -> None:
    lists = LIST.format("Resurssit", "Yksi") + LIST.format("Evaluointi", "Kysely")
    result = grids.read(grids.grid(f"{lists}| Raportti on luotu kyselytyökalulla |"))
    assert [draft.result.municipality.name for draft in result.drafts] == ["Nokia"]
    assert grids.left(result) == {"A7": "outside-table"}
