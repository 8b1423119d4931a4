"""Answers that their numbers alone tell apart."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.accounting import Ledger
from digimatrix.read.layouts.layout import Table
from digimatrix.read.layouts.numbered import numbered_tables
from digimatrix.read.senders.identity import Known

ASKED = "| 1. Tausta |\n| 2. Resurssit |\n| 3. Evaluointi |\n"


def found(table: str) -> list[Table]:
    ledger = Ledger(grids.grid(table))
    context = grids.context()
    return numbered_tables(ledger, context.headings, Known(context.registers))


def test_every_answer_goes_to_the_question_of_its_number() -> None:
    (table,) = found(ASKED + "\n| 3. c |\n| 1. a |\n| 2. b |")
    answers = {slot.dimension: slot.cell.text for slot in table.slots}
    assert answers == {"background": "a", "resources": "b", "evaluation": "c"}
    assert [count for _, count in table.numbered] == [3]


@pytest.mark.parametrize(
    "table",
    [
        ASKED,
        ASKED + "| 1. a |\n| 2. b |",  # a list right below the last question
        ASKED + "\n| 1. a |",  # too few
        "| 1. Tausta |\n| a |\n| 2. Resurssit |\n| b |\n| 3. Evaluointi |\n| 1. c |\n| 2. d |",
        ASKED + "\n| 1. a |\n| 2. b |\n| 3. c |\n| 1. d |\n| 2. e |\n| 3. f |",  # whose?
        "| 1. Tausta |\n| 2. Resurssit |\n\n| 1. a |\n| 2. b |",  # two questions
        ASKED + "| Kunta | Taso | Teksti |\n| 1. a |\n| 2. b |\n| 3. c |",  # a table between
    ],
)
def test_what_is_no_such_list_is_left_to_other_ways_of_reading(table: str) -> None:
    assert found(table) == []


def test_a_cell_of_questions_and_answers_is_placed() -> None:
    asked = "1. Tausta\\n2. Resurssit\\n3. Evaluointi\\nVastaukset:\\n1. a\\n2. b\\n3. c"
    result = grids.read(grids.grid(f"| {asked} |"))
    assert (result.counts.placed, result.counts.headings) == (1, 0)


def test_the_numbers_are_said_to_have_decided() -> None:
    result = grids.read(grids.grid(ASKED + "\n| Nokia |\n| 1. a |\n| 2. b |\n| 3. c |"))
    assert "numbered-answers" in grids.slugs(result)
    assert grids.left(result) == {}


def test_an_answer_to_another_question_in_the_same_cell_is_said() -> None:
    asked = ASKED + "| 4. Mitä muuta? |"
    result = grids.read(grids.grid(f"{asked}\n\n| 1. a\\n2. b\\n3. c\\n4. Terveisiä |"))
    (said,) = (p for p in result.problems if p.rule.slug == "outside-table")
    assert said.facts["text"] == "Terveisiä"
