"""Answers at their headings."""

from __future__ import annotations

import grids


def test_headings_one_under_the_other_with_answers_between() -> None:
    made = grids.only(
        grids.grid("| Nokia 2025 |\n| RESURSSIT |\n| tiimi |\n| EVALUOINTI |\n| kysely |\n"
                   "| YHTEISTYÖLLÄ |\n| koulut |\n| museo |")
    )  # fmt: skip
    answers = grids.answers(made)
    assert answers["cooperation"].text == "koulut\nmuseo"
    assert (answers["resources"].text, answers["evaluation"].text) == ("tiimi", "kysely")
