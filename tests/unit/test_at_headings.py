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


def test_words_after_headings_are_said_where_they_are_no_answers() -> None:
    form = "| RESURSSIT: raha |\n| tiimi |\n| EVALUOINTI: mittarit |\n| kysely |\n| TAUSTA |\n| a |"
    result = grids.read(grids.grid(form))
    said = [p.text for p in result.problems if p.rule.slug == "heading-words"]
    assert said == ["raha", "mittarit"]


def test_what_stands_apart_below_the_last_answer_is_named_whole() -> None:
    sheet = "| RESURSSIT |\n| a |\n| EVALUOINTI |\n| b |\n| TAUSTA |\n| c |\n\n| d |\n| e |"
    result = grids.read(grids.grid(sheet))
    assert grids.left(result) == {"A8": "outside-table", "A9": "outside-table"}
